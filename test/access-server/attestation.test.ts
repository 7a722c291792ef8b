import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import { MemoryStore } from '../../demo/access-server/store.ts';
import { attestationOf, connectionData, fingerprint, isSigned } from './support/attestation.ts';
import { Clock, consultation, Firm } from './support/firm.ts';
import type { Answered, Visitor } from './support/visitor.ts';

const open = { id: 'salle', open: true, waitingRoom: false } as const;
const rdv = 'rdv-4821';
const certified = (number: number, more: object = {}) => ({ fingerprint: fingerprint(number), ...more });

let firm: Firm;
let store: MemoryStore;

async function start(options: Parameters<typeof Firm.open>[1] = {}): Promise<void> {
  const clock = new Clock();
  store = new MemoryStore();
  const rooms = [consultation(clock, { waitingRoom: false }), open, { ...open, id: 'autre' }];
  firm = await Firm.open(rooms, { clock, store, ...options });
}
beforeEach(() => start());
afterEach(() => firm.close());

const refusal = ({ status, body }: Answered) => [status, body.code, body.reason];
const RELOAD = [403, 'refused', 'reload'];
const REFUSED = [403, 'refused', undefined];

describe('an attestation', () => {
  it('vouches for the certificate, the name and the role of an invited person', async () => {
    const lawyer = await firm.invited(rdv, 'me-vasseur');
    const granted = await lawyer.ask(rdv, certified(1));
    const { header, claims } = await attestationOf(granted);
    const key = granted.body.attestationKey;
    assert.ok(key);
    const kid = await calculateJwkThumbprint({ ...key });
    assert.deepEqual(header, { alg: 'ES256', typ: 'visio-attestation+jwt', kid });
    const seconds = firm.clock.now / 1000;
    assert.deepEqual(claims, {
      iss: firm.origin,
      aud: granted.body.sessionId,
      room: claims.room,
      sub: connectionData(granted).id,
      name: 'Me Hélène Vasseur',
      named: 'invitation',
      role: 'moderator',
      fingerprint: fingerprint(1),
      iat: seconds,
      exp: seconds + 600,
    });
    assert.match(claims.room, /^[A-Za-z0-9_-]{22,}$/);
    assert.notEqual(claims.room, rdv);
  });

  it('is a compact JWS without padding, with 64 bytes of signature, that jose verifies too', async () => {
    const { body } = await firm.visitor('Zoé').ask('salle', certified(1));
    const { attestation = '', attestationKey } = body;
    assert.match(attestation, /^[\w-]+\.[\w-]+\.[\w-]{86}$/);
    assert.ok(attestation.length <= 4096);
    assert.ok(attestationKey);
    assert.deepEqual(Object.keys(attestationKey), ['kty', 'crv', 'x', 'y']);
    await compactVerify(attestation, await importJWK({ ...attestationKey }, 'ES256'));
    const [header, payload] = attestation.split('.');
    assert.ok(!(await isSigned(`${header}.${payload}.${'A'.repeat(86)}`, attestationKey)));
  });

  it('has the name, the id and the role of the token’s connection data', async () => {
    for (const [index, person] of ['me-vasseur', 'client', 'stagiaire'].entries()) {
      const visitor = await firm.invited(rdv, person, 'Quelqu’un d’autre');
      const granted = await visitor.ask(rdv, certified(index));
      const { sub, name, role } = (await attestationOf(granted)).claims;
      assert.deepEqual(connectionData(granted), { name, id: sub, role });
    }
  });

  it('is signed with one key a consultation, another for each', async () => {
    const asked = ['salle', 'salle', 'autre'].map((room, index) =>
      firm.visitor(`Invité ${index}`).ask(room, certified(index)),
    );
    const [first, second, other] = await Promise.all(asked);
    assert.ok(first && second && other);
    assert.deepEqual(second.body.attestationKey, first.body.attestationKey);
    assert.notDeepEqual(other.body.attestationKey, first.body.attestationKey);
    const rooms = await Promise.all(
      [first, second, other].map(async (one) => (await attestationOf(one)).claims.room),
    );
    assert.equal(rooms[0], rooms[1]);
    assert.notEqual(rooms[0], rooms[2]);
  });

  it('never takes the role from the request', async () => {
    const visitor = await firm.invited(rdv, 'stagiaire');
    const { claims } = await attestationOf(await visitor.ask(rdv, certified(1, { role: 'moderator' })));
    assert.equal(claims.role, 'subscriber');
  });

  it('goes on with the same id after a reload, which is another certificate', async () => {
    const visitor = firm.visitor('Zoé');
    const before = (await attestationOf(await visitor.ask('salle', certified(1)))).claims;
    const after = (await attestationOf(await visitor.ask('salle', certified(2)))).claims;
    assert.equal(after.sub, before.sub);
    assert.equal(after.room, before.room);
    assert.equal(after.fingerprint, fingerprint(2));
  });

  it('is kept waiting for with the waiting room', async () => {
    await firm.close();
    const clock = new Clock();
    firm = await Firm.open([consultation(clock)], { clock });
    const guest = await firm.invited(rdv, 'client');
    const { status, body } = await guest.ask(rdv, certified(1));
    assert.equal(status, 202);
    assert.deepEqual(Object.keys(body), ['waiting', 'room']);
    const host = await firm.invited(rdv, 'me-vasseur');
    await host.decide({ action: 'admit-all' });
    assert.equal((await attestationOf(await guest.ask(rdv, certified(1)))).claims.name, 'Camille Durand');
  });

  it('leaves nothing in the log, whatever goes wrong', async () => {
    firm.vonage.status = 500;
    const visitor = firm.visitor('Zoé');
    await visitor.ask('salle', certified(1));
    firm.vonage.status = 200;
    firm.vonage.sessionIds.push('x'.repeat(5000));
    assert.equal((await firm.visitor('Ada').ask('autre', certified(2))).body.code, 'server-error');
    const { attestation = '', attestationKey } = (await visitor.ask('salle', certified(1))).body;
    await visitor.ask('salle', certified(1, { purpose: 'attestation' }));
    await firm.visitor('Ada').ask('salle', certified(1));
    const log = firm.log.join();
    assert.ok(firm.log.length >= 2);
    for (const secret of [
      'sha-256',
      fingerprint(1).slice(8, 30),
      attestation,
      attestationKey?.x ?? 'none',
      'Zoé',
      'eyJ',
    ])
      assert.ok(!log.includes(secret), secret);
  });
});

