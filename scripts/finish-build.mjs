// After the bundles: declarations, what machines read, and what each file weighs over the wire.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { vscodeData, webTypes } from './editor-data.mjs';
import { integrityOf } from './integrity.mjs';
import { jsxTypes } from './jsx-types.mjs';
import { cleanManifest, elementOf } from './manifest.mjs';

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

for (const name of files) {
  console.log(`${String(brotli(name)).padStart(8)} B brotli  ${name}`);
}
