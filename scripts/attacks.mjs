// `npm run attacks`: plays every attack of the list and prints what was tried, what must come of it and what did.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf, isSound, judge, readCatalogue } from './attack-catalogue.mjs';
import { ensureBuild, ensureDependencies, root } from './setup.mjs';

process.chdir(root);
ensureDependencies();
const { playInNode, playInPages, playInPlaywright, readLines } = await import('./attack-runners.mjs');
const { ensureBrowsers } = await import('./browser.mjs');
const { ensureFirefox } = await import('./firefox-package.mjs');
const { ensureWordPress } = await import('./wordpress-packages.mjs');
ensureBrowsers();
ensureBuild();

const rows = readCatalogue();
const lacking = [
  ['test/firefox/', ensureFirefox()],
  ['test/wordpress/', ensureWordPress()],
].filter(([, reason]) => reason);
/** File → why its tests cannot be played here. */
const missing = new Map(
  filesOf(rows).flatMap((file) =>
    lacking.filter(([folder]) => file.startsWith(folder)).map(([, reason]) => [file, reason]),
  ),
);
const files = filesOf(rows).filter((file) => !missing.has(file));
const inPages = files.filter((file) => /^test\/(?:unit|element)\//.test(file));
const inPlaywright = files.filter((file) => file.endsWith('.spec.ts'));
const inNode = new Set([
  ...readdirSync('test/attacks')
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/attacks/${name}`),
  ...files.filter((file) => !inPages.includes(file) && !inPlaywright.includes(file)),
]);
const titles = rows.flatMap(({ tests }) => inPlaywright.flatMap((file) => tests[file] ?? []));
// Attacks on a call have a tag, in whatever suite they are.
const pattern = ['@attack', ...titles.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))].join('|');

const folder = mkdtempSync(join(tmpdir(), 'attacks-'));
const record = join(folder, 'record.jsonl');
const env = { VISIO_ATTACKS: record };
const runs = [
  playInNode([...inNode], folder, env),
  await playInPages(inPages),
  playInPlaywright(pattern, folder, env),
];
const attacks = readLines(record);
rmSync(folder, { recursive: true, force: true });

const results = runs.flatMap((run) => run.results);
const judgements = rows.map((row) => judge(row, results, missing));
for (const [table, title] of [
  ['signalling', 'The attacker on signalling'],
  ['insider', 'The insider and the neighbour'],
]) {
  console.log(`\n${title}`);
  console.table(
    judgements
      .filter(({ row }) => row.table === table)
      .map(({ row: { row, attack, mustBe }, passed, named, outcome }) => ({
        ...{ row, attack, 'must be': mustBe },
        ...{ tests: `${passed} of ${named}`, outcome },
      })),
  );
}
for (const { row, faults } of judgements)
  for (const fault of faults) console.log(`${row.row} (${row.attack}): ${fault}`);

console.log('\nSingle attacks');
console.table(
  attacks.map(({ row, attack, expected, seen }) => ({
    row,
    attack,
    expected,
    seen: seen === expected ? 'as expected' : seen,
  })),
);
const repelled = judgements.filter(({ outcome }) => outcome === 'repelled').length;
const asExpected = attacks.filter(({ seen, expected }) => seen === expected).length;
console.log(`${rows.length} rows, ${repelled} repelled`);
console.log(`${attacks.length} attacks, ${asExpected} as expected`);
// A runner that fails without a row, or tries nothing, is a failure too.
const sound = isSound(judgements) && runs.every(({ passed }) => passed);
process.exit(sound && attacks.length > 0 && asExpected === attacks.length ? 0 : 1);
