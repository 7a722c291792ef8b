import { Explorer, type Search } from './explorer.ts';
import { printFinding } from './print-finding.ts';

const opened = Explorer.open();

/** Plays the batches that `scripts/adversary.mjs` gives. */
process.on('message', async (search: Search) => {
  const finding = await (await opened).search(search);
  process.send?.({ count: search.runs, finding: finding && printFinding(finding) });
});
