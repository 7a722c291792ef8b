import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Clock, consultation, Firm } from './support/firm.ts';
import { raw, type Visitor } from './support/visitor.ts';

let firm: Firm;
let host: Visitor;
const json = { 'Content-Type': 'application/json' };
const body = JSON.stringify({ room: 'salle' });

beforeEach(async () => {
  const clock = new Clock();
  const open = { id: 'salle', open: true, waitingRoom: false };
  firm = await Firm.open([consultation(clock), open], { clock });
  host = await firm.invited('rdv-4821', 'me-vasseur');
});
afterEach(() => firm.close());

const post = (headers: Record<string, string>, content: string | Uint8Array = body) =>
  raw(firm.origin, { method: 'POST', path: '/api/visio', headers: { ...json, ...headers }, body: content });

describe('another site', () => {
  it('cannot act with a visitor’s cookie', async () => {
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'none' },
      { Origin: 'null' },
      { Origin: firm.origin.replace('http', 'https') },
      { Origin: `${firm.origin}.evil.example` },
      { Origin: firm.origin, 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document' },
      {},
    ]) {
      const { status, text } = await post(headers);
      assert.equal(status, 403, JSON.stringify(headers));
      assert.equal(JSON.parse(text).code, 'unauthorized');
      const decision = await raw(firm.origin, {
        method: 'POST',
        path: '/api/visio/rdv-4821/admission',
        headers: { ...json, ...headers, Cookie: `visio-rdv-4821=${host.cookies.get('visio-rdv-4821')}` },
        body: '{"action":"end"}',
      });
      assert.equal(decision.status, 403);
    }
    assert.equal((await host.list()).body.ended, false);
  });

  it('is told nothing by GET', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }]) {
      const { status, headers: answer } = await raw(firm.origin, { path: '/api/visio/salle', headers });
      assert.equal(status, 403);
      assert.equal(answer['access-control-allow-origin'], undefined);
    }
    const asPage = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document' };
    assert.equal((await raw(firm.origin, { path: '/api/visio/salle', headers: asPage })).status, 403);
  });

  it('is answered when it is the site itself, with or without fetch metadata', async () => {
    for (const headers of [
      { Origin: firm.origin },
      { 'Sec-Fetch-Site': 'same-origin' },
      { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
    ]) {
      assert.equal((await post(headers)).status, 200, JSON.stringify(headers));
    }
  });

  it('is answered with CORS when the firm has named it', async () => {
    await firm.close();
    const site = 'https://www.cabinet.example';
    firm = await Firm.open([{ id: 'salle', open: true, waitingRoom: false }], { allowedOrigins: [site] });
    const preflight = await raw(firm.origin, {
      method: 'OPTIONS',
      path: '/api/visio',
      headers: { Origin: site, 'Access-Control-Request-Method': 'POST' },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers['access-control-allow-origin'], site);
    assert.equal(preflight.headers['access-control-allow-methods'], 'POST, OPTIONS');
    const { status, headers } = await post({ Origin: site, 'Sec-Fetch-Site': 'cross-site' });
    assert.equal(status, 200);
    assert.equal(headers['access-control-allow-credentials'], 'true');
    const evil = await raw(firm.origin, {
      method: 'OPTIONS',
      path: '/api/visio',
      headers: { Origin: 'https://evil.example' },
    });
    assert.equal(evil.headers['access-control-allow-origin'], undefined);
  });

  it('cannot reach the server by another name', async () => {
    for (const path of ['/api/visio', '/', '/rendez-vous/rdv-4821']) {
      const { status } = await raw(firm.origin, { path, headers: { Host: 'evil.example' } });
      assert.equal(status, 421);
    }
  });
});

