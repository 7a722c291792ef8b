// `npm test`: everything, from a fresh clone. `npm test -- calls attacks` runs only those suites, `--list` names them.
// With `--coverage` it also measures what of the sources is run, and takes a tenth longer.
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { missingProgram, readCases } from './playwright-report.mjs';
import { ensureDependencies, isBuilt, root } from './setup.mjs';

/** Runs a command for a suite, shows each line that it prints after the suite's name, and resolves with status and output. */
function run(suite, command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => (output += data));
      createInterface(stream).on('line', (line) => console.log(`${suite.padEnd(15)} ${line}`));
    }
    child.on('close', (status) => resolve({ status, output }));
  });
}

const testFiles = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(folder, name));

/** The last two numbers that a runner's closing lines give. */
function counts(output, passed, failed) {
  const last = (pattern) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
  return { passed: last(passed), failed: last(failed) };
}

/** Folder → the endings of the files that a runner plays there. */
const played = new Map([
  ['unit', ['.test.ts']],
  ['element', ['.test.ts']],
]);
const plays = (folder, ending) => played.set(folder, [...(played.get(folder) ?? []), ending]);

/** A file that no runner plays would pass for ever. @throws Error naming the files */
function checkFiles() {
  const stray = readdirSync(join(root, 'test'), { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => /\.(?:test|spec)\.ts$/.test(name))
    .filter((name) => !played.get(name.split('/')[0])?.some((ending) => name.endsWith(ending)));
  if (stray.length > 0) throw new Error(`No runner plays ${stray.join(', ')}.`);
}

/** Servers and tools, by Node's own runner. */
function nodeTests(suite, env = {}) {
  const folder = `test/${suite}`;
  plays(suite, '.test.ts');
  return async (run) => {
    const { status, output } = await run(
      process.execPath,
      [
        ...['--import', 'tsx', '--test', '--test-reporter=spec', '--test-concurrency=1'],
        ...testFiles(folder),
      ],
      env,
    );
    return { status, ...counts(output, /^ℹ pass (\d+)/gm, /^ℹ fail (\d+)/gm) };
  };
}

/** A suite with tests of both kinds, one after the other. */
const both =
  (...parts) =>
  async (run) => {
    const all = [];
    for (const part of parts) all.push(await part(run));
    const sum = (key) => all.reduce((total, one) => total + (one[key] ?? 0), 0);
    // A runner that was killed has no status; one that has passed nothing has played nothing.
    const status = all.every((one) => one.status === 0 && one.passed > 0) ? 0 : 1;
    return { status, passed: sum('passed'), failed: sum('failed'), notTried: sum('notTried') };
  };

/**
 * The suites that drive Chromium, by Playwright Test. What did not run counts as failed, unless it says which program
 * it misses.
 */
function browserTests(suite, env) {
  plays(suite, '.spec.ts');
  return async (run) => {
    const report = join(root, `coverage/${suite}.json`);
    const { status } = await run(
      'npx',
      [
        ...['--no-install', 'playwright', 'test', `--project=${suite}`, '--reporter=list,json'],
        // A folder of its own: another suite empties that of this one.
        `--output=coverage/failures/${suite}`,
      ],
      { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...env },
    );
    const cases = readCases(report);
    const notTried = cases.filter(missingProgram);
    for (const one of notTried) console.log(`Skipped: ${missingProgram(one)}: ${one.title}`);
    const passed = cases.filter((one) => one.status === 'expected').length;
    return { status, passed, failed: cases.length - passed - notTried.length, notTried: notTried.length };
  };
}

/** A suite that needs a program which is installed where that can be done; otherwise it is skipped. */
const needing = (ensureProgram, suite) => async (run) => {
  const skipped = await ensureProgram();
  return skipped ? { status: 0, passed: 0, failed: 0, skipped } : suite(run);
};

/** A check counts as one test. */
const check =
  (command, ...args) =>
  async (run) => {
    const { status } = await run(command, args);
    return { status, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  };

async function unitTests(run) {
  const { status, output } = await run('npx', ['--no-install', 'wtr', ...(measured ? ['--coverage'] : [])]);
  return { status, ...counts(output, /(\d+) passed/g, /(\d+) failed/g) };
}

const measured = process.argv.includes('--coverage');
const covered = measured ? { VISIO_COVERAGE: join(root, 'coverage/calls-raw') } : {};
/** For servers alone: tools, and the programs that they start, would take half as long again. */
const coveredServer = measured ? { NODE_V8_COVERAGE: join(root, 'coverage/node-raw') } : {};
const build = check('npm', 'run', '--silent', 'build');
/** They run side by side, while the project is built; nothing is played of code that does not pass them. */
const checks = {
  lint: check('npx', '--no-install', 'biome', 'check', '--error-on-warnings', '.'),
  imports: check(process.execPath, 'scripts/imports.mjs'),
  types: check('npx', '--no-install', 'tsc', '-p', 'tsconfig.json'),
};
/** One of them and one of the others fill two cores. A call costs as long as it lasts: a third one would slow them all. */
const calls = {
  calls: browserTests('calls', covered),
  attacks: both(nodeTests('attacks', coveredServer), browserTests('attacks')),
  accessibility: browserTests('accessibility', covered),
  embed: browserTests('embed', covered),
  vonage: both(nodeTests('vonage'), browserTests('vonage')),
};
/** They wait more than they work, or are short, and play beside those two. */
const patient = {
  // A minute of it is a connection that is cut.
  relay: needing(async () => (await import('./turn-package.mjs')).ensureTurnServer(), browserTests('relay')),
  // A page for each file.
  units: unitTests,
  // Cases of the suites above.
  waits: browserTests('waits', covered),
  topology: browserTests('topology'),
  firefox: needing(
    async () => (await import('./firefox-package.mjs')).ensureFirefox(),
    browserTests('firefox'),
  ),
};
/** One at a time, beside them; the longest come first. */
const others = {
  // What is used is known of a build only: the types in it name packages.
  unused: check('npx', '--no-install', 'knip', '--no-progress', '--treat-config-hints-as-errors'),
  tools: nodeTests('tools'),
  adversary: nodeTests('adversary'),
  'session-service': nodeTests('session-service', coveredServer),
  'access-server': nodeTests('access-server', coveredServer),
  bench: nodeTests('bench'),
  package: both(nodeTests('package'), browserTests('package')),
  docs: both(nodeTests('docs'), browserTests('docs')),
  wordpress: needing(
    async () => (await import('./wordpress-packages.mjs')).ensureWordPress(),
    both(nodeTests('wordpress'), browserTests('wordpress')),
  ),
};
checkFiles();

ensureDependencies();
const { ensureBrowsers } = await import('./browser.mjs');
const wanted = process.argv.slice(2).filter((one) => one !== '--coverage');
const names = Object.keys({ ...checks, ...calls, ...patient, ...others });
if (wanted[0] === '--list') {
  console.log(names.join('\n'));
  process.exit(0);
}
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(1);
}
ensureBrowsers();
rmSync(join(root, 'coverage'), { recursive: true, force: true });

const results = [];
async function play([name, suite]) {
  const started = performance.now();
  const { status, passed, failed, skipped, notTried } = await suite((...command) => run(name, ...command));
  if (skipped) console.log(`Skipped: ${skipped}.`);
  // A runner that dies without counting is a failure all the same.
  const broken = status !== 0 && failed === 0 ? 1 : 0;
  const empty = status === 0 && passed === 0 && !skipped ? 1 : 0;
  results.push({
    suite: name,
    passed,
    failed: failed + broken + empty,
    ...(skipped ? { skipped: 'whole suite' } : {}),
    ...(notTried ? { skipped: notTried } : {}),
    seconds: Math.round((performance.now() - started) / 1000),
  });
}
const wantedOf = (suites) =>
  Object.entries(suites).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const sum = (key) => results.reduce((total, one) => total + one[key], 0);

const [callQueue, otherQueue, patientQueue] = [calls, others, patient].map(wantedOf);
const queued = callQueue.length + otherQueue.length + patientQueue.length > 0;
const before = Object.entries(queued && !isBuilt() ? { build } : {});
await Promise.all([...before, ...wantedOf(checks)].map(play));
if (sum('failed') === 0 && queued) {
  /** Plays what is left of one kind, then of the other. */
  const lane = async (own, other) => {
    for (let next = own.shift() ?? other.shift(); next; next = own.shift() ?? other.shift()) await play(next);
  };
  await Promise.all([lane(callQueue, otherQueue), lane(otherQueue, callQueue), lane(patientQueue, [])]);
  if (measured) await import('./coverage.mjs').then(({ printCoverage }) => printCoverage());
}
console.table(results);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);
