import { expect } from '@open-wc/testing';
import { parseGrant, parseProblem, parseRetryAfter, parseWaiting } from '../../../src/access/grant.ts';
import { VisioError } from '../../../src/error.ts';

const base = 'https://cabinet.example/rendez-vous/';
const least = { applicationId: 'app', sessionId: 'session', token: 'token' };

function failure(act: () => unknown): VisioError {
  try {
    act();
  } catch (error) {
    if (error instanceof VisioError) return error;
  }
  throw new Error('expected a VisioError');
}

describe('parseGrant', () => {
  it('reads the least there is', () => {
    expect(parseGrant(least, base)).to.deep.equal(least);
  });

  it('takes apiKey for applicationId, as in the tutorials', () => {
    const { applicationId: apiKey, ...rest } = least;
    expect(parseGrant({ apiKey, ...rest }, base).applicationId).to.equal('app');
  });

  it('takes a whole number for an identifier, and no other number', () => {
    const { applicationId: _none, ...rest } = least;
    expect(parseGrant({ ...rest, apiKey: 46_123_456 }, base).applicationId).to.equal('46123456');
    expect(parseGrant({ ...rest, applicationId: 7 }, base).applicationId).to.equal('7');
    for (const apiKey of [0, -1, 1.5, 2 ** 60, Number.NaN, true, [46], { id: 46 }])
      expect(failure(() => parseGrant({ ...rest, apiKey }, base)).message).to.match(/apiKey: expected/);
  });

  it('reads everything the contract names', () => {
    const grant = parseGrant(
      {
        ...least,
        room: { title: 'Rendez-vous', startsAt: '2026-11-24T10:00:00+01:00', endsAt: '2026-11-24T10:30:00Z' },
        mediaMode: 'relayed',
        proxyUrl: 'https://proxy.example/',
        iceServers: [
          { urls: 'turn:turn.example', username: 'u', credential: 'c' },
          { url: 'stun:stun.example' },
        ],
        admission: { url: '/api/visio/rdv/admission' },
        expected: 2,
      },
      base,
    );
    expect(grant.room?.startsAt?.toISOString()).to.equal('2026-11-24T09:00:00.000Z');
    expect(grant.room?.endsAt?.toISOString()).to.equal('2026-11-24T10:30:00.000Z');
    expect(grant.proxyUrl).to.equal('https://proxy.example');
    expect(grant.iceServers).to.deep.equal([
      { urls: ['turn:turn.example'], username: 'u', credential: 'c' },
      { urls: ['stun:stun.example'] },
    ]);
    expect(grant.admission?.url).to.equal('https://cabinet.example/api/visio/rdv/admission');
    expect(grant.expected).to.equal(2);
  });

  const wrong: [string, unknown, RegExp][] = [
    ['a list', [], /answer: expected an object/],
    ['null', null, /answer: expected an object/],
    ['a string', 'ok', /answer: expected an object/],
    ['no token', { ...least, token: undefined }, /token/],
    ['an empty session', { ...least, sessionId: '' }, /sessionId/],
    ['a number for a token', { ...least, token: 7 }, /token/],
    ['a token of megabytes', { ...least, token: 'x'.repeat(9000) }, /token/],
    ['an unknown media mode', { ...least, mediaMode: 'magic' }, /mediaMode/],
    ['a proxy that is not encrypted', { ...least, proxyUrl: 'http://proxy.example' }, /proxyUrl/],
    ['a proxy that only looks local', { ...least, proxyUrl: 'http://127.0.0.1.evil.example' }, /proxyUrl/],
    ['a proxy with a user', { ...least, proxyUrl: 'https://a:b@proxy.example' }, /proxyUrl/],
    ['a proxy with a query', { ...least, proxyUrl: 'https://proxy.example/?to=evil' }, /proxyUrl/],
    ['a proxy with an empty query', { ...least, proxyUrl: 'https://proxy.example/?' }, /proxyUrl/],
    ['a proxy with a fragment', { ...least, proxyUrl: 'https://proxy.example/#x' }, /proxyUrl/],
    ['an admission with a user', { ...least, admission: { url: 'https://a@b.example/' } }, /admission\.url/],
    ['a script for a proxy', { ...least, proxyUrl: 'javascript:alert(1)' }, /proxyUrl/],
    ['a date that is none', { ...least, room: { startsAt: 'tomorrow' } }, /room\.startsAt/],
    ['an ice server of another scheme', { ...least, iceServers: [{ urls: 'https://x' }] }, /iceServers\[0\]/],
    ['too many ice servers', { ...least, iceServers: Array(21).fill({ urls: 'stun:x' }) }, /iceServers/],
    ['nobody expected', { ...least, expected: 0 }, /expected/],
    ['an endless number', { ...least, expected: Number.POSITIVE_INFINITY }, /expected/],
    ['an admission without url', { ...least, admission: {} }, /admission\.url/],
  ];
  for (const urls of [
    ...[
      'stun:',
      'stun://stun.example',
      'turn:a.example\r\nturn:b.example',
      'turn:a.example\n',
      ' turn:a.example',
    ],
    ...[
      'turn:a.example:port',
      'turn:a.example:123456',
      'turn:user@a.example',
      'turn:a.example/path',
      'turn:a b',
    ],
    ...[
      'stun:a.example?transport=udp',
      'turn:a.example?transport=sctp',
      'turn:a.example?transport=udp&x',
      'turns:?',
    ],
    ...[
      'turn:a.example#x',
      'turn:-a.example',
      'turn:[a.example]',
      'turn:[::1',
      'https:a.example',
      'turn:é.example',
    ],
  ])
    wrong.push([`the ice server “${urls}”`, { ...least, iceServers: [{ urls }] }, /iceServers\[0\]\.urls/]);
  for (const [name, json, reason] of wrong) {
    it(`refuses ${name} and names what is wrong`, () => {
      const error = failure(() => parseGrant(json, base));
      expect(error.code).to.equal('endpoint-invalid');
      expect(error.message).to.match(reason);
    });
  }

  for (const url of [
    ...['stun:stun.example', 'stuns:stun.example:5349', 'STUN:1.2.3.4:3478', 'stun:[2001:db8::1]:3478'],
    ...[
      'turn:turn.example',
      'turns:turn.example:443?transport=tcp',
      'turn:[::1]?transport=udp',
      'turn:a_b.example.',
    ],
  ]) {
    it(`takes the ice server ${url}`, () => {
      const { iceServers } = parseGrant({ ...least, iceServers: [{ urls: [url] }] }, base);
      expect(iceServers).to.deep.equal([{ urls: [url] }]);
    });
  }

  for (const proxyUrl of [
    'http://127.0.0.1:8080',
    'http://localhost:8080/a',
    'http://[::1]',
    'http://a.localhost',
  ])
    it(`takes a proxy on this machine: ${proxyUrl}`, () =>
      expect(parseGrant({ ...least, proxyUrl }, base).proxyUrl).to.equal(proxyUrl));

  it('does not take members from a polluted prototype', () => {
    const json: unknown = JSON.parse(
      '{"__proto__": {"token": "evil", "admission": {"url": "/evil"}}, "applicationId": "a", "sessionId": "s"}',
    );
    expect(failure(() => parseGrant(json, base)).message).to.match(/token/);
    expect(({} as Record<string, unknown>).token).to.equal(undefined);
  });

  it('never puts the token into an error', () => {
    const error = failure(() => parseGrant({ ...least, token: 'secret-token', mediaMode: 'magic' }, base));
    expect(JSON.stringify([error.message, error.facts])).not.to.contain('secret-token');
  });
});

