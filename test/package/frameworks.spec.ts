import { buildPage } from '../../scripts/frameworks.mjs';
import { expect, test } from '../support/test.ts';
import { openSite } from './support/browser.ts';

for (const name of ['react', 'vue'] as const) {
  test.describe(`${name}, without a wrapper`, () => {
    test('sets attributes and properties, and hears events', async ({ page }) => {
      const files = await buildPage(name);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await openSite(page, (path) => files.get(path));
      await page.route('**/api/visio', (route) =>
        route.fulfill({ json: { applicationId: 'application', sessionId: '1_session', token: '' } }),
      );
      const element = page.locator('visio-avocat-room');
      await expect(page.getByRole('heading', { name: 'Votre rendez‑vous en visio' })).toBeVisible();
      await expect(element).toHaveJSProperty('relayOnly', true);
      expect(await element.evaluate((one) => typeof Reflect.get(one, 'accessProvider'))).toBe('function');
      expect(await element.getAttribute('accessProvider')).toBe(null);
      await expect(element).toHaveAttribute('theme', 'light');
      await page.getByLabel('Par relais seulement').uncheck();
      await expect(element).toHaveJSProperty('relayOnly', false);
      await page.getByLabel('Votre nom').fill('Zoé');
      const answering = page.waitForResponse('**/api/visio');
      await page.getByRole('button', { name: 'Rejoindre' }).click();
      const answer = await answering;
      const request = answer.request();
      expect(request.postDataJSON()).toEqual({
        ...{ room: 'rdv-4821', displayName: 'Zoé', lang: 'fr' },
        fingerprint: expect.stringMatching(/^sha-256 [0-9A-F:]{95}$/),
      });
      expect(request.headers()['content-type']).toBe('application/json');
      expect(answer.status()).toBe(200);
      // The answer has no token: the call fails, which the framework hears of.
      await expect(page.locator('output', { hasText: 'failed' })).toBeVisible();
      expect(errors).toEqual([]);
    });

    test('hands problem details on to the element', async ({ page }) => {
      const files = await buildPage(name);
      await openSite(page, (path) => files.get(path));
      await page.route('**/api/visio', (route) => {
        const contentType = 'application/problem+json';
        return route.fulfill({ status: 404, contentType, body: '{"code": "room-not-found"}' });
      });
      await page.getByLabel('Votre nom').fill('Zoé');
      await page.getByRole('button', { name: 'Rejoindre' }).click();
      await expect(page.getByRole('heading', { name: 'Ce rendez‑vous est introuvable' })).toBeVisible();
    });
  });
}
