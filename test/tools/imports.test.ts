import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Faults, Tree } from './support/tree.ts';

const check = 'scripts/imports.mjs';

/** What the row of an inner room does not permit: another room's value, the outer room's value and type. */
const beyondItsRow: Faults = {
  'src/views/lobby/lobby.ts': (text) =>
    `import '../../transport-security/srtp-policy.ts';\nimport '../stage/tile.ts';\nimport type { links } from '../shared/links.ts';\n${text}`,
};

/** What is planted, and what the check says of it. */
const faults: Readonly<Record<string, readonly [Faults, RegExp]>> = {
  'a cycle of values': [
    {
      'src/views/cycle.ts': "import { two } from './cycle-2.ts';\nexport const one = () => two;\n",
      'src/views/cycle-2.ts': "import { one } from './cycle.ts';\nexport const two = () => one;\n",
    },
    /error cycle: src\/views\/cycle\S*\.ts/,
  ],
  'a cycle of types': [
    {
      'src/ui/cycle.ts': "import type { Two } from './cycle-2.ts';\nexport type One = Two | 1;\n",
      'src/ui/cycle-2.ts': "import type { One } from './cycle.ts';\nexport type Two = readonly One[];\n",
    },
    /error cycle: src\/ui\/cycle\S*\.ts/,
  ],
  'a cycle outside src/': [
    {
      'test/support/cycle.ts': "import type { Two } from './cycle-2.ts';\nexport type One = Two | 1;\n",
      'test/support/cycle-2.ts':
        "import type { One } from './cycle.ts';\nexport type Two = readonly One[];\n",
    },
    /error cycle: test\/support\/cycle\S*\.ts/,
  ],
  'a value from a room that is not permitted': [
    { 'src/views/value.ts': "export { loadSdk } from '../vonage/load.ts';\n" },
    /error views: by value: src\/views\/value\.ts → src\/vonage\/load\.ts/,
  ],
  'a value from a room that is permitted for types': [
    {
      'src/call/value.ts': [
        "import type { DeviceKind } from '../devices/open-devices.ts';",
        "import { openDevices } from '../devices/open-devices.ts';",
        'export const one = (_kind: DeviceKind) => openDevices;',
      ].join('\n'),
    },
    /error call: by value: src\/call\/value\.ts → src\/devices\/open-devices\.ts/,
  ],
  'a type from a room that is not permitted': [
    {
      'src/devices/type.ts':
        "import type { CallState } from '../call/state/state.ts';\nexport type One = CallState;\n",
    },
    /error devices: by type: src\/devices\/type\.ts → src\/call\/state\/state\.ts/,
  ],
  'an import() from a room that is not permitted': [
    { 'src/views/lazy.ts': "export const one = () => import('../controller/report-files.ts');\n" },
    /error views: by import\(\): src\/views\/lazy\.ts → src\/controller\/report-files\.ts/,
  ],
  'the type that hides an import() in the same file': [
    {
      'src/devices/hidden.ts':
        "export type One = typeof import('../controller/consultation-controller.ts');\nexport const one = () => import('../controller/consultation-controller.ts');\n",
    },
    /error import type instead: src\/devices\/hidden\.ts → src\/controller\/consultation-controller\.ts/,
  ],
  'a file outside src/': [
    { 'src/views/outside.ts': "export { PATIENCE } from '../../test/support/patience.ts';\n" },
    /error views: by value: src\/views\/outside\.ts → test\/support\/patience\.ts/,
  ],
  'what only the outer room may import': [
    beyondItsRow,
    /error views\/lobby: by value: src\/views\/lobby\/lobby\.ts → src\/transport-security\/srtp-policy\.ts/,
  ],
  'a value of the outer room that the row of an inner one does not name': [
    beyondItsRow,
    /error views\/lobby: by value: src\/views\/lobby\/lobby\.ts → src\/views\/stage\/tile\.ts/,
  ],
  'a type of the outer room that the row of an inner one does not name': [
    beyondItsRow,
    /error views\/lobby: by type: src\/views\/lobby\/lobby\.ts → src\/views\/shared\/links\.ts/,
  ],
  'a file of the build': [
    { 'src/devices/built.ts': "export { VisioError } from '../../dist/index.js';\n" },
    /error devices: by value: src\/devices\/built\.ts → dist\/index\.js/,
  ],
  'a file of the build that is not there': [
    { 'src/devices/unbuilt.ts': "export { one } from '../../dist/none.js';\n" },
    /error devices: by value: src\/devices\/unbuilt\.ts → \.\.\/\.\.\/dist\/none\.js/,
  ],
  'the wrapped SDK, outside vonage/': [
    { 'src/views/sdk.ts': "export const one = () => import('./sdk/video-client.js');\n" },
    /error views: by import\(\): src\/views\/sdk\.ts → \.\/sdk\/video-client\.js/,
  ],
  'the wrapped SDK by value, in vonage/': [
    { 'src/vonage/eager.ts': "import './sdk/video-client.js';\nexport const one = 1;\n" },
    /error vonage: by value: src\/vonage\/eager\.ts → \.\/sdk\/video-client\.js/,
  ],
  'a room that is not in the table': [
    { 'src/cellar/one.ts': 'export const one = 1;\n' },
    /^src\/cellar\/one\.ts: its room is not in the table/m,
  ],
};

