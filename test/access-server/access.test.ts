import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { importSPKI, jwtVerify } from 'jose';
import { Clock, consultation, Firm } from './support/firm.ts';
import { claimsOf } from './support/visitor.ts';

const MINUTE = 60_000;
const open = { id: 'salle', open: true, waitingRoom: false } as const;

let firm: Firm;
afterEach(() => firm.close());

describe('a grant', () => {
  it('holds what the browser needs to connect, and nothing is cached', async () => {
    firm = await Firm.open([{ ...open, title: 'Permanence' }]);
    const { status, headers, body } = await firm.visitor().ask('salle');
    assert.equal(status, 200);
    assert.equal(body.sessionId, '1_FAKE-1');
    assert.equal(body.mediaMode, 'relayed');
    assert.equal(body.proxyUrl, firm.vonage.origin);
    assert.deepEqual(body.room, { title: 'Permanence' });
    assert.equal(body.admission, undefined);
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.equal(headers.get('Date'), new Date(firm.clock.now).toUTCString());
  });

  it('carries a token that Vonage can verify, for one session, for three minutes', async () => {
    firm = await Firm.open([open]);
    const { body } = await firm.visitor('Zoé').ask('salle');
    const key = await importSPKI(firm.publicKey, 'RS256');
    const { payload } = await jwtVerify(body.token, key, { algorithms: ['RS256'] });
    assert.equal(payload.application_id, body.applicationId);
    assert.equal(payload.session_id, body.sessionId);
    assert.equal(payload.scope, 'session.connect');
    assert.equal(payload.role, 'publisher');
    assert.equal(payload.exp, (firm.clock.now + 3 * MINUTE) / 1000);
    const data = JSON.parse(String(payload.connection_data));
    assert.deepEqual(Object.keys(data), ['name', 'id', 'role']);
    assert.equal(data.name, 'Zoé');
    assert.match(data.id, /^[\w-]{22}$/);
  });

  it('gives each person a token and an id of their own, in one session', async () => {
    firm = await Firm.open([open]);
    const grants = await Promise.all([firm.visitor('A').ask('salle'), firm.visitor('B').ask('salle')]);
    const [first, second] = grants.map(({ body }) => claimsOf(body.token));
    assert.equal(first?.session_id, second?.session_id);
    assert.notEqual(first?.connection_data, second?.connection_data);
    assert.equal(firm.vonage.requests.filter(({ url }) => url === '/session/create').length, 1);
  });

  it('keeps the same id when somebody comes back', async () => {
    firm = await Firm.open([open]);
    const visitor = firm.visitor();
    const before = claimsOf((await visitor.ask('salle')).body.token);
    const after = claimsOf((await visitor.ask('salle')).body.token);
    assert.equal(after.connection_data, before.connection_data);
  });

  it('gives the role of the invitation, whatever the request says', async () => {
    const clock = new Clock();
    firm = await Firm.open([consultation(clock, { waitingRoom: false })], { clock });
    for (const [person, role] of [
      ['me-vasseur', 'moderator'],
      ['client', 'publisher'],
      ['stagiaire', 'subscriber'],
    ] as const) {
      const visitor = await firm.invited('rdv-4821', person);
      const { status, body } = await visitor.ask('rdv-4821', { role: 'moderator', admission: true });
      assert.equal(status, 200);
      assert.equal(claimsOf(body.token).role, role);
      assert.equal(JSON.parse(claimsOf(body.token).connection_data).role, role);
      assert.equal(body.admission !== undefined, role === 'moderator');
      assert.equal(body.expected, 4);
    }
  });

  it('asks for TURN servers at each grant, and tells the times and the medium of the appointment', async () => {
    const clock = new Clock();
    let asked = 0;
    const iceServers = () => [{ urls: 'turn:turn.cabinet.example', username: `${++asked}`, credential: 'c' }];
    const room = consultation(clock, { waitingRoom: false, mediaMode: 'routed', expected: 2 });
    firm = await Firm.open([room], { clock, iceServers, proxyUrl: 'https://eu.proxy.example' });
    const visitor = await firm.invited('rdv-4821', 'client');
    await visitor.ask();
    const { body } = await visitor.ask();
    assert.deepEqual(body.iceServers, [
      { urls: 'turn:turn.cabinet.example', username: '2', credential: 'c' },
    ]);
    assert.equal(body.proxyUrl, 'https://eu.proxy.example');
    assert.equal(body.mediaMode, 'routed');
    assert.match(firm.vonage.requests[0]?.body ?? '', /p2p.preference=disabled/);
    assert.equal(body.room.startsAt, room.startsAt?.toISOString());
    assert.equal(body.room.endsAt, room.endsAt?.toISOString());
    assert.equal(body.expected, 2);
  });

  it('is answered to GET too, by the cookie alone', async () => {
    const clock = new Clock();
    firm = await Firm.open([consultation(clock, { waitingRoom: false })], { clock });
    const visitor = await firm.invited('rdv-4821', 'client');
    const { status, body } = await visitor.call('GET', '/api/visio/rdv-4821');
    assert.equal(status, 200);
    assert.equal(JSON.parse(claimsOf(body.token).connection_data).name, 'Camille Durand');
  });
});

