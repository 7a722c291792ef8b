import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { findFirefox } from '../../scripts/firefox-package.mjs';
import type { Person } from '../support/person.ts';
import { World } from '../support/world.ts';

const PATIENCE = 60_000;

let world: World;
let firefox: Browser;
before(async () => {
  world = await World.start();
  firefox = await puppeteer.launch({
    ...{ browser: 'firefox', executablePath: findFirefox() ?? '', headless: true },
    extraPrefsFirefox: {
      // An invented camera and microphone, and nobody to ask.
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      // Everything happens on one machine.
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'media.autoplay.default': 0,
      'intl.accept_languages': 'fr',
    },
  });
});
after(async () => {
  await firefox?.close();
  await world?.close();
});

/** A page of the firm's in Firefox, for somebody of that name. */
async function arrive(name: string): Promise<Page> {
  const page = await firefox.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${world.origin}/rendez-vous/salle`);
  await page.waitForFunction(() => customElements.get('visio-avocat-room') !== undefined);
  await page.evaluate((displayName) => {
    const element = document.querySelector('visio-avocat-room');
    if (element) element.displayName = displayName;
  }, name);
  return page;
}

const join = (page: Page) => page.evaluate(() => document.querySelector('visio-avocat-room')?.join());

const isAt = (page: Page, level: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector('visio-avocat-room')?.security?.level === wanted,
    {},
    level,
  );

const security = (page: Page) =>
  page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.evidence ?? []);

/** Presses a button in the element by what it says. */
async function press(page: Page, start: string): Promise<void> {
  const found = await page.waitForFunction(
    (text) => {
      const root = document.querySelector('visio-avocat-room')?.shadowRoot;
      return [...(root?.querySelectorAll('button') ?? [])].find((one) =>
        one.textContent?.trim().startsWith(text),
      );
    },
    {},
    start,
  );
  await (found as ElementHandle<HTMLElement>).evaluate((button) => button.click());
}

const digitsIn = (page: Page) =>
  page.waitForFunction(
    () => document.querySelector('visio-avocat-room')?.shadowRoot?.querySelector('.digits b')?.textContent,
  );

/** Every word that the security panel says. */
const panelText = (page: Page) =>
  page.evaluate(
    () =>
      document.querySelector('visio-avocat-room')?.shadowRoot?.querySelector('#panel-security')
        ?.textContent ?? '',
  );

describe('Firefox and Chromium', () => {
  let client: Page;
  let lawyer: Person;
  before(async () => {
    lawyer = await world.person('Maître Vasseur');
    await lawyer.enter();
    client = await arrive('Zoé Martin');
    await join(client);
  });

  it('see and hear each other, and both measure an end-to-end call', async () => {
    await lawyer.receivesMedia();
    await client.waitForFunction(() => {
      const root = document.querySelector('visio-avocat-room')?.shadowRoot;
      const video = root?.querySelector<HTMLVideoElement>('.tile video');
      return video !== null && video !== undefined && video.videoWidth > 0 && video.currentTime > 0;
    });
    await Promise.all([
      isAt(client, 'end-to-end'),
      lawyer.until((room) => room.security?.level === 'end-to-end'),
    ]);
  });

  it('name the same certificates, crosswise', async () => {
    const [here, there] = [
      await security(client),
      await lawyer.page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.evidence ?? []),
    ];
    assert.equal(here.length, 2);
    const all = (ends: typeof here, end: 'local' | 'remote') =>
      ends.flatMap(({ fingerprints }) => fingerprints[end]).sort();
    assert.deepEqual(all(here, 'local'), all(there, 'remote'));
    assert.deepEqual(all(here, 'remote'), all(there, 'local'));
    for (const { fingerprints, dtlsVersion, srtpProfile } of here) {
      assert.notEqual(fingerprints.source, 'not-reported');
      assert.equal(fingerprints.conflict, false);
      assert.match(dtlsVersion, /^1\.[23]$/);
      assert.notEqual(srtpProfile, 'not-reported');
    }
  });

  it('show the same code, and rise when it has been compared', async () => {
    await press(client, 'Chiffré de bout en bout');
    await lawyer.press(/^Chiffré de bout en bout/);
    const shown = await (await digitsIn(client)).jsonValue();
    assert.equal(await lawyer.page.locator('.digits b').textContent(), shown);
    // What Firefox does not report is called so, and what it does report is not.
    assert.doesNotMatch(await panelText(client), /undefined|\bnull\b/);
    await press(client, 'Identique');
    await lawyer.page.getByRole('button', { name: 'Identique', exact: true }).click();
    await Promise.all([
      isAt(client, 'end-to-end-verified'),
      lawyer.until((room) => room.security?.level === 'end-to-end-verified'),
    ]);
  });

  it('exchange sealed messages', async () => {
    await client.evaluate(() => document.querySelector('visio-avocat-room')?.sendMessage('De Firefox'));
    await lawyer.press(/^Messages/);
    await lawyer.page.getByRole('log').getByText('De Firefox').waitFor();
    await lawyer.page.evaluate(() => document.querySelector('visio-avocat-room')?.sendMessage('De Chromium'));
    await press(client, 'Messages');
    await client.waitForFunction(() =>
      document
        .querySelector('visio-avocat-room')
        ?.shadowRoot?.querySelector('[role=log]')
        ?.textContent?.includes('De Chromium'),
    );
  });

  it('leaves nothing behind in Firefox', async () => {
    const said = await client.evaluate(() => document.querySelector('visio-avocat-room')?.securityReport());
    assert.equal(said?.promises.find(({ key }) => key === 'ephemeral-keys')?.outcome, 'kept');
    await client.evaluate(() => document.querySelector('visio-avocat-room')?.leave());
    await lawyer.losesSightOf('Zoé Martin');
    const kept = await client.evaluate(async () => ({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: (await indexedDB.databases()).map(({ name }) => name),
      cookies: document.cookie,
    }));
    assert.deepEqual(kept, { local: {}, session: {}, databases: [], cookies: '' });
  });

  it('says before joining that the shared secret is not available there', async () => {
    const page = await arrive('Zoé Martin');
    await page.evaluate(() => {
      const element = document.querySelector('visio-avocat-room');
      if (element) element.encryptionSecret = 'un-secret-partagé';
    });
    const code = await page.evaluate(() =>
      document
        .querySelector('visio-avocat-room')
        ?.join()
        .then(
          () => 'joined',
          (error) => error.code,
        ),
    );
    assert.equal(code, 'secret-unsupported');
    assert.equal(await page.evaluate(() => document.querySelector('visio-avocat-room')?.phase), 'lobby');
  });
});
