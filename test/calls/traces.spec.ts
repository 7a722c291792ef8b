import type { Page } from 'playwright-core';
import { BUILDS } from '../support/builds.ts';
import type { Consultation } from '../support/consultation.ts';
import { endpointAnswer } from '../support/endpoint-answer.ts';
import { Person } from '../support/person.ts';
import { expect, NO_SECRET, test } from '../support/test.ts';

/** All of a page that a script could leave something in. */
function survey(page: Page) {
  return page.evaluate(async () => ({
    globals: Object.getOwnPropertyNames(window)
      .filter((name) => name !== 'lastError')
      .sort(),
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: 'caches' in window ? await caches.keys() : [],
    head: document.head.innerHTML,
    root: [...document.documentElement.attributes].map(({ name, value }) => `${name}=${value}`),
    title: document.title,
    address: location.href,
    history: JSON.stringify(history.state),
    body: [...document.body.children].map(({ tagName }) => tagName),
  }));
}

/** The path of every file that a page has asked for. */
const filesAsked = (page: Page) =>
  page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));

test.describe('before anybody shows that they want to join', () => {
  test('the page asks for its own file and nothing else, and opens no device', async ({ consultation }) => {
    const person = await consultation.person('Zoé Martin');
    await expect(person.page.getByRole('button', { name: 'Rejoindre' })).toBeVisible();
    await person.page.evaluate(() => document.querySelector('visio-avocat-room')?.updateComplete);
    expect(await filesAsked(person.page)).toEqual(['/visio/visio-avocat-room.js']);
    expect(person.sockets).toHaveLength(0);
    expect(await person.openDevices()).toBe(0);
  });

  test('typing a name fetches what the call will need, and still asks the endpoint nothing', async ({
    consultation,
  }) => {
    const person = await consultation.person('Zoé Martin');
    await person.page.getByLabel('Votre nom').fill('Zoé Martin');
    await person.page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/sdk/')),
    );
    for (const path of await filesAsked(person.page)) expect(path).toMatch(/^\/visio\//);
    expect(await person.openDevices()).toBe(0);
  });
});

for (const sdk of BUILDS) {
  test(`a whole call with ${sdk} leaves the page as it found it, and contacts only the hosts of the grant`, async ({
    consultation,
    world,
  }) => {
    const lawyer = await consultation.person('Maître Vasseur', { sdk });
    const before = await survey(lawyer.page);
    let token = '';
    // Read on its way: the browser need not keep the body for whoever asks afterwards.
    await lawyer.page.route('**/api/visio', async (route) => {
      const answer = await endpointAnswer(route, consultation, lawyer.name);
      token = (await answer.json()).token;
      await route.fulfill({ response: answer });
    });
    await lawyer.enter();
    const client = await consultation.person('Zoé Martin', { sdk });
    await client.enter();
    await lawyer.receivesMedia();
    const during = await survey(lawyer.page);
    const markup = await lawyer.page.evaluate(() => {
      const root = document.querySelector('visio-avocat-room')?.shadowRoot;
      return document.documentElement.outerHTML + root?.innerHTML;
    });
    await lawyer.press('Quitter');
    await lawyer.inPhase('ended');
    expect(during).toEqual(before);
    expect(await survey(lawyer.page)).toEqual(before);
    const [, payload = '', signature = ''] = token.split('.');
    expect(signature.length).toBeGreaterThan(100);
    for (const place of [markup, ...lawyer.console]) {
      expect(place).not.toContain(signature);
      expect(place).not.toContain(payload);
    }
    const hosts = [world.origin, world.service.origin].map((origin) => new URL(origin).host);
    expect([...lawyer.requests.keys()].sort()).toEqual(hosts.sort());
    for (const socket of lawyer.sockets)
      expect(new URL(socket.url()).host).toBe(new URL(world.service.origin).host);
  });
}

