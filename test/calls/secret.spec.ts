import type { Consultation } from '../support/consultation.ts';
import type { Person } from '../support/person.ts';
import { requestGrant } from '../support/silent-guest.ts';
import { expect, NO_SECRET, test } from '../support/test.ts';

const set = ({ page }: Person, secret: string) =>
  page.evaluate((value) => {
    const element = document.querySelector('visio-avocat-room');
    if (element) element.encryptionSecret = value;
  }, secret);

const secretOf = ({ page }: Person) =>
  page.evaluate(async () => (await document.querySelector('visio-avocat-room')?.securityReport())?.secret);

const panel = ({ page }: Person) => page.getByRole('region', { name: 'Confidentialité de l’appel' });

/** Notes the keys that the SDK gives its workers, as `window.keys`. */
function noteKeys(): void {
  const keys = new Set<string>();
  Reflect.set(window, 'keys', keys);
  window.Worker = class extends Worker {
    override postMessage(message: unknown, more?: StructuredSerializeOptions | Transferable[]) {
      const { args } = Object(message);
      for (const one of Array.isArray(args) ? args : [])
        if (one instanceof ArrayBuffer) keys.add(new Uint8Array(one).join());
      super.postMessage(message, more as Transferable[]);
    }
  };
}

/**
 * Keeps the SDK's workers from starting until `window.letGo()`; `window.held` has those that wait, `window.derived` counts
 * the keys that were derived from a secret.
 */
function holdWorkers(): void {
  const { deriveKey } = SubtleCrypto.prototype;
  Reflect.set(window, 'derived', 0);
  SubtleCrypto.prototype.deriveKey = async function (this: SubtleCrypto, ...given) {
    const key = await deriveKey.apply(this, given);
    if (Object(given[0]).name === 'PBKDF2')
      Reflect.set(window, 'derived', Reflect.get(window, 'derived') + 1);
    return key;
  };
  const held: (() => void)[] = [];
  let free = false;
  Reflect.set(window, 'held', held);
  Reflect.set(window, 'letGo', () => {
    free = true;
    for (const start of held.splice(0)) start();
  });
  window.Worker = class extends Worker {
    override postMessage(message: unknown, more?: StructuredSerializeOptions | Transferable[]) {
      const send = () => super.postMessage(message, more as Transferable[]);
      if (free || Object(message).cmd !== 'init') send();
      else held.push(send);
    }
  };
}

/** Two people who have not joined yet. */
const two = async (consultation: Consultation): Promise<[Person, Person]> => [
  await consultation.person('Maître Vasseur'),
  await consultation.person('Zoé Martin'),
];

