import { Explorer, type Search } from './explorer.ts';
import { repairs } from './faults/repairs.ts';
import { printFinding } from './print-finding.ts';

interface Batch {
  readonly raw: boolean;
  readonly search: Search;
}

const explorers = new Map<boolean, Promise<Explorer>>();

/** Plays the batches that `scripts/adversary.mjs` gives. */
process.on('message', async ({ raw, search }: Batch) => {
  const opened = explorers.get(raw) ?? Explorer.open(raw ? [] : repairs);
  explorers.set(raw, opened);
  const finding = await (await opened).search(search);
  process.send?.({ count: search.runs, finding: finding && printFinding(finding) });
});