describe('the attestation in a grant', () => {
  const key = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) };
  const read = (facts: object) =>
    parseGrant({ ...least, attestation: 'a.b.c', attestationKey: key, ...facts }, base);
  const withKey = (facts: object) => read({ attestationKey: { ...key, ...facts } });

  it('is read with its key', () => {
    expect(read({})).to.deep.equal({ ...least, attestation: 'a.b.c', attestationKey: key });
  });

  it('is none where neither is there', () => {
    expect(read({ attestation: null, attestationKey: null })).to.deep.equal(least);
  });

  it('comes with its key, or not at all', () => {
    for (const facts of [{ attestation: undefined }, { attestation: null }])
      expect(failure(() => read(facts)).message).to.match(/attestation: expected/);
    for (const attestationKey of [undefined, null, 'key', [key]])
      expect(failure(() => read({ attestationKey })).message).to.match(/attestationKey: expected/);
  });

  it('is a text of at most 4,096 characters', () => {
    expect(read({ attestation: 'x'.repeat(4096) }).attestation).to.have.length(4096);
    for (const attestation of ['', 7, {}, ['a.b.c'], 'x'.repeat(4097)])
      expect(failure(() => read({ attestation })).code).to.equal('endpoint-invalid');
  });

  const wrong: readonly [string, object][] = [
    ['that is private', { d: 'd'.repeat(43) }],
    ['with another member', { kid: '1' }],
    ['with a use', { use: 'sig' }],
    ['with operations', { key_ops: ['verify'] }],
    ['of another curve', { crv: 'P-384' }],
    ['of another curve by name alone', { crv: 'secp256k1' }],
    ['of another kind', { kty: 'RSA' }],
    ['of a symmetric kind', { kty: 'oct' }],
    ['without x', { x: undefined }],
    ['without y', { y: '' }],
    ['with a number for x', { x: 7 }],
    ['with a very long y', { y: 'y'.repeat(44) }],
  ];
  for (const [name, facts] of wrong) {
    it(`has no key ${name}`, () => {
      const error = failure(() => withKey(facts));
      expect(error.code).to.equal('endpoint-invalid');
      expect(error.message).to.contain('attestationKey');
    });
  }

  it('takes no members of a key’s prototype', () => {
    const json = JSON.stringify({ ...key, y: undefined }).replace('{', `{"__proto__":{"y":"${key.y}"},`);
    expect(failure(() => read({ attestationKey: JSON.parse(json) })).code).to.equal('endpoint-invalid');
  });

  it('is never put into an error', () => {
    const error = failure(() => withKey({ d: 'private-part' }));
    expect(JSON.stringify([error.message, error.facts])).not.to.match(/private-part|a\.b\.c/);
  });
});

