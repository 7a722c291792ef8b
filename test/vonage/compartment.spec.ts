import type { Page } from 'playwright-core';
import type { PageContent, Site } from './support/site.ts';
import { type Build, changes, type Survey } from './support/survey.ts';
import { expect, test } from './support/test.ts';

const builds: readonly Build[] = ['video-client', 'client-sdk-video'];

/** A page whose SDK has been started, and what the page was before. */
async function started(
  site: Site,
  build: Build,
  options: { telemetry?: boolean } = {},
  content?: PageContent,
): Promise<{ page: Page; before: Survey }> {
  const page = await site.page(content);
  const survey = await page.evaluate(() => window.inside.survey());
  await page.evaluate(([name, proxy, wish]) => window.inside.start(name, proxy, wish), [
    build,
    site.origin,
    options,
  ] as const);
  return { page, before: survey };
}

const survey = (page: Page) => page.evaluate(() => window.inside.survey());
const reports = (page: Page) => page.evaluate(() => window.inside.reports);
/** Connects where no session service answers, and waits for the SDK to say so. */
const failToConnect = (page: Page) =>
  page.evaluate(() => window.inside.connect('application', '1_session', 'T1==token'));

for (const build of builds) {
  test.describe(`${build} in its compartment`, () => {
    test('leaves the page as it was', async ({ site }) => {
      const { page, before } = await started(site, build);
      const messages: string[] = [];
      page.on('console', (message) => messages.push(message.text()));
      await page.evaluate(() => window.inside.preview());
      expect(await failToConnect(page)).not.toBe('');
      expect(Object.keys(changes(before, await survey(page))), 'while it runs').toEqual(['listeners']);
      await page.evaluate(() => window.inside.dispose());
      expect(changes(before, await survey(page))).toEqual({});
      expect(await page.evaluate(() => window.inside.isFree()), 'connections are closed').toBe(true);
      expect(
        messages.filter((text) => !text.includes('404')),
        'nothing is printed but the browser’s own lines',
      ).toEqual([]);
      expect(await page.evaluate(() => window.inside.errors)).toEqual([]);
    });

    test('opens no device, also where it would of itself', async ({ site }) => {
      const { page } = await started(site, build);
      expect(await page.evaluate(() => window.inside.openItself())).not.toBe('');
      expect(await page.evaluate(() => window.inside.requested)).toBe(0);
    });

    test('sends no usage reports, and never the address of the page', async ({ site }) => {
      const { page } = await started(site, build);
      site.asked.length = 0;
      await page.evaluate(() => window.inside.preview());
      await failToConnect(page);
      expect(site.asked).toContainEqual(expect.stringContaining('/anvil.opentok.com/'));
      expect(site.asked.filter((one) => one.includes('hlg.tokbox.com'))).toEqual([]);
      const { host } = new URL(site.origin);
      expect(await page.evaluate(() => window.inside.hosts)).toEqual([`http ${host}`]);
    });

    test('sends usage reports where they are allowed, without path, query and fragment of the page', async ({
      site,
    }) => {
      const { page } = await started(site, build, { telemetry: true });
      await page.evaluate(() => window.inside.preview());
      await failToConnect(page);
      const named = () =>
        site.sent.filter(({ url, body }) => url.includes('/hlg.tokbox.com/') && body.includes(site.origin));
      await expect.poll(named, 'usage reports that name the page').not.toEqual([]);
      expect(site.sent.filter(({ body }) => /rendez-vous|4821|#secret/.test(body))).toEqual([]);
    });

    test('is not led elsewhere by what a page defines', async ({ site }) => {
      const { page, before } = await started(site, build, {}, { script: hostile });
      await page.evaluate(() => window.inside.preview());
      site.asked.length = 0;
      expect(await failToConnect(page)).not.toBe('');
      expect(await page.evaluate(() => Reflect.get(window, 'taken'))).toEqual([]);
      expect(site.asked).toContainEqual(expect.stringContaining('/anvil.opentok.com/'));
      expect(site.asked.filter((one) => one.includes('evil'))).toEqual([]);
      const { host } = new URL(site.origin);
      expect(await page.evaluate(() => window.inside.hosts)).toEqual([`http ${host}`]);
      await page.evaluate(() => window.inside.dispose());
      expect(changes(before, await survey(page))).toEqual({});
    });

    test('works under a strict Content-Security-Policy', async ({ site }) => {
      const csp = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws:";
      const { page } = await started(site, build, {}, { csp });
      await page.evaluate(() => window.inside.preview());
      await failToConnect(page);
      // 2.25.1 tries `eval` three times, by its own name: nothing outside its file can keep it from that.
      const probes = build === 'video-client' ? Array(3).fill('script-src eval') : [];
      expect(await reports(page)).toEqual(probes);
    });
  });
}

/** What pages have been seen to do, and what one might do to get hold of a call. */
const hostile = `
  window.taken = [];
  const evil = (path) => location.origin + '/evil/' + path;
  window.OTProperties = { apiURL: evil('api'), loggingURL: evil('log'), cdnURL: evil('cdn'), assetURL: evil('asset') };
  window.OT = { initSession: () => taken.push('OT') };
  window.OTPlugin = window.TB = window.OT;
  window.adapter = { browserDetails: {} };
  window.exports = {};
  window.module = { exports: {} };
  window.define = Object.assign((...args) => taken.push('define'), { amd: {} });
  window.require = () => taken.push('require');
  window.process = { env: { NODE_ENV: 'test' }, browser: true, nextTick: (run) => setTimeout(run) };
  window.setImmediate = (run) => setTimeout(run);
  window.$ = window._ = window.Promise_ = () => taken.push('$');
  // As Prototype 1.6 and its time did.
  const hidden = (owner, name, value) => Object.defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: true });
  hidden(Array.prototype, 'each', function (run) { for (const one of this) run(one); });
  hidden(String.prototype, 'toJSON', function () { return '"' + this + '"'; });
  hidden(Function.prototype, 'curry', function () { return this; });
`;
