import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Explorer } from './explorer.ts';
import { faults } from './faults/faults.ts';
import { foundFaults } from './faults/found-faults.ts';
import { printFinding } from './print-finding.ts';

const SEED = 1;
const RUNS = 10_000;
/** Most sequences until an old fault is found; the slowest one takes 583. */
const RUNS_UNTIL_FOUND = 700;
/** Generous: sequences are counted, not time. */
const options = { timeout: 600_000 };

// Before the first test: from then on the runner follows each promise, and the search takes half as long again.
const finding = await (await Explorer.open()).search({ runs: RUNS, seed: SEED });

test(`no invariant is broken in ${RUNS} sequences of actions`, () => {
  assert.ok(!finding, finding && printFinding(finding));
});

for (const { name, edits, sought, seed = SEED, among = 'plain', scenario } of faults)
  test(`found when put back: ${name}`, options, async (context) => {
    const explorer = await Explorer.open(edits, sought);
    if (scenario) {
      assert.notEqual(await explorer.play(scenario), undefined);
      assert.equal(await (await Explorer.open()).play(scenario), undefined);
      return;
    }
    const finding = await explorer.search({ runs: RUNS_UNTIL_FOUND, seed, among, asDrawn: true });
    assert.ok(finding, `not found in ${RUNS_UNTIL_FOUND} sequences`);
    context.diagnostic(`sequence ${finding.runs}: ${finding.invariant}`);
  });

for (const { name, scenario } of foundFaults)
  test(`not again: ${name}`, options, async () => {
    const explorer = await Explorer.open();
    assert.equal(await explorer.play(scenario), undefined);
  });
