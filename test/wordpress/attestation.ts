import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { attested, certificate, connectionData } from './support/attestation.ts';
import { granted, logIn, refused } from './support/door.ts';
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
      const colleague = room.user(await logIn(site, 'lemoine', 'essais'));
      const ids = await Promise.all(
        [room.host, phone, colleague].map(async (one) => {
          const grant = granted(await one.ask({ fingerprint: certificate() }));
          return (await attested(grant)).sub;
        }),
      );
      const other = await Room.open(site, 'ensemble');
      const { sub } = await attested(granted(await other.host.ask({ fingerprint: certificate() })));
      assert.equal(ids[0], ids[1]);
      assert.equal(new Set([ids[0], ids[2], sub]).size, 3);
    });

    it('keep a fingerprint for the person who is let in with it first', async () => {
      const [hosts, zoes, others] = [certificate(), certificate(), certificate()] as const;
      granted(await room.host.ask({ fingerprint: hosts }));
      const zoe = await room.admitted({ displayName: 'Zoé Martin', fingerprint: zoes });
      const other = await room.guest({ displayName: 'Karim Haddad', fingerprint: others });
      const stolen = { displayName: 'Thief', fingerprint: hosts };
      refused(await room.ask(stolen), 'certificate');
      refused(await room.ask({ ...stolen, fingerprint: zoes }), 'certificate');
      refused(await zoe.ask({ fingerprint: hosts }), 'certificate');
      refused(await other.ask({ fingerprint: zoes }), 'certificate');
      refused(await room.host.ask({ fingerprint: zoes }), 'certificate');
      granted(await zoe.ask({ fingerprint: zoes }));
      // Waiting with it gives no right to it: somebody who names another's would shut them out.
      const thief = await room.guest({ ...stolen, fingerprint: others });
      await room.decide({ decision: 'admit', id: String((await room.waiting()).get('Karim Haddad')) });
      refused(await thief.ask({ fingerprint: others }), 'certificate');
      refused(await room.host.ask({ fingerprint: others }), 'certificate');
      granted(await other.ask({ fingerprint: others }));
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
      // Somebody who has found the ticket, under another name.
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
}
