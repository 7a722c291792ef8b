import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { before, describe, it } from 'node:test';
import { createLocalJWKSet, exportJWK, importSPKI, jwtVerify } from 'jose';
import { type Answered, cookieOf, endpointOf, type Json, logIn, send } from './support/door.ts';
import { withPlatform } from './support/platform.ts';
import type { WordPressSite } from './support/site.ts';

/** The interface as requests see it. */
export function restTests(current: () => WordPressSite): void {
  const refused = (answer: Answered, status: number, code: string): void => {
    assert.deepEqual([answer.status, answer.json.code], [status, code], answer.text.slice(0, 400));
    assert.equal(answer.headers.get('Content-Type')?.split(';')[0], 'application/problem+json');
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    assert.equal(answer.json.status, status);
    assert.ok(!('token' in answer.json));
  };
  let site: WordPressSite;
  let endpoint: string;
  let host: { Cookie: string; 'X-WP-Nonce': string };
  const ask = (extra = {}, headers = {}) => send(endpoint, { room: 'essais', lang: 'fr', ...extra }, headers);
  /** What the plugin asks of Vonage during `work`. */
  const askedOfPlatform = async (work: () => Promise<Answered>) => {
    const asked: string[] = [];
    const note = ({ method, url }: IncomingMessage) => {
      asked.push(`${method} ${url}`);
      return '';
    };
    return { answer: await withPlatform(site, note, work), asked };
  };
  /** Guesses rooms until it is refused; a minute may end meanwhile. */
  const guess = async (url: string): Promise<Answered> => {
    for (let count = 0; ; count++) {
      const answer = await send(url, { room: `salle-${count}` });
      if (answer.status !== 404 || count > 60) return answer;
    }
  };
  const door = async (): Promise<string> => {
    const { json } = await ask({}, host);
    return (json.admission as { url: string }).url;
  };

  /** The suites below are of one kind: each looks the page up for itself. */
  const prepare = async (): Promise<void> => {
    site = current();
    endpoint = await endpointOf(site, 'essais');
    host = await logIn(site, 'vasseur', 'essais');
  };

  describe('access', () => {
    before(prepare);
    it('gives a host a token that Vonage’s rules accept, and the door', async () => {
      const { status, json } = await ask({ displayName: 'Me Vasseur' }, host);
      assert.equal(status, 200, JSON.stringify(json));
      const key = createLocalJWKSet({
        keys: [{ ...(await exportJWK(await importSPKI(site.publicKey, 'RS256'))), alg: 'RS256' }],
      });
      const { payload, protectedHeader } = await jwtVerify(String(json.token), key, {
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'iat', 'jti'],
      });
      assert.deepEqual(protectedHeader, { alg: 'RS256', typ: 'JWT' });
      const { connection_data, exp, iat, jti, ...claims } = payload;
      assert.deepEqual(claims, {
        application_id: site.applicationId,
        session_id: json.sessionId,
        scope: 'session.connect',
        role: 'moderator',
        sub: 'video',
        acl: { paths: { '/session/**': {} } },
        initial_layout_class_list: '',
      });
      assert.equal(Number(exp) - Number(iat), 180);
      const { id, ...data } = JSON.parse(String(connection_data));
      // The account's, whatever is typed.
      assert.deepEqual(data, { name: 'Me Hélène Vasseur', role: 'moderator' });
      assert.match(id, /^[0-9a-f]{24}$/);
      assert.deepEqual(json.room, { title: 'Premier entretien' });
      assert.equal(json.proxyUrl, site.service.origin);
      assert.equal(json.mediaMode, 'relayed');
    });

    it('keeps a guest waiting without a token until a host decides; a reload finds the place again', async () => {
      const first = await ask({ displayName: '<b>Zoé</b>\u202e\n Martin' });
      assert.equal(first.status, 202);
      const { ticket } = first.json.waiting as { ticket: string };
      const again = await ask({ ticket, displayName: 'Zoé Martin' }, { Cookie: cookieOf(first) });
      assert.equal((again.json.waiting as { ticket: string }).ticket, ticket);
      const byTicket = await ask({ ticket, displayName: '<b>Zoé</b>\u202e\n Martin' });
      assert.equal(byTicket.status, 202);
      const list = (await send(await door(), undefined, host)).json.waiting as Record<string, string>[];
      assert.deepEqual(
        list.map(({ displayName }) => displayName),
        ['<b>Zoé</b> Martin'],
      );
      const decided = await send(await door(), { id: list[0]?.id ?? '', decision: 'admit' }, host);
      assert.deepEqual(decided.json, { waiting: [], locked: false, ended: false });
      const admitted = await ask({ displayName: 'Zoé Martin' }, { Cookie: cookieOf(first) });
      assert.equal(admitted.status, 200);
      assert.ok(!('admission' in admitted.json));
      const payload = String(admitted.json.token).split('.')[1] ?? '';
      assert.equal(JSON.parse(Buffer.from(payload, 'base64url').toString()).role, 'publisher');
    });

    it('makes one session for people who come at the same moment', async () => {
      const url = await endpointOf(site, 'ensemble');
      const before = site.service.control.sessions.length;
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => send(url, { room: 'ensemble' }, host)),
      );
      assert.equal(new Set(answers.map(({ json }) => json.sessionId)).size, 1);
      assert.ok(site.service.control.sessions.length > before);
    });

    it('lets somebody with the capability watch, once admitted, and says so in the token', async () => {
      const observer = await logIn(site, 'roy', 'essais');
      assert.notEqual(observer['X-WP-Nonce'], '');
      const waiting = await ask({ displayName: 'Inès Roy' }, observer);
      assert.equal(waiting.status, 202);
      const url = await door();
      await send(url, { action: 'admit-all' }, host);
      const { json } = await ask(
        { displayName: 'Inès Roy' },
        { ...observer, Cookie: `${observer.Cookie}; ${cookieOf(waiting)}` },
      );
      const claims = JSON.parse(Buffer.from(String(json.token).split('.')[1] ?? '', 'base64url').toString());
      assert.equal(claims.role, 'subscriber');
    });

    it('keeps the hours that the page was printed with, and nobody can ask for others', async () => {
      const early = await endpointOf(site, 'plus-tard');
      const answer = await send(early, { room: 'plus-tard', lang: 'fr' });
      refused(answer, 403, 'not-open-yet');
      assert.equal(answer.json.opensAt, '2199-12-01T14:00:00Z');
      assert.equal((await send(early, { room: 'plus-tard' }, host)).status, 200);
      refused(await send(await endpointOf(site, 'passe'), { room: 'passe' }, host), 410, 'closed');
      const { key } = Object.fromEntries(new URL(early).searchParams);
      const bytes = Buffer.from(key ?? '', 'base64url');
      const flipped = (at: number) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        return changed.toString('base64url');
      };
      const forged = [
        ...[0, 12, 28, bytes.length - 1].map(flipped),
        '',
        'x',
        'x'.repeat(5000),
        key?.slice(0, -4),
      ];
      for (const one of forged) {
        const url = new URL(early);
        url.searchParams.set('key', one ?? '');
        refused(await send(url.href, { room: 'plus-tard' }), 404, 'room-not-found');
        await site.database.query('DELETE FROM wordpress.wp_visio_avocat_rates');
      }
      // What a page says of one room is nothing in another, nor beside another word for it.
      refused(await send(early, { room: 'essais' }), 404, 'room-not-found');
      const listed = early.replace('key=', 'key[]=');
      refused(await send(listed, { room: 'plus-tard' }), 404, 'room-not-found');
    });

    it('names neither title nor hours in an address', async () => {
      const url = await endpointOf(site, 'essais');
      assert.deepEqual(
        [...new URL(url).searchParams.keys()].filter((name) => name !== 'rest_route'),
        ['key'],
      );
      assert.doesNotMatch(url, /Premier|entretien/i);
      assert.doesNotMatch(
        Buffer.from(new URL(url).searchParams.get('key') ?? '', 'base64url').toString('latin1'),
        /Premier/,
      );
      const { json } = await ask({}, host);
      assert.equal((json.room as Json).title, 'Premier entretien');
      assert.doesNotMatch((json.admission as { url: string }).url, /Premier|title/);
    });

    it('takes a page that was printed too long ago for an old one', async () => {
      const printed = (until: string) => {
        const facts = `array( 'title' => '', 'opens' => null, 'closes' => null, 'expected' => null, 'until' => ${until} )`;
        return site.php(
          `echo Visio_Avocat\\Secret_Box::seal( wp_json_encode( ${facts} ), 'appointment|essais' );`,
        );
      };
      const url = new URL(await endpointOf(site, 'essais'));
      url.searchParams.set('key', printed('time()'));
      const old = await send(url.href, { room: 'essais' });
      refused(old, 403, 'refused');
      assert.equal(old.json.reason, 'reload');
      url.searchParams.set('key', printed('time() + 100'));
      assert.equal((await send(url.href, { room: 'essais' })).status, 202);
    });

    it('tells a host how many people the page expects', async () => {
      const url = await endpointOf(site, 'ensemble');
      assert.equal((await send(url, { room: 'ensemble' }, host)).json.expected, 2);
      assert.equal((await ask({}, host)).json.expected, undefined);
    });

    it('takes for a host only who has the lawyer’s role or capability', async () => {
      for (const user of ['admin', 'edith', 'plume', 'karim']) {
        const { Cookie } = await logIn(site, user, 'essais');
        const nonce = await fetch(`${site.origin}/wp-admin/admin-ajax.php?action=rest-nonce`, {
          headers: { Cookie },
        });
        // Logged in as WordPress has it, and a guest all the same.
        const answer = await ask({}, { Cookie, 'X-WP-Nonce': await nonce.text() });
        assert.equal(answer.status, 202, `${user} ${answer.text}`);
      }
      assert.equal((await ask({}, await logIn(site, 'lemoine', 'essais'))).status, 200);
      // Nobody of these waits when the next test comes.
      site.php('Visio_Avocat\\Room_Store::clear();');
    });
  });

  describe('the waiting room', () => {
    before(prepare);
    it('refuses with the host’s words, locks, removes and ends', async () => {
      const guest = await ask({ displayName: 'Karim' });
      const url = await door();
      const [one] = (await send(url, undefined, host)).json.waiting as { id: string }[];
      await send(url, { id: one?.id ?? '', decision: 'refuse', reason: '<i>Demain.</i>' }, host);
      const told = await ask({}, { Cookie: cookieOf(guest) });
      refused(told, 403, 'refused');
      assert.equal(told.json.detail, '<i>Demain.</i>');
      await send(url, { action: 'remove', participant: one?.id ?? '' }, host);
      const removed = await ask({}, { Cookie: cookieOf(guest) });
      refused(removed, 403, 'refused');
      assert.equal(removed.json.reason, 'removed');
      await send(url, { action: 'lock' }, host);
      assert.equal((await ask()).json.reason, 'locked');
      await send(url, { action: 'unlock' }, host);
      assert.equal((await send(url, { action: 'end', connections: ['x'] }, host)).json.ended, true);
      const ended = await ask();
      refused(ended, 410, 'closed');
      assert.equal(ended.json.detail, 'L’entretien est terminé. Pour en fixer un autre, appelez le cabinet.');
      assert.match(String((await ask({ lang: 'en' })).json.detail), /^The consultation has ended\./);
      assert.equal((await ask({}, host)).status, 200);
      assert.equal((await ask()).status, 202);
      refused(await send(url, { id: 'nobody', decision: 'admit' }, host), 409, 'guest-gone');
    });

    it('names no connection to the platform whose id would be another address', async () => {
      const { json } = await ask({}, host);
      const url = await door();
      const odd = ['..', '.', 'a/b', 'a%2Fb', 'a\\b', 'a?b', 'a#b', 'a b', 'é', 'a'.repeat(101)];
      const end = () => send(url, { action: 'end', connections: [...odd, 'a-b'] }, host);
      const { answer, asked } = await askedOfPlatform(end);
      assert.equal(answer.json.ended, true);
      const session = `/v2/project/${site.applicationId}/session/${json.sessionId}`;
      assert.deepEqual(asked, [`DELETE ${session}/connection/a-b`]);
    });

    it('puts somebody out by the platform also where the room knows them no longer', async () => {
      const { json } = await ask({}, host);
      const url = await door();
      const removal = { action: 'remove', participant: 'gone', connection: 'still-there' };
      const { answer, asked } = await askedOfPlatform(() => send(url, removal, host));
      refused(answer, 409, 'guest-gone');
      const session = `/v2/project/${site.applicationId}/session/${json.sessionId}`;
      assert.deepEqual(asked, [`DELETE ${session}/connection/still-there`]);
    });

    it('is for hosts: neither strangers, nor other users, nor a host’s cookie without the nonce', async () => {
      const url = await door();
      const other = await logIn(site, 'karim', 'essais');
      assert.equal(other['X-WP-Nonce'], '');
      const { Cookie } = host;
      const bare = new URL(url);
      bare.searchParams.set('key', '0'.repeat(64));
      for (const body of [undefined, { action: 'admit-all' }] as const) {
        refused(await send(url, body), 401, 'unauthorized');
        refused(await send(url, body, { Cookie }), 401, 'unauthorized');
        refused(await send(url, body, { Cookie: other.Cookie }), 401, 'unauthorized');
        refused(await send(url, body, { Cookie, 'X-WP-Nonce': 'aaaaaaaaaa' }), 403, 'unauthorized');
        refused(await send(bare.href, body, host), 404, 'room-not-found');
        await site.database.query('DELETE FROM wordpress.wp_visio_avocat_rates');
      }
      // Without its nonce, the host's cookie is nobody's: a guest like any other.
      assert.equal((await ask({}, { Cookie })).status, 202);
    });
  });

  describe('hostile requests', () => {
    before(prepare);
    it('are refused in the one shape, whatever they are', async () => {
      const bodies = [
        '',
        'null',
        '5',
        '"room"',
        '[]',
        '{"room":',
        '{"room":[]}',
        '{"room":{"$ne":1}}',
        '{"room":7}',
        '{}',
        '{"room":""}',
        '{"room":"essais","displayName":[]}',
        '{"room":"essais","ticket":{}}',
        '{"room":"essais","lang":3}',
        `{"room":"${'a'.repeat(201)}"}`,
        '{"a":{"b":{"c":{"d":{}}}}}',
        '\xff\xfe',
      ];
      for (const body of bodies) refused(await send(endpoint, body), 400, 'invalid-request');
      refused(await send(endpoint, `{"room":"${'a'.repeat(20_000)}"}`), 413, 'invalid-request');
      refused(
        await send(endpoint, '{"room":"essais"}', { 'Content-Type': 'text/plain' }),
        415,
        'invalid-request',
      );
      refused(await send(endpoint), 404, 'invalid-request');
      for (const room of [
        "essais' OR 1=1 -- ",
        '../essais',
        'Essais',
        'essais\u0000',
        '<script>',
        'essais ',
        ' ',
        '\u00a0',
      ]) {
        refused(await ask({ room }), 404, 'room-not-found');
      }
      const { port } = new URL(site.origin);
      for (const origin of [
        'https://ailleurs.example',
        'null',
        'http://127.0.0.1',
        `https://127.0.0.1:${port}`,
        `http://localhost:${port}`,
      ])
        refused(await ask({}, { Origin: origin }), 403, 'unauthorized');
      assert.equal((await ask({}, { Origin: site.origin })).status, 202);
      refused(await send(endpoint.replace(/\?.*/, ''), { room: 'essais' }), 404, 'room-not-found');
      refused(await send(`${endpoint}&key[]=1&title[]=2`, { room: 'essais' }), 404, 'room-not-found');
    });

    it('get no answer whose status and headers are in its body, where no cache reads them', async () => {
      for (const [url, body] of [[endpoint, { room: 'essais' }], [await door()]] as const)
        for (const query of ['_envelope=1', '_envelope', '_envelope[]=']) {
          const { json } = await send(`${url}&${query}`, body, host);
          assert.equal((json.body as { code: string }).code, 'invalid-request');
        }
    });

    it('find nobody’s place by a cookie that another site of the domain has set', async () => {
      const encrypted = { 'X-Forwarded-Proto': 'https' };
      const first = await ask({ displayName: 'Zoé' }, encrypted);
      const cookie = first.headers.get('Set-Cookie') ?? '';
      assert.match(
        cookie,
        /^__Host-visio_avocat_guest=[0-9a-f]{48}; path=\/; secure; HttpOnly; SameSite=Strict$/i,
      );
      const again = await ask({}, { ...encrypted, Cookie: cookieOf(first) });
      assert.deepEqual([again.status, again.headers.get('Set-Cookie')], [202, null]);
      const planted = await ask({}, { ...encrypted, Cookie: cookieOf(first).replace('__Host-', '') });
      assert.match(planted.headers.get('Set-Cookie') ?? '', /^__Host-/);
    });

    it('are limited: guessing soon ends', async () => {
      const last = await guess(endpoint);
      refused(last, 429, 'rate-limited');
      assert.ok(Number(last.headers.get('Retry-After')) >= 1);
    });

    it('are limited by room and by address, which never share a limit', async () => {
      const url = await endpointOf(site, 'adresse');
      const newcomer = async () => (await send(url, { room: '127.0.0.1' })).status;
      // A minute may end meanwhile: then twenty come in.
      const statuses: number[] = [];
      while (statuses.length < 21 && statuses.at(-1) !== 429) statuses.push(await newcomer());
      assert.equal(statuses.at(-1), 429, 'one address does not take the room’s whole minute');
      assert.ok(statuses.length > 10);
      assert.equal((await ask()).status, 202);
    });

    it('count for an account where there is one, and for nobody where another site makes a browser ask', async () => {
      const url = await door();
      for (let count = 0; count < 40; count++) {
        refused(await send(url, undefined, { 'Sec-Fetch-Site': 'cross-site' }), 403, 'unauthorized');
        refused(await send(url), 401, 'unauthorized');
      }
      refused(await guess(endpoint), 429, 'rate-limited');
      assert.equal((await send(url, undefined, host)).status, 200);
    });

    it('are looked at in the same way whatever the case of the address', async () => {
      for (const name of ['VISIO-AVOCAT/v1', 'visio-avocat/V1', 'visio-avocaT/v1']) {
        const url = endpoint
          .replace('visio-avocat/v1', name)
          .replace('visio-avocat%2Fv1', encodeURIComponent(name));
        assert.notEqual(url, endpoint);
        refused(
          await send(url, { room: 'essais' }, { Origin: 'https://ailleurs.example' }),
          403,
          'unauthorized',
        );
        const { status, headers } = await send(url, { room: 'essais' });
        assert.deepEqual([status, headers.get('Cache-Control')], [202, 'no-store']);
        refused(await guess(url), 429, 'rate-limited');
        await site.database.query('DELETE FROM wordpress.wp_visio_avocat_rates');
      }
    });

    it('are counted for one IPv4 address however it is written', () => {
      const addresses = ['203.0.113.7', '::ffff:203.0.113.7', '64:ff9b::203.0.113.7', '::ffff:198.51.100.9'];
      const counted = addresses.map((address) =>
        site.php(
          `add_filter( 'visio_avocat_client_address', static fn() => getenv( 'ADDRESS' ) ); echo Visio_Avocat\\Rate_Limiter::address();`,
          { ADDRESS: address },
        ),
      );
      assert.equal(new Set(counted.slice(0, 3)).size, 1);
      assert.equal(new Set(counted).size, 2);
    });

    it('names too long or invisible are cut or replaced, and stay text', async () => {
      await send(await door(), { action: 'end' }, host);
      const url = await door();
      await ask({ displayName: `${'é'.repeat(300)}` });
      await ask({ displayName: '\u200b\u2060\u00ad' });
      await ask({ displayName: `Z${'\u0301'.repeat(900)}` });
      await ask({ displayName: '"><script>alert(1)</script>' });
      const family = await ask({ displayName: '👩‍👩‍👧‍👦'.repeat(80) });
      const list = (await send(url, undefined, host)).json.waiting as { displayName: string }[];
      const names = list.map(({ displayName }) => displayName);
      assert.deepEqual(names.slice(0, 2), ['é'.repeat(80), 'Invité']);
      assert.ok((names[2] ?? '').length <= 320);
      assert.equal(names[3], '"><script>alert(1)</script>');
      assert.equal(names[4], `${'👩‍👩‍👧‍👦'.repeat(27)}👩‍👩‍👧`);
      await send(url, { action: 'admit-all' }, host);
      assert.equal((await ask({}, { Cookie: cookieOf(family) })).status, 200);
    });

    it('a platform that fails is an unavailable service, and nothing of it is told', async () => {
      const settings = "$s = get_option('visio_avocat');";
      const address = site.service.origin;
      site.php(`${settings} $s['api_url'] = 'http://127.0.0.1:9'; update_option('visio_avocat', $s);`);
      const answer = await send(await endpointOf(site, 'panne'), { room: 'panne', lang: 'fr' }, host);
      site.php(`${settings} $s['api_url'] = '${address}'; update_option('visio_avocat', $s);`);
      refused(answer, 503, 'server-error');
      // The failure is not kept: the same room opens with the next request.
      const next = await send(await endpointOf(site, 'panne'), { room: 'panne', lang: 'fr' }, host);
      assert.equal(next.status, 200, next.text);
      assert.ok(!/127\.0\.0\.1:9|curl|PEM|exception/i.test(answer.text));
    });
  });
}
