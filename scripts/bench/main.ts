// `npm run bench`: see docs/performance.md for what each figure means.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../setup.mjs';
import { exceeded } from './budgets.ts';
import { record, resultOf } from './history.ts';
import { measureCalls } from './join.ts';
import { measureLobby } from './lobby.ts';
import { measureRepeatedJoins } from './repeated-joins.ts';
import { Stage } from './stage.ts';
import { type Figure, figureOf, type Samples } from './statistics.ts';
import { rows, table } from './table.ts';

const help = `npm run bench [-- --quick] [--record]

Compares the element with the bare SDK and with a bare Lit lobby, in Chromium, on loopback.
Exits with 1 when a figure exceeds its budget (scripts/bench/budgets.json).

  --quick   in less than three minutes; without it, the same measurements with more runs
  --record  appends the result to docs/bench-history.json
  --help    this text`;

/** How often, and for how many milliseconds, each thing is measured. */
const amounts = {
  quick: { lobby: 6, calls: { joins: 5, costs: 3, duration: 4000 } },
  full: { lobby: 9, calls: { joins: 9, costs: 9, duration: 20_000 } },
};
const JOINS = 30;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) console.log(help);
else await bench(options.quick ? 'quick' : 'full', options.record);

async function bench(runs: keyof typeof amounts, recorded: boolean): Promise<void> {
  const started = performance.now();
  const figures = (await measure(runs)).map(figureOf);
  console.log(
    `\nMedian (least–most); ratio: element to bare, within each pair.\n\n${table(rows(figures))}\n`,
  );
  console.log(`${runs === 'quick' ? 'Quick' : 'Full'} bench, ${secondsSince(started)} s.`);
  if (recorded) keep(figures, runs);
  const over = exceeded(JSON.parse(readFileSync(join(import.meta.dirname, 'budgets.json'), 'utf8')), figures);
  for (const line of over) console.error(`OVER BUDGET  ${line}`);
  if (over.length === 0) console.log('All within budget.');
  process.exitCode = over.length > 0 ? 1 : 0;
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 1000);
}

async function measure(runs: keyof typeof amounts): Promise<Samples[]> {
  const { lobby, calls } = amounts[runs];
  const stage = await Stage.set();
  try {
    const samples: Samples[] = [];
    const add = async (what: string, measured: () => Promise<Samples[]>) => {
      const started = performance.now();
      samples.push(...(await measured()));
      console.log(`Measured ${what} (${secondsSince(started)} s).`);
    };
    await add('the lobby', () => measureLobby(stage, lobby));
    await add('repeated joins', () => measureRepeatedJoins(stage, JOINS));
    await stage.otherPerson('salle');
    await add('calls', () => measureCalls(stage, calls));
    return samples;
  } finally {
    await stage.close();
  }
}

function keep(figures: readonly Figure[], runs: keyof typeof amounts): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const file = join(root, 'docs/bench-history.json');
  record(file, resultOf(figures, { date: new Date(), commit, runs }));
  console.log('Recorded in docs/bench-history.json.');
}
