// The words of the WordPress plugin. `node scripts/wordpress-messages.mjs` writes the template (.pot) anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup.mjs';

export const plugin = join(root, 'demo/wordpress/visio-avocat');

/** What gettext puts between a context and a message. */
const CONTEXT = '\u0004';

/** The messages in the plugin's sources: message (after its context, if any) → places. */
export function extractMessages() {
  const found = new Map();
  const add = (message, place) => found.set(message, [...(found.get(message) ?? []), place]);
  const files = readdirSync(plugin, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'));
  for (const name of files.filter((file) => /\.(php|js)$/.test(file) && !file.startsWith('dist/')).sort()) {
    const text = readFileSync(join(plugin, name), 'utf8');
    const call = /\b(?:__|esc_html__|esc_attr__)\(\s*'((?:[^'\\]|\\.)*)',\s*'visio-avocat',?\s*\)/g;
    for (const { 1: message, index } of text.matchAll(call)) {
      add(message.replaceAll("\\'", "'"), `${name}:${text.slice(0, index).split('\n').length}`);
    }
  }
  // WordPress translates a block's own words with these contexts.
  const block = JSON.parse(readFileSync(join(plugin, 'block/block.json'), 'utf8'));
  add(`block title${CONTEXT}${block.title}`, 'block/block.json');
  add(`block description${CONTEXT}${block.description}`, 'block/block.json');
  for (const word of block.keywords) add(`block keyword${CONTEXT}${word}`, 'block/block.json');
  return found;
}

/** @returns {[string, string][]} Message and translation, in the file's order; without the header. */
export function readPo(text) {
  const lines = '((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+)';
  const entry = new RegExp(`^(?:msgctxt ${lines})?msgid ${lines}msgstr ${lines}`, 'gm');
  const joined = (some) =>
    [...some.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([line]) => JSON.parse(line)).join('');
  return [...text.matchAll(entry)]
    .map(([, context, id, translation]) => [
      (context ? joined(context) + CONTEXT : '') + joined(id),
      joined(translation),
    ])
    .filter(([id]) => id !== '');
}

/** The messages as gettext's binary file (GNU gettext manual, "The Format of GNU MO Files"). */
export function writeMo(messages) {
  const header = ['', 'Content-Type: text/plain; charset=UTF-8\n'];
  // Readers search by halves: sorted by bytes.
  const sorted = [header, ...messages].map((pair) => pair.map((text) => Buffer.from(text)));
  sorted.sort(([a], [b]) => Buffer.compare(a, b));
  const tables = 28;
  const head = Buffer.alloc(tables + sorted.length * 16);
  // No hash table, but an address for it all the same: WordPress measures the tables by it.
  const fields = [
    0x950412de,
    0,
    sorted.length,
    tables,
    tables + sorted.length * 8,
    0,
    tables + sorted.length * 16,
  ];
  for (const [index, value] of fields.entries()) head.writeUInt32LE(value, index * 4);
  const parts = [head];
  let offset = head.length;
  for (const side of [0, 1]) {
    for (const [index, pair] of sorted.entries()) {
      const at = tables + (side * sorted.length + index) * 8;
      head.writeUInt32LE(pair[side].length, at);
      head.writeUInt32LE(offset, at + 4);
      parts.push(pair[side], Buffer.alloc(1));
      offset += pair[side].length + 1;
    }
  }
  return Buffer.concat(parts);
}

/** The template for translators. */
export function writePot(messages) {
  const entries = [...messages].map(([message, places]) => {
    const [id, context] = message.split(CONTEXT).reverse();
    const about = context === undefined ? '' : `msgctxt ${JSON.stringify(context)}\n`;
    return `#: ${places.join(' ')}\n${about}msgid ${JSON.stringify(id)}\nmsgstr ""\n`;
  });
  const header =
    'msgid ""\nmsgstr ""\n"Project-Id-Version: Visio-Avocat\\n"\n"MIME-Version: 1.0\\n"\n' +
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n';
  return [header, ...entries].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(plugin, 'languages/visio-avocat.pot'), writePot(extractMessages()));
}
