import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { buildPage } from '../../scripts/frameworks.mjs';
import { launch, ORIGIN, sitePage } from './support/browser.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const name of ['react', 'vue'] as const) {
  describe(`${name}, without a wrapper`, () => {
    it('sets attributes and properties, and hears events', async () => {
      const files = await buildPage(name);
      const page = await sitePage(browser, (path) => files.get(path));
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.route('**/api/visio', (route) => {
        assert.deepEqual(route.request().postDataJSON(), {
          room: 'rdv-4821',
          displayName: 'Zoé',
          lang: 'fr',
        });
        assert.equal(route.request().headers()['content-type'], 'application/json');
        return route.fulfill({ json: { applicationId: 'application', sessionId: '1_session', token: '' } });
      });
      await page.goto(`${ORIGIN}/`);
      const element = page.locator('visio-avocat-room');
      const relayOnly = () => element.evaluate((one) => Reflect.get(one, 'relayOnly'));
      await page.getByRole('heading', { name: 'Votre rendez‑vous en visio' }).waitFor();
      assert.equal(await relayOnly(), true);
      assert.equal(await element.evaluate((one) => typeof Reflect.get(one, 'accessProvider')), 'function');
      assert.equal(await element.getAttribute('accessProvider'), null);
      assert.equal(await element.getAttribute('theme'), 'light');
      await page.getByLabel('Par relais seulement').uncheck();
      await page.waitForFunction(
        () => Reflect.get(document.querySelector('visio-avocat-room') ?? {}, 'relayOnly') === false,
      );
      await page.getByLabel('Votre nom').fill('Zoé');
      await page.getByRole('button', { name: 'Rejoindre' }).click();
      // The answer has no token: the call fails, which the framework hears of.
      await page.locator('output', { hasText: 'failed' }).waitFor();
      assert.deepEqual(errors, []);
      await page.close();
    });

    it('hands problem details on to the element', async () => {
      const files = await buildPage(name);
      const page = await sitePage(browser, (path) => files.get(path));
      await page.route('**/api/visio', (route) => {
        const contentType = 'application/problem+json';
        return route.fulfill({ status: 404, contentType, body: '{"code": "room-not-found"}' });
      });
      await page.goto(`${ORIGIN}/`);
      await page.getByLabel('Votre nom').fill('Zoé');
      await page.getByRole('button', { name: 'Rejoindre' }).click();
      await page.getByRole('heading', { name: 'Ce rendez‑vous est introuvable' }).waitFor();
      await page.close();
    });
  });
}
