import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { RateLimiter } from '../../demo/access-server/rate-limit.ts';
import { Clock, Firm } from './support/firm.ts';
import { raw, type Visitor } from './support/visitor.ts';

const MINUTE = 60_000;
const salle = {
  id: 'salle',
  open: true,
  people: [{ id: 'me-vasseur', role: 'host' }],
} as const;

let firm: Firm;
afterEach(() => firm?.close());

/** Asks as seen through proxies. */
const from = (forwarded: string, path = '/api/visio/salle') =>
  raw(firm.origin, { path, headers: { 'X-Forwarded-For': forwarded } }).then(({ status }) => status);

describe('the limit of an address', () => {
  const limits = { address: { requests: 20, per: MINUTE } };

  it('answers 429 and says when to come back', async () => {
    firm = await Firm.open([salle], { limits });
    const visitor = firm.visitor();
    for (let request = 0; request < 20; request++) assert.equal((await visitor.ask('salle')).status, 202);
    const { status, headers, body } = await visitor.ask('salle');
    assert.equal(status, 429);
    assert.equal(body.code, 'rate-limited');
    assert.equal(headers.get('Retry-After'), '3');
    firm.clock.move(3000);
    assert.equal((await visitor.ask('salle')).status, 202);
    assert.equal((await visitor.ask('salle')).status, 429);
  });

  it('is used up faster by failures, so that guessing is slow', async () => {
    firm = await Firm.open([salle], { limits });
    assert.equal((await firm.visitor().ask('inconnue')).status, 404);
    assert.equal((await firm.visitor().ask('inconnue')).status, 404);
    assert.equal((await firm.visitor().ask('inconnue')).status, 429);
  });

  it('is used up neither by what another site makes a browser send, nor by a page whose cookie is over', async () => {
    firm = await Firm.open([salle], { limits });
    const door = '/api/visio/salle/admission';
    for (let request = 0; request < 30; request++) {
      const headers = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'image' };
      assert.equal((await raw(firm.origin, { path: door, headers })).status, 403);
    }
    const visitor = firm.visitor();
    for (let request = 0; request < 19; request++) assert.equal((await visitor.list('salle')).status, 401);
    assert.equal((await visitor.ask('salle')).status, 202);
  });

  it('ignores what the visitor writes into X-Forwarded-For when no proxy is trusted', async () => {
    firm = await Firm.open([salle], { limits });
    const statuses = [];
    for (let request = 0; request < 21; request++) statuses.push(await from(`203.0.113.${request}`));
    assert.equal(statuses.at(-1), 429);
  });

  it('counts by the address that the trusted proxy saw', async () => {
    firm = await Firm.open([salle], { limits: { address: { requests: 1, per: MINUTE } }, trustedProxies: 1 });
    assert.equal(await from('203.0.113.1'), 202);
    assert.equal(await from('203.0.113.1'), 429);
    assert.equal(await from('198.51.100.7, 203.0.113.1'), 429, 'what stands further left is made up');
    assert.equal(await from('203.0.113.1, 203.0.113.2'), 202);
  });

  it('counts an IPv6 network as one', async () => {
    firm = await Firm.open([salle], { limits: { address: { requests: 1, per: MINUTE } }, trustedProxies: 1 });
    assert.equal(await from('2001:db8:1:2::1'), 202);
    assert.equal(await from('2001:0db8:1:2:ffff::9'), 429);
    assert.equal(await from('2001:db8:1:3::1'), 202);
  });

  for (const [first, ...others] of [
    [
      '192.0.2.1',
      '192.0.2.1:5678',
      '192.0.2.1:9',
      '"192.0.2.1:80"',
      '::ffff:192.0.2.1',
      '[::FFFF:192.0.2.1]:80',
      '::ffff:c000:201',
      '64:ff9b::192.0.2.1',
    ],
    ['[2001:db8::1]:5678', '2001:db8::2', '[2001:db8::3]', '"[2001:db8::4]:9"', '2001:DB8:0:0::5'],
  ] as const) {
    it(`counts ${first} as one, however a proxy writes it`, async () => {
      firm = await Firm.open([salle], {
        limits: { address: { requests: 1, per: MINUTE } },
        trustedProxies: 1,
      });
      assert.equal(await from(first), 202);
      for (const way of others) assert.equal(await from(way), 429, way);
      assert.equal(await from('192.0.2.2:5678'), 202);
    });
  }
});

describe('the limit of a room', () => {
  it('holds back strangers, and neither hosts nor those already there', async () => {
    firm = await Firm.open([salle], { limits: { room: { requests: 3, per: MINUTE } } });
    const first = firm.visitor();
    await first.ask('salle');
    await firm.visitor().ask('salle');
    await firm.visitor().ask('salle');
    const { status, headers } = await firm.visitor().ask('salle');
    assert.equal(status, 429);
    assert.equal(headers.get('Retry-After'), '20');
    assert.equal((await first.ask('salle')).status, 202);
    const host = await firm.invited('salle', 'me-vasseur');
    assert.equal((await host.ask('salle')).status, 200);
    assert.equal((await host.list('salle')).body.waiting.length, 3, 'nobody refused was written down');
    firm.clock.move(20_000);
    assert.equal((await firm.visitor().ask('salle')).status, 202);
  });
});

describe('one address that fills an open room', () => {
  it('leaves a place to who comes from another', async () => {
    firm = await Firm.open([salle], { limits: {}, trustedProxies: 1 });
    const ask = async (visitor: Visitor, address: string) => {
      const headers = { 'X-Forwarded-For': address };
      return (await visitor.call('POST', '/api/visio', { room: 'salle' }, headers)).status;
    };
    const crowd: Visitor[] = [];
    for (let minute = 0; minute < 5; minute++) {
      for (const one of crowd) await ask(one, '192.0.2.1');
      for (let count = 0; count < 30; count++) {
        const one = firm.visitor();
        if ((await ask(one, '192.0.2.1')) === 202) crowd.push(one);
      }
      firm.clock.move(MINUTE);
    }
    assert.equal(await ask(firm.visitor(), '198.51.100.7'), 202, `${crowd.length} places are held`);
  });
});

describe('the limiter', () => {
  it('forgets the oldest of very many keys', () => {
    const clock = new Clock();
    const limiter = new RateLimiter({ requests: 1, per: MINUTE }, () => clock.now);
    limiter.take('first');
    assert.throws(() => limiter.take('first'), { code: 'rate-limited' });
    for (let key = 0; key < 20_000; key++) limiter.take(`${key}`);
    limiter.take('first');
  });

  it('is not refilled by a clock that is set back', () => {
    const clock = new Clock();
    const limiter = new RateLimiter({ requests: 1, per: MINUTE }, () => clock.now);
    limiter.take('a');
    clock.move(-10 * MINUTE);
    assert.throws(() => limiter.take('a'));
  });
});
