import type { Page } from 'playwright-core';
import { counters, settledHeap } from './devtools.ts';
import { pressToFirstFrame } from './join.ts';
import { inPairs, type Pairs, type Side } from './pairs.ts';
import { closeContext, type Stage } from './stage.ts';
import type { Samples } from './statistics.ts';

/** Milliseconds after the first frame until the bit rate has risen and nothing is being set up any more. */
const SETTLE = 2000;

/** A second of the call. */
interface Cost {
  readonly mainThread: number;
  readonly script: number;
  readonly styles: number;
  readonly layouts: number;
  readonly processor: number;
  /** Kilobytes of JavaScript heap, after collection. */
  readonly heap: number;
}

const figures: readonly (readonly [string, keyof Cost, string])[] = [
  ['call, main thread', 'mainThread', 'ms a second'],
  ['call, script', 'script', 'ms a second'],
  ['call, style recalculations', 'styles', 'a second'],
  ['call, layouts', 'layouts', 'a second'],
  ['call, renderer processor', 'processor', 'ms a second'],
  ['call, heap', 'heap', 'KB'],
];

/** What a call of two people costs while nobody does anything. @param duration Milliseconds of each measurement. */
export async function measureCall(stage: Stage, runs: number, duration: number): Promise<Samples[]> {
  const costs = await inPairs(runs, (side) => callCost(stage, side, duration), { warmUp: false });
  const pick = (key: keyof Cost): Pairs<number> => ({
    element: costs.element.map((cost) => cost[key]),
    bare: costs.bare.map((cost) => cost[key]),
  });
  return figures.map(([figure, key, unit]) => ({ figure, unit, ...pick(key) }));
}

async function callCost(stage: Stage, side: Side, duration: number): Promise<Cost> {
  const page = await stage.callPage(side, 'salle');
  await pressToFirstFrame(page);
  await page.waitForTimeout(SETTLE);
  const cost = await costOf(page, stage, duration);
  await page.evaluate(() => window.call.leave());
  await closeContext(page);
  return cost;
}

async function costOf(page: Page, stage: Stage, duration: number): Promise<Cost> {
  const take = await counters(page, stage.browser);
  const before = await take();
  await page.waitForTimeout(duration);
  const after = await take();
  const seconds = after.seconds - before.seconds;
  const perSecond = (key: keyof typeof after) => (after[key] - before[key]) / seconds;
  return {
    mainThread: perSecond('task') * 1000,
    script: perSecond('script') * 1000,
    styles: perSecond('styles'),
    layouts: perSecond('layouts'),
    processor: perSecond('processor') * 1000,
    heap: (await settledHeap(page)).heap / 1000,
  };
}
