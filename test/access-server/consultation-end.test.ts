import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Appointment } from '../../demo/access-server/index.ts';
import { MemoryStore } from '../../demo/access-server/store.ts';
import { fingerprint } from './support/attestation.ts';
import { Clock, consultation, Firm } from './support/firm.ts';
import { claimsOf, type Visitor } from './support/visitor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rdv = 'rdv-4821';
const secret = 'a secret that lives in the environment';

let firm: Firm;
let host: Visitor;
let client: Visitor;

async function start(changes: Partial<Appointment> = {}, clock = new Clock()): Promise<void> {
  firm = await Firm.open([consultation(clock, changes)], { clock });
  host = await firm.invited(rdv, 'me-vasseur', 'Me Vasseur');
  client = await firm.invited(rdv, 'client', 'Camille');
}
afterEach(() => firm.close());

/** A room that has no hours, with a client and a host in it. @returns the session */
async function inCall(): Promise<string> {
  await host.ask();
  await client.ask();
  await host.decide({ action: 'admit-all' });
  return (await client.ask()).body.sessionId;
}

/** Time in which the host's page asks who waits. */
async function watched(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 10 * MINUTE) {
    firm.clock.move(10 * MINUTE);
    assert.equal((await host.list()).status, 200);
  }
}

describe('the client of 10 h', () => {
  const permanent: Partial<Appointment> = { startsAt: undefined, endsAt: undefined } as never;

  beforeEach(() => start({ ...permanent, waitingRoom: true }));

  it('may come back as long as the lawyer is there', async () => {
    const before = await inCall();
    await watched(40 * MINUTE);
    assert.equal((await client.ask()).body.sessionId, before);
  });

  it('may come back while the lawyer is away for some minutes', async () => {
    const before = await inCall();
    await host.list();
    firm.clock.move(14 * MINUTE);
    assert.equal((await client.ask()).body.sessionId, before);
  });

  for (const first of ['client', 'lawyer'] as const) {
    it(`waits at 15 h, and meets nobody in the session of before; the ${first} comes first`, async () => {
      const before = await inCall();
      await watched(30 * MINUTE);
      firm.clock.move(4 * HOUR);
      if (first === 'lawyer') await host.ask();
      assert.equal((await client.ask()).status, 202);
      const { sessionId, token } = (await host.ask()).body;
      assert.notEqual(sessionId, before);
      assert.equal(claimsOf(token).session_id, sessionId);
      assert.equal((await host.list()).body.waiting.length, 1);
    });
  }

  it('is let in again by the lawyer alone, into the session of then', async () => {
    await inCall();
    firm.clock.move(4 * HOUR);
    await client.ask();
    const { sessionId } = (await host.ask()).body;
    await host.decide({ id: await client.waitingId(host), decision: 'admit' });
    assert.equal((await client.ask()).body.sessionId, sessionId);
  });

  it('waits again after twelve hours, however long the call', async () => {
    await inCall();
    await watched(11 * HOUR);
    assert.equal((await client.ask()).status, 200);
    await watched(HOUR);
    assert.equal((await client.ask()).status, 202);
  });

  it('does not stay admitted by asking again and again', async () => {
    await inCall();
    let status = 200;
    for (let minutes = 0; minutes < 60; minutes += 5) {
      firm.clock.move(5 * MINUTE);
      status = (await client.ask()).status;
    }
    assert.equal(status, 202);
  });

  it('waits again after an end that was taken back, also by the old ticket without the cookie', async () => {
    await client.ask();
    const { ticket } = client;
    await inCall();
    await host.decide({ action: 'end' });
    await host.decide({ action: 'reopen' });
    assert.equal((await client.ask(rdv, { ticket })).status, 202);
  });

  it('waits after an end also when another host lets them in meanwhile', async () => {
    await host.ask();
    await client.ask();
    const id = await client.waitingId(host);
    await host.decide({ action: 'end' });
    assert.equal((await host.decide({ id, decision: 'admit' })).body.reason, 'ended');
    assert.equal((await host.decide({ action: 'admit-all' })).status, 410);
    await host.decide({ action: 'reopen' });
    assert.equal((await client.ask()).status, 202);
  });

  it('waits again two minutes after the last lawyer has left; until then a reload changes nothing', async () => {
    const before = await inCall();
    assert.equal((await host.decide({ action: 'leave' })).status, 200);
    firm.clock.move(MINUTE);
    assert.equal((await client.ask()).body.sessionId, before);
    await host.ask();
    firm.clock.move(14 * MINUTE);
    assert.equal((await client.ask()).body.sessionId, before);
    await host.decide({ action: 'leave' });
    firm.clock.move(2 * MINUTE);
    assert.equal((await client.ask()).status, 202);
    assert.notEqual((await host.ask()).body.sessionId, before);
  });

  it('stays while another lawyer’s page asks who waits', async () => {
    const before = await inCall();
    const other = await firm.invited(rdv, 'me-lemoine', 'Me Lemoine');
    await other.ask();
    await host.decide({ action: 'leave' });
    firm.clock.move(MINUTE);
    await other.list();
    firm.clock.move(14 * MINUTE);
    assert.equal((await client.ask()).body.sessionId, before);
  });

  it('leaves nothing of a host’s to be ended by a guest', async () => {
    const before = await inCall();
    assert.equal((await client.decide({ action: 'leave' })).status, 403);
    firm.clock.move(3 * MINUTE);
    assert.equal((await client.ask()).body.sessionId, before);
  });

  it('finds the room locked when it was locked meanwhile', async () => {
    await inCall();
    await host.decide({ action: 'lock' });
    await watched(12 * HOUR);
    const { status, body } = await client.ask();
    assert.deepEqual([status, body.reason], [403, 'locked']);
  });

  it('keeps no page without a certificate out by the key of a consultation that is over', async () => {
    await host.ask(rdv, { fingerprint: fingerprint(1) });
    await host.list();
    assert.equal((await client.ask()).body.reason, 'reload');
    firm.clock.move(HOUR);
    assert.equal((await client.ask()).status, 202);
  });

  it('does not keep a consultation going that its host has left, by renewals of the attestation', async () => {
    const certified = { fingerprint: fingerprint(1) };
    await host.ask(rdv, { fingerprint: fingerprint(2) });
    await client.ask(rdv, certified);
    await host.decide({ action: 'admit-all' });
    await client.ask(rdv, certified);
    const renew = () =>
      client.call('POST', '/api/visio', { room: rdv, purpose: 'attestation', ...certified });
    const statuses: number[] = [];
    for (let minutes = 0; minutes < 20; minutes += 4) {
      firm.clock.move(4 * MINUTE);
      statuses.push((await renew()).status);
    }
    assert.deepEqual(statuses, [200, 200, 200, 403, 403]);
  });
});

