// Runs tests with the runner that each of them is for, and returns what became of each: file, path and whether it passed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCases } from './playwright-report.mjs';
import { root } from './setup.mjs';

const node = (args, env) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  }).status === 0;

/** One JSON object a line; none where nothing was written. */
export const readLines = (file) =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

const testFilesIn = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`);

/** Node's runner plays whole files. A file of another name is a part of the tests in its folder. */
export function playInNode(files, folder, env) {
  const played = files.flatMap((file) => (file.endsWith('.test.ts') ? [file] : testFilesIn(dirname(file))));
  const runs = [...new Set(played)].map((file, index) => {
    const report = join(folder, `node-${index}.jsonl`);
    const passed = node(
      [
        ...['--import', 'tsx', '--test'],
        ...['--test-reporter=dot', '--test-reporter-destination=stdout'],
        ...['--test-reporter=./scripts/node-test-report.mjs', `--test-reporter-destination=${report}`],
        file,
      ],
      env,
    );
    // A test is where `it` is called; what `attack` calls it for is in the file that runs.
    const results = readLines(report).map((one) => (one.file.includes('/support/') ? { ...one, file } : one));
    return { passed, results };
  });
  return { passed: runs.every(({ passed }) => passed), results: runs.flatMap(({ results }) => results) };
}

/** Playwright plays what a pattern finds in titles and tags. */
export function playInPlaywright(pattern, folder, env) {
  const report = join(folder, 'playwright.json');
  const passed = node(
    [
      ...[join(root, 'node_modules/@playwright/test/cli.js'), 'test', `--grep=${pattern}`],
      ...['--workers=1', '--reporter=dot,json'],
    ],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  );
  const results = readCases(report)
    .filter(({ status }) => status !== 'skipped')
    .map(({ file, path, status }) => ({ file: `test/${file}`, path, passed: status === 'expected' }));
  return { passed, results };
}

/** Web Test Runner opens a page for each file. */
export async function playInPages(files) {
  const { startTestRunner } = await import('@web/test-runner');
  const runner = await startTestRunner({ argv: ['--files', ...files], autoExitProcess: false });
  if (!runner) return { passed: false, results: [] };
  const passed = await new Promise((resolve) => runner.on('stopped', resolve));
  const results = [...runner.sessions.all()].flatMap(({ testFile, testResults }) => {
    const file = files.find((one) => testFile.replaceAll('\\', '/').endsWith(one)) ?? testFile;
    return testResults ? testsOf(testResults).map((one) => ({ file, ...one })) : [];
  });
  return { passed, results };
}

/** The tests of a suite, whose root has no name. */
function testsOf({ name, suites, tests }, around = []) {
  const groups = name ? [...around, name] : around;
  const own = tests
    .filter(({ skipped }) => !skipped)
    .map(({ name: title, passed }) => ({ path: [...groups, title], passed }));
  return [...own, ...suites.flatMap((suite) => testsOf(suite, groups))];
}
