import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { names, readManifest } from '../package/support/manifest.ts';

const docs = join(import.meta.dirname, '../../docs');
const text = readFileSync(join(docs, 'theming.md'), 'utf8');
const tokens = readFileSync(join(docs, '../src/styles/tokens.css'), 'utf8');
/** The first cells of the tables' rows. */
const rows = new Set([...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name ?? ''));

describe('the page about theming', () => {
  it('has each part, token, slot and state, and nothing else', () => {
    const { cssParts, cssProperties, cssStates, slots } = readManifest();
    const there = names([...cssParts, ...cssProperties, ...slots]);
    assert.deepEqual(
      there.filter((name) => !rows.has(name)),
      [],
      'left out',
    );
    assert.deepEqual(
      [...rows].filter((name) => !there.includes(name)),
      [],
      'made up',
    );
    for (const state of names(cssStates)) assert.ok(text.includes(`:state(${state})`), state);
  });

  it('gives each token’s defaults as they are', () => {
    const [light = ''] = tokens.split('@supports');
    for (const [, token, one, other] of text.matchAll(
      /^\| `(--visio-[\w-]+)` \| `([^`]+)`[^|]*\| (?:`([^`]+)`|[^|]*)/gm,
    )) {
      assert.ok(light.includes(`var(${token}, ${one}`), `${token}: ${one}`);
      const said = one === other ? `${one}` : `light-dark(${one}, ${other})`;
      if (other) assert.ok(tokens.includes(`var(${token}, ${said}`), `${token}: ${other}`);
    }
  });

  it('has its pictures', () => {
    const pictures = [...text.matchAll(/!\[[^\]]+\]\((parts\/[\w-]+\.png)\)/g)].map(([, file]) => file ?? '');
    assert.ok(pictures.length >= 10);
    for (const file of pictures) assert.ok(existsSync(join(docs, file)), file);
  });
});
