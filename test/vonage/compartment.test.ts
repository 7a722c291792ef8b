import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../support/person.ts';
import { type PageContent, Site } from './support/site.ts';
import { type Build, changes, type Survey } from './support/survey.ts';

let site: Site;
before(async () => {
  site = await Site.open();
});
after(() => site.close());

const builds: readonly Build[] = ['video-client', 'client-sdk-video'];

/** A page whose SDK has been started, and what the page was before. */
async function started(
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
  describe(`${build} in its compartment`, () => {
    it('leaves the page as it was', async () => {
      const { page, before } = await started(build);
      const messages: string[] = [];
      page.on('console', (message) => messages.push(message.text()));
      await page.evaluate(() => window.inside.preview());
      assert.notEqual(await failToConnect(page), '');
      assert.deepEqual(Object.keys(changes(before, await survey(page))), ['listeners'], 'while it runs');
      await page.evaluate(() => window.inside.dispose());
      assert.deepEqual(changes(before, await survey(page)), {});
      assert.equal(
        await page.evaluate(() => window.inside.isFree()),
        true,
        'camera and connections are closed',
      );
      assert.deepEqual(
        messages.filter((text) => !text.includes('404')),
        [],
        'nothing is printed but the browser’s own lines',
      );
      assert.deepEqual(await page.evaluate(() => window.inside.errors), []);
      await page.context().close();
    });

    it('sends no usage reports, and never the address of the page', async () => {
      const { page } = await started(build);
      site.asked.length = 0;
      await page.evaluate(() => window.inside.preview());
      await failToConnect(page);
      assert.ok(site.asked.some((one) => one.includes('/anvil.opentok.com/')));
      assert.deepEqual(
        site.asked.filter((one) => one.includes('hlg.tokbox.com')),
        [],
      );
      const { host } = new URL(site.origin);
      assert.deepEqual(await page.evaluate(() => window.inside.hosts), [`http ${host}`]);
      await page.context().close();
    });

    it('sends usage reports where they are allowed, without path, query and fragment of the page', async () => {
      site.sent.length = 0;
      const { page } = await started(build, { telemetry: true });
      await page.evaluate(() => window.inside.preview());
      await failToConnect(page);
      await until(
        () =>
          site.sent.some(({ url, body }) => url.includes('/hlg.tokbox.com/') && body.includes(site.origin)),
        () => `no usage report that names the page: ${site.sent.map(({ url }) => url).join(', ')}`,
      );
      assert.deepEqual(
        site.sent.filter(({ body }) => /rendez-vous|4821|#secret/.test(body)),
        [],
      );
      await page.context().close();
    });

    it('is not led elsewhere by what a page defines', async () => {
      const { page, before } = await started(build, {}, { script: hostile });
      await page.evaluate(() => window.inside.preview());
      site.asked.length = 0;
      assert.notEqual(await failToConnect(page), '');
      assert.deepEqual(await page.evaluate(() => Reflect.get(window, 'taken')), []);
      assert.ok(site.asked.some((one) => one.includes('/anvil.opentok.com/')));
      assert.deepEqual(
        site.asked.filter((one) => one.includes('evil')),
        [],
      );
      const { host } = new URL(site.origin);
      assert.deepEqual(await page.evaluate(() => window.inside.hosts), [`http ${host}`]);
      await page.evaluate(() => window.inside.dispose());
      assert.deepEqual(changes(before, await survey(page)), {});
      await page.context().close();
    });

    it('works under a strict Content-Security-Policy', async () => {
      const csp = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws:";
      const { page } = await started(build, {}, { csp });
      await page.evaluate(() => window.inside.preview());
      await failToConnect(page);
      // 2.25.1 tries `eval` three times, by its own name: nothing outside its file can keep it from that.
      const probes = build === 'video-client' ? Array(3).fill('script-src eval') : [];
      assert.deepEqual(await reports(page), probes);
      await page.context().close();
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
