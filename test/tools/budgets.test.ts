import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type Faults, Tree } from './support/tree.ts';

/** One of each: the languages have one limit, that of the longest. */
const budgeted = ['lobby', 'call', 'report', 'pictures', 'words: ar', 'loader'];

/** A comment of 1 KiB that no compression makes shorter, before the text. */
const heavier = (text: string) => `/*${randomBytes(1100).toString('base64')}*/${text}`;

describe('the budgets of what a page fetches', () => {
  let tree: Tree;
  let budgets: readonly { readonly name: string; readonly path: string | readonly string[] }[];
  before(async () => {
    tree = await Tree.copy();
    ({ default: budgets } = await import(new URL('../../.size-limit.mjs', import.meta.url).href));
  });
  after(() => tree.remove());

  const failed = async (faults: Faults) => {
    const { status, output } = await tree.runWith(faults, 'size-limit', '--json');
    const results: readonly { name: string; passed: boolean }[] = JSON.parse(output);
    assert.equal(results.length, budgets.length);
    const names = results.filter(({ passed }) => !passed).map(({ name }) => name);
    assert.equal(status, names.length > 0 ? 1 : 0);
    return names;
  };
  const fileOf = (name: string) =>
    [budgets.find((one) => one.name.startsWith(name))?.path ?? []].flat()[0] ?? '';

  it('are met by the project as it is', async () => {
    assert.deepEqual(await failed({}), []);
  });

  it('are a step of the build', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
    assert.ok(scripts.build.split(' && ').includes('size-limit'));
  });

  it('are broken by 1 KB more in the first file', async () => {
    assert.deepEqual(await failed({ 'dist/visio-avocat-room.js': heavier }), [budgets[0]?.name]);
  });

  it('are broken by 1 KB more in each', async () => {
    const files = Object.fromEntries(budgeted.map((name) => [fileOf(name), heavier]));
    const names = await failed(files);
    assert.deepEqual(
      names.map((name) => budgeted.find((start) => name.startsWith(start))),
      budgeted,
    );
  });

  const imported = (statement: string) => ({
    'dist/visio-avocat-room.js': (text: string) => `${statement};${text}`,
    'dist/chunks/planted.js': heavier(''),
    'dist/chunks/planted.js.map': JSON.stringify({ sources: ['../../src/planted.ts'] }),
  });

  it('count what the first file imports', async () => {
    assert.deepEqual(await failed(imported('import"./chunks/planted.js"')), [budgets[0]?.name]);
  });

  it('count a language’s chunk that holds something else too', async () => {
    const file = fileOf('words: ar');
    const mixed = (map: string) => {
      const { sources } = JSON.parse(map);
      return JSON.stringify({ sources: [...sources, '../../src/planted.ts'] });
    };
    assert.deepEqual(await failed({ [file]: heavier, [`${file}.map`]: mixed }), ['words: ar']);
  });

  /** What leaves something without a limit, and what size-limit says of it. */
  const unlimited: Readonly<Record<string, readonly [Faults, RegExp]>> = {
    'a chunk that no limit counts': [
      imported('import("./chunks/planted.js")'),
      /No limit counts dist\/chunks\/planted\.js/,
    ],
    'a language that no chunk holds': [
      { 'src/i18n/xx/lobby.ts': 'export const lobbyMessages = {};\n' },
      /No chunk holds the words of src\/i18n\/xx\//,
    ],
  };
  for (const [name, [faults, told]] of Object.entries(unlimited))
    it(`refuse ${name}`, async () => {
      const { status, output } = await tree.runWith(faults, 'size-limit', '--json');
      assert.match(output, told);
      assert.equal(status, 1);
    });
});
