import type { Page } from 'playwright-core';
import { type Held, settled } from './devtools.ts';
import { type Side, sides } from './pairs.ts';
import { closeContext, type Stage } from './stage.ts';
import type { Samples } from './statistics.ts';

/** Joins before the first look: what is made once is not what each join leaves behind. */
const FIRST_JOINS = 2;
/** Milliseconds in the call. */
const STAY = 300;

const figures: readonly (readonly [string, keyof Held, string, number])[] = [
  ['a join, heap left', 'heap', 'KB', 1000],
  ['a join, nodes left', 'nodes', 'nodes', 1],
  ['a join, listeners left', 'listeners', 'listeners', 1],
];

/** What a join and a leave in the same page leave behind. Both pages do it at the same time, each alone in a room. */
export async function measureRepeatedJoins(stage: Stage, joins: number): Promise<Samples[]> {
  const left = await Promise.all(sides.map((side) => leftBehind(stage, side, joins)));
  const of = (side: Side, key: keyof Held, scale: number) => [
    (left[sides.indexOf(side)]?.[key] ?? Number.NaN) / scale,
  ];
  return figures.map(([figure, key, unit, scale]) => ({
    figure,
    unit,
    element: of('element', key, scale),
    bare: of('bare', key, scale),
  }));
}

/** For each join, on average. */
async function leftBehind(stage: Stage, side: Side, joins: number): Promise<Held> {
  const page = await stage.callPage(side, `seul-${side}`);
  await joinAndLeave(page, FIRST_JOINS);
  const before = await settled(page);
  await joinAndLeave(page, joins);
  const after = await settled(page);
  await closeContext(page);
  const each = (key: keyof Held) => (after[key] - before[key]) / joins;
  return { heap: each('heap'), nodes: each('nodes'), listeners: each('listeners') };
}

async function joinAndLeave(page: Page, times: number): Promise<void> {
  await page.evaluate(
    async ([count, stay]) => {
      for (let join = 0; join < count; join++) {
        await window.call.join();
        await new Promise((resolve) => setTimeout(resolve, stay));
        await window.call.leave();
      }
    },
    [times, STAY] as const,
  );
}
