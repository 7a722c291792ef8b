import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { names, readManifest } from '../../package/support/manifest.ts';
import { root } from '../../package/support/scratch.ts';
import { attributeNames, valuesOf } from './attributes.ts';
import { type Document, documents } from './markdown.ts';
import { unknownCommand } from './shell.ts';
import { unknownNames } from './style.ts';

/** Each finds what is wrong in the sentences of a document, in words. */
type Look = (document: Document) => readonly (string | undefined)[];

const manifest = readManifest();
const exists = (...path: readonly string[]) =>
  existsSync(join(root, ...path)) ? undefined : `no ${join(...path)}`;

const links: Look = ({ file, links }) =>
  links.map((link) => {
    if (/^[a-z]+:/.test(link)) return /^https:/.test(link) && URL.canParse(link) ? undefined : link;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : normalize(join(dirname(file), path)).replaceAll('\\', '/');
    if (relative('.', target).startsWith('..')) return `${link} leaves the repository`;
    if (anchor === undefined) return exists(target);
    const page = documents.find((one) => one.file === target);
    return page?.anchors.has(anchor) ? undefined : `${link}: ${[...(page?.anchors ?? [])]}`;
  });

const attributeTable: Look = (document) =>
  document.rows('attribute').flatMap(({ names: named, rest }) =>
    named.flatMap((name) => {
      const values = valuesOf(name);
      // Code in the second column is a value, where the attribute takes certain ones only.
      const words = values.length > 0 ? rest : [];
      return [
        attributeNames.includes(name) ? undefined : `no attribute ${name}`,
        ...words.map((word) => (values.includes(word) ? undefined : `${name} has no value ${word}`)),
      ];
    }),
  );

/** Tables of files: the heading of their first column, and the folder. */
const folders = { file: 'dist', room: 'src', 'file in `includes/`': 'demo/wordpress/visio-avocat/includes' };
const fileTables: Look = (document) =>
  Object.entries(folders).flatMap(([heading, folder]) =>
    document.rows(heading).flatMap((row) => row.names.map((name) => exists(folder, name))),
  );

const paths: Look = ({ spans }) =>
  spans
    .filter((span) => /^(src|test|demo|docs|scripts|dist)\/[\w./-]*$/.test(span))
    .map((path) => exists(path));

const commands: Look = ({ spans }) =>
  spans
    .filter((span) => /^(npm|node) /.test(span))
    .map((span) => {
      const [, suite] = /^npm test -- (.+)$/.exec(span) ?? [];
      return suite && !suites.includes(suite) ? `no suite ${suite}` : unknownCommand(span.split(' '));
    });

/** The suites of `npm test`. */
const suites = execFileSync(process.execPath, [join(root, 'scripts/test.mjs'), '--list'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n');

const suiteList: Look = (document) =>
  document
    .rows('command')
    .filter((row) => row.names.some((name) => name.startsWith('npm test --')))
    .map(({ rest }) => {
      const listed = [...rest].sort();
      return `${listed}` === `${[...suites].sort()}` ? undefined : `${listed}, not ${suites}`;
    });

const elementNames: Look = ({ file, spans }) => {
  const events = names(manifest.events);
  const members = names(manifest.members);
  return spans.flatMap((span) => {
    const [, event] = /^(visio-(?!avocat)[\w-]+)$/.exec(span) ?? [];
    // What is called in the other folders' pages is theirs.
    const [, method] = file.includes('/') ? [] : (/^(\w+)\(\)$/.exec(span) ?? []);
    return [
      ...unknownNames(span),
      event && !events.includes(event) ? `no event ${event}` : undefined,
      method && !members.includes(method) ? `no method ${method}` : undefined,
    ];
  });
};

export const looks: Readonly<Record<string, Look>> = {
  'links and their #anchors lead somewhere': links,
  'the tables’ attributes are in the manifest, with their values': attributeTable,
  'the tables’ files are there': fileTables,
  'paths are there': paths,
  'commands can be run': commands,
  'the list of suites is that of `npm test`': suiteList,
  'events, methods, parts, tokens and states are in the manifest': elementNames,
};
