import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { attested, certificate } from './support/attestation.ts';
import { granted, logIn, refused } from './support/door.ts';
import { Room } from './support/room.ts';
import type { WordPressSite } from './support/site.ts';

/** Names that pass for “Zoé Martin”. */
const alike = [
  'Zoé Martin',
  'zoe martin',
  'ZOÉ  MARTIN',
  'Zoe\u0301 Martin',
  'Zoè\u0302 Mártin',
  'Ｚｏｅ\u3000Ｍａｒｔｉｎ',
  '\u{1d419}\u{1d428}\u{1d41e} Martin',
  'Zoé\u00a0Martin',
  'Zo\u200dé Mar\u200ctin',
  'Zoé\ufe0f Martin',
  'Zoé\u0600 Martin',
  'Zoé Mart\u0130n',
];
const others = ['Zoé Martine', 'Martin Zoé', 'Zoé-Martin', 'Zoé'];

/** Who is called what. */
export function nameTests(current: () => WordPressSite): void {
  let site: WordPressSite;
  let room: Room;

  describe('names', () => {
    before(async () => {
      site = current();
      room = await Room.open(site, 'essais');
    });
    beforeEach(() => room.reset());

    it('that are typed may not look like that of somebody who waits, is inside or is host', async () => {
      await room.guest({ displayName: 'Zoé Martin' });
      for (const displayName of alike) refused(await room.ask({ displayName }), 'name-taken');
      await room.decide({ action: 'admit-all' });
      await site.database.query('DELETE FROM wordpress.wp_visio_avocat_rates');
      for (const displayName of alike) refused(await room.ask({ displayName }), 'name-taken');
      granted(await room.host.ask({ fingerprint: certificate() }));
      const asked = { displayName: 'me HELENE vasseur', fingerprint: certificate() };
      const answer = await room.ask(asked);
      refused(answer, 'name-taken');
      assert.equal(
        answer.json.detail,
        'Quelqu’un porte déjà ici ce nom, ou un nom qui lui ressemble. Saisissez-en un autre, par exemple le vôtre suivi du nom de votre appareil.',
      );
      await site.database.query('DELETE FROM wordpress.wp_visio_avocat_rates');
      for (const displayName of others)
        assert.equal((await room.ask({ displayName, fingerprint: certificate() })).status, 202, displayName);
    });

    it('with blanks that are symbols are the same names, and blank ones are none', async () => {
      await room.reset();
      await room.guest({ displayName: 'Zoé Martin', fingerprint: certificate() });
      for (const blank of ['\u2800', '\u{1D159}', '\u{13442}'])
        refused(
          await room.ask({ displayName: `Zoé Martin${blank}`, fingerprint: certificate() }),
          'name-taken',
        );
      await room.guest({ displayName: '\u2800\u{1D159}', fingerprint: certificate() });
      assert.deepEqual([...(await room.waiting()).keys()].sort(), ['Invité', 'Zoé Martin']);
      await room.reset();
    });

    it('cannot be tried out fast, as that would tell who is in a room', async () => {
      await room.guest({ displayName: 'Zoé Martin' });
      let tries = 0;
      while ((await room.ask({ displayName: 'Zoé Martin' })).status === 403) tries++;
      assert.ok(tries < 60, `${tries}`);
    });

    it('may be typed anew while somebody waits, and are free again when they are refused', async () => {
      const zoe = await room.guest({ displayName: 'Zoé Martin' });
      assert.equal((await zoe.ask({ displayName: 'Zoé M.' })).status, 202);
      const other = await room.guest({ displayName: 'Zoé Martin' });
      refused(await zoe.ask({ displayName: 'Zoé Martin' }), 'name-taken');
      await room.decide({
        id: String((await room.waiting()).get('Zoé Martin')),
        decision: 'refuse',
      });
      refused(await other.ask(), 'refused');
      assert.equal((await zoe.ask({ displayName: 'Zoé Martin' })).status, 202);
    });

    it('that change after the host has looked are not let in under the one before', async () => {
      granted(await room.host.ask({ fingerprint: certificate() }));
      const fingerprint = certificate();
      const guest = await room.guest({ displayName: 'Zoé Martin', fingerprint });
      const id = String((await room.waiting()).get('Zoé Martin'));
      assert.equal((await guest.ask({ displayName: 'Le bâtonnier', fingerprint })).status, 202);
      // At the press the host has read the name of before.
      await room.decide({ id, decision: 'admit' }).catch(() => undefined);
      assert.equal((await guest.ask({ displayName: 'Le bâtonnier', fingerprint })).status, 202);
    });

    it('stay as the host has let them in', async () => {
      granted(await room.host.ask({ fingerprint: certificate() }));
      const zoe = await room.admitted({ displayName: 'Zoé Martin', fingerprint: certificate() });
      for (const displayName of ['Me Hélène Vasseur', 'Karim Haddad', '']) {
        const { name } = await attested(granted(await zoe.ask({ displayName, fingerprint: certificate() })));
        assert.equal(name, 'Zoé Martin');
      }
    });

    it('that somebody else has meanwhile are not had twice', async () => {
      const zoe = await room.admitted({ displayName: 'Zoé Martin', fingerprint: certificate() });
      const state = await room.state();
      // Refused six minutes ago, when she had to wait again.
      const decided = Math.floor(Date.now() / 1000) - 360;
      await room.keep({
        ...state,
        people: state.people.map((one) => ({ ...one, status: 'refused', decided })),
      });
      await room.guest({ displayName: 'Zoé Martin', fingerprint: certificate() });
      refused(await zoe.ask({ fingerprint: certificate() }), 'name-taken');
      assert.equal((await zoe.ask({ displayName: 'Zoé M.', fingerprint: certificate() })).status, 202);
      assert.deepEqual([...(await room.waiting()).keys()].sort(), ['Zoé M.', 'Zoé Martin']);
    });

    it('all at once, let in nobody whom the host was not shown', async () => {
      granted(await room.host.ask({ fingerprint: certificate() }));
      const zoe = await room.guest({ displayName: 'Zoé Martin', fingerprint: certificate() });
      const shown = [...(await room.waiting()).values()];
      const late = await room.guest({ displayName: 'Karim Haddad', fingerprint: certificate() });
      await room.decide({ action: 'admit-all', guests: shown });
      assert.equal((await zoe.ask({ fingerprint: certificate() })).status, 200);
      assert.equal((await late.ask({ fingerprint: certificate() })).status, 202);
    });

    it('that look like a host’s make way for the host who comes', async () => {
      const early = await room.guest({ displayName: 'Mé Hélene Vasseur', fingerprint: certificate() });
      const zoe = await room.guest({ displayName: 'Zoé Martin', fingerprint: certificate() });
      granted(await room.host.ask({ fingerprint: certificate() }));
      assert.deepEqual([...(await room.waiting()).keys()], ['Zoé Martin']);
      await room.decide({ action: 'admit-all' });
      const fingerprint = certificate();
      refused(await early.ask({ displayName: 'Mé Hélene Vasseur', fingerprint }), 'name-taken');
      assert.equal((await early.ask({ displayName: 'Hélène V.', fingerprint })).status, 202);
      granted(await zoe.ask({ fingerprint: certificate() }));
    });

    it('that look like a host’s stay where a host has let them in, or the firm vouches for them', async () => {
      const rename = (name: string): string =>
        site.php(
          `wp_update_user( array( 'ID' => get_user_by( 'login', 'roy' )->ID, 'display_name' => '${name}' ) );`,
        );
      const namesake = await room.admitted({ displayName: 'Me Helene Vasseur', fingerprint: certificate() });
      rename('Me Hélène Vasseur');
      try {
        const roy = room.user(await logIn(site, 'roy', 'essais'));
        assert.equal((await roy.ask({ fingerprint: certificate() })).status, 202);
        granted(await room.host.ask({ fingerprint: certificate() }));
        assert.deepEqual([...(await room.waiting()).keys()], ['Me Hélène Vasseur']);
        granted(await namesake.ask({ fingerprint: certificate() }));
      } finally {
        rename('Inès Roy');
      }
    });

    it('of an account are not had by its ticket', async () => {
      granted(await room.host.ask({ fingerprint: certificate() }));
      const roy = room.user(await logIn(site, 'roy', 'essais'));
      const fingerprint = certificate();
      const { ticket } = (await roy.ask({ fingerprint })).json.waiting as { ticket: string };
      await room.decide({ action: 'admit-all' });
      const thief = { ticket, displayName: 'Zoé Martin', fingerprint: certificate() };
      assert.equal((await room.ask(thief)).status, 202);
      assert.deepEqual([...(await room.waiting()).keys()], ['Zoé Martin']);
      granted(await roy.ask({ fingerprint }));
    });

    it('are the account’s where there is one, and vouched for where the firm has given it a capability', async () => {
      granted(await room.host.ask({ fingerprint: certificate() }));
      const headers = await logIn(site, 'karim', 'essais');
      const nonce = await fetch(`${site.origin}/wp-admin/admin-ajax.php?action=rest-nonce`, { headers });
      const karim = room.user({ ...headers, 'X-WP-Nonce': await nonce.text() });
      const fingerprint = certificate();
      const first = await karim.ask({ displayName: 'Somebody', fingerprint });
      assert.equal(first.status, 202);
      assert.deepEqual([...(await room.waiting()).keys()], ['Karim Haddad']);
      const { ticket } = first.json.waiting as { ticket: string };
      await room.decide({ action: 'admit-all' });
      const { name, named } = await attested(granted(await karim.ask({ ticket, fingerprint })));
      assert.deepEqual([name, named], ['Karim Haddad', 'typed']);
    });

    it('of a host do not change during a consultation', async () => {
      const fingerprint = certificate();
      granted(await room.host.ask({ fingerprint }));
      const rename = (name: string): string =>
        site.php(
          `wp_update_user( array( 'ID' => get_user_by( 'login', 'vasseur' )->ID, 'display_name' => '${name}' ) );`,
        );
      rename('Me Vasseur-Lemoine');
      try {
        assert.equal(
          (await attested(granted(await room.host.ask({ fingerprint })))).name,
          'Me Hélène Vasseur',
        );
        await room.decide({ action: 'end' });
        assert.equal(
          (await attested(granted(await room.host.ask({ fingerprint })))).name,
          'Me Vasseur-Lemoine',
        );
      } finally {
        rename('Me Hélène Vasseur');
      }
    });

    it('are numbered for those who type none', async () => {
      for (const displayName of ['', '\u200b', undefined]) await room.guest({ displayName });
      assert.deepEqual([...(await room.waiting()).keys()], ['Invité', 'Invité 2', 'Invité 3']);
    });
  });
}
