// Who may import whom in src/, and no cycles anywhere. `scripts/imports.mjs` runs it.

/**
 * Room or file → what it may import: by value, by type, on demand. What may be imported by value may be imported by
 * type and on demand too. A room is a folder, inside which anything goes but a cycle. A file wins over its room, and its
 * row names what it may import of that room too. What starts with `./` is made by the build, beside who imports it.
 */
export const table = {
  'error.ts': { values: [], types: [] },
  'assets.d.ts': { values: [], types: [] },
  styles: { values: [], types: [] },
  i18n: { values: [], types: ['error.ts', 'security'] },
  access: { values: ['error.ts'], types: [] },
  media: { values: ['error.ts'], types: [] },
  security: { values: ['error.ts'], types: [] },
  call: { values: ['security', 'error.ts'], types: ['access', 'media'] },
  vonage: { values: ['error.ts'], types: ['call/session.ts', 'access'], lazy: ['./sdk/'] },
  ui: { values: ['styles'], types: [] },
  views: {
    values: ['ui', 'i18n', 'styles', 'call/select.ts', 'security/floor.ts', 'security/pictures.ts'],
    types: ['call', 'security', 'media', 'access', 'error.ts'],
  },
  'views/lobby.ts': {
    values: ['ui', 'i18n', 'styles', 'views/apart.ts', 'views/error-notice.ts', 'views/stream.ts'],
    types: ['media', 'error.ts', 'views/model.ts'],
  },
  'events.ts': { values: [], types: ['access', 'call', 'security', 'error.ts'] },
  'call-events.ts': { values: ['call/diff.ts', 'call/state.ts', 'events.ts'], types: [] },
  'call-record.ts': {
    values: ['call/select.ts', 'call/state.ts', 'security/witness.ts'],
    types: ['security'],
  },
  'traces.ts': { values: [], types: [] },
  'language.ts': { values: ['i18n'], types: [] },
  'fragment-secret.ts': { values: [], types: [] },
  // The composition root of what loads when the sheet is asked for.
  'report.ts': { values: ['i18n', 'security', 'views'], types: [] },
  'announce.ts': {
    values: ['call/diff.ts', 'call/select.ts', 'call/state.ts', 'security/level.ts'],
    types: ['i18n'],
  },
  'attention.ts': { values: ['call/state.ts'], types: ['i18n'] },
  'attributes.ts': { values: ['ui/dressed-element.ts'], types: ['access'] },
  'join-settings.ts': {
    values: ['error.ts', 'i18n'],
    types: ['access', 'security/level.ts', 'vonage/load.ts'],
  },
  'call-host.ts': {
    values: ['media/snapshot.ts', 'call/state.ts', 'error.ts'],
    types: ['engine.ts', 'join-settings.ts', 'call', 'i18n', 'media', 'ui/announcer.ts'],
    lazy: ['engine.ts'],
  },
  'visio-avocat-room.ts': {
    values: [
      ...[
        'attributes.ts',
        'call-host.ts',
        'join-settings.ts',
        'events.ts',
        'error.ts',
        'fragment-secret.ts',
        'language.ts',
        'call/state.ts',
      ],
      ...['views/lobby.ts', 'views/lobby.css', 'i18n', 'styles', 'ui/controls.css', 'ui/states.ts'],
    ],
    types: ['access', 'call', 'engine.ts', 'security', 'views', 'ui/announcer.ts'],
  },
  'call-ports.ts': {
    values: ['access', 'error.ts', 'security/witness.ts', 'vonage/vonage-session.ts'],
    types: ['call', 'call-record.ts', 'join-settings.ts'],
  },
  // The composition root of what loads on intent.
  'engine.ts': {
    values: [
      ...['access', 'announce.ts', 'attention.ts', 'call', 'call-events.ts', 'call-ports.ts', 'error.ts'],
      ...['call-record.ts', 'i18n', 'media', 'traces.ts', 'ui/announcer.ts', 'views', 'vonage/load.ts'],
    ],
    types: ['join-settings.ts', 'report.ts', 'security'],
    lazy: ['report.ts'],
  },
  'index.ts': {
    values: ['visio-avocat-room.ts', 'events.ts', 'error.ts'],
    types: ['access', 'call', 'security', 'events.ts', 'error.ts'],
  },
  'loader.ts': { values: [], types: [] },
  'define.ts': { values: ['visio-avocat-room.ts'], types: [] },
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
