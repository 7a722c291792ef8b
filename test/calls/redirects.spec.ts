import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endpointAnswer } from '../support/endpoint-answer.ts';
import { expect, test } from '../support/test.ts';

/** Another server, which lets every page ask, and notes what it is asked. */
class Elsewhere {
  readonly asked: string[] = [];
  /** Where it sends requests on. */
  location = '';
  readonly #server: Server = createServer((request: IncomingMessage, response) => {
    this.asked.push(`${request.method} ${request.url}`);
    const { origin = '*' } = request.headers;
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Headers', 'Content-Type, X-Dossier');
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else if (this.location && request.url === '/api') {
      response.writeHead(307, { Location: this.location }).end();
    } else response.writeHead(410, { 'Content-Type': 'application/problem+json' }).end('{"code":"closed"}');
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

let elsewhere: Elsewhere;
test.beforeEach(async () => {
  elsewhere = new Elsewhere();
  await elsewhere.open();
});
test.afterEach(() => elsewhere.close());

const unreachable = 'Le site du cabinet ne répond pas.';

test.describe('an endpoint that sends the request on', () => {
  test('to another origin: nothing gets there, and the person is told', async ({ consultation, world }) => {
    const person = await consultation.person('Zoé Martin', { endpoint: '/envoi' });
    await person.page.route(`${world.origin}/envoi`, (route) =>
      route.fulfill({ status: 307, headers: { Location: `${elsewhere.origin}/api` } }),
    );
    await person.page.evaluate(() =>
      document
        .querySelector('visio-avocat-room')
        ?.addEventListener('visio-access', ({ detail }) => detail.headers.set('X-Dossier', '12')),
    );
    await person.join();
    await expect(person.page.getByRole('heading', { name: unreachable })).toBeVisible();
    expect(elsewhere.asked).toEqual([]);
  });

  test('to another path of the site: the call is joined', async ({ consultation, world }) => {
    const person = await consultation.person('Zoé Martin', { endpoint: '/envoi' });
    await person.page.route(`${world.origin}/envoi`, (route) =>
      route.fulfill({ status: 307, headers: { Location: '/api/visio' } }),
    );
    await person.enter();
  });

  test('from another origin than the page’s: it is not followed', async ({ consultation }) => {
    elsewhere.location = `${elsewhere.origin}/plus-loin`;
    const person = await consultation.person('Zoé Martin', { endpoint: `${elsewhere.origin}/api` });
    await person.join();
    await expect(person.page.getByRole('heading', { name: unreachable })).toBeVisible();
    expect(elsewhere.asked.filter((one) => one.startsWith('POST'))).toEqual(['POST /api']);
  });

  test('and another origin that answers is asked as before', async ({ consultation }) => {
    const person = await consultation.person('Zoé Martin', { endpoint: `${elsewhere.origin}/api` });
    await person.join();
    await expect(person.page.getByRole('heading', { name: 'Ce rendez‑vous est terminé.' })).toBeVisible();
    expect(elsewhere.asked).toContain('POST /api');
  });
});

test('a waiting room on another origin: the page’s headers stay with the endpoint, and the server is listed', async ({
  consultation,
  world,
}) => {
  const person = await consultation.person('Maître Vasseur', {});
  await person.page.route('**/api/visio', async (route) => {
    const answer = await endpointAnswer(route, consultation, person.name);
    await route.fulfill({
      json: { ...(await answer.json()), admission: { url: `${elsewhere.origin}/admission` } },
    });
  });
  const headers = person.page.waitForRequest(`${elsewhere.origin}/admission`).then((one) => one.allHeaders());
  await person.page.evaluate(() => {
    const events: string[] = [];
    Reflect.set(window, 'heard', events);
    const room = document.querySelector('visio-avocat-room');
    room?.addEventListener('visio-access', ({ detail }) => {
      events.push(`access ${new URL(detail.url).href}`);
      detail.headers.set('X-Dossier', '12');
    });
    room?.addEventListener('visio-server-contact', ({ detail }) =>
      events.push(`contact ${detail.server} ${detail.expected}`),
    );
  });
  const asked = person.page.waitForRequest('**/api/visio').then((one) => one.allHeaders());
  await person.enter();
  expect((await asked)['x-dossier']).toBe('12');
  expect((await headers)['x-dossier']).toBe(undefined);
  const heard = () => person.page.evaluate(() => Reflect.get(window, 'heard') as string[]);
  await expect.poll(heard).toContain(`access ${elsewhere.origin}/admission`);
  expect(await heard()).toContain(`access ${world.origin}/api/visio`);
  expect(await heard()).toContain(`contact ${new URL(elsewhere.origin).host} true`);
});
