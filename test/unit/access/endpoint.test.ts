import { expect } from '@open-wc/testing';
import { addressFor, ask, askAttestation, type Endpoint } from '../../../src/access/endpoint.ts';
import { failure, hang, json, Network } from './support.ts';

const request = { room: 'rdv 4821/é', displayName: 'Zoé', lang: 'fr' };
const endpoint: Endpoint = {
  url: 'https://cabinet.example/api/visio',
  method: 'POST',
  credentials: 'same-origin',
};
const grant = { applicationId: 'app', sessionId: 'session', token: 'token' };

describe('ask', () => {
  const { random } = Math;
  let network: Network;
  let slept: number[] = [];

  const run = (options: { signal?: AbortSignal; timeout?: number; endpoint?: Endpoint } = {}) =>
    ask(options.endpoint ?? endpoint, request, {
      signal: options.signal ?? new AbortController().signal,
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
      delay: async (milliseconds) => {
        slept.push(milliseconds);
      },
    });
  const failing = (options: Parameters<typeof run>[0] = {}) => failure(() => run(options));

  beforeEach(() => {
    network = new Network();
    slept = [];
  });
  afterEach(() => {
    network.close();
    Math.random = random;
  });

  it('posts the request as JSON and reads the grant', async () => {
    network.answer(() => json(grant));
    expect(await run()).to.deep.equal({ kind: 'granted', grant });
    const [made] = network.asked;
    expect(made?.method).to.equal('POST');
    expect(made?.headers.get('Accept')).to.equal('application/json');
    expect(made?.cache).to.equal('no-store');
    expect(await made?.json()).to.deep.equal(request);
  });

  it('puts the room into the path for GET', async () => {
    network.answer(() => json(grant));
    await run({ endpoint: { ...endpoint, method: 'GET', url: 'https://cabinet.example/room/' } });
    expect(network.asked[0]?.url).to.equal('https://cabinet.example/room/rdv%204821%2F%C3%A9');
    expect(network.asked[0]?.method).to.equal('GET');
  });

  it('names the address that it asks', async () => {
    for (const method of ['GET', 'POST'] as const) {
      const one = { ...endpoint, method, url: 'https://cabinet.example/room/?a=1' };
      network.answer(() => json(grant));
      await run({ endpoint: one });
      expect(network.asked.at(-1)?.url).to.equal(addressFor(one, request.room));
    }
    expect(addressFor({ ...endpoint, method: 'GET' }, '')).to.equal(endpoint.url);
  });

  it('sends the headers that the page adds', async () => {
    network.answer(() => json(grant));
    await run({ endpoint: { ...endpoint, headers: { 'X-Dossier': '12' } } });
    expect(network.asked[0]?.headers.get('X-Dossier')).to.equal('12');
  });

  it('reads 202 as waiting', async () => {
    network.answer(() => json({ waiting: { ticket: 't', retryAfter: 2 } }, { status: 202 }));
    expect(await run()).to.deep.equal({ kind: 'waiting', waiting: { ticket: 't', retryAfter: 2 } });
  });

  it('gives up on a hang', async () => {
    network.answer(hang);
    expect((await failing({ timeout: 1 })).code).to.equal('endpoint-timeout');
  });

  it('names a page of HTML', async () => {
    network.answer(
      () => new Response('<!doctype html><h1>Connexion</h1>', { headers: { 'Content-Type': 'text/html' } }),
    );
    expect((await failing()).code).to.equal('endpoint-not-json');
  });

  it('names truncated JSON', async () => {
    network.answer(
      () =>
        new Response('{"token": "abc', { headers: { 'Content-Type': 'application/json; charset=utf-8' } }),
    );
    expect((await failing()).code).to.equal('endpoint-malformed');
  });

  it('takes JSON that calls itself text, as some tutorials do', async () => {
    network.answer(() => new Response(JSON.stringify(grant), { headers: { 'Content-Type': 'text/plain' } }));
    expect((await run()).kind).to.equal('granted');
  });

  it('names wrong types', async () => {
    network.answer(() => json({ ...grant, token: 12 }));
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
      network.answer(() => new Response('', { status }));
      expect((await failing()).code).to.equal(code);
      expect(network.asked.length).to.equal(1);
    });
  }

  it('passes Retry-After of 429 on', async () => {
    network.answer(() => json({ code: 'rate-limited' }, { status: 429, headers: { 'Retry-After': '7' } }));
    const error = await failing();
    expect(error.code).to.equal('rate-limited');
    expect(error.facts.retryAfter).to.equal(7);
    expect(network.asked.length).to.equal(1);
  });

  it('asks again after 5xx, waiting longer each time, and then works', async () => {
    for (const [luck, pauses] of [
      [0, [500, 1000]],
      [0.5, [1000, 2000]],
      [0.75, [1250, 2500]],
    ] as const) {
      Math.random = () => luck;
      slept = [];
      network.asked.length = 0;
      network.answer(
        () => new Response('', { status: 503 }),
        () => new Response('', { status: 500 }),
        () => json(grant),
      );
      expect((await run()).kind).to.equal('granted');
      expect(slept).to.deep.equal(pauses);
    }
  });

  it('waits for as long as a 503 says', async () => {
    network.answer(
      () => new Response('', { status: 503, headers: { 'Retry-After': '9' } }),
      () => json(grant),
    );
    await run();
    expect(slept).to.deep.equal([9000]);
  });

  it('leaves a person without a word for ten seconds at most', async () => {
    for (const seconds of ['10', '600', new Date(Date.now() + 60_000).toUTCString()]) {
      network.asked.length = 0;
      network.answer(() => new Response('', { status: 503, headers: { 'Retry-After': seconds } }));
      const error = await failing();
      expect(error.code).to.equal('server-error');
      expect(error.facts.retryAfter).to.be.greaterThan(9);
      expect(network.asked.length).to.equal(1);
    }
    expect(slept).to.deep.equal([]);
  });

  it('counts what the answers take', async () => {
    const { now } = Date;
    let passed = 0;
    try {
      Date.now = () => passed;
      network.answer(() => {
        passed += 4800;
        return new Response('', { status: 500 });
      });
      Math.random = () => 0;
      expect((await failing()).code).to.equal('server-error');
    } finally {
      Date.now = now;
    }
    // After the second answer less than a second is left.
    expect(slept).to.deep.equal([500]);
    expect(network.asked.length).to.equal(2);
  });

  it('takes no hint for one that is none', async () => {
    for (const hint of ['soon', '-5', '1.5', '', '12 s', 'NaN', 'Infinity']) {
      network.asked.length = 0;
      network.answer(() => new Response('', { status: 503, headers: { 'Retry-After': hint } }));
      expect((await failing()).facts.retryAfter, hint).to.equal(undefined);
      expect(network.asked.length).to.equal(3);
    }
  });

  it('takes a whole number for an API key', async () => {
    const { applicationId: _none, ...rest } = grant;
    network.answer(() => json({ ...rest, apiKey: 46_123_456 }));
    expect(await run()).to.deep.equal({ kind: 'granted', grant: { ...rest, applicationId: '46123456' } });
  });

  it('gives up after the third 5xx', async () => {
    network.answer(() => new Response('', { status: 500 }));
    expect((await failing()).code).to.equal('server-error');
    expect(network.asked.length).to.equal(3);
  });

  it('can be cancelled before, during and between', async () => {
    network.answer(hang);
    const during = new AbortController();
    const running = failing({ signal: during.signal });
    during.abort();
    expect((await running).code).to.equal('aborted');
    expect((await failing({ signal: AbortSignal.abort() })).code).to.equal('aborted');
  });
});