describe('a body', () => {
  const send = (content: string | Uint8Array, headers: Record<string, string> = {}) =>
    post({ Origin: firm.origin, ...headers }, content);

  it('of another type is refused', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=latin1',
      '',
    ]) {
      const { status, text } = await send(body, { 'Content-Type': type });
      assert.equal(status, 415, type);
      assert.equal(JSON.parse(text).code, 'invalid-request');
    }
    assert.equal((await send(body, { 'Content-Type': 'application/json; charset=UTF-8' })).status, 200);
  });

  for (const [name, content] of Object.entries({
    nothing: '',
    truncated: '{"room":"sal',
    'a list': '[]',
    'a list of requests': `[${body}]`,
    'a number': '7',
    'a string': '"salle"',
    null: 'null',
    'a room that is a number': '{"room":1}',
    'a room that is an object': '{"room":{"toString":"salle"}}',
    'a room that is a list': '{"room":["salle"]}',
    'no room': '{"displayName":"A"}',
    'an empty room': '{"room":""}',
    'a name that is a list': '{"room":"salle","displayName":["A"]}',
    'a ticket that is a number': '{"room":"salle","ticket":5}',
    'a huge ticket': `{"room":"salle","ticket":"${'A'.repeat(201)}"}`,
    'a huge name': `{"room":"salle","displayName":"${'A'.repeat(4001)}"}`,
    __proto__: '{"room":"salle","__proto__":{"role":"host"}}',
    constructor: '{"room":"salle","constructor":{"prototype":{"role":"host"}}}',
    'a nested __proto__': '{"room":"salle","more":{"__proto__":1}}',
    'an escaped __proto__': '{"room":"salle","\\u005f_proto__":1}',
    'deep nesting': `{"room":"salle","more":${'['.repeat(4000)}${']'.repeat(4000)}}`,
    'bytes that are not UTF-8': Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
  })) {
    it(`that is ${name} is 400`, async () => {
      const { status, headers, text } = await send(content);
      assert.equal(status, 400);
      assert.equal(headers['content-type'], 'application/problem+json');
      const problem = JSON.parse(text);
      assert.equal(problem.code, 'invalid-request');
      assert.ok(problem.detail.length < 200);
      assert.equal(Reflect.get({}, 'role'), undefined);
    });
  }

  it('of more than 16 KB is refused, with or without its length', async () => {
    const big = `{"room":"salle","more":"${'A'.repeat(16 * 1024)}"}`;
    assert.equal((await send(big)).status, 413);
    const chunked = await send(big, { 'Transfer-Encoding': 'chunked' });
    assert.equal(chunked.status, 413);
    assert.equal(chunked.headers.connection, 'close');
    const exact = `{"room":"salle","more":"${'A'.repeat(16 * 1024 - 26)}"}`;
    assert.equal(exact.length, 16 * 1024);
    assert.equal((await send(exact)).status, 200);
  });

  it('may hold members that are not known', async () => {
    assert.equal((await send('{"room":"salle","future":{"a":[1]}}')).status, 200);
  });
});

describe('an address', () => {
  it('that is unknown is 404, as a problem under /api/', async () => {
    for (const path of [
      '/api/',
      '/api/visio/',
      '/api/visio/a/b',
      '/api/visio/salle/admission/x',
      '/api/other',
    ]) {
      const { status, text } = await raw(firm.origin, { path });
      assert.equal(status, 404, path);
      assert.equal(JSON.parse(text).status, 404);
    }
    assert.equal((await raw(firm.origin, { path: '/api/visio/%E0%A4%A' })).status, 404);
    assert.equal((await raw(firm.origin, { path: '//evil.example/api/visio' })).status, 404);
    assert.equal((await raw(firm.origin, { path: 'http://evil.example/' })).status, 404);
  });

  it('names its methods to those who use another', async () => {
    for (const [method, path, allow] of [
      ['GET', '/api/visio', 'POST, OPTIONS'],
      ['HEAD', '/api/visio/salle', 'GET, OPTIONS'],
      ['PUT', '/api/visio/salle', 'GET, OPTIONS'],
      ['DELETE', '/api/visio/rdv-4821/admission', 'GET, POST, OPTIONS'],
      ['POST', '/', 'GET, HEAD, OPTIONS'],
    ] as const) {
      const { status, headers } = await raw(firm.origin, { method, path });
      assert.equal(status, 405, `${method} ${path}`);
      assert.equal(headers.allow, allow);
      const options = await raw(firm.origin, { method: 'OPTIONS', path });
      assert.equal(options.status, 204);
      assert.equal(options.headers.allow, allow);
    }
  });

  it('that is not HTTP at all is 400, and the server goes on', async () => {
    const socket = connect(firm.server.port, '127.0.0.1');
    socket.write('BONJOUR\r\n\r\n');
    const [answer] = await once(socket, 'data');
    assert.match(String(answer), /^HTTP\/1\.1 400 /);
    socket.destroy();
    assert.equal((await firm.visitor().ask('salle')).status, 200);
  });
});

it('what goes wrong inside leaves no secret in the answer or the log', async () => {
  firm.vonage.status = 401;
  const { status, body: answer } = await firm.visitor('Camille').ask('salle');
  assert.equal(status, 503);
  const bearer = firm.vonage.requests[0]?.authorization.split(' ')[1] ?? 'none';
  assert.ok(bearer.length > 100);
  const words = JSON.stringify([firm.log, answer]);
  for (const secret of [bearer, 'PRIVATE', 'Camille', 'salle']) assert.ok(!words.includes(secret), secret);
});

it('`DEBUG=*` prints no private key and no token', async () => {
  const script = `
    import { startFakeVonage } from './test/access-server/support/fake-vonage.ts';
    import { localCredentials, startAccessServer } from './demo/access-server/index.ts';
    const credentials = await localCredentials();
    const vonage = await startFakeVonage();
    const rooms = [{ id: 'salle', open: true, waitingRoom: false }];
    const server = await startAccessServer({ credentials, sessionService: vonage, rooms });
    const headers = { 'Content-Type': 'application/json', Origin: server.origin };
    const { status } = await fetch(server.origin + '/api/visio', { method: 'POST', headers, body: '{"room":"salle"}' });
    await server.close();
    await vonage.close();
    console.log('answered', status);
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    env: { ...process.env, DEBUG: '*' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  await once(child, 'close');
  assert.match(output, /answered 200/);
  assert.ok(!/PRIVATE KEY|Bearer|eyJ/.test(output));
});
