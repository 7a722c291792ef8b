import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';

/** Where raw coverage goes; without it nothing is measured. */
const directory = process.env.VISIO_COVERAGE;
const dist = join(import.meta.dirname, '../../dist');
const pages = new Map<Page, CDPSession>();
let written = 0;

/** Starts counting what of the element's own files a page runs. */
export async function collectCoverage(page: Page): Promise<void> {
  // Only Chromium counts for whoever asks.
  if (!directory || page.context().browser()?.browserType().name() !== 'chromium') return;
  // Not by Playwright's own API: it runs a debugger, and counts how often, which slows every script of the page.
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
  pages.set(page, session);
  // Nobody answers for a page that has crashed.
  page.on('crash', () => pages.delete(page));
}

/** Writes what the page has run, for `npm test` to add up; to be called before the page closes. */
export async function takeCoverage(page: Page): Promise<void> {
  const session = pages.get(page);
  pages.delete(page);
  if (!directory || !session || page.isClosed()) return;
  const { result } = await session.send('Profiler.takePreciseCoverage');
  const own = result
    .filter(({ url }) => /\/visio\/(?:visio-avocat-room|chunks\/.+)\.js$/.test(url))
    .map((entry) => {
      const path = new URL(entry.url).pathname.replace('/visio/', '');
      const text = (name: string) => readFileSync(join(dist, name), 'utf8');
      return { ...entry, source: text(path), sourceMap: JSON.parse(text(`${path}.map`)) };
    });
  if (own.length === 0) return;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${process.pid}-${written++}.json`), JSON.stringify(own));
}
