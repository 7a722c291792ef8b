import type { BrowserContext, Page } from 'playwright-core';

const ADDRESS = 'http://localhost/essai';

/** An empty page of a secure context, which asks no network for itself and runs functions of the tests. */
export async function emptyPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.route(`${ADDRESS}*`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Essai</title><body></body>' }),
  );
  // Written by the compiler around every named function.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(ADDRESS);
  return page;
}
