import type { Page, Route } from 'playwright-core';
import type { Message } from '../../demo/session-service/client.ts';
import { attack } from '../support/browser-attack.ts';
import type { Consultation } from '../support/consultation.ts';
import { endpointAnswer } from '../support/endpoint-answer.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const hostile = '<img src=x onerror="document.title=\'taken\'">\u202E';

/** What somebody comes to whose endpoint answers so: the error's code, and whether anything was taken over or lost. */
async function meets(consultation: Consultation, answer: (route: Route) => Promise<void>): Promise<string> {
  const page = await consultation.page();
  await page.route('**/api/visio', answer);
  const person = await consultation.person('Zoé Martin', {}, page);
  await page.evaluate(() =>
    document.querySelector('visio-avocat-room')?.addEventListener('visio-error', ({ detail }) => {
      Reflect.set(window, 'lastError', detail.error.code);
    }),
  );
  await person.join();
  await person.inPhase('failed');
  const code = await page.evaluate(() => Reflect.get(window, 'lastError') as string);
  const state = await consequences(page);
  await person.press('Retour');
  const name = await page.getByLabel('Votre nom').inputValue();
  return `${code}, ${state}, ${name === 'Zoé Martin' ? 'the name is kept' : 'the name is lost'}`;
}

/** Whether hostile words have become anything but words. */
async function consequences(page: Page): Promise<string> {
  return page.evaluate(() => {
    const root = document.querySelector('visio-avocat-room')?.shadowRoot;
    const taken = document.title === 'taken' || root?.querySelector('img[src=x]') || 'polluted' in {};
    return taken ? 'the page is taken over' : 'nothing else';
  });
}

const json = (status: number, body: string, contentType = 'application/json') => ({
  status,
  body,
  contentType,
});
const kept = 'nothing else, the name is kept';

for (const [name, code, answer] of [
  ['a login page in HTML', 'endpoint-not-json', json(200, '<form>', 'text/html')],
  ['JSON cut off', 'endpoint-malformed', json(200, '{"applicationId": "a", "sess')],
  ['ten megabytes', 'endpoint-too-large', json(200, `"${'x'.repeat(10_000_000)}"`)],
  ['wrong types', 'endpoint-invalid', json(200, '{"applicationId":1,"sessionId":[],"token":{}}')],
  [
    'keys that pollute prototypes',
    'endpoint-invalid',
    json(200, '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  ],
  [
    'hostile words in every field of a refusal',
    'refused',
    json(
      403,
      JSON.stringify({ code: 'refused', detail: hostile, title: hostile, message: hostile }),
      'application/problem+json',
    ),
  ],
] as const) {
  attack('Endpoint', name, `${code}, ${kept}`, (consultation) =>
    meets(consultation, (route) => route.fulfill(answer)),
  );
}

attack('Endpoint', 'a redirection to another site', `endpoint-unreachable, ${kept}`, (consultation) =>
  meets(consultation, (route) =>
    route.fulfill({ status: 302, headers: { Location: 'https://login.example/' } }),
  ),
);

attack(
  'Endpoint',
  'hostile words in the grant, the room’s title and a name',
  'words and nothing else',
  async (consultation) => {
    const page = await consultation.page();
    await page.route('**/api/visio', async (route) => {
      const answer = await endpointAnswer(route, consultation, hostile);
      await route.fulfill({ json: { ...(await answer.json()), room: { title: hostile } } });
    });
    const person = await consultation.person(hostile, {}, page);
    await person.enter();
    await page.getByText('<img src=x').first().waitFor();
    const seen = await consequences(page);
    return seen === 'nothing else' ? 'words and nothing else' : seen;
  },
);

test.describe(() => {
  test.use({ appointment: { waitingRoom: true } });

  attack(
    'Insider',
    'a guest skips the waiting room: asks again, invents a ticket, admits themself',
    '202, 202, 401, and no token',
    async ({ room, world }) => {
      const answers: string[] = [];
      const post = async (path: string, body: object) => {
        const response = await fetch(`${world.origin}${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Origin: world.origin },
          body: JSON.stringify(body),
        });
        answers.push(await response.text());
        return response.status;
      };
      const asks = { room, displayName: 'Pressé' };
      const first = await post('/api/visio', asks);
      const { ticket } = JSON.parse(answers[0] ?? '').waiting;
      const second = await post('/api/visio', { ...asks, ticket: `${ticket}`.split('').reverse().join('') });
      const third = await post(`/api/visio/${room}/admission`, { action: 'admit-all' });
      const token = answers.some((text) => text.includes('token')) ? 'a token' : 'no token';
      return `${first}, ${second}, ${third}, and ${token}`;
    },
  );
});

/** Two people of whom the first has been in the room for a while. */
async function two(consultation: Consultation): Promise<[Person, Person]> {
  const [lawyer, client] = [
    await consultation.person('Maître Vasseur'),
    await consultation.person('Zoé Martin'),
  ];
  await lawyer.enter();
  await client.enter();
  return [lawyer, client];
}

attack(
  'Signalling',
  'certificates rewritten in every description',
  'no picture, no sound, and not called encrypted',
  async (consultation) => {
    const rewrite = (message: Message) => {
      const content = (message.content ?? {}) as { sdp?: string };
      if (!content.sdp) return message;
      const sdp = content.sdp.replace(/^(a=fingerprint:sha-256 ).*$/gm, `$1${'AB:'.repeat(31)}AB`);
      return { ...message, content: { ...content, sdp } };
    };
    consultation.world.service.control.intercept({ outgoing: (message) => [rewrite(message)] });
    const [, client] = await two(consultation);
    // The handshake is refused by the browser itself.
    await client.page.waitForFunction(() =>
      window.recorder.connections.some((one) => one.connectionState === 'failed'),
    );
    const { framesDecoded, packets } = await client.received();
    const level = await client.page.evaluate(
      () => document.querySelector('visio-avocat-room')?.security?.level ?? '',
    );
    const quiet = framesDecoded + packets === 0 ? 'no picture, no sound' : 'media came through';
    return `${quiet}, and ${/end-to-end/.test(level) ? 'called' : 'not called'} encrypted`;
  },
);

attack(
  'Signalling',
  '100 000 signals in one person’s name',
  'the call goes on, the page answers, the chat stays short',
  async (consultation) => {
    const { control } = consultation.world.service;
    let model: Message | undefined;
    control.intercept({
      outgoing(message) {
        if (message.method === 'signal') model ??= message;
        return [message];
      },
    });
    const [lawyer, client] = await two(consultation);
    await client.receivesMedia();
    await expect.poll(() => model, 'a signal to copy').toBeDefined();
    const idOf = ({ page }: Person) =>
      page.evaluate(
        () => document.querySelector('visio-avocat-room')?.participants.find(({ self }) => self)?.id ?? '',
      );
    const [from, to] = [await idOf(lawyer), await idOf(client)];
    for (let count = 0; count < 100_000 && model; count++) {
      const type = ['visio-line', 'visio-certificate', 'visio-breakout'][count % 3];
      control.deliver(to, { ...model, content: { type, data: `rubbish ${count}` } }, from);
      // The sender's own thread has other things to do too.
      if (count % 2000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await client.press(/^Messages/);
    await client.receivesMedia();
    const lines = await client.page.getByRole('log').getByRole('listitem').count();
    return `the call goes on, the page answers, the chat ${lines <= 500 ? 'stays short' : `has ${lines} lines`}`;
  },
);
