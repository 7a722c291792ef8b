import type { Page } from 'playwright-core';
import { type Cost, costOf, costSamples } from './call-cost.ts';
import { closeContext, type Stage } from './stage.ts';
import type { Samples } from './statistics.ts';

/** Milliseconds between the intent and the press: what *warm* means. */
const INTENT = 3000;

const kinds = ['bare', 'warm', 'cold'] as const;
type Kind = (typeof kinds)[number];

/** How often, and the running cost in how many of these calls, for how many milliseconds. */
export interface CallAmounts {
  readonly joins: number;
  readonly costs: number;
  readonly duration: number;
}

/** From the press, `join()`, to the first frame of the other person; then what the call costs. */
export async function measureCalls(stage: Stage, amounts: CallAmounts): Promise<Samples[]> {
  const times: Record<Kind, number[]> = { bare: [], warm: [], cold: [] };
  const costs: Record<'bare' | 'warm', Cost[]> = { bare: [], warm: [] };
  for (let round = 0; round < amounts.joins; round++) {
    const pages = await openPages(stage);
    for (const kind of kinds) {
      const page = pages[kind];
      times[kind].push(await pressToFirstFrame(page));
      if (kind !== 'cold' && round < amounts.costs) {
        costs[kind].push(await costOf(page, stage.browser, amounts.duration));
      }
      await page.evaluate(() => window.call.leave());
      await closeContext(page);
    }
  }
  const { bare, warm, cold } = times;
  return [
    { figure: 'join, warm', unit: 'ms', element: warm, bare },
    { figure: 'join, cold', unit: 'ms', element: cold, bare },
    ...costSamples({ element: costs.warm, bare: costs.bare }),
  ];
}

/** All three have been open for as long when they join, one after the other. */
async function openPages(stage: Stage): Promise<Record<Kind, Page>> {
  const [bare, warm, cold] = await Promise.all([
    stage.callPage('bare', 'salle'),
    stage.callPage('element', 'salle'),
    stage.callPage('element', 'salle'),
  ]);
  await warm.evaluate(() => window.call.intend());
  await warm.waitForTimeout(INTENT);
  return { bare, warm, cold };
}

/** Milliseconds. */
function pressToFirstFrame(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const pressed = performance.now();
    const seen = window.call.remoteFrame().then(() => performance.now() - pressed);
    const never = new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Error('no picture of the other person')), 60_000),
    );
    await window.call.join();
    return Promise.race([seen, never]);
  });
}