describe('a fingerprint', () => {
  const good = fingerprint(1);
  for (const [name, value] of Object.entries({
    'in lower case': good.toLowerCase(),
    'with an upper-case name': good.replace('sha-256', 'SHA-256'),
    'of SHA-1': `sha-1 ${good.slice(8, 8 + 59)}`,
    'of SHA-512': good.replace('256', '512'),
    'without its name': good.slice(8),
    'without colons': good.replaceAll(':', ''),
    'one byte short': good.slice(0, -3),
    'one byte longer': `${good}:00`,
    'with a space behind': `${good} `,
    'with a line behind': `${good}\n`,
    'with a space before': ` ${good}`,
    twice: `${good}\n${good}`,
    'of letters that are no digits': good.replace(/[0-9A-F]{2}$/, 'GG'),
    'of full-width digits': good.replace(/[0-9A-F]{2}$/, '００'),
    'of 4,001 characters': 'A'.repeat(4001),
    empty: '',
    null: null,
    true: true,
    'a number': 7,
    'a list': [good],
    'an object': { value: good },
  })) {
    it(`${name} is 400, and nobody is written down`, async () => {
      for (const purpose of [undefined, 'attestation']) {
        const { status, body } = await firm.visitor('Zoé').ask('salle', { fingerprint: value, purpose });
        assert.deepEqual([status, body.code], [400, 'invalid-request']);
        assert.ok(body.detail.length < 200);
      }
      assert.deepEqual((await store.read('salle')).people, []);
    });
  }

  it('of a megabyte is 413', async () => {
    const { status } = await firm.visitor('Zoé').ask('salle', { fingerprint: 'A'.repeat(1_000_000) });
    assert.equal(status, 413);
  });

  it('belongs to the first person who brought it, for the whole consultation', async () => {
    const first = firm.visitor('Zoé');
    await first.ask('salle', certified(1));
    const second = firm.visitor('Ada');
    assert.deepEqual(refusal(await second.ask('salle', certified(1))), REFUSED);
    // Long after its last attestation has ended.
    firm.clock.move(3_600_000);
    assert.deepEqual(refusal(await second.ask('salle', certified(1))), REFUSED);
    assert.equal((await second.ask('salle', certified(2))).status, 200);
    assert.deepEqual(refusal(await second.ask('salle', certified(1))), REFUSED, 'once let in, too');
    assert.equal((await first.ask('salle', certified(1))).status, 200);
  });

  it('of another is refused to who waits as well, who is not written down', async () => {
    await firm.close();
    const clock = new Clock();
    firm = await Firm.open([consultation(clock)], { clock });
    const host = await firm.invited(rdv, 'me-vasseur');
    await host.ask(rdv, certified(1));
    const guest = await firm.invited(rdv, 'client');
    assert.deepEqual(refusal(await guest.ask(rdv, certified(1))), REFUSED);
    assert.equal((await host.list()).body.waiting.length, 0);
  });

  it('of another is refused though both come at once', async () => {
    const asked = ['Zoé', 'Ada'].map((name) => firm.visitor(name).ask('salle', certified(1)));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    assert.deepEqual(statuses.sort(), [200, 403]);
  });

  it('may be brought to another room', async () => {
    assert.equal((await firm.visitor('Zoé').ask('salle', certified(1))).status, 200);
    assert.equal((await firm.visitor('Ada').ask('autre', certified(1))).status, 200);
  });

  it('is new thirty times an hour for one person', async () => {
    const visitor = firm.visitor('Zoé');
    for (let number = 0; number < 30; number++) {
      assert.equal((await visitor.ask('salle', certified(number))).status, 200);
    }
    const { status, headers } = await visitor.ask('salle', certified(30));
    assert.equal(status, 429);
    assert.equal(headers.get('Retry-After'), '120');
    assert.equal((await visitor.ask('salle', certified(3))).status, 200, 'a known one');
    assert.equal((await firm.visitor('Ada').ask('salle', certified(31))).status, 200, 'somebody else');
  });
});