test('the report says whether the page keeps anything of the call, during it and after it', async ({
  consultation,
}) => {
  const [lawyer, client] = await consultation.pair();
  const audit = ({ page }: Person) =>
    page.evaluate(async () => {
      const report = await document.querySelector('visio-avocat-room')?.securityReport();
      return report?.claims.find(({ key }) => key === 'ephemeral-keys')?.check;
    });
  await lawyer.page.evaluate(() => localStorage.setItem('thème', 'sombre'));
  expect(await audit(lawyer)).toBe('met');
  // The page of this client keeps what is written to her.
  await client.page.evaluate(() =>
    document.querySelector('visio-avocat-room')?.addEventListener('visio-message', ({ detail }) => {
      const request = indexedDB.open('messages', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('all', { autoIncrement: true });
      request.onsuccess = () => {
        const store = request.result.transaction('all', 'readwrite').objectStore('all');
        store.add({ text: detail.text }).onsuccess = () => Reflect.set(window, 'kept', true);
      };
    }),
  );
  await lawyer.page.evaluate(() =>
    document.querySelector('visio-avocat-room')?.sendMessage('Le virement est parti mardi.'),
  );
  await client.page.waitForFunction(() => Reflect.get(window, 'kept') === true);
  expect(await audit(client)).toBe('not-met');
  for (const one of [lawyer, client]) {
    await one.press('Quitter');
    await one.inPhase('ended');
  }
  expect(await audit(lawyer)).toBe('met');
  expect(await audit(client)).toBe('not-met');
});

test.describe('whatever way it ends', () => {
  const name = 'Zoé Martin';

  /** Everything that may remain of a visit, but for the element itself. */
  const remains = async (page: Page) => ({ ...(await survey(page)), body: [] });

  const endings: Readonly<Record<string, (person: Person, consultation: Consultation) => Promise<void>>> = {
    'refused by the endpoint': async (person) => {
      await person.page.route('**/api/visio', (route) =>
        route.fulfill({
          status: 403,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'refused', detail: name }),
        }),
      );
      await person.join();
      await person.inPhase('failed');
    },
    'given up in the waiting room': async (person) => {
      await person.page.route('**/api/visio', (route) =>
        route.fulfill({
          status: 202,
          json: { waiting: { ticket: 'un-ticket-secret', retryAfter: 60 } },
        }),
      );
      await person.join();
      await person.inPhase('waiting');
      await person.press('Annuler');
      await person.inPhase('lobby');
    },
    'with a token that the session does not take': async (person, consultation) => {
      await person.page.route('**/api/visio', async (route) => {
        const answer = await endpointAnswer(route, consultation, name);
        const grant = await answer.json();
        await route.fulfill({ json: { ...grant, token: `${grant.token}x` } });
      });
      await person.join();
      await person.inPhase('failed');
    },
    'by the element’s removal from the page': async (person) => {
      await person.enter();
      await person.page.evaluate(() => document.querySelector('visio-avocat-room')?.remove());
      await person.page.waitForFunction(() =>
        window.recorder.connections.every((one) => one.connectionState === 'closed'),
      );
      expect(await person.openDevices()).toBe(0);
    },
    'by the end of the session': async (person, { world }) => {
      await person.enter();
      const session = world.service.control.sessions.at(-1);
      for (const { id } of session?.clients ?? []) session?.expel(id);
      await person.inPhase('ended');
    },
  };
  for (const [ending, act] of Object.entries(endings)) {
    test(`${ending}: nothing of the person remains`, async ({ consultation }) => {
      const person = await consultation.person(name);
      const before = await remains(person.page);
      await act(person, consultation);
      expect(await remains(person.page)).toEqual(before);
      for (const line of person.console) expect(line).not.toMatch(/Zoé|un-ticket-secret|eyJ/);
    });
  }

  test('by a crash of the page: the next page of the site finds nothing', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', 'only Chromium’s DevTools protocol crashes a page');
    const person = await consultation.person(name);
    const before = await remains(person.page);
    await person.enter();
    const crashed = person.page.waitForEvent('crash');
    const session = await person.page.context().newCDPSession(person.page);
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
    const next = await consultation.person(name, {}, await person.page.context().newPage());
    expect(await remains(next.page)).toEqual(before);
  });

  test('with a secret in the address: it is gone from there before anything is asked, and nobody is told', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', NO_SECRET);
    const asked: string[] = [];
    const page = await consultation.page();
    page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
    const person = await Person.meet(page, name);
    const address = `${consultation.world.origin}/essai`;
    await person.open(`${address}#k=cheval-agrafe-pile`, {
      endpoint: '/api/visio',
      room: consultation.room,
      sdk: consultation.build,
    });
    expect(page.url()).toBe(address);
    expect(await page.evaluate(() => document.querySelector('visio-avocat-room')?.encryptionSecret)).toBe(
      'cheval-agrafe-pile',
    );
    await person.enter();
    const markup = await page.evaluate(() => {
      const element = document.querySelector('visio-avocat-room');
      return document.documentElement.outerHTML + element?.shadowRoot?.innerHTML;
    });
    for (const one of [...asked.slice(1), markup, ...person.console])
      expect(one).not.toContain('cheval-agrafe');
  });
});

test('the vendor’s usage reports stay away, unless the page allows them', async ({ consultation, world }) => {
  const reports = () =>
    [...world.service.control.requests]
      .filter(([path]) => path.startsWith('hlg.'))
      .reduce((sum, [, count]) => sum + count, 0);
  const before = reports();
  const silent = await consultation.person('Zoé Martin');
  await silent.enter();
  await silent.press('Quitter');
  await silent.inPhase('ended');
  await silent.vanish();
  expect(reports()).toBe(before);
  const allowed = await consultation.person('Zoé Martin', { 'allow-telemetry': true });
  await allowed.enter();
  await allowed.press('Quitter');
  await allowed.inPhase('ended');
  await expect.poll(reports).toBeGreaterThan(before);
});