describe('parseWaiting', () => {
  it('reads ticket, delay and message', () => {
    const waiting = { ticket: 't', retryAfter: 3, message: 'Maître Vasseur arrive.' };
    expect(parseWaiting({ waiting })).to.deep.equal(waiting);
  });

  for (const waiting of [
    undefined,
    {},
    { ticket: 't' },
    { ticket: 't', retryAfter: -1 },
    { ticket: 't', retryAfter: '3' },
  ]) {
    it(`refuses ${JSON.stringify(waiting)}`, () => {
      expect(failure(() => parseWaiting({ waiting })).code).to.equal('endpoint-invalid');
    });
  }
});

describe('parseProblem', () => {
  const none = new Headers();
  const statuses: [number, string][] = [
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'room-not-found'],
    [410, 'closed'],
    [429, 'rate-limited'],
    [500, 'server-error'],
    [503, 'server-error'],
    [418, 'endpoint-invalid'],
  ];
  for (const [status, code] of statuses) {
    it(`reads ${status} alone as ${code}`, () => {
      expect(parseProblem(status, undefined, none).code).to.equal(code);
    });
  }

  const typed = (type: string) => new Headers({ 'Content-Type': type });
  const html = typed('text/html; charset=UTF-8');
  const others: [string, number, unknown, Headers, string][] = [
    ['a firewall’s page', 403, undefined, html, 'endpoint-blocked'],
    ['a firewall’s page', 401, undefined, html, 'endpoint-blocked'],
    ['a firewall’s page', 406, undefined, typed('application/xhtml+xml'), 'endpoint-blocked'],
    ['a server’s page', 404, undefined, html, 'endpoint-not-found'],
    ['a server’s page', 405, undefined, html, 'endpoint-not-found'],
    ['a server’s page', 410, undefined, html, 'endpoint-not-found'],
    ['a server’s page', 500, undefined, html, 'server-error'],
    ['a server’s page', 503, undefined, html, 'server-error'],
    ['a proxy’s page', 502, undefined, html, 'gateway-failed'],
    ['a proxy without a page', 504, undefined, none, 'gateway-failed'],
    ['a network’s page', 511, undefined, html, 'network-blocked'],
    ['a server that was tired of waiting', 408, undefined, html, 'endpoint-timeout'],
    ['a limiter’s page', 429, undefined, html, 'rate-limited'],
    ['WordPress', 401, { code: 'rest_forbidden' }, typed('application/json'), 'endpoint-blocked'],
    ['WordPress', 404, { code: 'rest_no_route' }, typed('application/json'), 'endpoint-not-found'],
    ['a REST plugin', 403, { message: 'No' }, typed('application/json'), 'endpoint-blocked'],
    ['a list', 403, [], typed('application/json'), 'endpoint-blocked'],
    ['the endpoint by its type', 404, {}, typed('application/problem+json'), 'room-not-found'],
    ['the endpoint by its type', 502, {}, typed('Application/Problem+JSON; charset=utf-8'), 'server-error'],
    ['the endpoint by its code', 404, { code: 'closed' }, typed('application/json'), 'closed'],
    ['the endpoint in plain text', 403, undefined, typed('text/plain'), 'unauthorized'],
    [
      'something that calls itself details',
      403,
      undefined,
      typed('application/problem+json'),
      'endpoint-blocked',
    ],
  ];
  for (const [who, status, body, headers, code] of others) {
    it(`reads ${status} of ${who} (${headers.get('Content-Type')}) as ${code}`, () => {
      expect(parseProblem(status, body, headers).code).to.equal(code);
    });
  }

  it('shows nothing of what others write', () => {
    const error = parseProblem(403, { detail: 'Achetez', opensAt: '2026-11-24T10:00:00Z' }, none);
    expect(error.facts).to.deep.equal({ status: 403, reason: 'HTTP 403' });
  });

  it('counts a date in Retry-After by the server’s clock', () => {
    const server = Date.now() + 3_600_000;
    const headers = new Headers({
      Date: new Date(server).toUTCString(),
      'Retry-After': new Date(server + 40_000).toUTCString(),
    });
    expect(parseProblem(503, undefined, headers).facts.retryAfter).to.be.within(38, 41);
  });

  it('prefers the code of the details', () => {
    const error = parseProblem(403, { code: 'refused', detail: 'Le rendez-vous est annulé.' }, none);
    expect(error.code).to.equal('refused');
    expect(error.facts.message).to.equal('Le rendez-vous est annulé.');
  });

  it('does not let the details name just any code', () => {
    expect(parseProblem(403, { code: 'aborted' }, none).code).to.equal('unauthorized');
    expect(parseProblem(403, { code: '__proto__' }, none).code).to.equal('unauthorized');
  });

  it('reads when the room opens and how long to wait', () => {
    const headers = new Headers({ 'Retry-After': '30' });
    const error = parseProblem(403, { code: 'not-open-yet', opensAt: '2026-11-24T10:00:00Z' }, headers);
    expect(error.facts.opensAt?.toISOString()).to.equal('2026-11-24T10:00:00.000Z');
    expect(error.facts.retryAfter).to.equal(30);
  });

  it('keeps the code when other details are broken', () => {
    expect(parseProblem(403, { code: 'not-open-yet', opensAt: 'soon' }, none).code).to.equal('not-open-yet');
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  const cases: [string | null, number | undefined][] = [
    [null, undefined],
    ['', undefined],
    ['soon', undefined],
    ['12', 12],
    [' 12 ', 12],
    ['0', 0],
    ['-5', undefined],
    ['1.5', undefined],
    ['12 s', undefined],
    ['1e3', undefined],
    ['99999999', 3600],
    ['9'.repeat(400), 3600],
    ['Tue, 24 Nov 2036 10:00:00 GMT', 3600],
    ['Tuesday, 24-Nov-26 10:00:20 GMT', 20],
    ['Tue, 99 Nov 2026 10:00:20 GMT', undefined],
    ['2026-11-24T10:00:20Z', undefined],
    ['Tue, 24 Nov 2026 10:00:20 GMT', 20],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
  ];
  for (const [value, seconds] of cases) {
    it(`reads ${JSON.stringify(value)} as ${seconds}`, () => {
      expect(parseRetryAfter(value, now)).to.equal(seconds);
    });
  }
});