describe('the developer’s line', () => {
  const { error } = console;
  let network: Network;
  let lines: string[];
  beforeEach(() => {
    network = new Network();
    lines = [];
    console.error = (...said: unknown[]) => lines.push(said.join(' '));
  });
  afterEach(() => {
    console.error = error;
    network.close();
  });
  const one = { ...endpoint, url: 'https://cabinet.example/api/visio?cle=geheim' };
  const run = async (answer: () => Response | Promise<Response>, method: Endpoint['method'] = 'POST') => {
    network.answer(answer);
    const options = { signal: new AbortController().signal, delay: async () => undefined };
    await ask({ ...one, method }, request, options).catch(() => undefined);
    // The line's file is there, and its text one task later.
    await import('../../../src/access/developer-line.ts');
    await new Promise((resolve) => setTimeout(resolve));
    return lines;
  };
  const page = (status: number, type = 'text/html; charset=utf-8') =>
    new Response('<h1>Zoé</h1>', { status, headers: { 'Content-Type': type } });
  const where = 'https://cabinet.example/api/visio';
  const details = 'expected problem details, application/problem+json with a member code.';

  it('names status and type of a page that a firewall has sent', async () => {
    expect(await run(() => page(403))).to.deep.equal([
      `<visio-avocat-room> POST ${where} answered 403, text/html; ${details}`,
    ]);
  });

  it('comes once, however often the server was asked', async () => {
    expect(await run(() => page(502, 'text/html'))).to.have.length(1);
    expect(network.asked).to.have.length(3);
  });

  it('names the member that is wrong', async () => {
    await run(() => json({ ...grant, token: { Zoé: 'eyJ' } }));
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('answered 200, application/json; expected JSON with applicationId');
    expect(lines[0]).to.contain('token: expected a non-empty string');
  });

  it('says what a server that gives no answer may suffer from', async () => {
    await run(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(lines[0]).to.contain(`POST ${where} gave no readable answer: offline, refused`);
  });

  it('is not written where the firm has decided', async () => {
    for (const code of ['refused', 'room-not-found', 'unauthorized'])
      await run(() => json({ code }, { status: 403 }));
    await run(() => json({}, { status: 404, headers: { 'Content-Type': 'application/problem+json' } }));
    expect(lines).to.deep.equal([]);
  });

  it('holds no name, no token, no room, no query, nothing of the answer', async () => {
    for (const answer of [
      () => page(404),
      () => page(200),
      () => page(200, 'application/json'),
      () => page(200, 'geheim Zoé'),
      () => json({ code: 'rest_forbidden', message: 'Zoé' }, { status: 401 }),
      () => json({ ...grant, token: '' }),
      () => new Response(null, { status: 204 }),
    ])
      for (const method of ['GET', 'POST'] as const) await run(answer, method);
    expect(lines).to.have.length(14);
    for (const line of lines) expect(line).not.to.match(/Zoé|eyJ|geheim|cle=|rdv|4821|\n/);
  });
});

describe('askAttestation', () => {
  let network: Network;
  beforeEach(() => {
    network = new Network();
  });
  afterEach(() => network.close());
  const asked = { ...request, fingerprint: 'sha-256 AA' };
  const run = (signal = new AbortController().signal) =>
    askAttestation({ ...endpoint, headers: { 'X-Dossier': '12' } }, asked, signal);

  it('asks for an attestation of the fingerprint, with the headers of the page', async () => {
    network.answer(() => json({ attestation: 'a.b.c' }));
    expect(await run()).to.equal('a.b.c');
    const [made] = network.asked;
    expect([made?.method, made?.credentials, made?.cache]).to.deep.equal(['POST', 'same-origin', 'no-store']);
    expect(made?.headers.get('X-Dossier')).to.equal('12');
    expect(await made?.json()).to.deep.equal({ ...asked, purpose: 'attestation' });
  });

  for (const [status, code] of [
    [401, 'unauthorized'],
    [404, 'room-not-found'],
    [410, 'closed'],
    [500, 'server-error'],
  ] as const) {
    it(`reads ${status} as ${code}, and does not ask again`, async () => {
      network.answer(() => new Response('', { status }));
      expect((await failure(run)).code).to.equal(code);
      expect(network.asked).to.have.length(1);
    });
  }

  it('reads the code of a refusal', async () => {
    network.answer(() => json({ code: 'refused' }, { status: 403 }));
    expect((await failure(run)).code).to.equal('refused');
  });

  it('takes nothing but an attestation', async () => {
    for (const body of [
      grant,
      {},
      [],
      { attestation: '' },
      { attestation: 7 },
      { attestation: 'x'.repeat(4097) },
    ]) {
      network.answer(() => json(body));
      network.asked.length = 0;
      expect((await failure(run)).code).to.equal('endpoint-invalid');
    }
    network.asked.length = 0;
    network.answer(() => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }));
    expect((await failure(run)).code).to.equal('endpoint-not-json');
  });

  it('can be cancelled', async () => {
    network.answer(hang);
    const during = new AbortController();
    const running = failure(() => run(during.signal));
    during.abort();
    expect((await running).code).to.equal('aborted');
  });
});
