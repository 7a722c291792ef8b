import type { Page, Route } from 'playwright-core';
import type { Consultation } from '../support/consultation.ts';
import { endpointAnswer } from '../support/endpoint-answer.ts';
import { PATIENCE } from '../support/patience.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const name = 'Zoé Martin';

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers,
  contentType: status < 400 ? 'application/json' : 'application/problem+json',
  body: JSON.stringify(body),
});

/** Somebody in front of a room whose endpoint answers in a way of its own. */
async function inFrontOf(
  consultation: Consultation,
  answer?: (route: Route, consultation: Consultation) => unknown,
  prepare?: (page: Page) => unknown,
): Promise<Person> {
  const page = await consultation.page();
  if (answer) await page.route('**/api/visio', (route) => answer(route, consultation) as Promise<void>);
  await prepare?.(page);
  return consultation.person(name, {}, page);
}

/** Waits for the failure's title, then goes back and finds the name as it was typed. */
async function reads(person: Person, title: string, code: string): Promise<void> {
  await expect(person.page.getByRole('heading', { name: title })).toBeVisible();
  await person.inPhase('failed');
  expect(await person.page.evaluate(() => Reflect.get(window, 'lastError'))).toBe(code);
  await person.press('Retour');
  await expect(person.page.getByLabel('Votre nom')).toHaveValue(name);
}

async function joining(person: Person): Promise<Person> {
  await person.page.evaluate(() => {
    document
      .querySelector('visio-avocat-room')
      ?.addEventListener('visio-error', ({ detail }) => Reflect.set(window, 'lastError', detail.error.code));
  });
  await person.join();
  return person;
}

const grant = { applicationId: 'app', sessionId: 'session', token: 'token' };

