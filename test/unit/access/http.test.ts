import { expect } from '@open-wc/testing';
import { exchange, notJson } from '../../../src/access/http.ts';
import { failure, hang, json, Network } from './support.ts';

const LIMIT = 64 * 1024;
const open = new AbortController().signal;

describe('exchange', () => {
  let network: Network;
  beforeEach(() => {
    network = new Network();
  });
  afterEach(() => network.close());

  const run = (signal = open, timeout?: number) =>
    exchange((attempt) => new Request('https://cabinet.example/', { signal: attempt }), signal, timeout);

  /** A body in these pieces; says afterwards whether it was cancelled. */
  function body(...pieces: Uint8Array[]) {
    const state = { cancelled: false };
    const stream = new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
      cancel() {
        state.cancelled = true;
      },
    });
    return { state, stream };
  }

  it('gives the answer and its JSON', async () => {
    network.answer(() => json({ a: [1] }, { status: 418 }));
    const { response, json: read } = await run();
    expect(response.status).to.equal(418);
    expect(read).to.deep.equal({ a: [1] });
  });

  it('gives nothing for a body that is not JSON, or for none', async () => {
    for (const text of ['', '<!doctype html>', '{"a": ', undefined, null]) {
      network.answer(() => new Response(text));
      expect((await run()).json).to.equal(undefined);
    }
  });

  it('reads UTF-8 in any pieces, and behind a byte order mark', async () => {
    const bytes = new TextEncoder().encode('\ufeff"Maître Zoé €"');
    network.answer(() => new Response(body(...[...bytes].map((byte) => new Uint8Array([byte]))).stream));
    expect((await run()).json).to.equal('Maître Zoé €');
  });

  it('reads JSON behind as many byte order marks as a server’s files begin with', async () => {
    network.answer(() => new Response('\ufeff\ufeff\ufeff {"a": 1}\r\n'));
    expect((await run()).json).to.deep.equal({ a: 1 });
  });

  it('reads as much as is allowed, and not a byte more', async () => {
    const full = new TextEncoder().encode(`"${'x'.repeat(LIMIT - 2)}"`);
    network.answer(() => new Response(full));
    expect((await run()).json).to.have.length(LIMIT - 2);
    const endless = body(full, new Uint8Array(1), new Uint8Array(1));
    network.answer(() => new Response(endless.stream));
    expect((await failure(run)).code).to.equal('endpoint-too-large');
    expect(endless.state.cancelled).to.equal(true);
  });

  it('names a server that cannot be reached, and an address that is none', async () => {
    network.answer(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await failure(run)).code).to.equal('endpoint-unreachable');
    const wrong = () => exchange(() => new Request('https://'), open);
    expect((await failure(wrong)).code).to.equal('endpoint-unreachable');
  });

  it('names a connection that breaks off in the middle', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError('network')) });
    network.answer(() => new Response(broken));
    expect((await failure(run)).code).to.equal('endpoint-unreachable');
  });

  it('gives up on a server that does not answer', async () => {
    network.answer(hang);
    expect((await failure(() => run(open, 1))).code).to.equal('endpoint-timeout');
  });

  it('gives up on a body that never ends', async () => {
    network.answer(
      (made) =>
        new Response(
          new ReadableStream({
            start: (controller) =>
              made.signal.addEventListener('abort', () => controller.error(made.signal.reason)),
          }),
        ),
    );
    expect((await failure(() => run(open, 1))).code).to.equal('endpoint-timeout');
  });

  it('can be cancelled before and during, but not afterwards', async () => {
    network.answer(hang);
    expect((await failure(() => run(AbortSignal.abort()))).code).to.equal('aborted');
    const during = new AbortController();
    const running = failure(() => run(during.signal));
    during.abort();
    expect((await running).code).to.equal('aborted');
    network.answer(() => json({}));
    const afterwards = new AbortController();
    await run(afterwards.signal);
    afterwards.abort();
    expect(network.asked.at(-1)?.signal.aborted).to.equal(false);
  });
});

describe('an answer that is not JSON', () => {
  const error = (type: string | null, redirected = false) => {
    const response = new Response('', {
      status: 200,
      headers: type === null ? {} : { 'Content-Type': type },
    });
    if (type === null) response.headers.delete('Content-Type');
    Object.defineProperty(response, 'redirected', { value: redirected });
    return notJson({ response, json: undefined });
  };

  for (const type of ['application/json', 'Application/JSON; charset=utf-8', 'application/problem+json']) {
    it(`is malformed when it calls itself ${type}`, () => {
      expect(error(type).code).to.equal('endpoint-malformed');
      expect(error(type).facts.status).to.equal(200);
    });
  }

  for (const type of [null, '', 'text/html', 'text/html; profile=a/json', 'application/jsonp', 'json']) {
    it(`is another page when it calls itself ${JSON.stringify(type)}`, () => {
      expect(error(type).code).to.equal('endpoint-not-json');
      expect(error(type).facts).to.deep.equal({ reason: 'not JSON', status: 200 });
    });
  }

  it('is not cut off where the server sends none', () => {
    const none = notJson({ response: new Response(null, { status: 204 }), json: undefined });
    expect(none.code).to.equal('endpoint-invalid');
    expect(none.facts.status).to.equal(204);
  });

  it('tells the developer of a redirection, as to a login page', () => {
    expect(error('text/html', true).facts.reason).to.contain('redirected');
  });
});
