import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { MemoryStore } from '../../demo/access-server/store.ts';
import { attestationOf, connectionData, fingerprint, readAttestation } from './support/attestation.ts';
import { Clock, consultation, Firm } from './support/firm.ts';
import type { Answered, Visitor } from './support/visitor.ts';

const MINUTE = 60_000;
const rdv = 'rdv-4821';
const REFUSED = [403, 'refused', undefined];

let firm: Firm;
let store: MemoryStore;
let host: Visitor;
let guest: Visitor;

async function start(): Promise<void> {
  const clock = new Clock();
  store = new MemoryStore();
  const open = { id: 'salle', open: true, people: [{ id: 'me-vasseur', role: 'host' }] } as const;
  firm = await Firm.open([consultation(clock), open], { clock, store });
  host = await firm.invited(rdv, 'me-vasseur');
  guest = await firm.invited(rdv, 'client');
}
beforeEach(start);
afterEach(() => firm.close());

const ask = (visitor: Visitor, number: number, room = rdv) =>
  visitor.ask(room, { fingerprint: fingerprint(number) });
const renew = (visitor: Visitor, number: number, more: object = {}, room = rdv) =>
  visitor.call('POST', '/api/visio', {
    room,
    purpose: 'attestation',
    fingerprint: fingerprint(number),
    ...more,
  });
const refusal = ({ status, body }: Answered) => [status, body.code, body.reason];

/** Lets the guest in with certificate 1. */
async function admitted(): Promise<Answered> {
  await ask(guest, 1);
  await host.decide({ action: 'admit-all' });
  return ask(guest, 1);
}

describe('a renewal', () => {
  it('is an attestation of the same certificate, id, name and role, and nothing else', async () => {
    const granted = await admitted();
    const before = (await attestationOf(granted)).claims;
    firm.clock.move(4 * MINUTE);
    const renewed = await renew(guest, 1, { displayName: 'Me Hélène Vasseur', ticket: guest.ticket });
    assert.equal(renewed.status, 200);
    assert.deepEqual(Object.keys(renewed.body), ['attestation']);
    assert.deepEqual(renewed.headers.getSetCookie(), []);
    assert.equal(renewed.headers.get('Cache-Control'), 'no-store');
    const after = (await readAttestation(renewed, granted.body.attestationKey)).claims;
    const { iat, exp } = before;
    assert.deepEqual(after, { ...before, iat: iat + 240, exp: exp + 240 });
  });

  it('goes on as long as it is asked in time, past the hours of the appointment', async () => {
    await admitted();
    for (let minutes = 0; minutes < 120; minutes += 4) {
      firm.clock.move(4 * MINUTE);
      await host.list();
      assert.equal((await renew(guest, 1)).status, 200);
    }
    assert.equal((await ask(guest, 1)).body.code, 'closed', 'nobody comes in any more');
  });

  it('keeps the consultation for a call of two days', async () => {
    const visitor = await firm.invited('salle', 'me-vasseur', 'Me Vasseur');
    const { sessionId } = (await ask(visitor, 1, 'salle')).body;
    for (let minutes = 0; minutes < 48 * 60; minutes += 8) {
      firm.clock.move(8 * MINUTE);
      await renew(visitor, 1, {}, 'salle');
    }
    assert.equal((await ask(visitor, 1, 'salle')).body.sessionId, sessionId);
  });

  it('is refused for a certificate that was not attested, or is another’s', async () => {
    await admitted();
    await ask(host, 2);
    assert.deepEqual(refusal(await renew(guest, 3)), REFUSED);
    assert.deepEqual(refusal(await renew(guest, 2)), REFUSED);
    assert.deepEqual(refusal(await renew(host, 1)), REFUSED);
  });

  it('without a fingerprint is no request', async () => {
    await admitted();
    const { status, body } = await renew(guest, 1, { fingerprint: undefined });
    assert.deepEqual([status, body.code], [400, 'invalid-request']);
    assert.equal((await guest.ask(rdv, { purpose: ['attestation'] })).status, 400);
  });

  it('is refused before admission; it begins nothing and writes nobody down', async () => {
    assert.deepEqual(refusal(await renew(guest, 1)), REFUSED);
    assert.deepEqual(refusal(await renew(host, 1)), REFUSED, 'hosts too');
    assert.deepEqual(await store.read(rdv), { locked: false, people: [], links: [] });
    await ask(guest, 1);
    const waiting = await store.read(rdv);
    firm.clock.move(30_000);
    assert.deepEqual(refusal(await renew(guest, 1)), REFUSED);
    assert.deepEqual(await store.read(rdv), waiting);
    assert.equal(firm.vonage.requests.length, 0);
  });

  it('is refused between admission and the first grant', async () => {
    await ask(guest, 1);
    await host.decide({ action: 'admit-all' });
    assert.deepEqual(refusal(await renew(guest, 1)), REFUSED);
  });

  it('is refused after removal, with the reason', async () => {
    const { id } = connectionData(await admitted());
    await host.decide({ action: 'remove', participant: id, reason: 'Entretien privé.' });
    const refused = await renew(guest, 1);
    assert.deepEqual(refusal(refused), [403, 'refused', 'removed']);
    assert.equal(refused.body.detail, 'Entretien privé.');
  });

  it('of a removed person is named as dead in later grants', async () => {
    const { id } = connectionData(await admitted());
    assert.equal((await ask(host, 2)).body.removed, undefined);
    await host.decide({ action: 'remove', participant: id });
    assert.deepEqual((await ask(host, 2)).body.removed, [id]);
  });

  it('is refused after the end, and after a new beginning', async () => {
    const before = await admitted();
    await host.decide({ action: 'end' });
    assert.equal((await store.read(rdv)).session, undefined, 'the key is destroyed');
    assert.deepEqual(refusal(await renew(guest, 1)), [403, 'refused', 'ended']);
    await host.decide({ action: 'reopen' });
    assert.deepEqual(refusal(await renew(guest, 1)), REFUSED);
    await ask(host, 2);
    assert.deepEqual(refusal(await renew(guest, 1)), REFUSED);
    const after = await admitted();
    assert.notDeepEqual(after.body.attestationKey, before.body.attestationKey);
    const [old, young] = await Promise.all([before, after].map(attestationOf));
    assert.notEqual(young?.claims.room, old?.claims.room);
  });

  it('is refused in a consultation without a key', async () => {
    await host.ask();
    await ask(host, 1);
    assert.deepEqual(refusal(await renew(host, 1)), REFUSED);
  });

  it('is refused to strangers, and to who holds nothing but the ticket of an invited person', async () => {
    await admitted();
    assert.deepEqual(refusal(await renew(firm.visitor(), 1)), REFUSED);
    assert.deepEqual(refusal(await renew(firm.visitor(), 1, { ticket: guest.ticket })), REFUSED);
    assert.equal((await renew(firm.visitor(), 1, {}, 'nulle-part')).body.code, 'room-not-found');
  });

  it('is refused to a second browser with the same personal link, and to an older link', async () => {
    const second = await firm.invited(rdv, 'client');
    await admitted();
    assert.deepEqual(refusal(await renew(second, 1)), [403, 'refused', 'link-used']);
    await firm.server.renewLink(rdv, 'client');
    assert.deepEqual(refusal(await renew(guest, 1)), REFUSED);
  });
});

