import type { Browser, Page } from 'playwright-core';
import { counters, heldNow } from './devtools.ts';
import type { Pairs } from './pairs.ts';
import type { Samples } from './statistics.ts';

/** Milliseconds after the first frame until the bit rate has risen and nothing is being set up any more. */
const SETTLE = 2000;

/** A second of a call of two people in which nobody does anything. */
export interface Cost {
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

/** Measures the call that a page is in. @param duration Milliseconds. */
export async function costOf(page: Page, browser: Browser, duration: number): Promise<Cost> {
  await page.waitForTimeout(SETTLE);
  const take = await counters(page, browser);
  const started = performance.now();
  const before = await take();
  await page.waitForTimeout(duration);
  const after = await take();
  const seconds = (performance.now() - started) / 1000;
  const perSecond = (key: keyof typeof after) => (after[key] - before[key]) / seconds;
  return {
    mainThread: perSecond('task') * 1000,
    script: perSecond('script') * 1000,
    styles: perSecond('styles'),
    layouts: perSecond('layouts'),
    processor: perSecond('processor') * 1000,
    heap: (await heldNow(page)).heap / 1000,
  };
}

export function costSamples({ element, bare }: Pairs<Cost>): Samples[] {
  return figures.map(([figure, key, unit]) => ({
    figure,
    unit,
    element: element.map((cost) => cost[key]),
    bare: bare.map((cost) => cost[key]),
  }));
}
