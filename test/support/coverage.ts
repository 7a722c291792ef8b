import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where raw coverage goes; without it nothing is measured. */
const directory = process.env.VISIO_COVERAGE;
const dist = join(import.meta.dirname, '../../dist');
const pages = new Set<Page>();
let written = 0;

/** Starts counting what of the element's own files a page runs. */
export async function collectCoverage(page: Page): Promise<void> {
  if (!directory) return;
  await page.coverage.startJSCoverage({ resetOnNavigation: false });
  pages.add(page);
}

/** Writes what the page has run, for `npm test` to add up; to be called before the page closes. */
export async function takeCoverage(page: Page): Promise<void> {
  if (!directory || !pages.delete(page) || page.isClosed()) return;
  const entries = await page.coverage.stopJSCoverage();
  const own = entries
    .filter(({ url }) => /\/visio\/(?:visio-avocat-room|chunks\/.+)\.js$/.test(url))
    .map((entry) => {
      const path = new URL(entry.url).pathname.replace('/visio/', '');
      return { ...entry, sourceMap: JSON.parse(readFileSync(join(dist, `${path}.map`), 'utf8')) };
    });
  if (own.length === 0) return;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${process.pid}-${written++}.json`), JSON.stringify(own));
}
