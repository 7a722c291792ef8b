import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Faults, Tree } from './support/tree.ts';

const knip = ['knip', '--no-progress', '--treat-config-hints-as-errors'] as const;
const exporting = (code: string) => (text: string) => `${text}export ${code};\n`;

const dependencies = (text: string) =>
  text
    .replace('"lit": ', '"planted": "1.0.0",\n    "lit": ')
    .replace('"tsx": ', '"sown": "1.0.0",\n    "tsx": ');

/** What is planted, under which heading knip names it, and how. */
const faults: Readonly<Record<string, readonly [Faults, string, RegExp]>> = {
  'an export': [
    { 'src/views/stage/badge.ts': exporting('const one = 1') },
    'exports',
    /^one +src\/views\/stage\/badge/,
  ],
  'an exported type': [
    { 'src/call/state/diff.ts': exporting('type One = 1') },
    'exported types',
    /^One .*src\/call\/state\/diff/,
  ],
  'an export of a script': [
    { 'scripts/browser.mjs': exporting('const two = 1') },
    'exports',
    /^two +scripts\/browser\.mjs/,
  ],
  'a file': [{ 'src/views/one.ts': 'export const one = 1;\n' }, 'files', /^src\/views\/one\.ts/],
  'a style sheet': [{ 'src/views/one.css': '.one {}\n' }, 'files', /^src\/views\/one\.css/],
  'a file beside the tests': [
    { 'test/support/one.ts': 'export const one = 1;\n' },
    'files',
    /^test\/support\/one/,
  ],
  'a dependency': [{ 'package.json': dependencies }, 'dependencies', /^planted +package\.json/],
  'a development dependency': [{ 'package.json': dependencies }, 'devDependencies', /^sown +package\.json/],
  'a package that is not listed': [
    { 'src/views/stage/tile.ts': (text) => `import 'unlisted';\n${text}` },
    'Unlisted dependencies',
    /^unlisted +src\/views\/stage\/tile/,
  ],
};

describe('the check of what nobody uses', () => {
  let tree: Tree;
  before(async () => {
    tree = await Tree.copy();
  });
  after(() => tree.remove());

  it('passes the project as it is', async () => {
    const { status, output } = await tree.run(...knip);
    assert.equal(output, '');
    assert.equal(status, 0);
  });

  describe('refuses', () => {
    let lines: readonly string[];
    before(async () => {
      const files = Object.values(faults).map(([planted]) => planted);
      const { status, output } = await tree.runWith(Object.assign({}, ...files), ...knip);
      assert.equal(status, 1);
      lines = output.split('\n');
    });
    for (const [name, [, heading, told]] of Object.entries(faults)) {
      it(name, () => {
        const found = lines.findIndex((line) => told.test(line));
        const above = lines.slice(0, Math.max(found, 0)).findLast((line) => /^\w.*\(\d+\)$/.test(line));
        assert.ok(above?.includes(heading), lines.join('\n'));
      });
    }
  });
});
