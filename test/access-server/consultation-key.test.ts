import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FileStore } from '../../demo/access-server/file-store.ts';
import { MemoryStore } from '../../demo/access-server/store.ts';
import { attestationOf, connectionData, fingerprint } from './support/attestation.ts';
import { Clock, consultation, Firm } from './support/firm.ts';
import type { Answered } from './support/visitor.ts';

const HOUR = 3_600_000;
const secret = 'a secret that lives in the environment';
const open = { id: 'salle', open: true, waitingRoom: false } as const;
const rdv = 'rdv-4821';
const certified = (number: number) => ({ fingerprint: fingerprint(number) });
const keyOf = ({ body }: Answered) => body.attestationKey?.x;

let firms: Firm[];
beforeEach(() => {
  firms = [];
});
afterEach(async () => {
  for (const firm of firms) await firm.close();
});

async function start(options: Parameters<typeof Firm.open>[1] = {}): Promise<Firm> {
  const clock = options.clock ?? new Clock();
  const rooms = [open, { ...open, id: 'autre' }, consultation(clock)];
  const firm = await Firm.open(rooms, { clock, ...options });
  firms.push(firm);
  return firm;
}

describe('a server that restarts', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'visio-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const stored = () => readFile(path.join(directory, 'room-salle.json'), 'utf8');

  it('goes on with the same key under the same secret, and knows the certificates', async () => {
    const before = await start({ secret, store: new FileStore(directory) });
    const visitor = before.visitor('Zoé');
    const first = await visitor.ask('salle', certified(1));
    const after = await start({ secret, store: new FileStore(directory), clock: before.clock });
    const back = after.visitor('Zoé');
    for (const [name, value] of visitor.cookies) back.cookies.set(name, value);
    const second = await back.ask('salle', { ...certified(1) });
    assert.equal(keyOf(second), keyOf(first));
    assert.equal(second.body.sessionId, first.body.sessionId);
    assert.equal((await back.ask('salle', { ...certified(1), purpose: 'attestation' })).status, 200);
    assert.equal((await after.visitor('Ada').ask('salle', certified(1))).body.code, 'refused');
  });

  it('begins another consultation under another secret; none goes on without its key', async () => {
    const before = await start({ store: new FileStore(directory) });
    const first = await before.visitor('Zoé').ask('salle', certified(1));
    const after = await start({ store: new FileStore(directory), clock: before.clock });
    const unattested = await after.visitor('Ada').ask('salle');
    assert.equal(unattested.body.reason, 'reload');
    const second = await after.visitor('Ada').ask('salle', certified(2));
    assert.notEqual(second.body.sessionId, first.body.sessionId);
    assert.notEqual(keyOf(second), keyOf(first));
    await attestationOf(second);
  });

  it('does not open a key that was moved to another session, or damaged', async () => {
    const changes: ((session: { sessionId: string; attestation: { key: string; room: string } }) => void)[] =
      [
        (session) => Object.assign(session, { sessionId: '1_OTHER' }),
        (session) => Object.assign(session.attestation, { room: 'A'.repeat(22) }),
        (session) => Object.assign(session.attestation, { key: '' }),
        (session) => Object.assign(session.attestation, { key: 'AAAA' }),
        ({ attestation }) => Object.assign(attestation, { key: `${attestation.key.slice(0, -4)}AAAA` }),
      ];
    for (const change of changes) {
      const store = new MemoryStore();
      const firm = await start({ secret, store });
      const first = await firm.visitor('Zoé').ask('salle', certified(1));
      await store.update('salle', (room) => change(room.session as never));
      const second = await firm.visitor('Ada').ask('salle', certified(2));
      assert.equal(second.status, 200);
      assert.notEqual(keyOf(second), keyOf(first));
      assert.notEqual(second.body.sessionId, '1_OTHER');
    }
  });

  it('keeps the private key encrypted, and no attestation', async () => {
    const firm = await start({ secret, store: new FileStore(directory) });
    const { attestation = '', attestationKey } = (await firm.visitor('Zoé').ask('salle', certified(1))).body;
    const text = await stored();
    const { key } = JSON.parse(text).session.attestation;
    const sealed = Buffer.from(key, 'base64url');
    assert.ok(sealed.length > 100);
    // The public key stands in the private one's PKCS #8.
    assert.ok(!sealed.includes(Buffer.from(attestationKey?.x ?? '', 'base64url')));
    for (const part of [attestation.split('.')[2] ?? '', secret, '"d"', 'PRIVATE'])
      assert.ok(!text.includes(part));
  });
});

