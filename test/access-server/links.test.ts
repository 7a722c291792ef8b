import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Clock, consultation, Firm } from './support/firm.ts';
import { raw } from './support/visitor.ts';

const HOUR = 3_600_000;

let firm: Firm;
beforeEach(async () => {
  const clock = new Clock();
  firm = await Firm.open([consultation(clock, { waitingRoom: false })], { clock });
});
afterEach(() => firm.close());

const link = (person: string) => firm.server.links['rdv-4821']?.people[person] ?? '';

describe('a personal link', () => {
  it('becomes a cookie and leaves the address bar', async () => {
    const visitor = firm.visitor();
    const response = await visitor.navigate(link('client'));
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('Location'), '/rendez-vous/rdv-4821');
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    assert.equal(response.headers.get('Referrer-Policy'), 'no-referrer');
    const [cookie = '', ...more] = response.headers.getSetCookie();
    assert.equal(more.length, 0);
    assert.match(cookie, /^visio-rdv-4821=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const page = await visitor.navigate(`${firm.origin}/rendez-vous/rdv-4821`);
    const html = await page.text();
    assert.equal(page.status, 200);
    const secrets = [new URL(link('client')).searchParams.get('acces') ?? '', ...visitor.cookies.values()];
    for (const secret of secrets) assert.ok(!html.includes(secret));
  });

  it('sets a Secure cookie for this very host over https', async () => {
    await firm.close();
    const clock = new Clock();
    firm = await Firm.open([consultation(clock)], {
      clock,
      publicOrigin: 'https://visio.cabinet.example',
      trustedProxies: 1,
    });
    const url = new URL(link('client'));
    assert.equal(url.origin, 'https://visio.cabinet.example');
    const { status, headers } = await raw(`http://127.0.0.1:${firm.server.port}`, {
      path: url.pathname + url.search,
      headers: { Host: 'visio.cabinet.example' },
    });
    assert.equal(status, 303);
    assert.match(
      headers['set-cookie']?.[0] ?? '',
      /^__Host-visio-rdv-4821=.*; Path=\/; .*; HttpOnly; SameSite=Strict; Secure$/,
    );
    assert.match(String(headers['strict-transport-security']), /max-age=63072000/);
  });

  it('gives a lawyer’s and a client’s link for each room', () => {
    const links = firm.server.links['rdv-4821'];
    assert.equal(links?.lawyer, links?.people['me-vasseur']);
    assert.equal(links?.client, links?.people.client);
  });

  it('is refused when anything in it was changed', async () => {
    const url = new URL(link('client'));
    const acces = url.searchParams.get('acces') ?? '';
    const [person = '', expires = '', ...rest] = acces.split('.');
    const forgeries = [
      '',
      'x',
      acces.slice(0, -1),
      `${acces}A`,
      `${acces}.`,
      acces.replace(person, 'me-vasseur'),
      [person, (parseInt(expires, 36) + 1).toString(36), ...rest].join('.'),
      [person, expires.toUpperCase(), ...rest].join('.'),
      acces.toLowerCase(),
      'A'.repeat(6000),
    ];
    for (const forged of forgeries) {
      const visitor = firm.visitor();
      url.searchParams.set('acces', forged);
      const response = await visitor.navigate(url.href);
      assert.equal(response.status, 403, forged);
      assert.match(await response.text(), /plus valable/);
      assert.equal(visitor.cookies.size, 0);
    }
  });

  it('is no cookie, and a cookie is no link', async () => {
    const visitor = await firm.invited('rdv-4821', 'me-vasseur');
    const cookie = visitor.cookies.get('visio-rdv-4821') ?? '';
    const response = await firm.visitor().navigate(`${firm.origin}/rendez-vous/rdv-4821?acces=${cookie}`);
    assert.equal(response.status, 403);
    const other = firm.visitor();
    other.cookies.set('visio-rdv-4821', new URL(link('me-vasseur')).searchParams.get('acces') ?? '');
    assert.equal((await other.list()).status, 401);
  });

  it('explains a day long that it is over, then is no longer valid', async () => {
    firm.clock.move(2 * HOUR);
    const visitor = firm.visitor();
    await visitor.openLink(link('client'));
    assert.equal((await visitor.ask()).body.code, 'closed');
    firm.clock.move(24 * HOUR);
    assert.equal((await visitor.ask()).body.code, 'unauthorized');
    assert.equal((await firm.visitor().navigate(link('client'))).status, 403);
  });

  it('is replaced by a newer one', async () => {
    const before = await firm.invited('rdv-4821', 'client');
    assert.equal((await before.ask()).status, 200);
    const newer = await firm.server.renewLink('rdv-4821', 'client');
    assert.equal((await before.ask()).status, 401);
    assert.equal((await firm.visitor().navigate(link('client'))).status, 403);
    const after = firm.visitor();
    await after.openLink(newer);
    assert.equal((await after.ask()).status, 200);
  });

  it('is not made for somebody who is not invited', async () => {
    await assert.rejects(firm.server.link('rdv-4821', 'nobody'));
    await assert.rejects(firm.server.link('nowhere', 'client'));
    await assert.rejects(firm.server.renewLink('rdv-4821', 'nobody'));
  });
});

