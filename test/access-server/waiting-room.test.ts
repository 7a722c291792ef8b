import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Appointment } from '../../demo/access-server/index.ts';
import { Clock, consultation, Firm } from './support/firm.ts';
import { claimsOf, type Visitor } from './support/visitor.ts';

const MINUTE = 60_000;

let firm: Firm;
let host: Visitor;
let guest: Visitor;

async function start(changes: Partial<Appointment> = {}): Promise<void> {
  const clock = new Clock();
  firm = await Firm.open([consultation(clock, changes)], { clock });
  host = await firm.invited('rdv-4821', 'me-vasseur', 'Me Vasseur');
  guest = await firm.invited('rdv-4821', 'client', 'Camille');
}
afterEach(() => firm.close());

describe('a guest who waits', () => {
  beforeEach(() => start({ message: 'Je termine un appel.' }));

  it('gets a ticket and no token', async () => {
    const { status, body } = await guest.ask();
    assert.equal(status, 202);
    assert.deepEqual(Object.keys(body), ['waiting', 'room']);
    assert.doesNotMatch(JSON.stringify(body), /token|session/i);
    assert.equal(body.waiting.retryAfter, 2);
    assert.equal(body.waiting.message, 'Je termine un appel.');
    assert.equal(firm.vonage.requests.length, 0);
  });

  it('keeps the ticket and the place while asking', async () => {
    const first = await guest.ask();
    firm.clock.move(30_000);
    const second = await guest.ask();
    assert.equal(second.body.waiting.ticket, first.body.waiting.ticket);
    const [waiting, ...more] = (await host.list()).body.waiting;
    assert.equal(more.length, 0);
    assert.equal(waiting?.displayName, 'Camille');
    assert.equal(waiting?.invitedAs, 'Camille Durand');
    assert.equal(waiting?.since, new Date(firm.clock.now - 30_000).toISOString());
    assert.equal(waiting?.seen, new Date(firm.clock.now).toISOString());
  });

  it('is the same person after a reload that lost the ticket', async () => {
    await guest.ask();
    const lost = guest.ticket;
    guest.ticket = undefined;
    await guest.ask();
    assert.notEqual(guest.ticket, lost);
    assert.equal((await host.list()).body.waiting.length, 1);
  });

  it('comes in once admitted, and may come back', async () => {
    await guest.ask();
    const id = await guest.waitingId(host);
    const { status, body } = await host.decide({ id, decision: 'admit' });
    assert.equal(status, 200);
    assert.equal(body.waiting.length, 0);
    const granted = await guest.ask();
    assert.equal(granted.status, 200);
    assert.equal(JSON.parse(claimsOf(granted.body.token).connection_data).id, id);
    guest.ticket = undefined;
    assert.equal((await guest.ask()).status, 200);
  });

  it('comes in by GET too, known by the cookie', async () => {
    const get = () => guest.call('GET', '/api/visio/rdv-4821');
    assert.equal((await get()).status, 202);
    assert.equal((await get()).status, 202);
    assert.equal((await host.list()).body.waiting.length, 1);
    await host.decide({ action: 'admit-all' });
    assert.equal((await get()).status, 200);
  });

  it('is forgotten when they give up, but not between two slow questions', async () => {
    await guest.ask();
    firm.clock.move(70_000);
    assert.equal((await host.list()).body.waiting.length, 1);
    const id = await guest.waitingId(host);
    firm.clock.move(5_000);
    assert.equal((await host.list()).body.waiting.length, 0);
    const { status, body } = await host.decide({ id, decision: 'admit' });
    assert.equal(status, 409);
    assert.equal(body.code, 'guest-gone');
    assert.equal((await guest.ask()).status, 202, 'and may ask anew');
  });

  it('cannot enter with somebody else’s ticket', async () => {
    await guest.ask();
    await host.decide({ action: 'admit-all' });
    const other = await firm.invited('rdv-4821', 'stagiaire', 'Noé');
    const { status } = await other.ask('rdv-4821', { ticket: guest.ticket });
    assert.equal(status, 202);
    const stranger = firm.visitor();
    assert.equal((await stranger.ask('rdv-4821', { ticket: guest.ticket })).status, 401);
  });

  it('reads what the host writes, as text', async () => {
    await guest.ask();
    await host.decide({ action: 'message', text: 'Cinq minutes,\u202E\nmerci <b>' });
    assert.equal((await guest.ask()).body.waiting.message, 'Cinq minutes, merci <b>');
    await host.decide({ action: 'message', text: '' });
    assert.equal((await guest.ask()).body.waiting.message, 'Je termine un appel.');
  });
});

