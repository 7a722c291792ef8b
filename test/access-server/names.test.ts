import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { MemoryStore } from '../../demo/access-server/store.ts';
import { attestationOf, connectionData, fingerprint } from './support/attestation.ts';
import { Clock, consultation, Firm } from './support/firm.ts';
import type { Answered, Visitor } from './support/visitor.ts';

const rdv = 'rdv-4821';
const TAKEN = [403, 'refused', 'name-taken'];

let firm: Firm;
let store: MemoryStore;
let host: Visitor;
let certificates = 0;

/** Opens the appointment to people without an invitation too. */
async function start(waitingRoom: boolean): Promise<void> {
  const clock = new Clock();
  store = new MemoryStore();
  const people = [...(consultation(clock).people ?? []), { id: 'greffe', role: 'guest' as const }];
  firm = await Firm.open([consultation(clock, { open: true, waitingRoom, people })], { clock, store });
  host = await firm.invited(rdv, 'me-vasseur');
}
afterEach(() => firm.close());

const ask = (visitor: Visitor, displayName: string | undefined = visitor.name, more: object = {}) =>
  visitor.ask(rdv, { displayName, fingerprint: fingerprint(++certificates), ...more });
const refusal = ({ status, body }: Answered) => [status, body.code, body.reason];
const claims = async (answered: Answered) => (await attestationOf(answered)).claims;

describe('the name of an invited person', () => {
  beforeEach(() => start(true));

  it('is the invitation’s, whatever they type', async () => {
    for (const [person, name] of [
      ['me-vasseur', 'Me Hélène Vasseur'],
      ['me-lemoine', 'Me Antoine Lemoine'],
    ] as const) {
      const visitor = await firm.invited(rdv, person);
      const granted = await ask(visitor, 'Le bâtonnier');
      const { name: attested, named } = await claims(granted);
      assert.deepEqual([attested, named], [name, 'invitation']);
      assert.equal(connectionData(granted).name, name);
    }
  });

  it('is the invitation’s without a certificate, too', async () => {
    assert.equal(connectionData(await host.ask(rdv, { displayName: 'Zoé' })).name, 'Me Hélène Vasseur');
  });

  it('stands beside what they type in the host’s list', async () => {
    const guest = await firm.invited(rdv, 'client');
    await ask(guest, 'Cam');
    await ask(guest, 'Camille D.');
    const { waiting } = (await host.list()).body;
    assert.deepEqual(
      waiting.map(({ displayName, invitedAs }) => [displayName, invitedAs]),
      [['Camille D.', 'Camille Durand']],
    );
  });

  it('is what they type when the invitation has none, and is then marked as typed', async () => {
    const visitor = await firm.invited(rdv, 'greffe');
    await ask(visitor, 'Greffe du tribunal');
    await host.decide({ action: 'admit-all' });
    const { name, named } = await claims(await ask(visitor, 'Me Hélène Vasseur'));
    assert.deepEqual([name, named], ['Greffe du tribunal', 'typed']);
  });
});

