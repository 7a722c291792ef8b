// `npm run attacks`: runs the attack tests and prints what was tried, what must come of it and what did.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild, ensureDependencies, root } from './setup.mjs';

ensureDependencies();
const { ensureBrowsers } = await import('./browser.mjs');
ensureBrowsers();
ensureBuild();

const folder = mkdtempSync(join(tmpdir(), 'attacks-'));
const record = join(folder, 'record.jsonl');
const files = readdirSync(join(root, 'test/attacks'), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.test.ts'))
  .sort()
  .map((name) => join('test/attacks', name));
const runners = [
  ['--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=dot', ...files],
  // Attacks on a call, in whatever suite they are.
  [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--grep=@attack',
    '--workers=1',
    '--reporter=dot',
  ],
];
const statuses = runners.map(
  (args) =>
    spawnSync(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, VISIO_ATTACKS: record },
    }).status,
);
const rows = existsSync(record)
  ? readFileSync(record, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];
rmSync(folder, { recursive: true, force: true });

console.table(
  rows.map(({ row, attack, expected, seen }) => ({
    row,
    attack,
    expected,
    seen: seen === expected ? 'as expected' : seen,
  })),
);
const repelled = rows.filter(({ seen, expected }) => seen === expected).length;
console.log(`${rows.length} attacks, ${repelled} as expected`);
// A runner that fails without a row, or tries nothing, is a failure too.
process.exit(statuses.every((status) => status === 0) && rows.length > 0 && repelled === rows.length ? 0 : 1);
