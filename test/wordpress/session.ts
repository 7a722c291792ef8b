import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { attested, certificate } from './support/attestation.ts';
import { type Answered, granted, type Json, refused } from './support/door.ts';
import { withPlatform } from './support/platform.ts';
import { type Person, Room } from './support/room.ts';
import type { WordPressSite } from './support/site.ts';

/** The session of a consultation, and its key. */
export function sessionTests(current: () => WordPressSite): void {
  let site: WordPressSite;
  let room: Room;
  const open = async (): Promise<void> => {
    site = current();
    room = await Room.open(site, 'essais');
  };

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

  describe('a consultation', () => {
    before(open);
    beforeEach(() => room.reset());
    const fingerprint = certificate();

    /** A guest whom the host has let in; `host` is there with another certificate. */
    const inside = async (): Promise<{ zoe: Person; session: unknown }> => {
      const { sessionId: session } = granted(await room.host.ask({ fingerprint: certificate() }));
      const zoe = await room.admitted({ displayName: 'Zoé Martin', fingerprint });
      assert.equal(granted(await zoe.ask({ fingerprint })).sessionId, session);
      return { zoe, session };
    };
    /** So many seconds pass, of those that decide about the consultation. */
    const pass = async (seconds: number): Promise<void> => {
      const { watched, left, ...state } = await room.state();
      const earlier = (time?: number) => (time === undefined ? undefined : time - seconds);
      await room.keep({ ...state, watched: earlier(watched), left: earlier(left) });
    };

    it('ends fifteen minutes after a host’s page was last there: everybody waits, the next one has another session', async () => {
      const { zoe, session } = await inside();
      await pass(890);
      assert.equal(granted(await zoe.ask({ fingerprint })).sessionId, session);
      await pass(20);
      assert.equal((await zoe.ask({ fingerprint: certificate() })).status, 202);
      refused(await zoe.ask({ fingerprint, purpose: 'attestation' }));
      assert.notEqual(granted(await room.host.ask({ fingerprint: certificate() })).sessionId, session);
    });

    it('goes on as long as a host’s page asks who waits, or renews', async () => {
      const { zoe, session } = await inside();
      const hosts = certificate();
      granted(await room.host.ask({ fingerprint: hosts }));
      for (const stay of [
        () => room.decide(),
        async () => granted(await room.host.ask({ fingerprint: hosts, purpose: 'attestation' })),
        async () => granted(await room.host.ask({ fingerprint: hosts })),
      ]) {
        await pass(890);
        await stay();
      }
      await pass(890);
      assert.equal(granted(await zoe.ask({ fingerprint })).sessionId, session);
    });

    it('goes on for those inside after the site was away for longer than that', async () => {
      const hosts = certificate();
      const { zoe, session } = await inside();
      granted(await room.host.ask({ fingerprint: hosts }));
      await pass(1500);
      granted(await zoe.ask({ fingerprint, purpose: 'attestation' }));
      granted(await room.host.ask({ fingerprint: hosts, purpose: 'attestation' }));
      await pass(1500);
      await room.decide();
      assert.equal(granted(await zoe.ask({ fingerprint })).sessionId, session);
    });

    it('has no key less because a guest’s page came first', async () => {
      await inside();
      await pass(910);
      const old = await room.guest({ displayName: 'Karim Haddad' });
      await room.decide({ action: 'admit-all' });
      refused(await old.ask(), 'reload');
      assert.ok(granted(await room.host.ask({ fingerprint: certificate() })).attestationKey);
    });

    it('forgets its lock when it ends, and by the hourly event what it knew', async () => {
      await inside();
      await room.decide({ action: 'lock' });
      await room.decide({ action: 'leave' });
      await pass(121);
      site.php("do_action( 'visio_avocat_purge' );");
      const { session, people, hosts, ...state } = await room.state();
      assert.deepEqual([session, people, hosts], [undefined, [], []]);
      assert.equal((state as Json).locked, false);
    });

    it('is not called back by a question that was under way when its host left', async () => {
      const { zoe } = await inside();
      await pass(70);
      await room.decide({ action: 'leave' });
      await room.decide();
      await pass(121);
      assert.equal((await zoe.ask({ fingerprint: certificate() })).status, 202);
    });

    it('is renewed for nobody after twelve hours', async () => {
      const { zoe } = await inside();
      granted(await zoe.ask({ fingerprint, purpose: 'attestation' }));
      const state = await room.state();
      const people = state.people.map((one) => ({ ...one, decided: Number(one.decided) - 12 * 3600 }));
      await room.keep({ ...state, people });
      refused(await zoe.ask({ fingerprint, purpose: 'attestation' }));
    });

    it('ends two minutes after its last host has left; a reload before that changes nothing', async () => {
      const { zoe, session } = await inside();
      await room.decide({ action: 'leave' });
      await pass(100);
      await room.decide();
      await pass(100);
      assert.equal(granted(await zoe.ask({ fingerprint })).sessionId, session);
      await room.decide({ action: 'leave' });
      await pass(121);
      assert.equal((await zoe.ask({ fingerprint: certificate() })).status, 202);
    });

    it('lets nobody stay admitted for longer than twelve hours, however often they ask', async () => {
      const { zoe } = await inside();
      const state = await room.state();
      const people = state.people.map((one) => ({ ...one, decided: Number(one.decided) - 12 * 3600 }));
      await room.keep({ ...state, people });
      assert.equal((await zoe.ask({ fingerprint })).status, 202);
    });

    it('is closed to somebody removed a day later, too', async () => {
      const { zoe } = await inside();
      const participant = String((await room.state()).people[0]?.id);
      await room.decide({ action: 'remove', participant });
      const state = await room.state();
      const dayBefore = (time: unknown) => Number(time) - 25 * 3600;
      const people = state.people.map((one) => ({
        ...{ ...one, seen: dayBefore(one.seen), decided: dayBefore(one.decided) },
      }));
      await room.keep({ ...state, people });
      // A reload brings another certificate.
      refused(await zoe.ask({ fingerprint: certificate() }), 'removed');
    });

    it('keeps no places for people who were refused or removed', async () => {
      const guests = [await room.guest({ displayName: 'Karim' }), await room.guest({ displayName: 'Léa' })];
      const [refusedId, participant] = (await room.waiting()).values();
      await room.decide({ id: refusedId, decision: 'refuse' });
      await room.decide({ action: 'remove', participant });
      for (const guest of guests) assert.equal((await guest.ask()).status, 403);
      const state = await room.state();
      const people = Array.from({ length: 50 }, (_, index) => {
        const alike = state.people[index % 2] ?? {};
        return { ...alike, id: `${alike.id}-${index}`, owner: `${alike.owner}-${index}` };
      });
      await room.keep({ ...state, people });
      assert.equal((await room.waiting()).size, 0);
      assert.equal((await room.ask({ displayName: 'Zoé Martin' })).status, 202);
    });

    it('does not take a removal back when it ends', async () => {
      const { zoe } = await inside();
      const participant = String((await room.state()).people[0]?.id);
      await room.decide({ action: 'remove', participant });
      await room.decide({ action: 'end' });
      granted(await room.host.ask({ fingerprint: certificate() }));
      refused(await zoe.ask({ fingerprint }), 'removed');
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
