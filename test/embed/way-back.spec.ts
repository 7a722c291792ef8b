import { type Browser, chromium } from 'playwright-core';
import { chromeArgs, ensureChrome } from '../../scripts/browser.mjs';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { World } from '../support/world.ts';

declare global {
  interface Window {
    /** Whether the browser had kept the page. */
    kept?: boolean;
  }
}

/** The person follows a link, and comes back by the browser's button. Tells whether the browser had kept the page. */
async function thereAndBack({ page }: Person): Promise<boolean> {
  await page.evaluate(() => {
    window.kept = false;
    addEventListener('pageshow', ({ persisted }) => {
      window.kept = persisted;
    });
  });
  await page.goto(`${new URL(page.url()).origin}/ailleurs`);
  // A page that was kept does not load again.
  await page.goBack({ waitUntil: 'commit' });
  await page.waitForFunction(() => customElements.get('visio-avocat-room') !== undefined);
  return page.evaluate(() => window.kept ?? false);
}

test.describe('the way back to a page that the browser has kept', () => {
  let browser: Browser;
  let world: World;
  test.beforeAll(async ({ browserName }) => {
    test.skip(browserName === 'firefox', 'another browser is started, which keeps pages');
    browser = await chromium.launch({
      ...{ executablePath: ensureChrome(), args: chromeArgs },
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    });
    world = await World.start({ browser, build: () => 'video-client' });
  });
  test.afterAll(async () => {
    await world?.close();
    await browser?.close();
  });

  test('the lobby is as it was, and joins', async () => {
    const person = await world.consultation().person('Zoé Martin');
    await person.page.getByLabel('Votre nom').fill('Zoé Martin');
    expect(await thereAndBack(person)).toBe(true);
    await expect(person.page.getByLabel('Votre nom')).toHaveValue('Zoé Martin');
    await person.enter();
  });

  test('a call ends with the page that is left, at both ends, and can be joined again', async () => {
    const consultation = world.consultation();
    const lawyer = await consultation.person('Maître Vasseur');
    await lawyer.enter();
    const client = await consultation.person('Zoé Martin');
    await client.enter();
    await client.receivesMedia();
    // Chromium keeps no page that has just used the camera. Others may: they tell the page so.
    expect(await thereAndBack(client)).toBe(false);
    await lawyer.until((room) => room.participants.length === 1);
    await client.enter();
    await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
    await client.page.evaluate(() => {
      for (const type of ['pagehide', 'pageshow'])
        dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
    });
    await client.inPhase('ended');
    await lawyer.until((room) => room.participants.length === 1);
    expect(await client.openDevices()).toBe(0);
    await client.press('Revenir dans la salle');
    await client.enter();
    await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
  });
});
