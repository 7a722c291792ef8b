import { type Browser, firefox } from '@playwright/test';
import { compare, panel } from '../support/comparison.ts';
import type { Consultation } from '../support/consultation.ts';
import { firefoxOptions } from '../support/firefox.ts';
import { PATIENCE } from '../support/patience.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { World } from '../support/world.ts';

let installed: Browser;
test.beforeAll(async () => {
  installed = await firefox.launch(firefoxOptions);
});
test.afterAll(() => installed?.close());

/** Somebody in front of the page in Firefox, in a profile of their own. */
async function inFirefox(consultation: Consultation, name: string): Promise<Person> {
  const context = await installed.newContext({ locale: 'fr-FR' });
  context.setDefaultTimeout(PATIENCE);
  return consultation.person(name, {}, await context.newPage());
}

const evidenceOf = ({ page }: Person) =>
  page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.evidence ?? []);

/** Waits until both connections are measured, one each way. */
const isMeasured = (person: Person) =>
  person.until(({ security }) => security?.evidence.length === 2 && security.level === 'end-to-end');

/** Two people compare; both rise. */
async function rise(people: readonly [Person, Person]): Promise<void> {
  await compare(...people);
  for (const one of people) await one.until((room) => room.security?.level === 'end-to-end-verified');
}

test.describe('Firefox and Chromium', () => {
  let consultation: Consultation;
  let client: Person;
  let lawyer: Person;
  test.beforeAll(async ({ world }) => {
    consultation = world.consultation();
    lawyer = await consultation.person('Maître Vasseur');
    client = await inFirefox(consultation, 'Zoé Martin');
    for (const one of [lawyer, client]) await one.enter();
    for (const one of [lawyer, client]) await isMeasured(one);
  });
  test.afterAll(() => consultation?.close());

  test('see and hear each other', async () => {
    await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
    await client.page.waitForFunction(() => {
      const root = document.querySelector('visio-avocat-room')?.shadowRoot;
      const video = root?.querySelector<HTMLVideoElement>('.tile video');
      return video !== null && video !== undefined && video.videoWidth > 0 && video.currentTime > 0;
    });
  });

  test('name the same certificates, crosswise', async () => {
    const [here, there] = [await evidenceOf(client), await evidenceOf(lawyer)];
    expect(here).toHaveLength(2);
    const all = (ends: typeof here, end: 'local' | 'remote') =>
      ends.flatMap(({ fingerprints }) => fingerprints[end]).sort();
    expect(all(here, 'local')).toEqual(all(there, 'remote'));
    expect(all(here, 'remote')).toEqual(all(there, 'local'));
    for (const { fingerprints, dtlsVersion, srtpProfile } of here) {
      expect(fingerprints.source).not.toBe('not-reported');
      expect(fingerprints.conflict).toBe(false);
      expect(dtlsVersion).toMatch(/^1\.[23]$/);
      expect(srtpProfile).not.toBe('not-reported');
    }
  });

  test('show the same code, and rise when it has been compared', async () => {
    await rise([client, lawyer]);
    // What Firefox does not report is called so, and what it does report is not.
    await expect(panel(client)).not.toHaveText(/undefined|\bnull\b/);
  });

  test('exchange messages on the private line', async () => {
    for (const [one, other, text] of [
      [client, lawyer, 'De Firefox'],
      [lawyer, client, 'De Chromium'],
    ] as const) {
      await one.page.evaluate(
        (words) => document.querySelector('visio-avocat-room')?.sendMessage(words),
        text,
      );
      await other.press(/^Messages/);
      await expect(other.page.getByRole('log').getByText(text)).toBeVisible();
    }
  });

  // Last: nobody is left for another case.
  test('leave nothing behind in Firefox', async () => {
    const said = await client.page.evaluate(() =>
      document.querySelector('visio-avocat-room')?.securityReport(),
    );
    expect(said?.claims.find(({ key }) => key === 'ephemeral-keys')?.check).toBe('met');
    await client.page.evaluate(() => document.querySelector('visio-avocat-room')?.leave());
    await lawyer.losesSightOf('Zoé Martin');
    const kept = await client.page.evaluate(async () => ({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: (await indexedDB.databases()).map(({ name }) => name),
      cookies: document.cookie,
    }));
    expect(kept).toEqual({ local: {}, session: {}, databases: [], cookies: '' });
  });
});

