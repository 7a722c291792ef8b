// Who may import whom in src/, and no cycles anywhere. `scripts/imports.mjs` runs it.

/**
 * Room or file → what it may import: by value, by type, on demand. What may be imported by value may be imported by
 * type and on demand too. A room is a folder, inside which anything goes but a cycle. A file or an inner room wins over
 * its room, and its row names what it may import of that room too. The build makes what starts with `./`, beside its
 * importer.
 */
export const table = {
  'contact-codes.ts': { values: [], types: [] },
  'error.ts': { values: [], types: ['contact-codes.ts'] },
  'time.ts': { values: [], types: [] },
  'assets.d.ts': { values: [], types: [] },
  'file-load.ts': { values: ['error.ts'], lazy: ['file-again.ts'] },
  'file-again.ts': { values: [] },
  styles: { values: [], types: [] },
  i18n: { values: [], types: ['error.ts', 'transport-security', 'report'] },
  access: { values: ['contact-codes.ts', 'error.ts', 'time.ts'], types: ['attestation'] },
  attestation: { values: ['transport-security/fingerprints.ts', 'verification/bytes.ts'], types: [] },
  devices: { values: ['error.ts'], types: [] },
  'transport-security': { values: ['error.ts'], types: [] },
  verification: { values: ['transport-security/fingerprints.ts', 'error.ts'], types: [] },
  'private-line': {
    values: [
      ...['transport-security/certificate-in-use.ts', 'transport-security/remote-description.ts'],
      ...['verification/bytes.ts', 'error.ts'],
    ],
    types: [],
  },
  call: {
    values: ['transport-security', 'attestation/statement.ts', 'verification/bytes.ts', 'error.ts'],
    types: ['access', 'attestation', 'devices', 'private-line', 'verification'],
  },
  vonage: {
    values: ['transport-security', 'call/clean-name.ts', 'error.ts', 'file-load.ts', 'time.ts'],
    types: ['call/session.ts', 'access'],
    lazy: ['./sdk/'],
  },
  report: {
    values: ['transport-security', 'error.ts'],
    types: [],
  },
  ui: { values: ['styles'], types: [] },
  views: {
    values: [
      ...['ui', 'i18n', 'styles', 'call/state/select.ts', 'verification/pictures.ts'],
      ...['transport-security/srtp-policy.ts', 'time.ts'],
    ],
    types: [
      ...['call', 'devices', 'access', 'report', 'transport-security', 'verification', 'error.ts'],
      'file-load.ts',
    ],
  },
  // Part of the first file.
  'views/lobby': {
    values: [
      ...['ui', 'i18n', 'styles', 'views/shared/external-link.ts', 'views/shared/error-notice.ts'],
      ...['views/shared/stream.ts', 'views/shared/switch-title.ts'],
    ],
    types: ['devices', 'error.ts', 'file-load.ts', 'views/shared/model.ts'],
  },
  // The composition root of what loads on intent.
  controller: {
    values: [
      ...['access', 'call', 'devices', 'error.ts', 'events.ts', 'file-load.ts', 'i18n', 'report', 'styles'],
      ...['time.ts', 'transport-security', 'ui', 'views', 'vonage'],
    ],
    types: ['private-line', 'verification'],
    lazy: [
      ...['attestation/attestation.ts', 'call/features/attestation-feature.ts'],
      ...['private-line/private-line.ts', 'verification/comparison.ts'],
    ],
  },
  'events.ts': { values: [], types: ['access', 'call', 'transport-security', 'error.ts'] },
  // The first file.
  element: {
    values: [
      ...['views/lobby', 'devices/snapshot.ts', 'call/state/state.ts', 'i18n', 'ui', 'styles', 'error.ts'],
      ...['events.ts', 'file-load.ts'],
    ],
    types: [
      'access',
      'call',
      'controller',
      'devices',
      'report',
      'transport-security',
      'views',
      'vonage/load.ts',
    ],
    lazy: ['controller/consultation-controller.ts'],
  },
  // Part of the controller's file.
  'index.ts': {
    values: ['element', 'events.ts', 'error.ts'],
    types: ['access', 'call', 'report', 'transport-security'],
  },
  'loader.ts': { values: [], types: [] },
  'define.ts': { values: ['element'], types: [] },
};

const literally = (name) => name.replaceAll('.', '\\.');
const isFile = (name) => name.endsWith('.ts') || name.endsWith('.css');
const pathOf = (name) =>
  name.startsWith('./') ? `^${literally(name)}` : `^src/${literally(name)}${isFile(name) ? '$' : '/'}`;

const byType = ['type-only', 'type-import'];

/**
 * One rule for each way to import: what is not permitted is an error, packages aside. `dynamic` is known of a file that is
 * not there too, the dependency types are not.
 */
function rulesOf([name, { values, types = [], lazy = [] }]) {
  const from = {
    path: pathOf(name),
    pathNot: Object.keys(table)
      .filter((other) => other.startsWith(`${name}/`))
      .map(pathOf),
  };
  const always = [...(isFile(name) ? [] : [pathOf(name)]), ...values.map(pathOf), '(^|/)node_modules/'];
  const rule = (how, to) => ({ name: `${name}: by ${how}`, severity: 'error', from, to });
  return [
    rule('value', { pathNot: always, dependencyTypesNot: byType, dynamic: false }),
    rule('type', { pathNot: [...always, ...types.map(pathOf)], dependencyTypes: byType }),
    rule('import()', { pathNot: [...always, ...lazy.map(pathOf)], dynamic: true }),
  ];
}

export default {
  forbidden: [
    { name: 'cycle', severity: 'error', from: {}, to: { circular: true } },
    // dependency-cruiser takes `typeof import('x')` and `import('x')` in one file for one import, the first of them.
    {
      name: 'import type instead',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.d\\.ts$' },
      to: { dependencyTypes: ['type-import'] },
    },
    ...Object.entries(table).flatMap(rulesOf),
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: ['node_modules', '^dist/'] } },
};
