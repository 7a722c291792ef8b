import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { attested, certificate, connectionData } from './support/attestation.ts';
import { type Answered, granted, type Json, logIn, refused } from './support/door.ts';
import { withPlatform } from './support/platform.ts';
import { Room } from './support/room.ts';
import type { WordPressSite } from './support/site.ts';

/** What grants vouch for. */
export function attestationTests(current: () => WordPressSite): void {
  let site: WordPressSite;
  let room: Room;
  const open = async (): Promise<void> => {
    site = current();
    room = await Room.open(site, 'essais');
  };

  describe('attestations', () => {
    before(open);
    beforeEach(() => room.reset());

    it('name everybody who is admitted, as the token does', async () => {
      const now = Math.floor(Date.now() / 1000);
      const asked = [certificate(), certificate(), certificate()] as const;
      const host = granted(await room.host.ask({ fingerprint: asked[0], displayName: 'Somebody' }));
      const client = await room.admitted({ displayName: 'Zoé Martin', fingerprint: asked[1] });
      const roy = room.user(await logIn(site, 'roy', 'essais'));
      assert.equal((await roy.ask({ displayName: 'Somebody', fingerprint: asked[2] })).status, 202);
      await room.decide({ action: 'admit-all' });
      const grants = [
        host,
        granted(await client.ask({ fingerprint: asked[1] })),
        granted(await roy.ask({ fingerprint: asked[2] })),
      ];
      const all = await Promise.all(grants.map(attested));
      const expected = [
        { name: 'Me Hélène Vasseur', named: 'invitation', role: 'moderator' },
        { name: 'Zoé Martin', named: 'typed', role: 'publisher' },
        { name: 'Inès Roy', named: 'invitation', role: 'subscriber' },
      ];
      for (const [index, { sub, iat, exp, ...claims }] of all.entries()) {
        assert.deepEqual(claims, {
          iss: site.origin,
          aud: host.sessionId,
          room: all[0]?.room,
          fingerprint: asked[index],
          ...expected[index],
        });
        assert.match(String(sub), /^[0-9a-f]{24}$/);
        assert.equal(Number(exp) - Number(iat), 600);
        assert.ok(Number(iat) >= now && Number(iat) <= Date.now() / 1000);
        assert.deepEqual(connectionData(grants[index] ?? {}), {
          id: sub,
          name: claims.name,
          role: claims.role,
        });
        assert.deepEqual(grants[index]?.attestationKey, host.attestationKey);
      }
      assert.match(String(all[0]?.room), /^[0-9a-f]{32}$/);
      assert.equal(new Set(all.map(({ sub }) => sub)).size, 3);
    });

    it('take the role from the capability, whatever the request says', async () => {
      const claim = { role: 'moderator', named: 'invitation', sub: 'x', fingerprint: certificate() };
      await room.host.ask({ fingerprint: certificate() });
      const guest = await room.admitted({ displayName: 'Zoé Martin', ...claim });
      const { role, named, sub } = await attested(granted(await guest.ask(claim)));
      assert.deepEqual([role, named], ['publisher', 'typed']);
      assert.notEqual(sub, 'x');
    });

    it('want a fingerprint in its one form', async () => {
      const good = certificate();
      const [, bytes = ''] = good.split(' ');
      const bad = [
        '',
        null,
        7,
        [good],
        { value: good },
        bytes,
        `sha-1 ${bytes}`,
        `SHA-256 ${bytes}`,
        `sha-256  ${bytes}`,
        `sha-256 ${bytes.slice(3)}:af`,
        `sha-256 ${bytes.slice(3)}`,
        `sha-256 ${bytes}:00`,
        `sha-256 ${bytes.replaceAll(':', '')}`,
        `${good}\n`,
        ` ${good}`,
        `${good}\u0000`,
        `sha-256 ${'GG:'.repeat(31)}GG`,
      ];
      for (const fingerprint of bad) {
        const { status, json } = await room.host.ask({ fingerprint });
        assert.deepEqual([status, json.code], [400, 'invalid-request'], JSON.stringify(fingerprint));
      }
      assert.deepEqual(await room.state(), {});
      granted(await room.host.ask({ fingerprint: good }));
    });

    it('give a host the same id on all devices, and others in another room', async () => {
      const phone = room.user(await logIn(site, 'vasseur', 'essais'));
      const admin = room.user(await logIn(site, 'admin', 'essais'));
      const ids = await Promise.all(
        [room.host, phone, admin].map(async (one) => {
          const grant = granted(await one.ask({ fingerprint: certificate() }));
          return (await attested(grant)).sub;
        }),
      );
      const other = await Room.open(site, 'ensemble');
      const { sub } = await attested(granted(await other.host.ask({ fingerprint: certificate() })));
      assert.equal(ids[0], ids[1]);
      assert.equal(new Set([ids[0], ids[2], sub]).size, 3);
    });

    it('keep a fingerprint for the person who brought it first, waiting or inside', async () => {
      const [hosts, zoes, others] = [certificate(), certificate(), certificate()] as const;
      granted(await room.host.ask({ fingerprint: hosts }));
      const zoe = await room.admitted({ displayName: 'Zoé Martin', fingerprint: zoes });
      const other = await room.guest({ displayName: 'Karim Haddad', fingerprint: others });
      const stolen = { displayName: 'Thief', fingerprint: hosts };
      refused(await room.ask(stolen), 'certificate');
      refused(await room.ask({ ...stolen, fingerprint: zoes }), 'certificate');
      refused(await room.ask({ ...stolen, fingerprint: others }), 'certificate');
      refused(await zoe.ask({ fingerprint: hosts }), 'certificate');
      refused(await other.ask({ fingerprint: zoes }), 'certificate');
      refused(await room.host.ask({ fingerprint: zoes }), 'certificate');
      refused(await room.host.ask({ fingerprint: others }), 'certificate');
      granted(await zoe.ask({ fingerprint: zoes }));
      // Also once she is gone.
      const id = String((await room.state()).people.find(({ name }) => name === 'Zoé Martin')?.id);
      await room.decide({ action: 'remove', participant: id });
      refused(await zoe.ask({ fingerprint: zoes }), 'removed');
      refused(await room.host.ask({ fingerprint: zoes }), 'certificate');
      const state = await room.state();
      await room.keep({ ...state, people: [] });
      refused(await room.ask({ ...stolen, fingerprint: zoes }), 'certificate');
      // Another consultation is another matter.
      await room.decide({ action: 'end' });
      granted(await room.host.ask({ fingerprint: zoes }));
    });

    it('let nobody fill the database with fingerprints', async () => {
      const first = certificate();
      const host = await attested(granted(await room.host.ask({ fingerprint: first })));
      const state = await room.state();
      const of = String(host.sub);
      const many = Object.fromEntries(Array.from({ length: 255 }, (_, n) => [`old-${n}`, { of, until: 0 }]));
      assert.ok(state.session);
      const fingerprints = { ...state.session.fingerprints, ...many };
      await room.keep({ ...state, session: { ...state.session, fingerprints } });
      refused(await room.host.ask({ fingerprint: certificate() }), 'certificate');
      granted(await room.host.ask({ fingerprint: first }));
    });

    it('make somebody known by a ticket alone wait again with another certificate', async () => {
      const [first, second] = [certificate(), certificate()] as const;
      granted(await room.host.ask({ fingerprint: certificate() }));
      const { first: waiting } = await room.guest({ displayName: 'Zoé Martin', fingerprint: first });
      const { ticket } = waiting.json.waiting as { ticket: string };
      await room.decide({ action: 'admit-all' });
      const before = await attested(granted(await room.ask({ ticket, fingerprint: first })));
      // Whoever found the ticket, under another name.
      const again = await room.ask({ ticket, fingerprint: second, displayName: 'Thief' });
      assert.equal(again.status, 202);
      assert.ok(!again.text.includes('token'));
      assert.deepEqual([...(await room.waiting()).keys()], ['Zoé Martin']);
      refused(await room.ask({ ticket, fingerprint: first, purpose: 'attestation' }));
      await room.decide({ action: 'admit-all' });
      const after = await attested(granted(await room.ask({ ticket, fingerprint: second })));
      assert.deepEqual([after.sub, after.name], [before.sub, before.name]);
      // A cookie is worth more: a reload is no reason to wait.
      const karim = await room.admitted({ displayName: 'Karim Haddad', fingerprint: certificate() });
      for (let reload = 0; reload < 2; reload++) granted(await karim.ask({ fingerprint: certificate() }));
    });
  });

  describe('the key of a consultation', () => {
    before(open);
    beforeEach(() => room.reset());

    it('closes the endpoint to pages that send no fingerprint, hosts’ and guests’', async () => {
      const early = await room.guest({ displayName: 'Zoé Martin' });
      granted(await room.host.ask({ fingerprint: certificate() }));
      for (const answer of [await room.host.ask(), await early.ask(), await room.ask({})]) {
        refused(answer, 'reload');
        assert.equal(
          answer.json.detail,
          'Cette page est plus ancienne que le serveur du cabinet. Rechargez-la, puis entrez de nouveau.',
        );
      }
    });

    it('is never made for a session that began without one', async () => {
      const began = granted(await room.host.ask());
      const later = granted(await room.host.ask({ fingerprint: certificate() }));
      assert.equal(later.sessionId, began.sessionId);
      const guest = await room.admitted({ displayName: 'Zoé Martin', fingerprint: certificate() });
      const fingerprint = certificate();
      for (const grant of [began, later, granted(await guest.ask({ fingerprint }))])
        assert.deepEqual([grant.attestation, grant.attestationKey], [undefined, undefined]);
      refused(await guest.ask({ fingerprint, purpose: 'attestation' }), 'certificate');
      assert.deepEqual(Object.keys((await room.state()).session ?? {}).sort(), ['application', 'id']);
    });

    it('is never made for a session that an earlier version has stored', async () => {
      const session = { application: site.applicationId, id: site.service.createSession() };
      await room.keep({ session, people: [], locked: false } as never);
      const grant = granted(await room.host.ask({ fingerprint: certificate() }));
      assert.deepEqual([grant.sessionId, grant.attestation], [session.id, undefined]);
    });

    it('lies encrypted, for its room alone, and nothing of the certificates lies beside it', async () => {
      const fingerprint = certificate();
      const grant = granted(await room.host.ask({ fingerprint }));
      const dump = await site.database.query('SELECT state FROM wordpress.wp_visio_avocat_rooms');
      const { x } = grant.attestationKey as { x: string };
      for (const secret of [
        'PRIVATE',
        'BEGIN',
        x,
        fingerprint.slice(8),
        'sha-256',
        String(grant.attestation),
      ])
        assert.ok(!dump.includes(secret), secret);
      const state = await room.state();
      await room.keep({ ...state }, 'ensemble');
      assert.equal(
        site.php(
          `$store = new Visio_Avocat\\Room_Store();
        foreach ( array( 'essais', 'ensemble' ) as $room ) {
          $signer = Visio_Avocat\\Attestations::signer( $room, $store->read( $room )['session'] );
          echo $signer && json_encode( $signer->jwk() ) === json_encode( json_decode( getenv( 'KEY' ) ) ) ? 'opens ' : 'closed ';
        }`,
          { KEY: JSON.stringify(grant.attestationKey) },
        ),
        'opens closed ',
      );
    });

    it('is another one after the end, and the earlier one is gone', async () => {
      const first = granted(await room.host.ask({ fingerprint: certificate() }));
      await room.decide({ action: 'end' });
      const ended = await room.state();
      assert.deepEqual([ended.session, ended.hosts], [undefined, []]);
      const second = granted(await room.host.ask({ fingerprint: certificate() }));
      assert.notEqual(second.sessionId, first.sessionId);
      assert.notDeepEqual(second.attestationKey, first.attestationKey);
      assert.notEqual((await attested(second)).room, (await attested(first)).room);
    });

    it('is forgotten with its room, by the hourly event', async () => {
      granted(await room.host.ask({ fingerprint: certificate() }));
      await site.database.query('UPDATE wordpress.wp_visio_avocat_rooms SET updated = updated - 43201');
      site.php("do_action( 'visio_avocat_purge' );");
      assert.equal(await site.database.query('SELECT room FROM wordpress.wp_visio_avocat_rooms'), '');
    });

    it('that cannot be opened any more gives way to another consultation', async () => {
      const first = granted(await room.host.ask({ fingerprint: certificate() }));
      const state = await room.state();
      assert.ok(state.session);
      await room.keep({ ...state, session: { ...state.session, key: 'AAAA' } });
      const second = granted(await room.host.ask({ fingerprint: certificate() }));
      assert.notEqual(second.sessionId, first.sessionId);
      assert.equal((await attested(second)).aud, second.sessionId);
    });

    it('and the session are one for people who come at the same moment', async () => {
      const grants = await Promise.all(
        Array.from({ length: 4 }, () => room.host.ask({ fingerprint: certificate() })),
      );
      const all = await Promise.all(grants.map((one) => attested(granted(one))));
      assert.equal(new Set(all.map(({ aud }) => aud)).size, 1);
      assert.equal(new Set(grants.map(({ json }) => JSON.stringify(json.attestationKey))).size, 1);
      assert.equal(Object.keys((await room.state()).session?.fingerprints ?? {}).length, 4);
    });
  });

  describe('while Vonage makes a session', () => {
    before(open);
    beforeEach(() => room.reset());
    const fingerprint = certificate();
    /** An admitted guest in a room without a session, who asks while `meanwhile` happens. */
    const race = async (meanwhile: (id: string) => Json): Promise<Answered> => {
      const guest = await room.guest({ displayName: 'Zoé Martin', fingerprint });
      const id = String((await room.waiting()).get('Zoé Martin'));
      await room.decide({ id, decision: 'admit' });
      return withPlatform(
        site,
        async () => {
          await room.decide(meanwhile(id));
          return site.service.createSession();
        },
        () => guest.ask({ fingerprint }),
      );
    };

    it('somebody who is removed gets nothing of it, and nothing is stored', async () => {
      refused(await race((participant) => ({ action: 'remove', participant })), 'removed');
      assert.equal((await room.state()).session, undefined);
    });

    it('the end of the consultation stands', async () => {
      refused(await race(() => ({ action: 'end' })), 'ended', 410);
      assert.equal((await room.state()).session, undefined);
      const host = await withPlatform(
        site,
        async () => {
          await room.decide({ action: 'end' });
          return site.service.createSession();
        },
        () => room.host.ask({ fingerprint }),
      );
      refused(host, 'ended', 410);
      assert.equal((await room.state()).session, undefined);
    });

    /** Answers to two requests of the host: the second one comes while the first waits for its session. */
    const overtaken = async (slow: Json, quick: Json): Promise<[Answered, Answered]> => {
      let second: Promise<Answered> | undefined;
      const create = async (): Promise<string> => {
        if (!second) {
          second = room.host.ask(quick);
          await second;
        }
        return site.service.createSession();
      };
      const first = await withPlatform(site, create, () => room.host.ask(slow));
      assert.ok(second);
      return [first, await second];
    };

    it('somebody quicker makes the one that all use, with its key or without', async () => {
      const both = await overtaken({ fingerprint }, { fingerprint: certificate() });
      const [slow, quick] = both.map(granted);
      assert.equal(slow?.sessionId, quick?.sessionId);
      assert.deepEqual(slow?.attestationKey, quick?.attestationKey);
      await room.reset();
      const [late, keyless] = (await overtaken({ fingerprint }, {})).map(granted);
      assert.deepEqual([late?.sessionId, late?.attestation], [keyless?.sessionId, undefined]);
      await room.reset();
      const [old, attesting] = await overtaken({}, { fingerprint });
      refused(old, 'reload');
      granted(attesting);
    });

    it('a session that another room has is refused, and the other room keeps it', async () => {
      const other = await Room.open(site, 'ensemble');
      const theirs = granted(await other.host.ask({ fingerprint }));
      const before = await room.state('ensemble');
      for (const body of [{ fingerprint: certificate() }, {}]) {
        const answer = await withPlatform(
          site,
          () => String(theirs.sessionId),
          () => room.host.ask(body),
        );
        assert.deepEqual([answer.status, answer.json.code], [503, 'server-error']);
        assert.ok(!answer.text.includes(String(theirs.sessionId)));
      }
      assert.deepEqual(await room.state('ensemble'), before);
      assert.equal((await room.state()).session, undefined);
      const next = granted(await room.host.ask({ fingerprint }));
      assert.notEqual(next.sessionId, theirs.sessionId);
    });
  });
}