describe('a request without a fingerprint', () => {
  it('is refused where there is a key: the page is to be reloaded', async () => {
    const visitor = firm.visitor('Zoé');
    await visitor.ask('salle', certified(1));
    const french = await visitor.ask('salle');
    assert.deepEqual(refusal(french), RELOAD);
    assert.match(french.body.detail, /Rechargez-la/);
    const english = await firm.visitor('Ada').ask('salle', { lang: 'en' });
    assert.deepEqual(refusal(english), RELOAD);
    assert.match(english.body.detail, /Reload it/);
    assert.deepEqual(refusal(await firm.visitor('Ada').call('GET', '/api/visio/salle')), RELOAD);
    assert.equal((await store.read('salle')).people.length, 1);
  });

  it('does not use up a personal link there', async () => {
    const host = await firm.invited(rdv, 'me-vasseur');
    await host.ask(rdv, certified(1));
    const [old, other] = [await firm.invited(rdv, 'client'), await firm.invited(rdv, 'client')];
    assert.deepEqual(refusal(await old.ask()), RELOAD);
    assert.equal((await other.ask(rdv, certified(2))).status, 200);
  });

  it('begins a consultation that never gets a key', async () => {
    for (const ask of [
      (visitor: Visitor) => visitor.ask('salle'),
      (visitor: Visitor) => visitor.call('GET', '/api/visio/autre'),
    ]) {
      const { body } = await ask(firm.visitor('Zoé'));
      assert.equal(body.attestation, undefined);
    }
    for (const room of ['salle', 'autre']) {
      const { status, body } = await firm.visitor('Ada').ask(room, certified(1));
      assert.equal(status, 200);
      assert.equal('attestation' in body || 'attestationKey' in body, false);
    }
  });

  it('meets one that is attested at the same moment, and both never share a session', async () => {
    const [without, attested] = await Promise.all([
      firm.visitor('Zoé').ask('salle'),
      firm.visitor('Ada').ask('salle', certified(1)),
    ]);
    if (without?.status === 200) assert.equal(attested?.body.attestation, undefined);
    else assert.ok(attested?.body.attestation);
  });

  it('is refused everywhere when the firm requires certificates', async () => {
    await firm.close();
    await start({ attestations: 'required' });
    assert.deepEqual(refusal(await firm.visitor('Zoé').ask('salle')), RELOAD);
    assert.deepEqual(refusal(await firm.visitor('Zoé').call('GET', '/api/visio/salle')), RELOAD);
    assert.ok((await firm.visitor('Zoé').ask('salle', certified(1))).body.attestation);
  });

  it('is as good as any other when the firm has switched attestations off', async () => {
    await firm.close();
    await start({ attestations: 'off' });
    assert.equal((await firm.visitor('Zoé').ask('salle', certified(1))).body.attestation, undefined);
    assert.equal((await firm.visitor('Ada').ask('salle')).status, 200);
  });
});
