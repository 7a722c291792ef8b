import { expect } from '@open-wc/testing';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import { people } from '../../../../src/views/panels/people-panel.ts';
import {
  callModel,
  liveCall,
  notedActions,
  participant,
  spaced,
  View,
  words,
} from '../../../support/view.ts';
import { attestedParticipant, ownAttestation } from '../../call/attestation-support.ts';

const since = new Date(Date.now() - 5 * 60_000);
const guest = (id: string, facts: object = {}) => ({ id, displayName: id, since, ...facts });

describe('the list of people', () => {
  let view: View;
  let asked: string[];
  const show = (facts: Partial<LiveCall> = {}, canAskToNotify = false) => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(people(liveCall(facts), callModel({ canAskToNotify }), noted.actions, words));
  };
  const rows = () => view.byPart('person').map((row) => (row.textContent ?? '').replace(/\s+/g, ' ').trim());
  afterEach(() => view.close());
  const host = {
    role: 'moderator',
    participants: [
      participant('Maître Vasseur', { self: true, role: 'moderator' }),
      participant('Zoé', { role: 'publisher' }),
    ],
  } as const;

  it('says of each who they are and what is off', () => {
    show({
      participants: [
        participant('Zoé', { self: true }),
        participant('Maître Vasseur', { role: 'moderator', microphone: false, camera: false }),
        participant('Inès', { role: 'subscriber', microphone: false, camera: false }),
      ],
    });
    expect(rows()[0]).to.contain(words.you).and.not.to.contain(words.host);
    expect(rows()[1])
      .to.contain(words.host)
      .and.to.contain(words.isMuted)
      .and.to.contain(words.cameraIsOffOf);
    expect(rows().map((row) => row.split(' ')[0])).to.deep.equal(['Z', 'MV', 'I']);
    expect(rows()[2]).to.contain(words.observer).and.not.to.contain(words.isMuted);
  });

  describe('where the firm attests', () => {
    const t = words.attestation;
    const me = participant('Zoé', { self: true, accessId: ownAttestation.subject });
    const of = (id: string, byte: number, facts: Parameters<typeof attestedParticipant>[2] = {}) => ({
      ...attestedParticipant(id, byte, { name: id, ...facts }),
      name: id,
    });
    const attested = { attestation: ownAttestation } as const;

    it('marks each name that is not checked, each further device, and who is not attested', () => {
      const people = [
        ...[me, of('Vasseur', 0xb), of('Karim', 0xc, { named: 'typed' }), participant('Inès')],
        ...[of('Téléphone', 0xd, { subject: 'subject-Vasseur' })],
        of('Tablette', 0xe, { subject: ownAttestation.subject }),
      ];
      show({ ...attested, participants: people });
      const marks = rows().map((row) =>
        [t.missingMark, t.typed, t.device].filter((one) => row.includes(one)),
      );
      expect(marks).to.deep.equal([[], [], [t.typed], [t.missingMark], [t.device], [t.device]]);
    });

    it('marks nobody where the firm attests nothing', () => {
      show({ participants: [me, participant('Inès')] });
      for (const mark of [t.missingMark, t.typed, t.device, t.title]) expect(view.text).not.to.contain(mark);
    });

    const eve = { ...participant('c9', { name: 'Ève' }), refused: true };

    it('lists apart who is refused, without those who are still waited for', () => {
      const waited = { ...participant('Paul'), refused: false };
      show({ ...attested, participants: [me], unattested: [eve, waited] });
      const section = view.root.querySelector('section[aria-labelledby=unattested-title]');
      expect(section?.querySelector('h3')?.textContent).to.equal(t.title);
      expect(section?.querySelectorAll('li')).to.have.length(1);
      expect(view.text)
        .to.contain(spaced(t.unattested('Ève')))
        .and.not.to.contain('Paul');
      expect(view.root.querySelector('ul')?.textContent).not.to.contain('Ève');
      view.close();
      show({ ...attested, participants: [me], unattested: [waited] });
      expect(view.text).not.to.contain(t.title);
    });

    it('lets a host remove them, and nobody else', () => {
      show({ ...attested, participants: [me], unattested: [eve] });
      expect(view.buttons).not.to.include(words.removeName('Ève'));
      view.close();
      show({ ...host, ...attested, unattested: [eve, { ...eve, id: 'c10', name: '' }] });
      expect(view.text).to.contain(spaced(t.unattested(words.guest)));
      expect(view.buttons).not.to.include(words.muteName('Ève'));
      view.press(words.removeName('Ève'));
      view.press(words.removeName(words.guest));
      expect(asked[0]).to.match(/^confirm \{"type":"remove","person":\{"id":"c9"/);
      expect(asked[1]).to.contain('"id":"c10"');
    });
  });

  it('gives a guest no command', () => {
    show({ waitingRoom: { waiting: [guest('Karim')], locked: false } });
    expect(view.buttons).to.deep.equal([words.close]);
    expect(view.text).not.to.contain('Karim');
  });

  it('lets a host mute and remove the others, never themselves', () => {
    show(host);
    view.press(words.muteName('Zoé'));
    view.press(words.removeName('Zoé'));
    expect(asked[0]).to.equal('mute Zoé');
    expect(asked[1]).to.match(/^confirm \{"type":"remove"/);
    expect(view.buttons).not.to.include(words.muteName('Maître Vasseur'));
    expect(view.buttons).not.to.include(words.removeName('Maître Vasseur'));
    view.close();
    show({ ...host, participants: [host.participants[0], participant('Zoé', { microphone: false })] });
    expect(view.buttons).not.to.include(words.muteName('Zoé'));
  });

  it('lets a host mute everybody, lock and end', () => {
    show({ ...host, waitingRoom: { waiting: [], locked: false } });
    view.press(words.muteAll);
    view.press(words.lock);
    view.press(words.endForAll);
    expect(asked).to.deep.equal(['mute null', 'lock true', 'confirm {"type":"end"}']);
    expect(view.button(words.lock).ariaPressed).to.equal('false');
    expect(view.button(words.lock).part.contains('pressed')).to.equal(false);
    view.close();
    show({ ...host, waitingRoom: { waiting: [], locked: true } });
    expect(view.button(words.lock).ariaPressed).to.equal('true');
    expect(view.button(words.lock).part.contains('pressed')).to.equal(true);
    view.press(words.lock);
    expect(asked).to.deep.equal(['lock false']);
    view.close();
    show({ ...host, participants: [host.participants[0]] });
    expect(view.buttons).not.to.include(words.muteAll);
    expect(view.buttons).not.to.include(words.lock);
    expect(view.buttons).to.include(words.endForAll);
  });

  it('shows a host who waits, since when, and under which invitation', () => {
    const waiting = [guest('Karim', { invitedAs: 'Karim Benali' }), guest('Léa', { invitedAs: 'Léa' })];
    show({ ...host, waitingRoom: { waiting, locked: false } });
    expect(view.text).to.contain(words.guestsWaiting(2));
    expect(rows()[0]).to.contain(words.invitedAs('Karim Benali')).and.to.contain('5');
    expect(rows()[1]).not.to.contain(words.invitedAs('Léa'));
    view.press(words.admitName('Karim'));
    view.press(words.refuseName('Léa'));
    view.press(words.admitAll);
    expect(asked[0]).to.equal('admit Karim');
    expect(asked[1]).to.match(/^confirm \{"type":"refuse"/);
    expect(asked[2]).to.equal('admitAll ["Karim","Léa"]');
    view.close();
    show({ ...host, waitingRoom: { waiting: [guest('', { displayName: '' })], locked: false } });
    expect(view.buttons).to.include(words.admitName(words.guest));
    expect(view.buttons).not.to.include(words.admitAll);
  });

  it('offers a host to be notified, where the system may still be asked', () => {
    show({ ...host, waitingRoom: { waiting: [], locked: false } }, true);
    view.press(words.notifyMe);
    expect(asked).to.deep.equal(['askToNotify']);
    view.close();
    show(host, true);
    expect(view.buttons).not.to.include(words.notifyMe);
    view.close();
    show({ waitingRoom: { waiting: [], locked: false } }, true);
    expect(view.buttons).not.to.include(words.notifyMe);
  });

  it('offers the breakout to a host alone', () => {
    const participants = [...host.participants, participant('Karim')];
    show({ ...host, participants });
    expect(view.buttons).to.include(words.breakout.begin);
    view.close();
    show({ participants });
    expect(view.buttons).not.to.include(words.breakout.begin);
  });

  it('tells who is in a breakout and who is on hold', () => {
    show({ breakout: { members: ['Maître Vasseur'] } });
    expect(rows()[0]).to.contain(words.breakout.onHold);
    expect(rows()[1]).to.contain(words.breakout.member);
    view.close();
    show({
      participants: [participant('Zoé', { self: true }), participant('Karim', { camera: false })],
      breakout: { members: ['Zoé'] },
    });
    expect(rows()[1]).to.contain(words.breakout.onHold).and.not.to.contain(words.cameraIsOffOf);
  });

  it('has the appointment that the stage may have no room for', () => {
    show({ room: { title: 'Premier entretien' } });
    expect(view.text).to.contain('Premier entretien');
    view.close();
    const startsAt = new Date(0);
    const participants = [
      participant('Zoé', { self: true, joinedAt: 1000 }),
      participant('Maître Vasseur', { joinedAt: 10 * 60_000 }),
    ];
    show({ room: { startsAt }, participants });
    expect(view.text).to.contain(words.startedLate(10));
  });
});
