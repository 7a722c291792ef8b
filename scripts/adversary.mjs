// `npm run adversary`: searches a million sequences of network actions for one that breaks an invariant, and prints the
// shortest. `--runs N` searches as many; `--seed S` draws others; with `--path P`, as printed, one is played again.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, root } from './setup.mjs';

ensureDependencies();
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    path: { type: 'string' },
    workers: { type: 'string', default: `${availableParallelism()}` },
  },
});
/** Sequences between two lines of progress; each batch has a seed of its own. */
const BATCH = 10_000;
const runs = values.path === undefined ? Number(values.runs) : 1;
const started = performance.now();
let [next, played] = [0, 0];

/** Gives a worker one batch after the other. */
function work() {
  return new Promise((resolve, reject) => {
    const worker = fork(join(root, 'test/adversary/worker.ts'), [], {
      execArgv: ['--import', 'tsx', '--max-semi-space-size=64'],
    });
    const give = () => {
      const batch = next;
      next += 1;
      const count = Math.min(BATCH, runs - batch * BATCH);
      if (count <= 0) worker.disconnect();
      else {
        const search = { runs: count, seed: Number(values.seed) + batch };
        worker.send(values.path === undefined ? search : { ...search, path: values.path });
      }
    };
    worker.on('message', ({ count, finding }) => {
      played += count;
      if (finding !== undefined) {
        console.error(finding);
        next = Number.POSITIVE_INFINITY;
        process.exitCode = 1;
      }
      const perSecond = Math.round((1000 * played) / (performance.now() - started));
      console.log(`${played} of ${runs} sequences, ${perSecond} a second`);
      give();
    });
    worker.on('error', reject);
    worker.on('exit', resolve);
    give();
  });
}

const workers = Math.min(Number(values.workers), Math.ceil(runs / BATCH));
await Promise.all(Array.from({ length: workers }, work));
if (process.exitCode) process.exit();
if (played < runs) {
  // A worker that is killed has found nothing, and has not looked everywhere.
  console.error(`Only ${played} of ${runs} sequences were played.`);
  process.exit(1);
}
console.log('No invariant was broken.');