test.describe('a shared secret', () => {
  test.describe(() => {
    test.use({ build: 'client-sdk-video' });

    test('is never said to be the same where the SDK plays what is not encrypted too', async ({
      consultation,
      browserName,
    }) => {
      test.skip(browserName === 'firefox', NO_SECRET);
      const [lawyer, client] = await two(consultation);
      await set(lawyer, 'cheval-agrafe-pile');
      await lawyer.enter();
      await client.enter();
      await lawyer.receivesMedia();
      await lawyer.press(/^Chiffré d/);
      await expect(panel(lawyer).getByText('en attente de l’autre personne')).toBeVisible();
      expect(await secretOf(lawyer)).toBe('pending');
    });
  });

  test('opens media where both have it; another one is told; it can be changed during the call', async ({
    consultation,
    build,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', NO_SECRET);
    const same = build === 'video-client' ? 'le même de part et d’autre' : 'en attente de l’autre personne';
    const [lawyer, client] = await two(consultation);
    for (const one of [lawyer, client]) await set(one, 'cheval-agrafe-pile');
    await lawyer.enter();
    expect(await secretOf(lawyer)).toBe('pending');
    await client.enter();
    for (const one of [lawyer, client]) {
      await one.receivesMedia();
      await one.press(/^Chiffré d/);
      await expect(panel(one).getByText(same)).toBeVisible();
    }
    await set(lawyer, 'un-tout-autre-secret');
    await expect(panel(client).getByText('l’autre personne n’a pas le même')).toBeVisible();
    expect(await secretOf(client)).toBe('mismatched');
    await set(client, 'un-tout-autre-secret');
    await expect(panel(client).getByText(same)).toBeVisible();
    await client.receivesMedia();
    for (const one of [lawyer, client]) {
      const shown = await one.page.evaluate(() => {
        const element = document.querySelector('visio-avocat-room');
        return document.documentElement.outerHTML + element?.shadowRoot?.innerHTML;
      });
      for (const place of [shown, ...one.console]) expect(place).not.toMatch(/cheval-agrafe|tout-autre/);
    }
  });

  test('is replaced when somebody leaves; those who stay, and a newcomer with the first one, go on', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', NO_SECRET);
    const [lawyer, client] = await two(consultation);
    const third = await consultation.person('Karim Benali');
    for (const one of [lawyer, client, third]) await set(one, 'cheval-agrafe-pile');
    for (const one of [lawyer, client, third]) await one.enter();
    for (const one of [lawyer, client, third]) {
      await one.until((room) => room.participants.length === 3);
      await one.receivesMedia();
    }
    await third.press('Quitter');
    await third.inPhase('ended');
    await lawyer.losesSightOf(third.name);
    for (const one of [lawyer, client]) {
      await one.receivesMedia();
      expect(await secretOf(one)).not.toBe('mismatched');
    }
    const newcomer = await consultation.person('Inès Roy');
    await set(newcomer, 'cheval-agrafe-pile');
    await newcomer.enter();
    await newcomer.until((room) => room.participants.length === 3);
    await expect.poll(() => secretOf(newcomer)).not.toBe('mismatched');
    await newcomer.receivesMedia();
    // A person who has another secret reads nothing.
    await set(lawyer, 'cheval-agrafe-pile');
    await expect.poll(() => secretOf(client)).toBe('mismatched');
  });

  test.describe(() => {
    // The other build plays what comes unencrypted.
    test.use({ build: 'video-client' });

    test('reaches the connections that are being made while it is replaced', async ({
      consultation,
      browserName,
    }) => {
      test.skip(browserName === 'firefox', NO_SECRET);
      const page = () => consultation.page();
      const [watched, held] = [await page(), await page()];
      await watched.addInitScript(noteKeys);
      await held.addInitScript(holdWorkers);
      const lawyer = await consultation.person('Maître Vasseur', {}, watched);
      const client = await consultation.person('Zoé Martin');
      const slow = await consultation.person('Karim Benali', {}, held);
      for (const one of [lawyer, client, slow]) await set(one, 'cheval-agrafe-pile');
      await lawyer.enter();
      await client.enter();
      await lawyer.receivesMedia();
      await slow.enter();
      // The SDK has read the secret for a connection, and listens for changes once its worker has answered.
      await held.waitForFunction(() => Reflect.get(window, 'held').length > 0);
      const derived = await held.evaluate(() => Reflect.get(window, 'derived') as number);
      await client.press('Quitter');
      await client.inPhase('ended');
      await slow.losesSightOf(client.name);
      await watched.waitForFunction(() => Reflect.get(window, 'keys').size > 1);
      // The new secret has come over the line, and the SDK has a key of it.
      await held.waitForFunction((before) => Reflect.get(window, 'derived') > before, derived);
      await held.evaluate(() => Reflect.get(window, 'letGo')());
      for (const one of [lawyer, slow]) await one.receivesMedia();
    });

    test('that the other does not have is no match', async ({ consultation, browserName }) => {
      test.skip(browserName === 'firefox', NO_SECRET);
      const [lawyer, client] = await two(consultation);
      await set(lawyer, 'cheval-agrafe-pile');
      await lawyer.enter();
      await client.enter();
      await lawyer.until((room) => room.participants.length === 2 && room.security?.level === 'end-to-end');
      await lawyer.press(/^Chiffré d/);
      // Packets come, and nothing of them can be read: that is no match.
      await expect.poll(async () => (await lawyer.received()).packets).toBeGreaterThan(100);
      expect((await lawyer.received()).framesDecoded).toBe(0);
      expect(await secretOf(lawyer)).toBe('pending');
      await expect(panel(lawyer).getByText('en attente de l’autre personne')).toBeVisible();
    });
  });

  test('in a session without encryption has no effect, and cannot be changed', async ({
    consultation,
    world,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', NO_SECRET);
    // The session has to exist to become one without.
    await requestGrant(world.origin, consultation.room);
    const session = world.service.control.sessions.at(-1);
    if (!session) throw new Error('There is no session.');
    session.properties = { ...session.properties, e2ee: false };
    const people = await two(consultation);
    for (const one of people) await set(one, 'cheval-agrafe-pile');
    for (const one of people) await one.enter();
    for (const one of people) {
      await one.receivesMedia();
      await one.until((room) => room.security?.level === 'end-to-end');
      expect(await secretOf(one)).toBe('none');
      await set(one, 'un-tout-autre-secret');
      await expect(one.page.getByText('Cette action ne vous est pas ouverte.')).toBeVisible();
      expect(await secretOf(one)).toBe('none');
    }
  });

  test('that is too short is told before anything is asked', async ({ consultation }) => {
    const client = await consultation.person('Zoé Martin');
    await set(client, 'court');
    const asked: string[] = [];
    client.page.on('request', (request) => asked.push(request.url()));
    await client.join();
    await expect(client.page.getByText('Le secret de ce rendez‑vous est incomplet.')).toBeVisible();
    expect(await client.openDevices()).toBe(0);
    await client.inPhase('lobby');
    expect(asked.filter((url) => url.endsWith('/api/visio'))).toEqual([]);
    expect(client.sockets).toHaveLength(0);
  });
});

test.describe('the hosts of a call', () => {
  test('are named in the confidentiality report; one that nobody has named is marked and told to the page', async ({
    consultation,
  }) => {
    const page = await consultation.page();
    await page.route(/\/session\//, async (route) => {
      const answer = await route.fetch();
      const text = (await answer.text()).replaceAll('stun:127.0.0.1:', 'stun:localhost:');
      await route.fulfill({ response: answer, body: text });
    });
    const lawyer = await consultation.person('Maître Vasseur', {}, page);
    await page.evaluate(() => {
      const hosts: string[] = [];
      Reflect.set(window, 'hosts', hosts);
      document
        .querySelector('visio-avocat-room')
        ?.addEventListener('visio-server-contact', ({ detail }) =>
          hosts.push(`${detail.server} ${detail.expected}`),
        );
    });
    await lawyer.enter();
    const client = await consultation.person('Zoé Martin');
    await client.enter();
    await lawyer.until((room) => room.security?.level === 'end-to-end');
    const hosts = await page.evaluate(() => Reflect.get(window, 'hosts') as string[]);
    expect(hosts.filter((one) => one.endsWith('false'))).toEqual(['localhost false']);
    await lawyer.press(/^Chiffré d/);
    await page.getByText('Fiche de confidentialité et rapport').click();
    await expect(page.getByRole('listitem').filter({ hasText: /localhost\s+inattendu/ })).toBeVisible();
    await expect(panel(client)).toHaveCount(0);
    await client.press(/^Chiffré d/);
    await client.page.getByText('Fiche de confidentialité et rapport').click();
    await expect(client.page.getByText('cette page n’a parlé qu’aux serveurs prévus')).toBeVisible();
  });

  test('with the report, are saved by a press, in the call and after it', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', 'Playwright is not told what Firefox downloads');
    const [lawyer, client] = await two(consultation);
    await lawyer.enter();
    await client.enter();
    await client.press(/^Chiffré d/);
    await client.page.getByText('Fiche de confidentialité et rapport').click();
    const [data] = await Promise.all([
      client.page.waitForEvent('download'),
      client.press('Enregistrer les données (JSON)'),
    ]);
    expect(data.suggestedFilename()).toMatch(/^confidentialite-\d{4}-\d\d-\d\d\.json$/);
    await client.press('Quitter');
    const [page] = await Promise.all([
      client.page.waitForEvent('download'),
      client.press('Enregistrer le rapport de confidentialité'),
    ]);
    expect(page.suggestedFilename()).toMatch(/\.html$/);
  });
});
