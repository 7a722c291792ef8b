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

/** Milliseconds for which timers and closed connections hold what belonged to a call. */
const LET_GO = 6000;
/** Less than this many bytes count as no change. */
const STILL = 20_000;
/** Collections in a row, a second apart, that free nothing more; and how many there are at most. */
const [IN_A_ROW, AT_MOST] = [3, 20];

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
  for (let collection = 1, still = 0; still < IN_A_ROW && collection < AT_MOST; collection++) {
    await page.waitForTimeout(1000);
    const now = await heldNow(page);
    still = held.heap - now.heap < STILL && held.nodes === now.nodes ? still + 1 : 0;
    held = now;
  }
  return held;
}
