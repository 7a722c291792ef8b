// What Chromium tells about a page and its processes.
import type { Browser, Page } from 'playwright-core';

/** Counters that only grow; times in seconds of processor time, so that other programs do not count. */
interface Counters {
  readonly task: number;
  readonly script: number;
  readonly styles: number;
  readonly layouts: number;
  /** Processor time of all renderers of the browser. */
  readonly processor: number;
}

/** What a page holds after garbage collection. */
export interface Held {
  /** Bytes of JavaScript heap. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Returns a function that reads the counters of a page and its browser. */
export async function counters(page: Page, browser: Browser): Promise<() => Promise<Counters>> {
  const devtools = await page.context().newCDPSession(page);
  const browserDevtools = await browser.newBrowserCDPSession();
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const { processInfo } = await browserDevtools.send('SystemInfo.getProcessInfo');
    const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    return {
      task: metric('TaskDuration'),
      script: metric('ScriptDuration'),
      styles: metric('RecalcStyleCount'),
      layouts: metric('LayoutCount'),
      processor: processInfo
        .filter(({ type }) => type === 'renderer')
        .reduce((sum, { cpuTime }) => sum + cpuTime, 0),
    };
  };
}

/** Milliseconds after which timers have let go of what they held of a call that is over. */
const LET_GO = 4000;
const COLLECTIONS = 3;

/** Collects garbage once and looks. */
export async function heldNow(page: Page): Promise<Held> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize: heap } = await devtools.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
  await devtools.detach();
  return { heap, nodes, listeners };
}

/** What is left for good. */
export async function settled(page: Page): Promise<Held> {
  await page.waitForTimeout(LET_GO);
  let held = await heldNow(page);
  // What one collection frees may have held something in turn.
  for (let collection = 1; collection < COLLECTIONS; collection++) held = await heldNow(page);
  return held;
}
