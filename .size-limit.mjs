// What a page may fetch for each thing it shows: bytes over the wire (brotli) of the script tag's build, in dist/.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseAst } from 'rollup/parseAst';

const read = (file) => readFileSync(`dist/${file}`, 'utf8');

/** A module's relative imports, by value and on demand. The vendor's files import nothing, and are long. */
function importsOf(file) {
  const found = { static: [], dynamic: [] };
  if (file.startsWith('sdk/')) return found;
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    const path = node.source?.value;
    if (path?.startsWith('.')) {
      const kind = node.type === 'ImportExpression' ? 'dynamic' : 'static';
      found[kind].push(posix.join(posix.dirname(file), path));
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(read(file)));
  return found;
}

const first = 'visio-avocat-room.js';
const graph = new Map();
for (const queue = [first]; queue.length > 0; ) {
  const file = queue.pop();
  if (graph.has(file)) continue;
  graph.set(file, importsOf(file));
  queue.push(...graph.get(file).static, ...graph.get(file).dynamic);
}

/** A file and all that it imports by value: what is fetched at once. */
function fetched(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const next of graph.get(file).static) fetched(next, seen);
  return seen;
}

const chunks = [...graph.keys()].filter((file) => file.startsWith('chunks/'));
const sources = new Map(chunks.map((file) => [file, JSON.parse(read(`${file}.map`)).sources]));
const chunkOf = (module) => chunks.find((file) => sources.get(file).some((path) => path.endsWith(module)));

/** French is part of the files that show it, but for the report's words. */
const languages = readdirSync('src/i18n', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'fr')
  .map(({ name }) => name);

/** The chunks that hold words of a language, whatever else they hold. */
function wordsOf(language) {
  const words = chunks.filter((file) =>
    sources.get(file).some((path) => path.includes(`/src/i18n/${language}/`)),
  );
  if (words.length === 0) throw new Error(`No chunk holds the words of src/i18n/${language}/`);
  return words;
}

const lobby = fetched(first);
/** What is there already does not count again. */
const later = (module, before) => [...fetched(chunkOf(module))].filter((file) => !before.has(file));
const controller = new Set([...lobby, ...fetched(chunkOf('src/controller/consultation-controller.ts'))]);
const paths = (files) => [...files].map((file) => `dist/${file}`);

// A limit is the size in whole KiB, rounded up; for the words, that of the longest language.
const limits = [
  // What TCP sends in its first flight (RFC 6928).
  { name: 'lobby: script tag and what it imports', path: paths(lobby), limit: '14 KiB' },
  {
    name: 'call, fetched on intent',
    path: paths(later('src/controller/consultation-controller.ts', lobby)),
    limit: '57 KiB',
  },
  {
    name: 'what a browser that is too old reads',
    path: paths(later('src/element/old-browser.ts', lobby)),
    limit: '1 KiB',
  },
  {
    name: 'what the firm asks for in the lobby, where it asks for anything',
    path: paths(later('src/controller/consent.ts', controller)),
    limit: '1 KiB',
  },
  {
    name: 'what the page does while connected',
    path: paths(later('src/controller/page-guard.ts', controller)),
    limit: '1 KiB',
  },
  {
    name: 'report, with its French words',
    path: paths([
      ...later('src/controller/report-files.ts', controller),
      ...later('src/i18n/fr/report.ts', controller),
    ]),
    limit: '6 KiB',
  },
  {
    name: 'session, private line and comparison, fetched with the SDK',
    path: paths([
      ...later('src/vonage/vonage-session.ts', controller),
      ...later('src/private-line/private-line.ts', controller),
      ...later('src/verification/comparison.ts', controller),
    ]),
    limit: '19 KiB',
  },
  {
    name: 'audit of the page’s stores, fetched with the SDK',
    path: paths(later('src/report/storage-audit.ts', controller)),
    limit: '2 KiB',
  },
  {
    name: 'the firm’s attestations, where it gives any',
    path: paths([
      ...later('src/attestation/attestation.ts', controller),
      ...later('src/call/features/attestation-feature.ts', controller),
    ]),
    limit: '3 KiB',
  },
  {
    name: 'lines for the page’s developer, fetched on a failure',
    path: paths(later('src/access/developer-line.ts', controller)),
    limit: '1 KiB',
  },
  {
    name: 'asking for a file again',
    path: paths(later('src/file-again.ts', controller)),
    limit: '1 KiB',
  },
  {
    name: 'a new shared secret',
    path: paths(later('src/transport-security/sealed-secret.ts', controller)),
    limit: '1 KiB',
  },
  {
    name: 'pictures',
    path: paths(later('src/views/panels/picture-drawings.ts', controller)),
    limit: '5 KiB',
  },
  ...languages.map((language) => ({
    name: `words: ${language}`,
    path: paths(wordsOf(language)),
    limit: '12 KiB',
  })),
  { name: 'loader', path: 'dist/visio-avocat-room.loader.js', limit: '1 KiB' },
];

const limited = new Set(limits.flatMap(({ path }) => path));
// The vendor's files are as long as the vendor makes them.
const free = paths([...graph.keys()].filter((file) => !file.startsWith('sdk/'))).filter(
  (file) => !limited.has(file),
);
if (free.length > 0) throw new Error(`No limit counts ${free.join(', ')}`);

export default limits;
