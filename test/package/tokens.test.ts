import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const src = join(import.meta.dirname, '../../src');
const sheets = readdirSync(src, { recursive: true })
  .map(String)
  // The report is a page of its own, to be printed.
  .filter((name) => name.endsWith('.css') && !name.endsWith('report-page.css'))
  .map((name) => readFileSync(join(src, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''));
const tokens = readFileSync(join(src, 'styles/tokens.css'), 'utf8');
const all = sheets.join('\n');
const found = (text: string, pattern: RegExp) =>
  new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''));
const minus = (some: Set<string>, others: Set<string>) => [...some].filter((name) => !others.has(name));

describe('design tokens', () => {
  const own = found(tokens, /^\s*(--_[\w-]+):/gm);
  const used = found(all, /var\((--_[\w-]+)/g);

  it('each name that a sheet uses is defined, and each that is defined is used', () => {
    assert.deepEqual(minus(used, own), []);
    assert.deepEqual(minus(own, used), []);
  });

  it('the page’s are read in one place, each with a default', () => {
    const elsewhere = sheets.filter(
      (sheet) => /var\(--visio-/.test(sheet) && !tokens.includes(sheet.trim().slice(0, 40)),
    );
    assert.deepEqual(elsewhere, []);
    assert.deepEqual([...tokens.matchAll(/var\(--visio-[\w-]+\)/g)].map(String), []);
  });

  it('what is light without `light-dark()` is so with it', () => {
    const [plain = '', both = ''] = tokens.split('@supports');
    const names = [...found(both.split('@media')[0] ?? '', /^\s*(--_[\w-]+):/gm)];
    assert.ok(names.length > 5);
    for (const name of names) {
      const [, before, light, after] =
        new RegExp(`${name}: (.*)light-dark\\((#\\w+), #\\w+\\)(.*);`).exec(both) ?? [];
      assert.ok(plain.includes(`${name}: ${before}${light}${after};`), name);
    }
  });

  it('colours that are not tokens are few: those over pictures, in alarms and of the stage', () => {
    const literal = [
      ...all.replace(tokens.replace(/\/\*[\s\S]*?\*\//g, ''), '').matchAll(/#[\da-f]{3,8}\b/gi),
    ].map(String);
    assert.deepEqual([...new Set(literal.map((one) => one.toLowerCase()))].sort(), [
      ...['#000', '#0a0e14', '#0b0e13', '#12171f', '#1a2433', '#1c6b43', '#2b1d00', '#33100d', '#6d1410'],
      ...['#7fd6a3', '#8c1d18', '#a8ecc4', '#c0281f', '#dfe4ea', '#f0c170', '#ff9b92', '#ffd479', '#fff'],
    ]);
  });
});
