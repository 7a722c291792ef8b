// What Chromium tells about a page and its processes.
import type { Browser, Page } from 'playwright-core';

/** Counters that only grow; times in seconds. */
interface Counters {
  readonly seconds: number;
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
  await devtools.send('Performance.enable');
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const { processInfo } = await browserDevtools.send('SystemInfo.getProcessInfo');
    const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    return {
      seconds: metric('Timestamp'),
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

/** Less than this many bytes count as no change. */
const STILL = 20_000;
/** Collections in a row that must free nothing more, and how many there are at most; half a second lies between them. */
const [IN_A_ROW, AT_MOST] = [3, 20];

/** Collects garbage until nothing more is freed: timers hold some of it for a while. */
export async function settledHeap(page: Page): Promise<Held> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  let heap = Number.POSITIVE_INFINITY;
  for (let collection = 0, still = 0; still < IN_A_ROW && collection < AT_MOST; collection++) {
    if (collection > 0) await page.waitForTimeout(500);
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    still = heap - usedSize < STILL ? still + 1 : 0;
    heap = usedSize;
  }
  const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
  await devtools.detach();
  return { heap, nodes, listeners };
}