describe('a name', () => {
  const shown = async (displayName: unknown) => {
    firm = await Firm.open([open]);
    const { body } = await firm.visitor().ask('salle', { displayName });
    const data = claimsOf(body.token).connection_data;
    assert.ok(data.length <= 1000);
    return JSON.parse(data).name;
  };

  it('is cut at 80 graphemes, not in the middle of one', async () => {
    const family = '👩‍👩‍👧‍👦';
    assert.equal(await shown(family.repeat(300)), family.repeat(29));
  });
  it('of 500 letters is cut', async () => assert.equal(await shown('é'.repeat(500)), 'é'.repeat(80)));
  it('with piles of accents fits Vonage’s limit', async () => {
    assert.equal(await shown(`e${'\u0301'.repeat(900)}`), 'Invité');
  });
  it('full of quotes fits Vonage’s limit once escaped', async () => {
    assert.equal(await shown('"\\'.repeat(300)), '"\\'.repeat(40));
  });
  it('loses right-to-left and invisible controls', async () => {
    assert.equal(await shown('\u202Eruessav\u2066 eM\u200B\u2069\uFEFF\u{E0041}'), 'ruessav eM');
  });
  it('loses symbols that look like spaces', async () => {
    assert.equal(await shown('Me\u2800 Vas\u{1D159}seur\u{13442}'), 'Me Vasseur');
  });
  it('stays one line', async () => assert.equal(await shown('  Anne\n\t\u2028Marie\0 '), 'Anne Marie'));
  it('keeps scripts and emoji whole', async () => assert.equal(await shown('می‌خواهم 👩‍⚖️'), 'می‌خواهم 👩‍⚖️'));
  it('stays text', async () => assert.equal(await shown('<img src=x>'), '<img src=x>'));
  it('may be missing', async () => assert.equal(await shown(null), 'Invité'));
  it('may be nothing visible', async () => assert.equal(await shown('\u200B \u3164\u202E'), 'Invité'));
  it('may hold half a character', async () => assert.equal(await shown('A\ud800B'), 'AB'));
});

describe('an appointment', () => {
  const at = async (minutes: number, person = 'client') => {
    const clock = new Clock();
    const room = consultation(clock, { waitingRoom: false });
    firm = await Firm.open([room], { clock });
    const visitor = await firm.invited('rdv-4821', person);
    clock.move(minutes * MINUTE);
    return visitor.ask();
  };

  it('is not open to guests more than a quarter of an hour before, and says when it will be', async () => {
    const { status, headers, body } = await at(-16);
    assert.equal(status, 403);
    assert.equal(body.code, 'not-open-yet');
    assert.equal(headers.get('Retry-After'), '60');
    assert.equal(body.opensAt, new Date(firm.clock.now + MINUTE).toISOString());
  });
  it('opens a quarter of an hour before', async () => assert.equal((await at(-15)).status, 200));
  it('is open to hosts at any time before', async () => {
    assert.equal((await at(-24 * 60, 'me-vasseur')).status, 200);
  });
  it('stays open half an hour after its end', async () => assert.equal((await at(74)).status, 200));
  it('closes then, to everyone', async () => {
    for (const person of ['client', 'me-vasseur']) {
      const { status, body } = await at(75, person);
      assert.equal(status, 410);
      assert.equal(body.code, 'closed');
      await firm.close();
    }
    firm = await Firm.open([]);
  });

  it('does not use up a personal link before it opens', async () => {
    const clock = new Clock();
    firm = await Firm.open([consultation(clock, { waitingRoom: false })], { clock });
    clock.move(-60 * MINUTE);
    assert.equal((await (await firm.invited('rdv-4821', 'client')).ask()).body.code, 'not-open-yet');
    clock.move(60 * MINUTE);
    assert.equal((await (await firm.invited('rdv-4821', 'client')).ask()).status, 200);
  });
});