test('carries a call on the firm’s own page, whose Content Security Policy lets nothing else run', async ({
  consultation,
}) => {
  const lawyer = await consultation.person('Maître Vasseur');
  await lawyer.enter();
  const context = await installed.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  const told: string[] = [];
  page.on('console', (message) => told.push(message.text()));
  // In Firefox the policy holds for Playwright’s functions too: so the client acts by itself, and tells.
  await page.addInitScript((name) => {
    document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => {
      console.info(`refused: ${violatedDirective} ${blockedURI}`);
    });
    document.addEventListener('visio-security', ({ target }) => {
      console.info(`level: ${(target as Element & { security?: { level: string } }).security?.level}`);
    });
    document.addEventListener('DOMContentLoaded', async () => {
      await customElements.whenDefined('visio-avocat-room');
      const element = document.querySelector('visio-avocat-room');
      if (element) element.displayName = name;
      element?.join().catch((error) => console.info(`failed: ${error.code}`));
    });
  }, 'Zoé Martin');
  await page.goto(`${consultation.world.origin}/rendez-vous/${consultation.room}`);
  await lawyer.sees('Zoé Martin', { camera: true });
  await lawyer.receivesMedia();
  await isMeasured(lawyer);
  await expect.poll(() => told).toContain('level: end-to-end');
  // What asks for `eval` there is Playwright; that the element never does is a test of the package.
  const ours = told.filter((line) => line !== 'refused: script-src eval');
  expect(ours.filter((line) => /^(?:refused|failed)/.test(line))).toEqual([]);
  await context.close();
});

test.describe('Firefox alone', () => {
  let world: World;
  test.beforeAll(async () => {
    world = await World.start({ browser: installed });
  });
  test.afterEach(() => world.clear());
  test.afterAll(() => world?.close());

  test('carries a call between two people, who compare their code and leave', async ({ build }) => {
    const consultation = world.consultation({}, build);
    const [lawyer, client] = await consultation.pair();
    await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
    for (const one of [lawyer, client]) await isMeasured(one);
    await rise([lawyer, client]);
    await client.press('Quitter');
    await client.inPhase('ended');
    await lawyer.losesSightOf('Zoé Martin');
    expect(await client.openDevices()).toBe(0);
  });

  test('takes no description that names a second certificate beside the real one', async ({ build }) => {
    const consultation = world.consultation({}, build);
    world.service.control.intercept({
      outgoing(message) {
        const { sdp, ...rest } = (message.content ?? {}) as { sdp?: string };
        const line = `a=fingerprint:sha-256 ${'AB:'.repeat(31)}AB`;
        const named = sdp?.replace(/^(a=fingerprint:.*)$/gm, `$1\r\n${line}`);
        return [named === undefined ? message : { ...message, content: { ...rest, sdp: named } }];
      },
    });
    const people = [await consultation.person('Maître Vasseur'), await consultation.person('Zoé Martin')];
    for (const one of people) await one.enter();
    for (const one of people) await one.until((room) => room.security?.level === 'unprotected');
    for (const one of people) expect((await one.received()).packets).toBe(0);
  });

  test('says before joining that the shared secret is not available there', async ({ build }) => {
    const { page } = await world.consultation({}, build).person('Zoé Martin');
    const code = await page.evaluate(async () => {
      const element = document.querySelector('visio-avocat-room');
      if (!element) return 'no element';
      element.displayName = 'Zoé Martin';
      element.encryptionSecret = 'un-secret-partagé';
      return element.join().then(
        () => 'joined',
        (error) => error.code,
      );
    });
    expect(code).toBe('secret-unsupported');
    expect(await page.evaluate(() => document.querySelector('visio-avocat-room')?.phase)).toBe('lobby');
  });
});