describe('a host', () => {
  beforeEach(() => start());

  it('refuses with a reason, for five minutes', async () => {
    await guest.ask();
    const id = await guest.waitingId(host);
    await host.decide({ id, decision: 'refuse', reason: 'Je vous rappelle à 16 h.' });
    const refused = await guest.ask();
    assert.equal(refused.status, 403);
    assert.equal(refused.body.code, 'refused');
    assert.equal(refused.body.detail, 'Je vous rappelle à 16 h.');
    assert.equal((await host.list()).body.waiting.length, 0);
    firm.clock.move(5 * MINUTE);
    assert.equal((await guest.ask()).status, 202);
  });

  it('may let in somebody who was refused', async () => {
    await guest.ask();
    const id = await guest.waitingId(host);
    await host.decide({ id, decision: 'refuse' });
    assert.equal((await host.decide({ id, decision: 'admit' })).status, 200);
    assert.equal((await guest.ask()).status, 200);
  });

  it('shares decisions with a second host', async () => {
    const second = await firm.invited('rdv-4821', 'me-lemoine');
    await guest.ask();
    const id = await guest.waitingId(second);
    const answers = await Promise.all([
      host.decide({ id, decision: 'admit' }),
      second.decide({ id, decision: 'admit' }),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    const late = await second.decide({ id, decision: 'refuse' });
    assert.equal(late.status, 409);
    assert.equal(late.body.code, 'already-decided');
    assert.equal((await guest.ask()).status, 200);
  });

  it('lets in, all at once, nobody who came after the look', async () => {
    await guest.ask();
    const shown = (await host.list()).body.waiting.map(({ id }: { id: string }) => id);
    const late = await firm.invited('rdv-4821', 'stagiaire');
    await late.ask();
    const { waiting } = (await host.decide({ action: 'admit-all', guests: shown })).body;
    assert.equal((await guest.ask()).status, 200);
    assert.equal((await late.ask()).status, 202);
    assert.equal(waiting.length, 1);
    assert.equal((await host.decide({ action: 'admit-all', guests: [] })).body.waiting.length, 1);
    for (const guests of ['all', [1], [null], Array(201).fill('x')]) {
      assert.equal((await host.decide({ action: 'admit-all', guests })).status, 400);
    }
  });

  it('removes somebody, whom the platform puts out and nobody lets back in', async () => {
    await host.ask();
    await guest.ask();
    await host.decide({ action: 'admit-all' });
    const { body } = await guest.ask();
    const { id } = JSON.parse(claimsOf(body.token).connection_data);
    const removal = { action: 'remove', participant: id, connection: 'c0_n-N', reason: 'Entretien privé.' };
    assert.equal((await host.decide(removal)).status, 200);
    const last = firm.vonage.requests.at(-1);
    assert.equal(last?.method, 'DELETE');
    assert.equal(last?.url, `/v2/project/${body.applicationId}/session/${body.sessionId}/connection/c0_n-N`);
    for (const ticket of [guest.ticket, undefined]) {
      const refused = await guest.ask('rdv-4821', { ticket });
      assert.equal(refused.body.code, 'refused');
      assert.equal(refused.body.reason, 'removed');
      assert.equal(refused.body.detail, 'Entretien privé.');
    }
    assert.equal((await host.decide({ id, decision: 'admit' })).body.code, 'already-decided');
    const again = firm.visitor();
    await again.openLink(await firm.server.renewLink('rdv-4821', 'client'));
    assert.equal((await again.ask()).status, 202, 'a new link is a new chance');
  });

  it('cannot be removed or refused by another', async () => {
    const { body } = await host.ask();
    const { id } = JSON.parse(claimsOf(body.token).connection_data);
    const second = await firm.invited('rdv-4821', 'me-lemoine');
    assert.equal((await second.decide({ action: 'remove', participant: id })).body.code, 'guest-gone');
    assert.equal((await host.ask()).status, 200);
  });

  it('locks the room: nobody new, those inside come back', async () => {
    await guest.ask();
    await host.decide({ action: 'admit-all' });
    const observer = await firm.invited('rdv-4821', 'stagiaire');
    assert.equal((await host.decide({ action: 'lock' })).body.locked, true);
    const { status, body } = await observer.ask();
    assert.equal(status, 403);
    assert.equal(body.code, 'refused');
    assert.equal(body.reason, 'locked');
    assert.match(body.detail, /verrouillée/);
    assert.equal((await guest.ask()).status, 200);
    assert.equal((await host.decide({ action: 'unlock' })).body.locked, false);
    assert.equal((await observer.ask()).status, 202);
  });

  it('ends for everyone; what tokens are left lead to an empty session', async () => {
    await guest.ask();
    await host.decide({ action: 'admit-all' });
    const before = await guest.ask();
    // The provider chooses the ids. One that would be a part of another address is none, and keeps nothing from ending.
    const odd = ['..', '.', '', 'a/b', 'a%2Fb', 'a\\b', 'a?b', 'a#b', 'a b', 'é', 'a'.repeat(101)];
    const { body } = await host.decide({ action: 'end', connections: [...odd, 'a', 'b'] });
    assert.equal(body.ended, true);
    assert.equal(firm.vonage.requests.filter(({ method }) => method === 'DELETE').length, 2);
    for (const person of [guest, host]) {
      const closed = await person.ask();
      assert.equal(closed.status, 410);
      assert.equal(closed.body.code, 'closed');
      assert.equal(closed.body.reason, 'ended');
    }
    assert.equal((await host.decide({ action: 'reopen' })).body.ended, false);
    assert.equal((await guest.ask()).status, 202, 'who was let in before waits');
    await host.decide({ action: 'admit-all' });
    const after = await guest.ask();
    assert.equal(after.status, 200);
    assert.notEqual(after.body.sessionId, before.body.sessionId);
  });

  it('is never kept waiting by a platform that does not answer to a removal', async () => {
    await guest.ask();
    const id = await guest.waitingId(host);
    await host.ask();
    firm.vonage.status = 500;
    assert.equal((await host.decide({ action: 'remove', participant: id, connection: 'x' })).status, 200);
    assert.equal((await guest.ask()).body.reason, 'removed');
  });
});

describe('the list', () => {
  beforeEach(() => start());

  it('is for hosts only', async () => {
    await guest.ask();
    const observer = await firm.invited('rdv-4821', 'stagiaire');
    for (const person of [guest, observer]) {
      assert.equal((await person.list()).status, 403);
      assert.equal((await person.decide({ action: 'admit-all' })).status, 403);
    }
    const stranger = firm.visitor();
    assert.equal((await stranger.list()).status, 401);
    assert.equal((await stranger.decide({ action: 'admit-all' })).status, 401);
    assert.equal((await host.list('nulle-part')).status, 404);
    assert.equal((await guest.ask()).status, 202);
  });

  it('is not for the host of another room', async () => {
    await firm.close();
    const clock = new Clock();
    firm = await Firm.open([consultation(clock), consultation(clock, { id: 'rdv-9' })], { clock });
    const other = await firm.invited('rdv-9', 'me-vasseur');
    assert.equal((await other.list('rdv-4821')).status, 401);
    // The cookie of one room under the name of another is forged.
    other.cookies.set('visio-rdv-4821', other.cookies.get('visio-rdv-9') ?? '');
    assert.equal((await other.list('rdv-4821')).status, 401);
  });

  it('refuses decisions that make no sense', async () => {
    for (const body of [
      {},
      { id: 'x' },
      { id: 'x', decision: 'maybe' },
      { id: 7, decision: 'admit' },
      { action: 'explode' },
      { action: 'remove' },
      { action: 'end', connections: 'all' },
      { action: 'end', connections: [1] },
    ]) {
      assert.equal((await host.decide(body)).status, 400, JSON.stringify(body));
    }
    assert.equal((await host.decide({ id: 'nobody', decision: 'admit' })).body.code, 'guest-gone');
  });
});

describe('an open room', () => {
  const open: Appointment = {
    id: 'salle',
    open: true,
    people: [{ id: 'me-vasseur', role: 'host' }],
  };

  beforeEach(async () => {
    firm = await Firm.open([open]);
    host = await firm.invited('salle', 'me-vasseur');
  });

  it('knows who waits by the ticket where cookies are blocked', async () => {
    const visitor = firm.visitor('Zoé');
    await visitor.ask('salle');
    visitor.cookies.clear();
    assert.equal((await visitor.ask('salle')).status, 202);
    assert.equal((await host.list('salle')).body.waiting.length, 1);
    await host.decide({ action: 'admit-all' }, 'salle');
    visitor.cookies.clear();
    assert.equal((await visitor.ask('salle')).status, 200);
  });

  it('takes an invented ticket for none', async () => {
    const { status, body } = await firm.visitor().ask('salle', { ticket: 'A'.repeat(43) });
    assert.equal(status, 202);
    assert.notEqual(body.waiting.ticket, 'A'.repeat(43));
  });

  it('behaves with fifty guests: in order, asked more slowly, admitted at once', async () => {
    const guests = Array.from({ length: 50 }, (_, index) => firm.visitor(`Invité ${index}`));
    for (const visitor of guests) await visitor.ask('salle');
    const list = (await host.list('salle')).body.waiting;
    assert.deepEqual(
      list.map(({ displayName }) => displayName),
      guests.map(({ name }) => name),
    );
    assert.equal((await guests[0]?.ask('salle'))?.body.waiting.retryAfter, 5);
    assert.equal((await host.decide({ action: 'admit-all' }, 'salle')).body.waiting.length, 0);
    const answers = await Promise.all(guests.map((visitor) => visitor.ask('salle')));
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(new Set(answers.map(({ body }) => body.token)).size, 50);
  });

  it('lets no more than a hundred wait', async () => {
    for (let index = 0; index < 100; index++) await firm.visitor().ask('salle');
    const { status, body } = await firm.visitor().ask('salle');
    assert.equal(status, 409);
    assert.equal(body.code, 'room-full');
  });

  it('admits as many as there are places', async () => {
    await firm.close();
    firm = await Firm.open([{ ...open, capacity: 2 }]);
    host = await firm.invited('salle', 'me-vasseur');
    await host.ask('salle');
    const [first, second] = [firm.visitor('A'), firm.visitor('B')];
    await first.ask('salle');
    await second.ask('salle');
    const { waiting } = (await host.decide({ action: 'admit-all' }, 'salle')).body;
    assert.deepEqual(
      waiting.map(({ displayName }) => displayName),
      ['B'],
    );
    const id = await second.waitingId(host, 'salle');
    assert.equal((await host.decide({ id, decision: 'admit' }, 'salle')).body.code, 'room-full');
    const participant = JSON.parse(claimsOf((await first.ask('salle')).body.token).connection_data).id;
    await host.decide({ action: 'remove', participant }, 'salle');
    assert.equal((await host.decide({ id, decision: 'admit' }, 'salle')).status, 200);
    assert.equal((await second.ask('salle')).status, 200);
  });
});