describe('four certificates of one person', () => {
  it('can be renewed; a fifth takes the place of the one renewed longest ago', async () => {
    for (const number of [1, 2, 3, 4]) {
      assert.equal((await ask(host, number)).status, 200);
      firm.clock.move(1000);
    }
    for (const number of [1, 2, 3, 4]) assert.equal((await renew(host, number)).status, 200);
    firm.clock.move(1000);
    // The second is now the one of longest ago.
    await renew(host, 1);
    firm.clock.move(1000);
    for (const number of [3, 4]) await renew(host, number);
    firm.clock.move(1000);
    assert.equal((await ask(host, 5)).status, 200);
    assert.deepEqual(refusal(await renew(host, 2)), REFUSED);
    for (const number of [1, 3, 4, 5]) assert.equal((await renew(host, number)).status, 200);
  });

  it('are another person’s as well, and those that are over do not count', async () => {
    for (const number of [1, 2, 3, 4]) await ask(host, number);
    const second = await firm.invited(rdv, 'me-lemoine');
    await ask(second, 5);
    for (const number of [1, 2, 3, 4]) assert.equal((await renew(host, number)).status, 200);
    firm.clock.move(10 * MINUTE);
    for (const number of [6, 7, 8, 9]) await ask(host, number);
    for (const number of [6, 7, 8, 9]) assert.equal((await renew(host, number)).status, 200);
  });
});

describe('who is known by a ticket alone', () => {
  let lawyer: Visitor;
  let visitor: Visitor;
  beforeEach(async () => {
    lawyer = await firm.invited('salle', 'me-vasseur', 'Me Vasseur');
    visitor = firm.visitor('Zoé');
    await ask(visitor, 1, 'salle');
    await lawyer.decide({ action: 'admit-all' }, 'salle');
    visitor.cookies.clear();
  });

  it('comes in and renews with the certificate of their admission', async () => {
    assert.equal((await ask(visitor, 1, 'salle')).status, 200);
    visitor.cookies.clear();
    const { ticket } = visitor;
    assert.equal((await renew(visitor, 1, { ticket }, 'salle')).status, 200);
    assert.deepEqual(refusal(await renew(visitor, 1, {}, 'salle')), REFUSED);
  });

  it('waits again with another, as somebody else', async () => {
    const { id } = connectionData(await ask(visitor, 1, 'salle'));
    visitor.cookies.clear();
    const { ticket } = visitor;
    assert.equal((await ask(visitor, 2, 'salle')).status, 202);
    assert.notEqual(await visitor.waitingId(lawyer, 'salle'), id);
    for (const number of [1, 2]) {
      assert.deepEqual(refusal(await renew(firm.visitor(), number, { ticket }, 'salle')), REFUSED);
    }
    await lawyer.decide({ action: 'admit-all' }, 'salle');
    visitor.cookies.clear();
    assert.equal((await ask(visitor, 2, 'salle')).status, 200);
  });

  it('renews no other certificate of the same person', async () => {
    const other = firm.visitor('Ada');
    await ask(other, 3, 'salle');
    const { ticket } = other;
    await lawyer.decide({ action: 'admit-all' }, 'salle');
    await ask(other, 3, 'salle');
    await ask(other, 4, 'salle');
    assert.equal((await renew(other, 4, {}, 'salle')).status, 200);
    assert.equal((await renew(firm.visitor(), 3, { ticket }, 'salle')).status, 200);
    assert.deepEqual(refusal(await renew(firm.visitor(), 4, { ticket }, 'salle')), REFUSED);
  });

  it('waits again without any', async () => {
    assert.equal((await visitor.ask('salle')).status, 202);
  });

  it('does not lose their place for a new certificate when there is a cookie', async () => {
    const other = firm.visitor('Ada');
    await ask(other, 3, 'salle');
    await lawyer.decide({ action: 'admit-all' }, 'salle');
    assert.equal((await ask(other, 4, 'salle')).status, 200);
  });
});
