// `npm run test:matrix`: every browser case of the suites about calls, with both builds of the SDK and in Firefox; ends
// with a table and `N passed, N failed`. `npm run test:matrix -- calls embed` plays only those suites.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readCases } from './playwright-report.mjs';
import { ensureBuild, ensureDependencies, root } from './setup.mjs';

ensureDependencies();
const { ensureBrowsers } = await import('./browser.mjs');
const { ensureFirefox } = await import('./firefox-package.mjs');
const { ensureTurnServer } = await import('./turn-package.mjs');
ensureBrowsers();
for (const missing of [ensureFirefox(), ensureTurnServer()]) {
  if (missing) {
    console.error(`The matrix needs all of it: ${missing}.`);
    process.exit(1);
  }
}
ensureBuild();

const output = join(root, 'coverage/matrix.json');
rmSync(output, { force: true });
const { status } = spawnSync(
  'npx',
  [
    ...['--no-install', 'playwright', 'test', '--reporter=list,json'],
    ...process.argv.slice(2).map((suite) => `--project=${suite} · *`),
  ],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, VISIO_MATRIX: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: output },
    shell: process.platform === 'win32',
  },
);

const cases = readCases(output);
const rows = {};
const reasons = new Map();
for (const { title, projectName, status: seen, annotations } of cases) {
  const [suite, column] = projectName.split(' · ');
  rows[suite] ??= {};
  rows[suite][column] ??= { passed: 0, failed: 0, notPlayed: 0 };
  const reason = annotations.find(({ type }) => type === 'skip')?.description;
  const result = seen === 'expected' ? 'passed' : seen === 'skipped' && reason ? 'notPlayed' : 'failed';
  rows[suite][column][result] += 1;
  if (result !== 'notPlayed') continue;
  reasons.set(reason, [...(reasons.get(reason) ?? []), `${projectName}: ${title}`]);
}
const inWords = ({ passed, failed, notPlayed }) =>
  [`${passed} passed`, failed && `${failed} failed`, notPlayed && `${notPlayed} not played`]
    .filter(Boolean)
    .join(', ');
console.table(
  Object.fromEntries(
    Object.entries(rows).map(([suite, row]) => [
      suite,
      Object.fromEntries(Object.entries(row).map(([column, counts]) => [column, inWords(counts)])),
    ]),
  ),
);
for (const [reason, titles] of reasons) console.log(`Not played, ${reason}:\n  ${titles.join('\n  ')}`);
const sum = (result) =>
  Object.values(rows)
    .flatMap((row) => Object.values(row))
    .reduce((total, counts) => total + counts[result], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
const empty = Object.values(rows).some((row) => Object.values(row).some(({ passed }) => passed === 0));
process.exit(status === 0 && sum('failed') === 0 && sum('passed') > 0 && !empty ? 0 : 1);