test.describe('an endpoint that', () => {
  const cases: readonly [string, (route: Route) => unknown, string, string][] = [
    [
      'answers a page of HTML',
      (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><h1>Connexion</h1>' }),
      'Le site du cabinet a répondu par une page inattendue.',
      'endpoint-not-json',
    ],
    [
      'answers truncated JSON',
      (route) => route.fulfill({ contentType: 'application/json', body: '{"applicationId": "a", "tok' }),
      'La réponse du site est arrivée incomplète.',
      'endpoint-malformed',
    ],
    [
      'answers megabytes',
      (route) => route.fulfill({ contentType: 'application/json', body: `{"a": "${'x'.repeat(3e6)}"}` }),
      'La réponse du site n’est pas celle attendue.',
      'endpoint-too-large',
    ],
    [
      'answers wrong types',
      (route) => route.fulfill(json(200, { ...grant, token: { secret: true } })),
      'La réponse du site n’est pas celle attendue.',
      'endpoint-invalid',
    ],
    [
      'cannot be reached',
      (route) => route.abort('connectionrefused'),
      'Le site du cabinet ne répond pas.',
      'endpoint-unreachable',
    ],
    [
      'answers 401',
      (route) => route.fulfill(json(401, {})),
      'Ce lien ne donne pas accès à la salle.',
      'unauthorized',
    ],
    [
      'answers 403',
      (route) => route.fulfill(json(403, {})),
      'Ce lien ne donne pas accès à la salle.',
      'unauthorized',
    ],
    [
      'refuses with a reason',
      (route) => route.fulfill(json(403, { code: 'refused', detail: '<img src=x onerror=alert(1)>' })),
      'Votre entrée n’a pas été acceptée.',
      'refused',
    ],
    [
      'answers 404',
      (route) => route.fulfill(json(404, {})),
      'Ce rendez‑vous est introuvable.',
      'room-not-found',
    ],
    ['answers 410', (route) => route.fulfill(json(410, {})), 'Ce rendez‑vous est terminé.', 'closed'],
    [
      'says that the room is full',
      (route) => route.fulfill(json(409, { code: 'room-full' })),
      'La salle est complète.',
      'room-full',
    ],
    [
      'says that it is too early, and not until when',
      (route) => route.fulfill(json(403, { code: 'not-open-yet' })),
      'La salle n’est pas encore ouverte.',
      'not-open-yet',
    ],
    [
      'answers 429',
      (route) => route.fulfill(json(429, { code: 'rate-limited' }, { 'Retry-After': '40' })),
      'Trop de demandes en peu de temps.',
      'rate-limited',
    ],
    [
      'answers 500 three times',
      (route) => route.fulfill(json(500, {})),
      'Le site du cabinet rencontre un problème.',
      'server-error',
    ],
  ];
  const page = (status: number, headers: Record<string, string> = {}) => ({
    status,
    headers,
    contentType: 'text/html; charset=utf-8',
    body: '<!doctype html><h1>Forbidden, Zoé Martin</h1>',
  });
  const rest = (status: number, code: string) => ({
    status,
    contentType: 'application/json; charset=UTF-8',
    body: JSON.stringify({ code, message: 'Désolé, Zoé Martin.', data: { status } }),
  });
  const blocked = 'Le site du cabinet a bloqué la demande d’entrée.';
  const notFound = 'Le site du cabinet ne trouve pas la visioconférence.';
  /** Answers of others than the endpoint: what the line for the developer says besides. */
  const others: readonly [string, (route: Route) => unknown, string, string, RegExp][] = [
    [
      'a firewall answers with a page, 403',
      (route) => route.fulfill(page(403)),
      ...([blocked, 'endpoint-blocked', /answered 403, text\/html; expected problem details/] as const),
    ],
    [
      'a REST plugin answers with 401',
      (route) => route.fulfill(rest(401, 'rest_login_required')),
      ...([blocked, 'endpoint-blocked', /answered 401, application\/json; expected problem/] as const),
    ],
    [
      'the site answers with a page, 404',
      (route) => route.fulfill(page(404)),
      ...([notFound, 'endpoint-not-found', /answered 404, text\/html/] as const),
    ],
    [
      'WordPress knows no such route',
      (route) => route.fulfill(rest(404, 'rest_no_route')),
      ...([notFound, 'endpoint-not-found', /answered 404, application\/json/] as const),
    ],
    [
      'a proxy answers with 502',
      (route) => route.fulfill(page(502)),
      ...(['Le serveur du cabinet n’a pas pu être joint.', 'gateway-failed', /answered 502/] as const),
    ],
    [
      'a network asks to sign in',
      (route) => route.fulfill(page(511)),
      ...(['Votre réseau demande d’abord une autorisation.', 'network-blocked', /answered 511/] as const),
    ],
    [
      'the server answers with nothing',
      (route) => route.fulfill({ status: 204 }),
      ...([
        'La réponse du site n’est pas celle attendue.',
        'endpoint-invalid',
        /answered 204, no content/,
      ] as const),
    ],
  ];
  for (const [who, answer, title, code, line] of others) {
    test(`is not what answers, as ${who}: the words follow who answered, and one line is for the developer`, async ({
      consultation,
    }) => {
      const person = await joining(await inFrontOf(consultation, answer));
      await reads(person, title, code);
      const lines = person.console.filter((one) => one.startsWith('<visio-avocat-room>'));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(line);
      expect(lines[0]).not.toContain('Zoé');
    });
  }

  for (const [name, answer, title, code] of cases) {
    test(`${name}: is told in words, and the typed name stays`, async ({ consultation }) => {
      await reads(await joining(await inFrontOf(consultation, answer)), title, code);
    });
  }

  test('hangs: is given up after ten seconds', async ({ consultation }) => {
    const person = await inFrontOf(
      consultation,
      () => undefined,
      (page) => page.clock.install(),
    );
    await joining(person);
    await person.inPhase('requesting');
    await person.page.clock.fastForward(10_000);
    await reads(person, 'Le site du cabinet met trop de temps à répondre.', 'endpoint-timeout');
  });

  test('answers 503 once is asked again, and the call goes on', async ({ consultation }) => {
    let asked = 0;
    const person = await inFrontOf(consultation, (route) =>
      asked++ === 0 ? route.fulfill(json(503, {})) : route.continue(),
    );
    await person.enter();
    expect(asked).toBe(2);
  });

  test('is away for ten minutes: why and until when is shown, and either choice works', async ({
    consultation,
  }) => {
    let away = true;
    let asked = 0;
    const person = await inFrontOf(
      consultation,
      (route) => {
        asked++;
        return away ? route.fulfill(page(503, { 'Retry-After': '600' })) : route.continue();
      },
      (page) => page.clock.install(),
    );
    const told = person.page.getByRole('heading', { name: 'Le site du cabinet rencontre un problème.' });
    await joining(person);
    await expect(told).toBeVisible();
    await expect(person.page.getByRole('timer')).toHaveText(/^Nouvel essai dans (10:00|9:\d\d)\.$/);
    await person.press('Réessayer');
    await expect.poll(() => asked).toBe(2);
    await expect(told).toBeVisible();
    await person.press('Annuler');
    await person.inPhase('lobby');
    await joining(person);
    await expect(told).toBeVisible();
    away = false;
    await person.page.clock.fastForward(600_000);
    await person.inPhase('connected');
    expect(asked).toBe(4);
  });

  test('fails can be cancelled while it is asked again', async ({ consultation }) => {
    const person = await inFrontOf(consultation, (route) =>
      route.fulfill(json(503, {}, { 'Retry-After': '600' })),
    );
    await joining(person);
    await person.press('Annuler');
    await person.inPhase('lobby');
  });
});

test.describe('a grant that', () => {
  test('has expired is told so', async ({ consultation }) => {
    const person = await joining(await inFrontOf(consultation, expired));
    await reads(person, 'Votre autorisation d’entrer a expiré.', 'token-expired');
  });

  test('is for another session is told so', async ({ consultation, world }) => {
    const other = world.service.createSession();
    const person = await joining(
      await inFrontOf(consultation, async (route) => {
        const answer = await endpointAnswer(route, consultation, name);
        return route.fulfill({ json: { ...(await answer.json()), sessionId: other } });
      }),
    );
    await reads(person, 'Votre autorisation vaut pour une autre salle.', 'session-mismatch');
  });

  test('is forged is told so', async ({ consultation }) => {
    const person = await joining(
      await inFrontOf(consultation, async (route) => {
        const answer = await endpointAnswer(route, consultation, name);
        const { token, ...rest } = await answer.json();
        return route.fulfill({ json: { ...rest, token: `${token.slice(0, -8)}AAAAAAAA` } });
      }),
    );
    await reads(person, 'Votre autorisation d’entrer n’a pas été reconnue.', 'token-invalid');
  });

  test('leads to a service that does not answer is told so', async ({ consultation }) => {
    const person = await joining(
      await inFrontOf(consultation, async (route) => {
        const answer = await endpointAnswer(route, consultation, name);
        return route.fulfill({ json: { ...(await answer.json()), proxyUrl: 'http://127.0.0.1:9' } });
      }),
    );
    await reads(person, 'La salle n’a pas pu être jointe.', 'signalling-unreachable');
  });

  /** Changes what the token claims; its signature is then worth nothing, as that of a stale one. */
  async function expired(route: Route, consultation: Consultation): Promise<void> {
    const answer = await endpointAnswer(route, consultation, name);
    const { token, ...rest } = await answer.json();
    const [head, payload, signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, exp: 1 })).toString('base64url');
    await route.fulfill({ json: { ...rest, token: [head, changed, signature].join('.') } });
  }
});