describe('somebody who was removed', () => {
  beforeEach(() => start({ startsAt: undefined, endsAt: undefined } as never));

  it('stays out in later consultations, after a day and after a week; only a new link of the firm lets them ask', async () => {
    await inCall();
    const { id } = JSON.parse(claimsOf((await client.ask()).body.token).connection_data);
    await host.decide({ action: 'remove', participant: id });
    for (const pause of [HOUR, 25 * HOUR, 5 * 24 * HOUR]) {
      firm.clock.move(pause);
      assert.equal((await client.ask()).body.reason, 'removed');
    }
    const again = firm.visitor('Camille');
    await again.openLink(await firm.server.renewLink(rdv, 'client'));
    assert.equal((await again.ask()).status, 202);
  });

  it('is named no longer after a day, neither in the store nor to those who come', async () => {
    await firm.close();
    const clock = new Clock();
    const store = new MemoryStore();
    firm = await Firm.open([{ id: 'salle', people: [...(consultation(clock).people ?? [])] }], {
      clock,
      store,
    });
    const [lawyer, guest] = [
      await firm.invited('salle', 'me-vasseur', 'Me Vasseur'),
      await firm.invited('salle', 'client', 'Camille'),
    ];
    await lawyer.ask('salle', { fingerprint: fingerprint(1) });
    await guest.ask('salle', { fingerprint: fingerprint(2) });
    const id = await guest.waitingId(lawyer, 'salle');
    await lawyer.decide({ action: 'remove', participant: id }, 'salle');
    const ask = () => lawyer.ask('salle', { fingerprint: fingerprint(1) });
    assert.deepEqual((await ask()).body.removed, [id]);
    const again = firm.visitor('Camille');
    await again.openLink(await firm.server.renewLink('salle', 'client'));
    assert.deepEqual(
      (await ask()).body.removed,
      [id],
      'their attestation of before lasts longer than the link',
    );
    assert.equal((await again.ask('salle', { fingerprint: fingerprint(3) })).status, 202);
    clock.move(25 * HOUR);
    assert.equal((await ask()).body.removed, undefined);
    assert.ok(!JSON.stringify(await store.read('salle')).includes('Camille'));
    assert.equal((await guest.ask('salle', { fingerprint: fingerprint(2) })).status, 401);
  });
});

describe('a server that was there', () => {
  it('ends a left consultation although nobody asks; a restart does not bring it back', async (context) => {
    const clock = new Clock();
    const store = new MemoryStore();
    firm = await Firm.open([consultation(clock)], { clock, store, secret });
    host = await firm.invited(rdv, 'me-vasseur', 'Me Vasseur');
    await host.ask();
    context.mock.timers.enable({ apis: ['setTimeout'] });
    await host.list();
    assert.ok((await store.read(rdv)).session);
    clock.move(16 * MINUTE);
    context.mock.timers.tick(16 * MINUTE);
    context.mock.timers.reset();
    assert.equal((await store.read(rdv)).session, undefined);
  });

  it('ends the consultation that its last host has left although nobody asks', async (context) => {
    const store = new MemoryStore();
    const clock = new Clock();
    firm = await Firm.open([consultation(clock)], { clock, store, secret });
    host = await firm.invited(rdv, 'me-vasseur', 'Me Vasseur');
    await host.ask();
    context.mock.timers.enable({ apis: ['setTimeout'] });
    await host.decide({ action: 'leave' });
    clock.move(3 * MINUTE);
    context.mock.timers.tick(3 * MINUTE);
    context.mock.timers.reset();
    assert.equal((await store.read(rdv)).session, undefined);
  });
});

describe('a server that was away', () => {
  it('judges no host by the time in which it could not be asked', async () => {
    const clock = new Clock();
    const store = new MemoryStore();
    const open = () => Firm.open([consultation(clock)], { clock, store, secret });
    firm = await open();
    host = await firm.invited(rdv, 'me-vasseur', 'Me Vasseur');
    client = await firm.invited(rdv, 'client', 'Camille');
    const certified = { fingerprint: fingerprint(1) };
    await host.ask(rdv, { fingerprint: fingerprint(2) });
    await client.ask(rdv, certified);
    await host.decide({ action: 'admit-all' });
    await client.ask(rdv, certified);
    const before = firm;
    clock.move(25 * MINUTE);
    firm = await open();
    await before.vonage.close();
    const back = firm.visitor('Camille');
    for (const [name, value] of client.cookies) back.cookies.set(name, value);
    const renew = () => back.call('POST', '/api/visio', { room: rdv, purpose: 'attestation', ...certified });
    assert.equal((await renew()).status, 200);
    clock.move(15 * MINUTE);
    assert.equal((await renew()).status, 403, 'from then on it does');
    await before.server.close();
  });
});