describe('a refusal', () => {
  it('names an unknown room', async () => {
    firm = await Firm.open([open]);
    for (const room of ['nulle-part', 'SALLE', '../salle', 'salle\0', '__proto__', 'x'.repeat(200)]) {
      const { status, body } = await firm.visitor().ask(room);
      assert.equal(status, 404);
      assert.equal(body.code, 'room-not-found');
    }
  });

  it('is unauthorized without a personal link', async () => {
    const clock = new Clock();
    firm = await Firm.open([consultation(clock)], { clock });
    const { status, headers, body } = await firm.visitor().ask();
    assert.equal(status, 401);
    assert.equal(body.code, 'unauthorized');
    assert.ok(headers.get('WWW-Authenticate'));
    assert.equal(headers.get('Set-Cookie'), null);
  });

  it('tells that the room is full', async () => {
    firm = await Firm.open([{ ...open, capacity: 2 }]);
    await firm.visitor('A').ask('salle');
    await firm.visitor('B').ask('salle');
    const { status, headers, body } = await firm.visitor('C').ask('salle');
    assert.equal(status, 409);
    assert.equal(body.code, 'room-full');
    assert.equal(headers.get('Retry-After'), '15');
  });

  it('explains itself in the person’s language', async () => {
    firm = await Firm.open([open]);
    const french = await firm.visitor().ask('ailleurs');
    const english = await firm.visitor().ask('ailleurs', { lang: 'en-GB' });
    assert.match(french.body.detail, /Cette salle n’existe pas/);
    assert.match(english.body.detail, /does not exist/);
    const browser = await firm
      .visitor()
      .call('GET', '/api/visio/ailleurs', undefined, { 'Accept-Language': 'en' });
    assert.match(browser.body.detail, /does not exist/);
  });

  it('is a server error, to be tried again, when Vonage cannot be reached', async () => {
    firm = await Firm.open([open]);
    firm.vonage.status = 500;
    const visitor = firm.visitor();
    const { status, headers, body } = await visitor.ask('salle');
    assert.equal(status, 503);
    assert.equal(body.code, 'server-error');
    assert.equal(headers.get('Retry-After'), '5');
    assert.equal(firm.log.length, 1);
    firm.vonage.status = 200;
    assert.equal((await visitor.ask('salle')).status, 200);
  });

  it('is forgotten once Vonage is back, whoever came meanwhile', async () => {
    firm = await Firm.open([open]);
    const visitors = [firm.visitor('A'), firm.visitor('B')];
    firm.vonage.status = 500;
    const early = await Promise.all(visitors.map((one) => one.ask('salle')));
    assert.deepEqual(
      early.map(({ status }) => status),
      [503, 503],
    );
    firm.vonage.status = 200;
    const [a, b] = await Promise.all(visitors.map((one) => one.ask('salle')));
    assert.equal(a?.status, 200);
    assert.equal(b?.body.sessionId, a?.body.sessionId);
  });

  it('is an unknown room when its name is blank, in the body and in the address', async () => {
    firm = await Firm.open([open]);
    const blank = [await firm.visitor().ask(' \t'), await firm.visitor().call('GET', '/api/visio/%20')];
    for (const { status, body } of blank) assert.deepEqual([status, body.code], [404, 'room-not-found']);
    assert.equal(firm.vonage.requests.length, 0);
  });
});
