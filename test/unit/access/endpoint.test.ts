import { expect } from '@open-wc/testing';
import { ask, type Endpoint } from '../../../src/access/endpoint.ts';
import { VisioError } from '../../../src/error.ts';

const request = { room: 'rdv 4821/é', displayName: 'Zoé', lang: 'fr' };
const endpoint: Endpoint = {
  url: 'https://cabinet.example/api/visio',
  method: 'POST',
  credentials: 'same-origin',
};
const grant = { applicationId: 'app', sessionId: 'session', token: 'token' };

/** Never answers, and fails as `fetch` does when it is aborted. */
const hang = (made: Request) =>
  new Promise<never>((_, reject) => {
    if (made.signal.aborted) reject(made.signal.reason);
    made.signal.addEventListener('abort', () => reject(made.signal.reason));
  });

type Answer = (request: Request) => Response | Promise<Response>;
const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { 'Content-Type': 'application/json', ...init.headers },
  });

describe('ask', () => {
  const realFetch = globalThis.fetch;
  let asked: Request[] = [];
  let slept: number[] = [];

  function answering(...answers: Answer[]): void {
    globalThis.fetch = async (input) => {
      const made = input as Request;
      const answer = answers[Math.min(asked.length, answers.length - 1)] as Answer;
      asked.push(made);
      return answer(made);
    };
  }

  const run = (options: { signal?: AbortSignal; timeout?: number; endpoint?: Endpoint } = {}) =>
    ask(options.endpoint ?? endpoint, request, {
      signal: options.signal ?? new AbortController().signal,
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
      delay: async (milliseconds) => {
        slept.push(milliseconds);
      },
    });

  async function failing(options: Parameters<typeof run>[0] = {}): Promise<VisioError> {
    try {
      await run(options);
    } catch (error) {
      if (error instanceof VisioError) return error;
      throw error;
    }
    throw new Error('expected a failure');
  }

  beforeEach(() => {
    asked = [];
    slept = [];
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  it('posts the request as JSON and reads the grant', async () => {
    answering(() => json(grant));
    expect(await run()).to.deep.equal({ kind: 'granted', grant });
    const [made] = asked;
    expect(made?.method).to.equal('POST');
    expect(made?.headers.get('Accept')).to.equal('application/json');
    expect(made?.cache).to.equal('no-store');
    expect(await made?.json()).to.deep.equal(request);
  });

  it('puts the room into the path for GET', async () => {
    answering(() => json(grant));
    await run({ endpoint: { ...endpoint, method: 'GET', url: 'https://cabinet.example/room/' } });
    expect(asked[0]?.url).to.equal('https://cabinet.example/room/rdv%204821%2F%C3%A9');
    expect(asked[0]?.method).to.equal('GET');
  });

  it('sends the headers that the page adds', async () => {
    answering(() => json(grant));
    await run({ endpoint: { ...endpoint, headers: { 'X-Dossier': '12' } } });
    expect(asked[0]?.headers.get('X-Dossier')).to.equal('12');
  });

  it('reads 202 as waiting', async () => {
    answering(() => json({ waiting: { ticket: 't', retryAfter: 2 } }, { status: 202 }));
    expect(await run()).to.deep.equal({ kind: 'waiting', waiting: { ticket: 't', retryAfter: 2 } });
  });

  it('names an endpoint that cannot be reached', async () => {
    answering(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await failing()).code).to.equal('endpoint-unreachable');
  });

  it('gives up on a hang', async () => {
    answering(hang);
    expect((await failing({ timeout: 1 })).code).to.equal('endpoint-timeout');
  });

  it('gives up on a body that never ends', async () => {
    answering(
      (made) =>
        new Response(
          new ReadableStream({
            start: (controller) =>
              made.signal.addEventListener('abort', () => controller.error(made.signal.reason)),
          }),
        ),
    );
    expect((await failing({ timeout: 1 })).code).to.equal('endpoint-timeout');
  });

  it('names a page of HTML', async () => {
    answering(
      () => new Response('<!doctype html><h1>Connexion</h1>', { headers: { 'Content-Type': 'text/html' } }),
    );
    expect((await failing()).code).to.equal('endpoint-not-json');
  });

  it('names truncated JSON', async () => {
    answering(
      () =>
        new Response('{"token": "abc', { headers: { 'Content-Type': 'application/json; charset=utf-8' } }),
    );
    expect((await failing()).code).to.equal('endpoint-malformed');
  });

  it('takes JSON that calls itself text, as some tutorials do', async () => {
    answering(() => new Response(JSON.stringify(grant), { headers: { 'Content-Type': 'text/plain' } }));
    expect((await run()).kind).to.equal('granted');
  });

  it('stops reading a huge answer', async () => {
    let cancelled = false;
    answering(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => controller.enqueue(new Uint8Array(32 * 1024)),
            cancel: () => {
              cancelled = true;
            },
          }),
        ),
    );
    expect((await failing()).code).to.equal('endpoint-too-large');
    expect(cancelled).to.equal(true);
  });

  it('names wrong types', async () => {
    answering(() => json({ ...grant, token: 12 }));
    const error = await failing();
    expect(error.code).to.equal('endpoint-invalid');
    expect(error.message).to.contain('token: expected');
  });

  for (const [status, code] of [
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'room-not-found'],
    [410, 'closed'],
  ] as const) {
    it(`does not ask again after ${status}`, async () => {
      answering(() => new Response('', { status }));
      expect((await failing()).code).to.equal(code);
      expect(asked.length).to.equal(1);
    });
  }

  it('passes Retry-After of 429 on', async () => {
    answering(() => json({ code: 'rate-limited' }, { status: 429, headers: { 'Retry-After': '7' } }));
    const error = await failing();
    expect(error.code).to.equal('rate-limited');
    expect(error.facts.retryAfter).to.equal(7);
    expect(asked.length).to.equal(1);
  });

  it('asks again after 5xx, waiting longer each time, and then works', async () => {
    answering(
      () => new Response('', { status: 503 }),
      () => new Response('', { status: 500 }),
      () => json(grant),
    );
    expect((await run()).kind).to.equal('granted');
    expect(slept.length).to.equal(2);
    expect(slept[0]).to.be.within(500, 1500);
    expect(slept[1]).to.be.within(1000, 3000);
  });

  it('waits for as long as a 503 says', async () => {
    answering(
      () => new Response('', { status: 503, headers: { 'Retry-After': '9' } }),
      () => json(grant),
    );
    await run();
    expect(slept[0]).to.be.at.least(9000);
  });

  it('gives up after the third 5xx', async () => {
    answering(() => new Response('', { status: 500 }));
    expect((await failing()).code).to.equal('server-error');
    expect(asked.length).to.equal(3);
  });

  it('can be cancelled before, during and between', async () => {
    answering(hang);
    const during = new AbortController();
    const running = failing({ signal: during.signal });
    during.abort();
    expect((await running).code).to.equal('aborted');
    expect((await failing({ signal: AbortSignal.abort() })).code).to.equal('aborted');
  });
});
