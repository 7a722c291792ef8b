import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromeArgs, ensureChrome } from '../browser.mjs';
import type { Side } from './pairs.ts';
import { type Room, type Site, startSite } from './site.ts';

/** Milliseconds after which something that never happens fails the bench. */
const PATIENCE = 60_000;

/** The site, a browser for what is measured, and another one for the other person of every call. */
export class Stage {
  readonly site: Site;
  readonly browser: Browser;
  readonly #others: Browser;

  private constructor(site: Site, browser: Browser, others: Browser) {
    this.site = site;
    this.browser = browser;
    this.#others = others;
  }

  static async set(): Promise<Stage> {
    const [site, browser, others] = await Promise.all([startSite(), launch(), launch()]);
    return new Stage(site, browser, others);
  }

  /** A page with a profile of its own: nothing is in its cache. */
  async blank(browser = this.browser): Promise<Page> {
    const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(PATIENCE);
    return context.newPage();
  }

  /** A page from which `call` can be driven. */
  async callPage(side: Side, room: Room, browser?: Browser): Promise<Page> {
    const page = await this.blank(browser);
    await page.goto(`${this.site.origin}/call/${side}?room=${room}`);
    await page.waitForFunction(() => window.call !== undefined);
    return page;
  }

  /** Somebody with the bare SDK who is in the room and publishes before anybody is measured. */
  async otherPerson(room: Room): Promise<void> {
    const page = await this.callPage('bare', room, this.#others);
    await page.evaluate(() => window.call.join());
  }

  async close(): Promise<void> {
    await Promise.all([this.browser.close(), this.#others.close()]);
    await this.site.close();
  }
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChrome(),
    // The last one counts: Chromium's own rate of pictures, not the tests' low one.
    args: [
      ...chromeArgs,
      '--use-fake-device-for-media-stream=fps=20',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

export async function closeContext(page: Page): Promise<void> {
  const context: BrowserContext = page.context();
  await context.close();
}