describe('a guest’s link', () => {
  it('belongs to the first browser that asks for access', async () => {
    const first = await firm.invited('rdv-4821', 'client');
    const second = await firm.invited('rdv-4821', 'client');
    assert.equal((await first.ask()).status, 200);
    const refused = await second.ask();
    assert.equal(refused.status, 403);
    assert.equal(refused.body.code, 'unauthorized');
    assert.equal(refused.body.reason, 'link-used');
    assert.match(refused.body.detail, /déjà servi/);
    assert.equal((await first.ask()).status, 200);
  });

  it('is answered in a second browser with a page that says what to do', async () => {
    await (await firm.invited('rdv-4821', 'client')).ask();
    for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, undefined]) {
      const url = headers ? link('client') : `${link('client')}&encore=1`;
      const visitor = firm.visitor();
      const response = await visitor.navigate(url, headers);
      assert.equal(response.status, 403);
      assert.match(await response.text(), /Ce lien a déjà servi/);
      assert.equal(visitor.cookies.size, 0);
    }
  });

  it('is not used up by a mail scanner that looks at it', async () => {
    const scanner = firm.visitor();
    for (const method of ['HEAD', 'GET', 'GET', 'OPTIONS'])
      await scanner.navigate(link('client'), {}, method);
    await scanner.openLink(link('client'));
    const client = await firm.invited('rdv-4821', 'client');
    assert.equal((await client.ask()).status, 200);
  });

  it('can be clicked again in the browser that it belongs to', async () => {
    const client = await firm.invited('rdv-4821', 'client');
    await client.ask();
    const response = await client.openLink(link('client'));
    assert.equal(response.status, 200);
    assert.equal((await client.ask()).status, 200);
  });

  it('can be clicked again in a webmail, from where the browser holds the cookie back', async () => {
    const client = await firm.invited('rdv-4821', 'client');
    await client.ask();
    const withheld = firm.visitor();
    const response = await withheld.navigate(link('client'), { 'Sec-Fetch-Site': 'cross-site' });
    assert.equal(response.status, 200);
    assert.equal(withheld.cookies.size, 0, 'the cookie that is there is not overwritten');
    const next = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(await response.text())?.[1] ?? '';
    const url = next.replaceAll('&#38;', '&');
    const back = await client.navigate(firm.origin + url, { 'Sec-Fetch-Site': 'same-origin' });
    assert.equal(back.status, 303);
    assert.equal((await client.ask()).status, 200);
  });

  it('takes one of two simultaneous browsers', async () => {
    const browsers = [await firm.invited('rdv-4821', 'client'), await firm.invited('rdv-4821', 'client')];
    const statuses = await Promise.all(browsers.map(async (browser) => (await browser.ask()).status));
    assert.deepEqual(statuses.sort(), [200, 403]);
  });
});

it('a host’s link works on several devices', async () => {
  const devices = [
    await firm.invited('rdv-4821', 'me-vasseur'),
    await firm.invited('rdv-4821', 'me-vasseur'),
  ];
  for (const device of devices) assert.equal((await device.ask()).status, 200);
});
