import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Explorer } from './explorer.ts';
import { faults } from './faults/faults.ts';
import { openFaults } from './faults/open-faults.ts';
import { repairs } from './faults/repairs.ts';
import { printFinding } from './print-finding.ts';

const SEED = 1;
const RUNS = 10_000;
/** Most sequences until an old fault is found; the slowest one takes a third of that. */
const RUNS_UNTIL_FOUND = 10_000;

test(`no invariant is broken in ${RUNS} sequences of actions`, async () => {
  const explorer = await Explorer.open(repairs);
  const finding = await explorer.search({ runs: RUNS, seed: SEED });
  assert.ok(!finding, finding && printFinding(finding));
});

for (const { name, edits, sought } of faults)
  test(`found when put back: ${name}`, async (context) => {
    const explorer = await Explorer.open(sought === undefined ? [...repairs, ...edits] : edits, sought);
    const finding = await explorer.search({ runs: RUNS_UNTIL_FOUND, seed: SEED, asDrawn: true });
    assert.ok(finding, `not found in ${RUNS_UNTIL_FOUND} sequences`);
    context.diagnostic(`sequence ${finding.runs}: ${finding.invariant}`);
  });

for (const { name, scenario } of openFaults)
  test(`open fault: ${name}`, { todo: 'the product must be repaired' }, async () => {
    const explorer = await Explorer.open();
    assert.equal(await explorer.play(scenario), undefined);
  });
