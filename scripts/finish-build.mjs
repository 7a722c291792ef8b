// After the bundles: declarations, what machines read, and what each file weighs over the wire. Fails when the lobby outgrows its budget.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { vscodeData, webTypes } from './editor-data.mjs';
import { integrityOf } from './integrity.mjs';
import { jsxTypes } from './jsx-types.mjs';
import { cleanManifest, elementOf } from './manifest.mjs';

/** Bytes, brotli: all that a page loads to show a usable lobby; what TCP sends in its first flight (RFC 6928). */
const LOBBY_BUDGET = 14 * 1024;

for (const entry of ['index', 'define']) {
  writeFileSync(`dist/${entry}.d.ts`, `export * from './types/${entry}.js';\n`);
}

const json = (name) => JSON.parse(readFileSync(name, 'utf8'));
const writeJson = (name, content) => writeFileSync(`dist/${name}`, `${JSON.stringify(content, null, 2)}\n`);
const manifest = cleanManifest(json('dist/custom-elements.json'));
const element = elementOf(manifest);
writeJson('custom-elements.json', manifest);
writeJson('vscode.html-custom-data.json', vscodeData(element));
writeJson('web-types.json', webTypes(element, json('package.json')));
mkdirSync('dist/jsx', { recursive: true });
for (const [name, types] of Object.entries(jsxTypes(element))) writeFileSync(`dist/jsx/${name}`, types);
writeJson('integrity.json', integrityOf('dist'));

const files = readdirSync('dist', { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.js') && !name.startsWith('types/'))
  .sort();
const brotli = (name) => brotliCompressSync(readFileSync(`dist/${name}`)).length;

/** The file and all that it imports at once; what it imports on demand does not count. */
function withStaticImports(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const source = readFileSync(`dist/${name}`, 'utf8');
  for (const [, path] of source.matchAll(/(?:^|[;}\n])\s*(?:import|export)[^;"'()]*["'](\.[^"']+)["']/g)) {
    withStaticImports(new URL(path, `file:///${name}`).pathname.slice(1), seen);
  }
  return seen;
}

for (const name of files) {
  console.log(`${String(brotli(name)).padStart(8)} B brotli  ${name}`);
}
const lobby = [...withStaticImports('visio-avocat-room.js')].map(brotli).reduce((sum, size) => sum + size, 0);
console.log(
  `Lobby (script tag and what it imports): ${(lobby / 1024).toFixed(1)} KB brotli; budget ${LOBBY_BUDGET / 1024} KB.`,
);
if (lobby > LOBBY_BUDGET) {
  console.error('The lobby is over its budget.');
  process.exitCode = 1;
}
