// Holds src/ against the table of who may import whom. `type` imports have a row of their own: they vanish at build time.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Room or file → what it may import, by value and by type. A room is a folder; a file wins over its room. */
const table = {
  'error.ts': { values: [], types: [] },
  'assets.d.ts': { values: [], types: [] },
  styles: { values: [], types: [] },
  i18n: { values: [], types: ['error.ts', 'security'] },
  access: { values: ['error.ts'], types: [] },
  media: { values: ['error.ts'], types: [] },
  security: { values: ['error.ts'], types: [] },
  call: { values: ['security', 'error.ts'], types: ['access', 'media'] },
  vonage: { values: ['error.ts'], types: ['call/session.ts', 'access'] },
  ui: { values: ['styles'], types: [] },
  views: {
    values: ['ui', 'i18n', 'styles', 'call/select.ts', 'security/floor.ts', 'security/pictures.ts'],
    types: ['call', 'security', 'media', 'access', 'error.ts'],
  },
  'views/lobby.ts': { values: ['ui', 'i18n', 'styles'], types: ['media', 'error.ts'] },
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
  'join-settings.ts': { values: ['error.ts', 'i18n'], types: ['engine.ts', 'access'] },
  'call-host.ts': {
    values: ['media/snapshot.ts', 'call/state.ts', 'error.ts'],
    types: ['engine.ts', 'call', 'i18n', 'media', 'ui/announcer.ts'],
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
    types: ['call', 'call-record.ts', 'engine.ts'],
  },
  // The composition root of what loads on intent.
  'engine.ts': {
    values: [
      ...['access', 'announce.ts', 'attention.ts', 'call', 'call-events.ts', 'call-ports.ts', 'error.ts'],
      ...['call-record.ts', 'i18n', 'media', 'traces.ts', 'ui/announcer.ts', 'views', 'vonage/load.ts'],
    ],
    types: ['report.ts', 'security'],
    lazy: ['report.ts'],
  },
  'index.ts': {
    values: ['visio-avocat-room.ts', 'events.ts', 'error.ts'],
    types: ['access', 'call', 'security', 'events.ts', 'error.ts'],
  },
  'loader.ts': { values: [], types: [] },
  'define.ts': { values: ['visio-avocat-room.ts'], types: [] },
};

const src = join(dirname(fileURLToPath(import.meta.url)), '../src');

/** Imports of one file: what, and whether by value, by type, or on demand. */
function importsOf(file) {
  const source = readFileSync(join(src, file), 'utf8');
  const found = [];
  for (const [, type, names, path] of source.matchAll(
    /^(?:import|export)( type)?\s*([^'";]*?)(?: from )?['"]([^'"]+)['"]/gm,
  )) {
    const named = names
      .match(/^\{([\s\S]*)\}$/)?.[1]
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const onlyTypes = Boolean(type) || (named?.every((name) => name.startsWith('type ')) ?? false);
    found.push({ path, kind: onlyTypes ? 'types' : 'values' });
  }
  for (const [, before, path] of source.matchAll(
    /(typeof )?\bimport\(\s*(?:\/\*[\s\S]*?\*\/\s*)?['"]([^'"]+)['"]/g,
  )) {
    found.push({ path, kind: before ? 'types' : 'lazy' });
  }
  return found
    .filter(({ path }) => path.startsWith('.'))
    .map(({ path, kind }) => ({ kind, to: posix.join(posix.dirname(file), path) }));
}

const roomOf = (file) => (file.includes('/') ? file.split('/')[0] : file);
const wrong = [];
const files = readdirSync(src, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'));
for (const file of files) {
  const row = table[file] ?? table[roomOf(file)];
  if (!row) {
    wrong.push(`${file}: its room is not in the table`);
    continue;
  }
  for (const { kind, to } of importsOf(file)) {
    if (file.includes('/') && roomOf(to) === roomOf(file)) continue;
    // What may be imported by value may be imported by type and on demand too.
    const allowed = [...row.values, ...(kind === 'values' ? [] : (row[kind] ?? []))];
    const fine =
      allowed.some((one) => to === one || to.startsWith(`${one}/`)) ||
      to.startsWith('sdk/') ||
      to.startsWith('vonage/sdk/');
    if (!fine) wrong.push(`${file} → ${to} (${kind})`);
  }
}
if (wrong.length > 0) {
  console.error(`Imports against the table of scripts/arrows.mjs:\n  ${wrong.join('\n  ')}`);
  process.exitCode = 1;
} else {
  console.log(`arrows: ${files.length} files, none against the table`);
}
