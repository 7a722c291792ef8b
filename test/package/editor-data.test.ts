import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  type Facts,
  forJsx,
  forVscode,
  forWebTypes,
  ofJsx,
  ofVscode,
  ofWebTypes,
} from './support/editor-data.ts';
import { readJson, readManifest } from './support/manifest.ts';
import { root } from './support/scratch.ts';

const manifest = readManifest();
const { tags, version } = readJson('vscode.html-custom-data.json');
const webTypes = readJson('web-types.json');
const elements = webTypes.contributions.html.elements;
const jsx = (framework: string) => readFileSync(join(root, 'dist/jsx', `${framework}.d.ts`), 'utf8');

/** Each generated file: what the manifest wants of it, and how to read it. */
const files: Readonly<Record<string, { wanted: Facts; text: string; read: (text: string) => Facts }>> = {
  'Visual Studio Code’s data': {
    wanted: forVscode(manifest),
    text: JSON.stringify(tags[0]),
    read: (text) => ofVscode(JSON.parse(text)),
  },
  'JetBrains’ web-types': {
    wanted: forWebTypes(manifest),
    text: JSON.stringify(elements[0]),
    read: (text) => ofWebTypes(JSON.parse(text)),
  },
  ...Object.fromEntries(
    [
      { framework: 'react', property: '', event: 'on' },
      { framework: 'preact', property: '', event: 'on' },
      { framework: 'solid', property: 'prop:', event: 'on:' },
    ].map(({ framework, ...spelling }) => [
      `the types for ${framework}`,
      { wanted: forJsx(manifest, spelling), text: jsx(framework), read: ofJsx },
    ]),
  ),
};

for (const [file, { wanted, text, read }] of Object.entries(files))
  describe(file, () => {
    for (const [kind, facts] of Object.entries(wanted))
      it(`say of ${kind} what the manifest says`, () => {
        assert.ok(facts.length > 0);
        // In JSON, absent and `undefined` are the same.
        assert.deepEqual(JSON.parse(JSON.stringify(read(text)[kind])), JSON.parse(JSON.stringify(facts)));
      });

    it('differ as soon as a description or a name does', () => {
      for (const { name, description = '' } of Object.values(wanted).flat()) {
        const [first = ''] = description.split('\n');
        for (const word of [name, JSON.stringify(first).slice(1, -1)]) {
          const planted = read(text.replaceAll(word, 'Planted'));
          assert.notDeepEqual(planted, read(text), word);
        }
      }
    });
  });

describe('the files that editors read', () => {
  it('are about this element and this version', () => {
    const { version: own } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.deepEqual([version, tags.length, tags[0].name], [1.1, 1, manifest.tagName]);
    assert.deepEqual([webTypes.name, webTypes.version], ['visio-avocat-room', own]);
    assert.deepEqual([elements.length, elements[0].name], [1, manifest.tagName]);
    assert.ok(tags[0].description.value.startsWith(elements[0].description));
  });

  it('offer the values of an attribute', () => {
    const values = ofVscode(tags[0]).attributes?.find(({ name }) => name === 'theme')?.values ?? [];
    assert.deepEqual([...values].sort(), ['auto', 'dark', 'light']);
  });

  it('have a description of every name', () => {
    const { attributes, events, slots, cssParts, cssProperties, members } = manifest;
    for (const { name, description } of [attributes, events, slots, cssParts, cssProperties, members].flat())
      assert.ok(description, name);
  });
});
