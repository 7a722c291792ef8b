import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Clock, consultation, Firm } from './support/firm.ts';
import { raw, type Visitor } from './support/visitor.ts';

const HOUR = 3_600_000;
const rdv = 'rdv-4821';

let firm: Firm;
beforeEach(async () => {
  const clock = new Clock();
  firm = await Firm.open([consultation(clock, { waitingRoom: false })], { clock });
});
afterEach(() => firm.close());

const link = (person: string) => firm.server.links[rdv]?.people[person] ?? '';
const secretOf = (address: string) => new URL(address).hash.slice('#a='.length);
const exchange = (visitor: Visitor, text: unknown) =>
  visitor.call('POST', `/api/visio/${rdv}/link`, { link: text });

describe('a personal link', () => {
  it('stands in the fragment, which no request carries, and becomes a cookie', async () => {
    const url = new URL(link('client'));
    assert.equal(url.search, '');
    assert.match(url.hash, /^#a=[\w.~-]{40,}$/);
    const visitor = firm.visitor();
    const { status, headers } = await visitor.openLink(url.href);
    assert.equal(status, 204);
    assert.equal(headers.get('Cache-Control'), 'no-store');
    const [cookie = '', ...more] = headers.getSetCookie();
    assert.equal(more.length, 0);
    assert.match(cookie, /^visio-rdv-4821=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const page = await visitor.navigate(`${firm.origin}/rendez-vous/${rdv}`);
    const html = await page.text();
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('Referrer-Policy'), 'no-referrer');
    for (const secret of [secretOf(url.href), ...visitor.cookies.values()]) assert.ok(!html.includes(secret));
  });

  it('in the query, as of old, is nothing', async () => {
    const visitor = firm.visitor();
    const page = await visitor.navigate(
      `${firm.origin}/rendez-vous/${rdv}?acces=${secretOf(link('client'))}`,
    );
    assert.equal(page.status, 200);
    assert.equal(visitor.cookies.size, 0);
    assert.equal((await visitor.ask()).status, 401);
  });

  it('sets a Secure cookie for this very host over https', async () => {
    await firm.close();
    const clock = new Clock();
    firm = await Firm.open([consultation(clock)], {
      clock,
      publicOrigin: 'https://visio.cabinet.example',
      trustedProxies: 1,
    });
    assert.equal(new URL(link('client')).origin, 'https://visio.cabinet.example');
    const { status, headers } = await raw(`http://127.0.0.1:${firm.server.port}`, {
      path: `/api/visio/${rdv}/link`,
      method: 'POST',
      headers: {
        Host: 'visio.cabinet.example',
        Origin: 'https://visio.cabinet.example',
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ link: secretOf(link('client')) }),
    });
    assert.equal(status, 204);
    assert.match(
      headers['set-cookie']?.[0] ?? '',
      /^__Host-visio-rdv-4821=.*; Path=\/; .*; HttpOnly; SameSite=Strict; Secure$/,
    );
    assert.match(String(headers['strict-transport-security']), /max-age=63072000/);
  });

  it('gives a lawyer’s and a client’s link for each room', () => {
    const links = firm.server.links[rdv];
    assert.equal(links?.lawyer, links?.people['me-vasseur']);
    assert.equal(links?.client, links?.people.client);
  });

  it('is refused when anything in it was changed', async () => {
    const secret = secretOf(link('client'));
    const [person = '', expires = '', ...rest] = secret.split('.');
    const forgeries = [
      'x',
      secret.slice(0, -1),
      `${secret}A`,
      `${secret}.`,
      secret.replace(person, 'me-vasseur'),
      [person, (parseInt(expires, 36) + 1).toString(36), ...rest].join('.'),
      [person, expires.toUpperCase(), ...rest].join('.'),
      secret.toLowerCase(),
    ];
    for (const forged of forgeries) {
      const visitor = firm.visitor();
      assert.equal((await exchange(visitor, forged)).status, 401, forged);
      assert.equal(visitor.cookies.size, 0);
    }
    for (const malformed of [undefined, null, 7, ['x'], { a: 1 }, 'A'.repeat(6000)])
      assert.equal((await exchange(firm.visitor(), malformed)).status, 400, String(malformed));
  });

  it('is for its own room', async () => {
    const elsewhere = await firm.visitor().call('POST', '/api/visio/inconnu/link', { link: 'x' });
    assert.equal(elsewhere.body.code, 'room-not-found');
    await firm.close();
    const clock = new Clock();
    firm = await Firm.open([consultation(clock), consultation(clock, { id: 'autre' })], { clock });
    const answer = await firm
      .visitor()
      .call('POST', '/api/visio/autre/link', { link: secretOf(link('client')) });
    assert.equal(answer.status, 401);
  });

  it('is no cookie, and a cookie is no link', async () => {
    const visitor = await firm.invited(rdv, 'me-vasseur');
    const cookie = visitor.cookies.get('visio-rdv-4821') ?? '';
    assert.equal((await exchange(firm.visitor(), cookie)).status, 401);
    const other = firm.visitor();
    other.cookies.set('visio-rdv-4821', secretOf(link('me-vasseur')));
    assert.equal((await other.list()).status, 401);
  });

  it('explains a day long that it is over, then is no longer valid', async () => {
    firm.clock.move(2 * HOUR);
    const visitor = firm.visitor();
    await visitor.openLink(link('client'));
    assert.equal((await visitor.ask()).body.code, 'closed');
    firm.clock.move(24 * HOUR);
    assert.equal((await visitor.ask()).body.code, 'unauthorized');
    assert.equal((await firm.visitor().openLink(link('client'))).status, 401);
  });

  it('is replaced by a newer one', async () => {
    const before = await firm.invited(rdv, 'client');
    assert.equal((await before.ask()).status, 200);
    const newer = await firm.server.renewLink(rdv, 'client');
    assert.equal((await before.ask()).status, 401);
    assert.equal((await firm.visitor().openLink(link('client'))).status, 401);
    const after = firm.visitor();
    await after.openLink(newer);
    assert.equal((await after.ask()).status, 200);
  });

  it('is not made for somebody who is not invited', async () => {
    await assert.rejects(firm.server.link(rdv, 'nobody'));
    await assert.rejects(firm.server.link('nowhere', 'client'));
    await assert.rejects(firm.server.renewLink(rdv, 'nobody'));
  });

  it('is exchanged for no other site', async () => {
    const { status } = await firm
      .visitor()
      .call(
        'POST',
        `/api/visio/${rdv}/link`,
        { link: secretOf(link('client')) },
        { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
      );
    assert.equal(status, 403);
  });
});

describe('a guest’s link', () => {
  it('belongs to the first browser that asks for access', async () => {
    const first = await firm.invited(rdv, 'client');
    const second = await firm.invited(rdv, 'client');
    assert.equal((await first.ask()).status, 200);
    const refused = await second.ask();
    assert.equal(refused.status, 403);
    assert.equal(refused.body.code, 'unauthorized');
    assert.equal(refused.body.reason, 'link-used');
    assert.match(refused.body.detail, /déjà servi/);
    assert.equal((await first.ask()).status, 200);
  });

  it('opened in a second browser later says so, and leaves it without a cookie', async () => {
    await (await firm.invited(rdv, 'client')).ask();
    const visitor = firm.visitor();
    const { status, body } = await visitor.openLink(link('client'));
    assert.deepEqual([status, body.reason], [403, 'link-used']);
    assert.equal(visitor.cookies.size, 0);
    const page = await visitor.navigate(`${firm.origin}/lien-deja-utilise`);
    assert.match(await page.text(), /Ce lien a déjà servi/);
  });

  it('is not used up by a mail scanner, even one that runs the page', async () => {
    const scanner = firm.visitor();
    for (const method of ['HEAD', 'GET', 'GET', 'OPTIONS'])
      await scanner.navigate(link('client'), {}, method);
    await scanner.openLink(link('client'));
    const client = await firm.invited(rdv, 'client');
    assert.equal((await client.ask()).status, 200);
  });

  it('can be clicked again in the browser that it belongs to', async () => {
    const client = await firm.invited(rdv, 'client');
    await client.ask();
    assert.equal((await client.openLink(link('client'))).status, 204);
    assert.equal((await client.ask()).status, 200);
  });

  it('belongs to the first one also when that one found the room locked, full or ended', async () => {
    await firm.close();
    const clock = new Clock();
    const rooms = [consultation(clock), consultation(clock, { id: 'pleine', capacity: 1 })];
    firm = await Firm.open(rooms, { clock });
    for (const [room, action, status] of [
      [rdv, 'lock', 403],
      [rdv, 'end', 410],
      ['pleine', 'admit-all', 409],
    ] as const) {
      const lawyer = await firm.invited(room, 'me-vasseur');
      await lawyer.openLink(await firm.server.renewLink(room, 'me-vasseur'));
      await lawyer.ask(room);
      await lawyer.decide({ action }, room);
      const guest = firm.visitor();
      await guest.openLink(await firm.server.renewLink(room, 'client'));
      assert.equal((await guest.ask(room)).status, status);
      const second = await firm.visitor().openLink(await firm.server.link(room, 'client'));
      assert.equal(second.body.reason, 'link-used', action);
    }
  });

  it('takes one of two simultaneous browsers', async () => {
    const browsers = [await firm.invited(rdv, 'client'), await firm.invited(rdv, 'client')];
    const statuses = await Promise.all(browsers.map(async (browser) => (await browser.ask()).status));
    assert.deepEqual(statuses.sort(), [200, 403]);
  });
});

describe('a host’s link', () => {
  const host = () => firm.invited(rdv, 'me-vasseur', 'Me Vasseur');

  it('on a second device waits for the first, whatever the room, and is the same person then', async () => {
    const first = await host();
    const { body } = await first.ask();
    const second = await host();
    const waiting = await second.ask();
    assert.equal(waiting.status, 202);
    assert.match(waiting.body.waiting.message ?? '', /autre appareil/);
    assert.equal((await second.list()).status, 403);
    const [listed, ...more] = (await first.list()).body.waiting;
    assert.equal(more.length, 0);
    assert.deepEqual(
      [listed?.displayName, listed?.invitedAs],
      ['Vous, sur un nouvel appareil', 'Me Hélène Vasseur'],
    );
    await first.decide({ id: listed?.id, decision: 'admit' });
    const admitted = await second.ask();
    assert.equal(admitted.status, 200);
    assert.equal((await second.list()).status, 200);
    assert.equal((await second.list()).body.waiting.length, 0);
    const idOf = (token: string) => Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    const id = JSON.parse(JSON.parse(idOf(body.token)).connection_data).id;
    assert.equal(JSON.parse(JSON.parse(idOf(admitted.body.token)).connection_data).id, id);
  });

  it('is bound by acting as well: the list alone', async () => {
    const first = await host();
    assert.equal((await first.list()).status, 200);
    assert.equal((await (await host()).ask()).status, 202);
  });

  it('gives nothing to who has begun a request before the first device and ends it after', async () => {
    const thief = await host();
    const [cookie] = [...thief.cookies].map((pair) => pair.join('='));
    const { hostname, port } = new URL(firm.origin);
    const sent = request({
      hostname,
      port,
      path: `/api/visio/${rdv}/admission`,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: firm.origin, Cookie: cookie },
    });
    const answered = once(sent, 'response');
    sent.write('{"action":');
    await (await host()).ask();
    sent.end('"lock"}');
    const [response] = await answered;
    response.resume();
    assert.equal(response.statusCode, 403);
  });

  it('that somebody else has opened is not confirmed by another host, nor by admitting all', async () => {
    const first = await host();
    await first.ask();
    const thief = await host();
    await thief.ask();
    const colleague = await firm.invited(rdv, 'me-lemoine', 'Me Lemoine');
    await colleague.ask();
    assert.equal((await colleague.list()).body.waiting.length, 0);
    const [listed] = (await first.list()).body.waiting;
    assert.equal((await colleague.decide({ id: listed?.id, decision: 'admit' })).body.code, 'guest-gone');
    for (const one of [first, colleague]) await one.decide({ action: 'admit-all' });
    assert.equal((await thief.ask()).status, 202);
    assert.equal((await thief.decide({ id: listed?.id, decision: 'admit' })).status, 403);
    await first.decide({ id: listed?.id, decision: 'refuse', reason: 'Ce n’est pas moi.' });
    assert.equal((await thief.ask()).body.detail, 'Ce n’est pas moi.');
  });

  it('does not fill the list: three new devices, no more', async () => {
    const first = await host();
    await first.ask();
    const statuses: number[] = [];
    for (let count = 0; count < 5; count++) statuses.push((await (await host()).ask()).status);
    assert.deepEqual(statuses, [202, 202, 202, 409, 409]);
    assert.equal((await first.list()).body.waiting.length, 3);
  });

  it('on a third device is not helped by the ticket of the second one', async () => {
    const first = await host();
    await first.ask();
    const second = await host();
    await second.ask();
    const third = await host();
    third.ticket = second.ticket;
    assert.equal((await third.ask()).status, 202);
    assert.equal((await first.list()).body.waiting.length, 2, 'a device of its own');
  });

  it('begins anew when the firm makes a new one, on one device again', async () => {
    const first = await host();
    await first.ask();
    const lost = await host();
    await lost.ask();
    const renewed = firm.visitor('Me Vasseur');
    await renewed.openLink(await firm.server.renewLink(rdv, 'me-vasseur'));
    assert.equal((await renewed.ask()).status, 200);
    assert.equal((await renewed.list()).body.waiting.length, 0);
    for (const old of [first, lost]) assert.equal((await old.ask()).status, 401);
  });

  it('takes one of two devices that are first at once', async () => {
    const devices = [await host(), await host()];
    const statuses = await Promise.all(devices.map(async (device) => (await device.ask()).status));
    assert.deepEqual(statuses.sort(), [200, 202]);
  });

  it('of a permanent room is nobody else’s because the first device’s cookie is over', async () => {
    await firm.close();
    const clock = new Clock();
    const { people } = consultation(clock);
    firm = await Firm.open([{ id: rdv, people: people ?? [] }], { clock });
    const lawyer = await host();
    await lawyer.ask();
    clock.move(7 * 24 * HOUR - HOUR);
    const newer = await firm.server.link(rdv, 'me-vasseur');
    await lawyer.openLink(newer);
    const thief = firm.visitor();
    await thief.openLink(newer);
    assert.equal((await thief.ask()).status, 202);
    clock.move(2 * HOUR);
    assert.equal((await lawyer.ask()).status, 200, 'its cookie lasts as long as the newer link');
    assert.equal((await thief.ask()).status, 202);
    const late = firm.visitor();
    clock.move(6 * 24 * HOUR);
    await late.openLink(newer);
    assert.notEqual((await late.ask()).status, 200);
  });

  it('of a permanent room begins anew with the firm’s next one, when no device is left', async () => {
    await firm.close();
    const clock = new Clock();
    const { people } = consultation(clock);
    firm = await Firm.open([{ id: rdv, people: people ?? [] }], { clock });
    const before = await host();
    await before.ask();
    clock.move(8 * 24 * HOUR);
    assert.equal((await before.ask()).status, 401);
    assert.equal((await (await host()).ask()).status, 200, 'the only device there is');
  });
});