describe('the check of imports', () => {
  let tree: Tree;
  before(async () => {
    tree = await Tree.copy();
  });
  after(() => tree.remove());

  it('passes the project as it is, and says what it has read', async () => {
    const { status, output } = await tree.run(check);
    assert.equal(status, 0, output);
    assert.match(output, /imports: [1-9]\d{2,} in [1-9]\d{2,} files of src\//);
  });

  describe('refuses', () => {
    let found: Awaited<ReturnType<Tree['run']>>;
    before(async () => {
      const files = Object.values(faults).map(([planted]) => planted);
      found = await tree.runWith(Object.assign({}, ...files), check);
    });
    for (const [name, [, told]] of Object.entries(faults)) {
      it(name, () => {
        assert.match(found.output, told);
        assert.equal(found.status, 1);
      });
    }
  });

  const blindnesses: Readonly<Record<string, readonly [(text: string) => string, ...RegExp[]]>> = {
    'it reads fewer files than there are': [
      (text) => text.replace('doNotFollow:', "exclude: { path: '^src/call/' }, doNotFollow:"),
      /^src\/call\/call\.ts: not read/m,
    ],
    'it reads no imports': [
      (text) => text.replace('tsPreCompilationDeps: true', "moduleSystems: ['amd']"),
      /^src\/controller\/consultation-controller\.ts: none of its imports were read/m,
      // Its imports are all `export … from`: by value and by type, or by type only.
      /^src\/index\.ts: none of its imports were read/m,
      /^src\/i18n\/messages\.ts: none of its imports were read/m,
    ],
    'the table has a room that is gone': [
      (text) => text.replace("  'loader.ts':", "  cellar: { values: [] },\n  'loader.ts':"),
      /^cellar: in the table, but not in src\//m,
    ],
  };
  for (const [name, [blind, ...told]] of Object.entries(blindnesses)) {
    it(`fails when ${name}`, async () => {
      const { status, output } = await tree.runWith({ '.dependency-cruiser.mjs': blind }, check);
      for (const line of told) assert.match(output, line);
      assert.equal(status, 1);
    });
  }

  // Beside a default import, dependency-cruiser takes a value for a type.
  it('meets no default export in src/: Biome refuses it', async () => {
    const files = { 'src/views/default.ts': 'export default 1;\n' };
    const { status, output } = await tree.runWith(files, 'biome', 'lint', 'src/views/default.ts');
    assert.match(output, /noDefaultExport/);
    assert.equal(status, 1);
  });
});