describe('two servers with one store', () => {
  it('meet in one consultation with one key', async () => {
    const store = new MemoryStore();
    const clock = new Clock();
    const servers = [await start({ secret, store, clock }), await start({ secret, store, clock })];
    // Of two providers' sessions one is stored.
    for (const [index, firm] of servers.entries()) firm.vonage.sessionIds.push(`1_OF-${index}`);
    const [first, second] = await Promise.all(
      servers.map((firm, index) => firm.visitor(`Invité ${index}`).ask('salle', certified(index))),
    );
    assert.ok(first && second);
    assert.equal(second.body.sessionId, first.body.sessionId);
    assert.equal(keyOf(second), keyOf(first));
    const claims = await Promise.all([first, second].map(async (one) => (await attestationOf(one)).claims));
    assert.equal(claims[0]?.room, claims[1]?.room);
  });
});

describe('a session id', () => {
  it('that another room holds is refused: another is made', async () => {
    const firm = await start();
    firm.vonage.sessionIds.push('1_SAME', '1_SAME', '1_OTHER');
    assert.equal((await firm.visitor('Zoé').ask('salle', certified(1))).body.sessionId, '1_SAME');
    assert.equal((await firm.visitor('Ada').ask('autre', certified(2))).body.sessionId, '1_OTHER');
  });

  it('that keeps coming is a server error', async () => {
    const firm = await start();
    firm.vonage.sessionIds.push('1_SAME', '1_SAME', '1_SAME');
    await firm.visitor('Zoé').ask('salle', certified(1));
    const { status, body } = await firm.visitor('Ada').ask('autre', certified(2));
    assert.deepEqual([status, body.code], [503, 'server-error']);
    assert.match(firm.log.join(), /session ids that were given before/);
    assert.ok(!firm.log.join().includes('1_SAME'));
  });

  it('given to two rooms at once goes to one', async () => {
    const firm = await start();
    firm.vonage.sessionIds.push('1_SAME', '1_SAME');
    const grants = await Promise.all([
      firm.visitor('Zoé').ask('salle', certified(1)),
      firm.visitor('Ada').ask('autre', certified(2)),
    ]);
    assert.equal(new Set(grants.map(({ body }) => body.sessionId)).size, 2);
  });

  it('of an ended consultation is not used for the next one', async () => {
    const firm = await start();
    const host = await firm.invited(rdv, 'me-vasseur');
    firm.vonage.sessionIds.push('1_SAME', '1_SAME');
    await host.ask(rdv, certified(1));
    await host.decide({ action: 'end' });
    await host.decide({ action: 'reopen' });
    assert.notEqual((await host.ask(rdv, certified(1))).body.sessionId, '1_SAME');
  });
});

describe('while the platform makes the session', () => {
  it('somebody who is removed gets nothing', async () => {
    const firm = await start();
    const host = await firm.invited(rdv, 'me-vasseur');
    const guest = await firm.invited(rdv, 'client');
    await guest.ask(rdv, certified(1));
    const participant = await guest.waitingId(host);
    await host.decide({ action: 'admit-all' });
    firm.vonage.beforeSession = () => host.decide({ action: 'remove', participant });
    const { status, body } = await guest.ask(rdv, certified(1));
    assert.deepEqual([status, body.code, body.reason], [403, 'refused', 'removed']);
    assert.equal(body.token ?? body.attestation, undefined);
  });

  it('a consultation that ends gives nothing, to who has a certificate or none', async () => {
    for (const request of [certified(1), {}]) {
      const store = new MemoryStore();
      const firm = await start({ store });
      const host = await firm.invited(rdv, 'me-vasseur');
      firm.vonage.beforeSession = () => host.decide({ action: 'end' });
      const { status, body } = await host.ask(rdv, request);
      assert.deepEqual([status, body.code, body.reason], [410, 'closed', 'ended']);
      assert.equal((await store.read(rdv)).session, undefined);
    }
  });
});

describe('the end of a consultation', () => {
  it('is when the last person is forgotten: key and certificates go too', async () => {
    const store = new MemoryStore();
    const firm = await start({ store });
    const first = await firm.visitor('Zoé').ask('salle', certified(1));
    firm.clock.move(24 * HOUR);
    const second = await firm.visitor('Ada').ask('salle', certified(1));
    assert.notEqual(keyOf(second), keyOf(first));
    assert.notEqual(second.body.sessionId, first.body.sessionId);
    const { session } = await store.read('salle');
    assert.deepEqual(
      session?.attestation?.fingerprints.map(({ person }) => person),
      [connectionData(second).id],
    );
  });

  it('lets the next one begin without a key, by a page that sends no certificate', async () => {
    const firm = await start();
    const host = await firm.invited(rdv, 'me-vasseur');
    await host.ask(rdv, certified(1));
    await host.decide({ action: 'end' });
    await host.decide({ action: 'reopen' });
    assert.equal((await host.ask()).body.attestation, undefined);
  });

  it('is not the departure of one of two', async () => {
    const firm = await start();
    const first = await firm.visitor('Zoé').ask('salle', certified(1));
    firm.clock.move(12 * HOUR);
    await firm.visitor('Ada').ask('salle', certified(2));
    firm.clock.move(12 * HOUR);
    const third = await firm.visitor('Léa').ask('salle', certified(3));
    assert.equal(keyOf(third), keyOf(first));
  });
});
