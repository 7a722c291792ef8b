import { chromium } from 'playwright-core';
import { chromeArgs, findHeadlessShell } from '../../scripts/browser.mjs';
import { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { World } from '../support/world.ts';

declare global {
  interface Window {
    /** Whether `play()` refuses sound, as a browser does before a press. */
    refuses: boolean;
    /** Every audio context of the page. */
    contexts: AudioContext[];
  }
}

const BUTTON = 'Activer le son';

/** Lets `play()` refuse sound until the page says otherwise, and keeps the page's audio contexts. */
function refuseSound(): void {
  window.refuses = true;
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    return window.refuses && !this.muted
      ? Promise.reject(new DOMException('The user must press something first.', 'NotAllowedError'))
      : Reflect.apply(play, this, []);
  };
  // What may not play does not play by itself either.
  Object.defineProperty(HTMLMediaElement.prototype, 'autoplay', { get: () => false, set: () => undefined });
}

/** What the others' media elements do. */
const elementsOf = ({ page }: Person) =>
  page.evaluate(() =>
    [
      ...(document
        .querySelector('visio-avocat-room')
        ?.shadowRoot?.querySelectorAll('.tile .picture:not(.own-picture) video') ?? []),
    ].map((video) =>
      video instanceof HTMLVideoElement
        ? `${video.paused ? 'paused' : 'plays'}${video.muted ? ', muted' : ''}`
        : '',
    ),
  );

async function isBlocked(person: Person, people = 1): Promise<void> {
  await expect(person.page.getByRole('button', { name: BUTTON })).toHaveCount(1);
  await expect.poll(() => elementsOf(person)).toEqual(Array(people).fill('plays, muted'));
}

async function isHeard(person: Person, people = 1): Promise<void> {
  await expect(person.page.getByRole('button', { name: BUTTON })).toHaveCount(0);
  await expect.poll(() => elementsOf(person)).toEqual(Array(people).fill('plays'));
}

test.describe('sound that `play()` refuses', () => {
  test('is missed for several people by one button; any press inside plays all of it, and both is said', async ({
    consultation,
  }) => {
    const page = await consultation.page();
    await page.addInitScript(refuseSound);
    const client = await consultation.person('Zoé Martin', {}, page);
    await client.enter();
    for (const name of ['Maître Vasseur', 'Stagiaire']) {
      const other = await consultation.person(name, { camera: 'off' });
      await other.enter();
      await client.sees(name, { microphone: true });
    }
    await isBlocked(client, 2);
    await expect(page.getByText('Votre navigateur bloque le son. Appuyez n’importe où')).toBeAttached();
    // Refused once more: the button stays.
    await page.getByRole('button', { name: BUTTON }).click();
    await isBlocked(client, 2);
    await page.evaluate(() => {
      window.refuses = false;
    });
    await page.locator('.tile').first().click();
    await isHeard(client, 2);
    await expect(page.getByText('Le son est activé.')).toBeAttached();
  });

  test('is missed again for somebody who comes back, and after another speaker; a key plays it', async ({
    consultation,
    browserName,
  }) => {
    const page = await consultation.page();
    await page.addInitScript(refuseSound);
    const client = await consultation.person('Zoé Martin', {}, page);
    await client.enter();
    const lawyer = await consultation.person('Maître Vasseur');
    await lawyer.enter();
    await isBlocked(client);
    await lawyer.press('Quitter');
    await expect(page.getByRole('button', { name: BUTTON })).toHaveCount(0);
    await lawyer.press('Revenir dans la salle');
    await lawyer.enter();
    await isBlocked(client);
    await page.evaluate(() => {
      window.refuses = false;
    });
    await page.getByRole('button', { name: BUTTON }).press('Enter');
    await isHeard(client);
    // Firefox lists no outputs.
    if (browserName === 'firefox') return;
    // Some browsers stop an element that gets another output.
    await page.evaluate(async () => {
      HTMLMediaElement.prototype.setSinkId = async function (this: HTMLMediaElement) {
        window.refuses = true;
        this.pause();
      };
    });
    await client.press('Réglages');
    await page.getByLabel('Haut-parleur').selectOption({ index: 1 });
    await isBlocked(client);
    await page.evaluate(() => {
      window.refuses = false;
    });
    await page.keyboard.press('Shift');
    await isHeard(client);
  });

  test('is not heard under the privacy screen, nor missed; the press that ends it plays it', async ({
    consultation,
  }) => {
    const page = await consultation.page();
    await page.addInitScript(refuseSound);
    const client = await consultation.person('Zoé Martin', {}, page);
    await client.enter();
    const lawyer = await consultation.person('Maître Vasseur');
    await lawyer.enter();
    await isBlocked(client);
    await client.press('Pause');
    await expect(page.getByRole('button', { name: BUTTON })).toHaveCount(0);
    await page.evaluate(() => {
      window.refuses = false;
    });
    await client.press('Reprendre l’appel');
    await isHeard(client);
  });
});

test('sound that Chromium refuses itself, without a press, is missed; a press plays it and resumes audio contexts', async ({
  build,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'another browser is started, with Chromium’s own policy');
  // Without the flag with which the other cases are played.
  const browser = await chromium.launch({ executablePath: findHeadlessShell(), args: chromeArgs });
  const world = await World.start({ browser, build: () => build });
  try {
    const consultation = world.consultation();
    const lawyer = await consultation.person('Maître Vasseur');
    await lawyer.enter();
    const page = await consultation.page();
    const client = await Person.meet(page, 'Zoé Martin');
    await page.addInitScript(() => {
      window.contexts = [];
      window.AudioContext = class extends AudioContext {
        constructor(options?: AudioContextOptions) {
          super(options);
          window.contexts.push(this);
        }
      };
      const tell = () => {
        const video = document
          .querySelector('visio-avocat-room')
          ?.shadowRoot?.querySelector('.tile .picture:not(.own-picture) video');
        if (video instanceof HTMLVideoElement && video.muted && !video.paused) console.info('muted');
      };
      setInterval(tell, 200);
    });
    const muted = page.waitForEvent('console', (message) => message.text() === 'muted');
    // Nothing is pressed, and no device is opened, which would let the sound through. Until the sound is refused nothing
    // is asked of the page either: what a test evaluates counts as a press.
    const sdk = build === 'video-client' ? '' : `sdk="${build}"`;
    await page.route('**/essai', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><html lang="fr"><meta charset="utf-8"><script type="module" src="/visio/visio-avocat-room.js"></script>
          <visio-avocat-room endpoint="/api/visio" room="${consultation.room}" ${sdk} skip-lobby
            display-name="Zoé Martin" microphone="off" camera="off"></visio-avocat-room></html>`,
      }),
    );
    await page.goto(`${world.origin}/essai`);
    await muted;
    await isBlocked(client);
    // Of those that measure who speaks.
    const running = () =>
      page.evaluate(() => window.contexts.filter(({ state }) => state === 'running').length);
    expect(await running()).toBe(0);
    await page.locator('.tile').first().click();
    await isHeard(client);
    await expect.poll(running).toBeGreaterThan(0);
  } finally {
    await world.close();
    await browser.close();
  }
});
