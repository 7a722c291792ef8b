import type { Page } from 'playwright-core';
import { closeContext, type Stage } from './stage.ts';
import type { Samples } from './statistics.ts';

/** Milliseconds between the intent and the press: what *warm* means. */
const INTENT = 3000;

const kinds = ['bare', 'warm', 'cold'] as const;
type Kind = (typeof kinds)[number];

/** From the press, `join()`, to the first frame of the other person. */
export async function measureJoin(stage: Stage, runs: number): Promise<Samples[]> {
  const taken: Record<Kind, number[]> = { bare: [], warm: [], cold: [] };
  // The first round fills the caches of the server and of the browser.
  for (let run = -1; run < runs; run++) {
    const times = await round(stage);
    if (run >= 0) for (const kind of kinds) taken[kind].push(times[kind]);
  }
  const { bare, warm, cold } = taken;
  return [
    { figure: 'join, warm', unit: 'ms', element: warm, bare },
    { figure: 'join, cold', unit: 'ms', element: cold, bare },
  ];
}

/** All three pages are open for as long before their press; they join one after the other. */
async function round(stage: Stage): Promise<Record<Kind, number>> {
  const [bare, warm, cold] = await Promise.all([
    stage.callPage('bare', 'salle'),
    stage.callPage('element', 'salle'),
    stage.callPage('element', 'salle'),
  ]);
  const pages = { bare, warm, cold };
  await warm.evaluate(() => window.call.intend());
  await warm.waitForTimeout(INTENT);
  const times = { bare: 0, warm: 0, cold: 0 };
  for (const kind of kinds) {
    const page = pages[kind];
    times[kind] = await pressToFirstFrame(page);
    await page.evaluate(() => window.call.leave());
    await closeContext(page);
  }
  return times;
}

/** Milliseconds. */
export function pressToFirstFrame(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const pressed = performance.now();
    const seen = window.call.remoteFrame().then(() => performance.now() - pressed);
    await window.call.join();
    return seen;
  });
}
