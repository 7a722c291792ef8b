import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { attested, certificate, claimsOf } from './support/attestation.ts';
import { type Answered, granted, type Json, logIn, refused } from './support/door.ts';
import { type Person, Room, type State } from './support/room.ts';
import type { WordPressSite } from './support/site.ts';

const renew = (person: Pick<Person, 'ask'>, fingerprint: string, more: Json = {}): Promise<Answered> =>
  person.ask({ purpose: 'attestation', fingerprint, ...more });

/** Attestations for those who stay. */
export function renewalTests(current: () => WordPressSite): void {
  let site: WordPressSite;
  let room: Room;
  let key: unknown;
  const [hosts, zoes] = [certificate(), certificate()] as const;
  /** A room with its host, and Zoé inside. */
  const inside = async (): Promise<Person> => {
    key = granted(await room.host.ask({ fingerprint: hosts })).attestationKey;
    const zoe = await room.admitted({ displayName: 'Zoé Martin', fingerprint: zoes });
    granted(await zoe.ask({ fingerprint: zoes }));
    return zoe;
  };
  /** Changes what is kept of Zoé. */
  const withZoe = (state: State, change: Json): State => ({
    ...state,
    people: state.people.map((one) => (one.name === 'Zoé Martin' ? { ...one, ...change } : one)),
  });
  /** Lets time pass for all attestations. */
  const expire = async (seconds: number): Promise<void> => {
    const state = await room.state();
    assert.ok(state.session?.fingerprints);
    const past = Object.entries(state.session.fingerprints).map(([mark, { of, until }]) => [
      mark,
      { of, until: until - seconds },
    ]);
    await room.keep({ ...state, session: { ...state.session, fingerprints: Object.fromEntries(past) } });
  };

  describe('a renewal', () => {
    before(async () => {
      site = current();
      room = await Room.open(site, 'essais');
    });
    beforeEach(() => room.reset());

    it('is the attestation alone, of the same person, and begins now', async () => {
      const zoe = await inside();
      for (const [person, fingerprint] of [
        [zoe, zoes],
        [room.host, hosts],
      ] as const) {
        const before = await attested(granted(await person.ask({ fingerprint })));
        const answer = await renew(person, fingerprint, { displayName: 'Somebody', role: 'moderator' });
        assert.deepEqual(Object.keys(granted(answer)), ['attestation']);
        assert.equal(answer.headers.get('Set-Cookie'), null);
        assert.equal(answer.headers.get('Cache-Control'), 'no-store');
        const { iat, exp, ...claims } = await claimsOf(answer.json.attestation, key);
        assert.deepEqual({ ...claims, iat: before.iat, exp: before.exp }, before);
        assert.ok(Number(iat) >= Number(before.iat));
        assert.equal(Number(exp) - Number(iat), 600);
      }
    });

    it('goes by the ticket where there is no cookie, and sets none', async () => {
      await inside();
      const fingerprint = certificate();
      const { first } = await room.guest({ displayName: 'Karim Haddad', fingerprint });
      const { ticket } = first.json.waiting as { ticket: string };
      await room.decide({ action: 'admit-all' });
      granted(await room.ask({ ticket, fingerprint }));
      const answer = await renew(room.user(), fingerprint, { ticket });
      granted(answer);
      assert.equal(answer.headers.get('Set-Cookie'), null);
    });

    it('is for those inside, and for a certificate of theirs', async () => {
      const zoe = await inside();
      const waits = await room.guest({ displayName: 'Karim Haddad', fingerprint: certificate() });
      const people = (await room.state()).people.length;
      const colleague = room.user(await logIn(site, 'lemoine', 'essais'));
      for (const person of [waits, room.user(), colleague]) {
        refused(await renew(person, zoes));
        refused(await renew(person, certificate()));
      }
      refused(await renew(room.user(), zoes, { ticket: 'x' }));
      refused(await renew(zoe, hosts), 'certificate');
      refused(await renew(zoe, certificate()), 'certificate');
      refused(await renew(room.host, zoes), 'certificate');
      const { status, json } = await zoe.ask({ purpose: 'attestation' });
      assert.deepEqual([status, json.code], [400, 'invalid-request']);
      assert.equal((await renew(zoe, zoes.toLowerCase())).status, 400);
      // Nobody has come in by asking, and nobody is a host by it.
      const state = await room.state();
      assert.deepEqual([state.people.length, Object.keys(state.hosts).length], [people, 1]);
    });

    it('begins nothing', async () => {
      refused(await renew(room.host, hosts));
      const guest = await room.guest({ displayName: 'Zoé Martin', fingerprint: zoes });
      await room.decide({ action: 'admit-all' });
      refused(await renew(guest, zoes), 'certificate');
      assert.equal((await room.state()).session, undefined);
    });

    it('ends with an admission, and with the consultation', async () => {
      const zoe = await inside();
      const state = await room.state();
      await room.keep(withZoe(state, { role: 'observer' }));
      refused(await renew(zoe, zoes));
      await room.keep(withZoe(state, { status: 'refused' }));
      refused(await renew(zoe, zoes));
      await room.keep(state);
      granted(await renew(zoe, zoes));
      const participant = String(state.people.find(({ name }) => name === 'Zoé Martin')?.id);
      await room.decide({ action: 'remove', participant });
      refused(await renew(zoe, zoes));
      granted(await renew(room.host, hosts));
      const { json } = await room.host.ask({ fingerprint: hosts });
      assert.deepEqual(json.removed, [participant]);
      await room.decide({ action: 'end' });
      refused(await renew(zoe, zoes));
      refused(await renew(room.host, hosts));
      // The next consultation has not vouched for it.
      granted(await room.host.ask({ fingerprint: certificate() }));
      refused(await renew(room.host, hosts), 'certificate');
    });

    it('goes on after the site was away for longer than an attestation lasts', async () => {
      const zoe = await inside();
      await expire(500);
      granted(await renew(zoe, zoes));
      await expire(1500);
      granted(await renew(zoe, zoes));
    });

    it('keeps an admission standing, which silence ends', async () => {
      const zoe = await inside();
      const longAgo = Math.floor(Date.now() / 1000) - 3500;
      await room.keep(withZoe(await room.state(), { seen: longAgo }));
      granted(await renew(zoe, zoes));
      const seen = (await room.state()).people.find(({ name }) => name === 'Zoé Martin')?.seen;
      assert.ok(Number(seen) > longAgo + 3000);
      await room.keep(withZoe(await room.state(), { seen: longAgo - 200 }));
      refused(await renew(zoe, zoes));
    });

    it('is for four certificates a person, the ones renewed last', async () => {
      const zoe = await inside();
      const devices = [zoes, certificate(), certificate(), certificate()];
      for (const fingerprint of devices) granted(await zoe.ask({ fingerprint }));
      for (const fingerprint of devices) granted(await renew(zoe, fingerprint));
      // The first one is renewed: the second is now the oldest.
      granted(await renew(zoe, zoes));
      const fifth = certificate();
      granted(await zoe.ask({ fingerprint: fifth }));
      refused(await renew(zoe, devices[1] ?? ''), 'certificate');
      for (const fingerprint of [zoes, devices[2] ?? '', devices[3] ?? '', fifth])
        granted(await renew(zoe, fingerprint));
      // It is still hers, and nobody else's; the host has four of their own.
      refused(await room.host.ask({ fingerprint: devices[1] ?? '' }), 'certificate');
      granted(await renew(room.host, hosts));
      granted(await zoe.ask({ fingerprint: devices[1] ?? '' }));
      refused(await renew(zoe, zoes), 'certificate');
    });

    it('goes on when the appointment’s hours are over, as the consultation does', async () => {
      const zoe = await inside();
      const query = site.php(
        `echo add_query_arg( ( new Visio_Avocat\\Appointment( 'essais', '', 1, 2 ) )->to_query(), '' );`,
      );
      const over = new URL(room.endpoint);
      over.search = query;
      const late = (body: Json): Promise<Answered> => zoe.ask(body, over.href);
      assert.equal((await late({ fingerprint: zoes })).status, 410);
      granted(await late({ fingerprint: zoes, purpose: 'attestation' }));
    });
  });
}