test.describe('a file of the element that cannot be fetched', () => {
  test('the SDK: is told, and trying again works', async ({ consultation }) => {
    let broken = true;
    const person = await inFrontOf(consultation, undefined, (page) =>
      page.route('**/sdk/*.js*', (route) => (broken ? route.abort() : route.continue())),
    );
    await joining(person);
    await expect(
      person.page.getByRole('heading', { name: 'La visioconférence n’a pas pu se charger.' }),
    ).toBeVisible();
    broken = false;
    await person.press('Réessayer');
    await person.inPhase('connected');
  });

  test('the rest of the element: is told in the lobby', async ({ consultation }) => {
    const person = await inFrontOf(consultation, undefined, (page) =>
      page.route('**/chunks/*.js', (route) => route.abort()),
    );
    await joining(person);
    await expect(person.page.getByText('La salle n’a pas pu se charger.')).toBeVisible();
    await expect(person.page.getByLabel('Votre nom')).toHaveValue('Zoé Martin');
    await person.press('Vérifier ma caméra et mon micro');
    await expect(person.page.getByText('La salle n’a pas pu se charger.')).toBeVisible();
    expect(await person.openDevices()).toBe(0);
  });
});

test.describe('devices', () => {
  const failures: readonly [string, string, string][] = [
    ['NotAllowedError', 'L’accès à la caméra et au micro a été refusé.', 'permission-denied'],
    [
      'NotReadableError',
      'Votre caméra et votre micro sont utilisés par une autre application.',
      'device-in-use',
    ],
  ];
  for (const [name, text, code] of failures) {
    test(`${name}: is told in the lobby, and the next press joins without them`, async ({ consultation }) => {
      const person = await inFrontOf(consultation, undefined, (page) =>
        page.addInitScript((failure) => {
          navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', failure));
        }, name),
      );
      await joining(person);
      await expect(person.page.getByText(text)).toBeVisible();
      expect(await person.page.evaluate(() => Reflect.get(window, 'lastError'))).toBe(code);
      await person.page.getByRole('button', { name: 'Rejoindre' }).click();
      await person.inPhase('connected');
      await person.sees('Zoé Martin', { camera: false, microphone: false, publishing: true });
    });
  }

  test('no camera: joins with the microphone alone', async ({ consultation }) => {
    const person = await inFrontOf(consultation, undefined, (page) =>
      page.addInitScript(() => {
        const devices = navigator.mediaDevices;
        const open = devices.getUserMedia.bind(devices);
        devices.getUserMedia = (wanted) =>
          wanted?.video ? Promise.reject(new DOMException('', 'NotFoundError')) : open(wanted);
      }),
    );
    await joining(person);
    await expect(person.page.getByText('Aucune caméra n’a été trouvée.')).toBeVisible();
    await person.page.getByRole('button', { name: 'Rejoindre' }).click();
    await person.sees('Zoé Martin', { camera: false, microphone: true });
  });

  test('an insecure page: is told what to open instead', async ({ consultation }) => {
    const person = await inFrontOf(consultation, undefined, (page) =>
      page.addInitScript(() => {
        Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
        Object.defineProperty(window, 'isSecureContext', { value: false });
      }),
    );
    await joining(person);
    await expect(person.page.getByText('Cette page n’est pas sécurisée.')).toBeVisible();
  });
});