describe('a typed name', () => {
  describe('without a waiting room', () => {
    beforeEach(() => start(false));

    it('is marked as typed, and stays as it was', async () => {
      const visitor = firm.visitor('Zoé');
      const first = await claims(await ask(visitor, 'Zoé'));
      assert.deepEqual([first.name, first.named], ['Zoé', 'typed']);
      for (const later of ['Me Hélène Vasseur', 'Ada', undefined]) {
        const granted = await ask(visitor, later);
        assert.equal((await claims(granted)).name, 'Zoé');
        assert.equal(connectionData(granted).name, 'Zoé');
      }
    });

    for (const [how, name] of Object.entries({
      'as it is': 'Me Hélène Vasseur',
      'in capitals': 'ME HÉLÈNE VASSEUR',
      'in lower case': 'me hélène vasseur',
      'without accents': 'Me Helene Vasseur',
      'with other accents': 'Mé Hêlëne Vässeur',
      'with accents apart': 'Me He\u0301le\u0300ne Vasseur',
      'in full-width letters': 'Ｍｅ　Ｈｅｌｅｎｅ　Ｖａｓｓｅｕｒ',
      'in mathematical letters': '𝐌𝐞 𝐇𝐞𝐥𝐞𝐧𝐞 𝐕𝐚𝐬𝐬𝐞𝐮𝐫',
      'with long s': 'Me Hélène Vaſſeur',
      'with double spaces': '  Me   Hélène \t Vasseur  ',
      'with hard and thin spaces': 'Me\u00A0Hélène\u2009Vasseur',
      'with zero-width spaces': 'Me\u200B Hé\u200Blène Vasseur',
      'with joiners': 'Me Hé\u200Dlène Vas\u200Cseur',
      'with variation selectors': 'Me Hélène\uFE0F Vasseur\uFE0E',
      'with soft hyphens': 'Me Hé\u00ADlène Vas\u00ADseur',
      'with right-to-left marks': '\u200FMe Hélène Vasseur\u202E',
      'with strokes over it': 'Me Hélène V\u0336a\u0336s\u0336s\u0336e\u0336u\u0336r\u0336',
    })) {
      it(`may not be the lawyer’s ${how}, even before she comes`, async () => {
        const refused = await ask(firm.visitor(), name);
        assert.deepEqual(refusal(refused), TAKEN);
        assert.match(refused.body.detail, /Indiquez-en un autre/);
        assert.deepEqual((await store.read(rdv)).people, []);
      });
    }

    it('may not be that of somebody who typed it before', async () => {
      await ask(firm.visitor(), 'Zoé Martin');
      assert.deepEqual(refusal(await ask(firm.visitor(), 'zoe martin')), TAKEN);
      const english = await ask(firm.visitor(), 'ZOÉ MARTIN', { lang: 'en' });
      assert.match(english.body.detail, /Type another/);
      assert.equal((await ask(firm.visitor(), 'Zoé Martins')).status, 200);
    });

    it('may not be the stand-in for a missing one twice', async () => {
      assert.equal((await claims(await ask(firm.visitor(), ''))).name, 'Invité');
      assert.deepEqual(refusal(await ask(firm.visitor(), ' ')), TAKEN);
    });

    it('goes to one of two who come at once', async () => {
      const answers = await Promise.all([ask(firm.visitor(), 'Zoé'), ask(firm.visitor(), 'Zoe')]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403]);
    });

    it('may be another’s where the server vouches for nobody', async () => {
      await firm.close();
      firm = await Firm.open([{ id: rdv, open: true, waitingRoom: false }], { attestations: 'off' });
      for (const visitor of [firm.visitor(), firm.visitor()])
        assert.equal((await ask(visitor, 'Zoé')).status, 200);
    });

    it('may be that of somebody who was removed', async () => {
      const { sub } = await claims(await ask(firm.visitor(), 'Zoé'));
      await host.decide({ action: 'remove', participant: sub });
      assert.equal((await ask(firm.visitor(), 'Zoé')).status, 200);
    });

    it('is guessed no faster than newcomers may come', async () => {
      await firm.close();
      firm = await Firm.open([{ id: rdv, open: true, waitingRoom: false }], {
        limits: { room: { requests: 2, per: 60_000 } },
      });
      await ask(firm.visitor(), 'Zoé');
      assert.deepEqual(refusal(await ask(firm.visitor(), 'Zoé')), TAKEN);
      assert.equal((await ask(firm.visitor(), 'Zoé')).status, 429);
    });

    it('is not lost to the person who typed it when the platform fails at first', async () => {
      const visitor = firm.visitor('Zoé');
      firm.vonage.status = 500;
      assert.equal((await ask(visitor)).status, 503);
      firm.vonage.status = 200;
      assert.equal((await claims(await ask(visitor))).name, 'Zoé');
    });
  });

  describe('with a waiting room', () => {
    beforeEach(() => start(true));

    it('is the one that the host let in', async () => {
      const visitor = firm.visitor('Zoé');
      await ask(visitor);
      await host.decide({ action: 'admit-all' });
      assert.equal((await claims(await ask(visitor, 'Le bâtonnier'))).name, 'Zoé');
    });

    for (const [who, more] of [
      ['with a certificate', {}],
      ['without one', { fingerprint: undefined }],
    ] as const) {
      it(`that changes meanwhile makes them somebody else, whom the host has not let in, ${who}`, async () => {
        const visitor = firm.visitor('Zoé');
        await ask(visitor, 'Zoé', more);
        const id = await visitor.waitingId(host);
        await ask(visitor, 'Le bâtonnier', more);
        assert.equal((await host.decide({ id, decision: 'admit' })).body.code, 'guest-gone');
        const { waiting } = (await host.list()).body;
        assert.deepEqual(
          waiting.map(({ displayName }) => displayName),
          ['Le bâtonnier'],
        );
      });
    }

    it('is compared with those who wait; it is free again once they have given up', async () => {
      await ask(firm.visitor(), 'Zoé');
      assert.deepEqual(refusal(await ask(firm.visitor(), 'Zoé')), TAKEN);
      firm.clock.move(75_000);
      assert.equal((await ask(firm.visitor(), 'Zoé')).status, 202);
    });

    it('does not change while the room is locked', async () => {
      const visitor = firm.visitor('Zoé');
      await ask(visitor);
      await host.decide({ action: 'lock' });
      assert.deepEqual(refusal(await ask(visitor, 'Ada')), [403, 'refused', 'locked']);
      assert.equal((await ask(visitor)).status, 202);
    });

    it('that was never compared, as there was no certificate, is compared with the first one', async () => {
      const impostor = firm.visitor('Me Helene Vasseur');
      await impostor.ask(rdv);
      await host.decide({ action: 'admit-all' });
      assert.deepEqual(refusal(await ask(impostor)), TAKEN);
      assert.equal((await ask(impostor, 'Zoé')).status, 202, 'under another, they wait again');
    });

    it('without a certificate takes no name from anybody', async () => {
      await firm.visitor('Zoé').ask(rdv);
      const visitor = firm.visitor('Zoé');
      assert.equal((await ask(visitor)).status, 202);
      await host.decide({ action: 'admit-all' });
      assert.equal((await claims(await ask(visitor))).name, 'Zoé');
    });
  });
});