for (const step of ['signal', 'create'])
  test(`a session that ends at the first « ${step} » is told as its end, not as a failure`, async ({
    consultation,
    world,
  }) => {
    const [lawyer, person] = [
      await consultation.person('Maître Vasseur'),
      await consultation.person('Zoé Martin'),
    ];
    await lawyer.enter();
    // The SDK reports the end in a task of its own, which comes late on a busy machine.
    await person.page.evaluate(() => {
      const real = window.setTimeout.bind(window);
      Reflect.set(window, 'setTimeout', (task: () => void, delay?: number) => real(task, (delay ?? 0) + 200));
    });
    const { control } = world.service;
    control.intercept({
      incoming: (message, from) => {
        if (message.method === step) control.sessions.find((one) => one.has(from))?.expel(from.id);
        return [message];
      },
    });
    await person.join();
    await person.inPhase('ended');
  });

test('signalling lost for good is told, frees the devices, and offers the way back', async ({
  consultation,
  world,
}) => {
  const { control } = world.service;
  // The SDK tries again for a minute: the page's clock can be put forward.
  const person = await inFrontOf(consultation, undefined, (page) => page.clock.install());
  await person.enter();
  await person.sees('Zoé Martin', { camera: true });
  control.allowResume(false);
  control.dropSocket(await person.connectionId());
  await person.inPhase('reconnecting');
  const told = person.page.getByRole('heading', { name: 'La connexion a été perdue.' });
  await expect(async () => {
    await person.page.clock.fastForward(5000);
    expect(await told.isVisible()).toBe(true);
  }).toPass({ timeout: PATIENCE });
  await person.inPhase('failed');
  expect(await person.openDevices()).toBe(0);
  control.allowResume(true);
  await person.press('Réessayer');
  await person.inPhase('connected');
});
