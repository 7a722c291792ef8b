import { expect } from '@open-wc/testing';
import { reduceLive } from '../../../../src/call/state/reduce-live.ts';
import {
  attestedPeople,
  doublesOfVerified,
  exchangesWith,
  hasLine,
  isAlarmed,
  isGuarded,
  isOnHold,
  isSecondDevice,
  isToCompare,
  isTyped,
  isVouchedFor,
  keyOf,
  mayModerate,
  maySpeak,
  minutesLate,
  numberOfPeople,
  othersOf,
  presentOf,
  returnedPeople,
  samePeople,
  selfOf,
  verifiedPeople,
} from '../../../../src/call/state/select.ts';
import { type LiveCall, NOTHING_COMPARED } from '../../../../src/call/state/state.ts';
import type { Level } from '../../../../src/transport-security/confidentiality-level.ts';
import type { CertificateClaim } from '../../../../src/transport-security/remote-ends.ts';
import { attestedCall, attestedParticipant, idsOf, ownAttestation } from '../attestation-support.ts';
import { callOf, participant } from '../desk-support.ts';

const call = callOf(['self', 'a', 'b']);
const members = (...ids: string[]) => callOf(['self', 'a', 'b'], [], { breakout: { members: ids } });

describe('the people of a call', () => {
  it('are oneself, and the others in order of arrival', () => {
    expect(selfOf(call)?.id).to.equal('self');
    expect(othersOf(call).map(({ id }) => id)).to.deep.equal(['a', 'b']);
    expect(selfOf(callOf([]))).to.equal(undefined);
  });

  it('may speak and moderate as their role says', () => {
    const roles = (['moderator', 'publisher', 'subscriber'] as const).map((role) => callOf([], [], { role }));
    expect(roles.map(mayModerate)).to.deep.equal([true, false, false]);
    expect(roles.map(maySpeak)).to.deep.equal([true, true, false]);
  });

  it('are on hold when a breakout runs without them, and only then', () => {
    const held = (live: typeof call) =>
      live.participants.filter((one) => isOnHold(live, one)).map(({ id }) => id);
    expect(held(call)).to.deep.equal([]);
    expect(held(members('self', 'a'))).to.deep.equal(['b']);
    expect(held(members())).to.deep.equal(['self', 'a', 'b']);
  });

  it('exchange media with everybody, and in a breakout members with members only', () => {
    const heard = (live: typeof call) => ['a', 'b'].filter((id) => exchangesWith(live, id));
    expect(heard(call)).to.deep.equal(['a', 'b']);
    expect(heard(members('self', 'a'))).to.deep.equal(['a']);
    expect(heard(members('a', 'b'))).to.deep.equal([]);
    // Whoever is not in the list of people is no member either.
    expect(exchangesWith(callOf([], [], { breakout: { members: ['a'] } }), 'a')).to.equal(false);
  });
});

describe('what is known of a person by comparing', () => {
  const announced = (fingerprint: string) => ({ status: 'announced', fingerprint }) as const;
  const proven = (fingerprint: string) => ({ ...announced(fingerprint), proven: true }) as const;
  const alarm = { cause: 'told', name: 'A', count: 1 } as const;
  /** A call in which `a` has proven the certificate AA, and nothing is known of `b`. */
  const known = (
    verified: readonly (readonly [string, string])[],
    alarms: readonly string[] = [],
    facts: Partial<LiveCall> = {},
  ) =>
    callOf(['self', 'a', 'b'], [], {
      certificates: new Map([['a', proven('AA')]]),
      compared: {
        ...NOTHING_COMPARED,
        verified: new Map(verified),
        alarms: new Map(alarms.map((key) => [key, { ...alarm, id: key }])),
      },
      ...facts,
    });
  const ids = (people: ReturnType<typeof verifiedPeople>) => people.map(({ id }) => id);

  it('is kept by their certificate, or their connection while none counts', () => {
    expect(['a', 'b', 'ghost'].map((id) => keyOf(known([]), id))).to.deep.equal(['AA', 'b', 'ghost']);
    for (const status of ['missing', 'contradictory'] as const)
      expect(keyOf({ certificates: new Map([['a', { status }]]) }, 'a')).to.equal('a');
    const accepted = { status: 'accepted', fingerprints: new Map([['publish camera', 'AA']]) } as const;
    expect(keyOf({ certificates: new Map([['a', accepted]]) }, 'a')).to.equal('a');
  });

  it('is an alarm by the certificate, or by the connection', () => {
    const alarmed = (...keys: string[]) => ['a', 'b'].filter((id) => isAlarmed(known([], keys), id));
    expect(alarmed()).to.deep.equal([]);
    expect(alarmed('AA')).to.deep.equal(['a']);
    expect(alarmed('a')).to.deep.equal(['a']);
    expect(alarmed('b')).to.deep.equal(['b']);
    expect(alarmed('CC', 'ghost')).to.deep.equal([]);
  });

  it('is an alarm too by the connection that they had when it was raised, whatever was announced since', () => {
    const alarms = new Map([['CC', { ...alarm, id: 'a' }]]);
    const about = (claim: CertificateClaim | null) => {
      const certificates = new Map(claim ? [['a', claim]] : []);
      const live = known([['AA', 'A']], [], { certificates });
      const alarmed = { ...live, compared: { ...live.compared, alarms } };
      expect(ids(verifiedPeople(alarmed))).to.deep.equal([]);
      return ['self', 'a', 'b'].filter((id) => isAlarmed(alarmed, id));
    };
    for (const claim of [
      ...[null, announced('AA'), proven('AA'), announced('CC')],
      ...([{ status: 'missing' }, { status: 'contradictory' }] as const),
    ])
      expect(about(claim), claim?.status).to.deep.equal(['a']);
  });

  it('is an alarm too when the alarm has made their certificate worthless', () => {
    const contradicted = reduceLive(known([]), { type: 'certificate', id: 'a', fingerprint: 'EE' });
    expect(contradicted.certificates.get('a')?.status).to.equal('contradictory');
    expect(contradicted.compared.alarms.size).to.equal(1);
    expect(isAlarmed(contradicted, 'a')).to.equal(true);
  });

  it('is verified where their certificate was compared, and no alarm stands about them', () => {
    expect(ids(verifiedPeople(known([['AA', 'A']])))).to.deep.equal(['a']);
    expect(ids(verifiedPeople(known([['BB', 'A']])))).to.deep.equal([]);
    expect(ids(verifiedPeople(known([])))).to.deep.equal([]);
    for (const key of ['AA', 'a']) expect(ids(verifiedPeople(known([['AA', 'A']], [key])))).to.deep.equal([]);
    expect(ids(verifiedPeople(known([['AA', 'A']], ['b'])))).to.deep.equal(['a']);
    // The own certificate is nobody else's, and nobody is verified with oneself.
    const own = { certificates: new Map([['self', proven('AA')]]) };
    expect(ids(verifiedPeople(known([['AA', 'SELF']], [], own)))).to.deep.equal([]);
  });

  it('is verified only by a certificate that was proven in this call, whatever is announced', () => {
    const claims = [announced('AA'), { ...announced('AA'), proven: false }, proven('CC')];
    for (const claim of claims) {
      const live = known([['AA', 'A']], [], { certificates: new Map([['a', claim]]) });
      expect(ids(verifiedPeople(live))).to.deep.equal([]);
    }
  });

  it('is a return where the name was compared, its certificate is gone, and theirs is another', () => {
    const returned = (verified: string, name: string, facts: Partial<LiveCall> = {}) =>
      ids(returnedPeople(known([[verified, name]], [], facts)));
    expect(returned('CC', 'A')).to.deep.equal(['a']);
    expect(returned('CC', 'B'), 'whose certificate is not known yet').to.deep.equal([]);
    const both = { certificates: new Map([['a', proven('AA')] as const, ['b', announced('BB')] as const]) };
    expect(returned('CC', 'B', both)).to.deep.equal(['b']);
    expect(returned('CC', 'C')).to.deep.equal([]);
    expect(returned('AA', 'A'), 'who is back with the same certificate').to.deep.equal([]);
    expect(returned('CC', 'SELF'), 'oneself').to.deep.equal([]);
    const unnamed = { participants: [participant('self', true), { ...participant('a'), name: '' }] };
    expect(returned('CC', '', unnamed), 'people without a name').to.deep.equal([]);
    for (const name of ['a', 'Ａ', 'ａ'])
      expect(returned('CC', name), 'names that look the same').to.deep.equal(['a']);
  });

  it('is verified under the name that was compared alone: two verified people cannot be swapped', () => {
    const compared = [
      ['AA', 'A'],
      ['BB', 'B'],
    ] as const;
    const certificates = new Map([['a', proven('AA')] as const, ['b', proven('BB')] as const]);
    expect(ids(verifiedPeople(known(compared, [], { certificates })))).to.deep.equal(['a', 'b']);
    const participants = [
      participant('self', true),
      { ...participant('a'), name: 'B' },
      { ...participant('b'), name: 'A' },
    ];
    const swapped = known(compared, [], { certificates, participants });
    expect(ids(verifiedPeople(swapped))).to.deep.equal([]);
    expect(ids(returnedPeople(swapped))).to.deep.equal(['a', 'b']);
  });

  it('is a double, and no return, where the person who was compared is there', () => {
    const of = (b: CertificateClaim | null, claim: CertificateClaim = proven('CC')) =>
      known([['CC', 'A']], [], {
        participants: [participant('self', true), participant('a'), { ...participant('b'), name: 'ａ' }],
        certificates: new Map([['a', claim] as const, ...(b ? [['b', b] as const] : [])]),
      });
    for (const b of [null, announced('BB'), proven('BB'), { status: 'missing' } as const]) {
      expect(ids(doublesOfVerified(of(b)))).to.deep.equal(['b']);
      expect(ids(returnedPeople(of(b)))).to.deep.equal([]);
    }
    const unproven = of(proven('BB'), announced('CC'));
    expect(ids(doublesOfVerified(unproven)), 'nobody has proven to be there').to.deep.equal([]);
    expect(ids(returnedPeople(unproven))).to.deep.equal(['b']);
    expect(ids(doublesOfVerified(of(announced('CC')))), 'the same certificate').to.deep.equal([]);
  });

  it('is no return of somebody who was compared again with their other certificate', () => {
    const twice = known([
      ['AA', 'A'],
      ['CC', 'A'],
    ]);
    expect(ids(returnedPeople(twice))).to.deep.equal([]);
  });
});

describe('people for whom the firm vouches', () => {
  const ada = { ...participant('ada', true), accessId: ownAttestation.subject };
  const ben = attestedParticipant('ben', 0xb);
  const eve = { ...participant('eve'), refused: false };
  const callWith = (participants: LiveCall['participants'], facts: Partial<LiveCall> = {}) =>
    attestedCall({ participants: [ada, ...participants], ...facts });

  it('are those of the session who have become participants', () => {
    const live = callWith([ben], { unattested: [eve] });
    expect(idsOf(othersOf(live))).to.deep.equal(['ben']);
    expect(idsOf(presentOf(live))).to.deep.equal(['ben', 'eve']);
  });

  it('are the same as before while both lists are', () => {
    const live = callWith([ben], { unattested: [eve] });
    expect(samePeople(live, { ...live })).to.equal(true);
    expect(samePeople(live, { ...live, participants: [...live.participants] })).to.equal(false);
    expect(samePeople(live, { ...live, unattested: [] })).to.equal(false);
    expect(samePeople(live, null)).to.equal(false);
  });

  it('are the only participants where nothing goes through a media server', () => {
    expect(isGuarded(callWith([]))).to.equal(true);
    expect(isGuarded(callWith([], { relayed: false }))).to.equal(false);
    expect(isGuarded(callWith([], { attestation: null }))).to.equal(false);
  });

  it('exchange messages, as everybody does where the firm attests nothing', () => {
    for (const relayed of [true, false]) {
      const live = callWith([ben, participant('dora')], { relayed });
      expect([isVouchedFor(live, ben), isVouchedFor(live, participant('dora'))]).to.deep.equal([true, false]);
    }
    expect(isVouchedFor(callWith([], { attestation: null }), participant('dora'))).to.equal(true);
  });

  it('give the level where the firm knows their names, by the certificate that they have proven', () => {
    const claim = { status: 'announced', fingerprint: ben.attested?.attestation.fingerprint ?? '' } as const;
    const certificates = new Map([['ben', { ...claim, proven: true }]]);
    const ids = (facts: Partial<LiveCall>, one = ben) =>
      idsOf(attestedPeople(callWith([one], { certificates, ...facts })));
    expect(ids({})).to.deep.equal(['ben']);
    expect(ids({}, attestedParticipant('ben', 0xb, { named: 'typed' }))).to.deep.equal([]);
    expect(ids({}, participant('ben'))).to.deep.equal([]);
    expect(ids({ certificates: new Map([['ben', claim]]) })).to.deep.equal([]);
    expect(ids({}, attestedParticipant('ben', 0xc))).to.deep.equal([]);
    expect(ids({ relayed: false })).to.deep.equal([]);
    expect(ids({ differences: [{ with: 'BEN', name: 'EVE', unseenBy: 'self' }] })).to.deep.equal([]);
    const alarm = { cause: 'told', id: 'ben', name: 'BEN', count: 1 } as const;
    expect(ids({ compared: { ...NOTHING_COMPARED, alarms: new Map([['ben', alarm]]) } })).to.deep.equal([]);
  });

  it('may have several devices, and count once', () => {
    const phone = attestedParticipant('phone', 0xc, { subject: 'subject-ben' });
    const tablet = attestedParticipant('tablet', 0xd, { subject: ownAttestation.subject });
    const live = callWith([ben, phone, tablet, participant('dora')]);
    const second = live.participants.filter((one) => isSecondDevice(live, one));
    expect(idsOf(second)).to.deep.equal(['phone', 'tablet']);
    expect(numberOfPeople(live)).to.equal(3);
    expect(numberOfPeople({ ...live, attestation: null })).to.equal(5);
  });

  it('are told apart by the firm alone, not by what the session states', () => {
    const stated = { ...participant('dora'), accessId: ownAttestation.subject };
    const live = callWith([stated]);
    expect(isSecondDevice(live, stated)).to.equal(false);
    expect(numberOfPeople(live)).to.equal(2);
  });

  it('may have typed their names themselves', () => {
    expect(isTyped(attestedParticipant('ben', 0xb, { named: 'typed' }))).to.equal(true);
    expect([isTyped(ben), isTyped(participant('dora'))]).to.deep.equal([false, false]);
  });
});

describe('the line to a person', () => {
  it('takes messages while it is open, or interrupted', () => {
    const taken = (
      ['opening', 'open', 'interrupted', 'closed', 'unavailable', 'relay-unavailable'] as const
    ).filter((status) => hasLine({ lines: new Map([['a', status]]) }, 'a'));
    expect(taken).to.deep.equal(['open', 'interrupted']);
    expect(hasLine({ lines: new Map([['a', 'open']]) }, 'b')).to.equal(false);
  });
});

describe('a reason that blocks sending', () => {
  it('waits for a comparison where the level is that of two browsers, attested or not, and of nothing else', () => {
    const levels: Level[] = [
      'verifying',
      'unprotected',
      'unverifiable',
      'to-media-server',
      'end-to-end-secret',
    ];
    const waiting = [...levels, 'end-to-end' as const, 'end-to-end-attested' as const].filter((level) =>
      isToCompare({ type: 'level', level }),
    );
    expect(waiting).to.deep.equal(['end-to-end', 'end-to-end-attested']);
    expect(isToCompare({ type: 'recording' })).to.equal(false);
    expect(isToCompare(null)).to.equal(false);
  });
});

describe('how late a consultation began', () => {
  const startsAt = new Date(1_700_000_000_000);
  const minute = 60_000;
  /** The minutes told when people join so long after the beginning, in the order of the list. */
  const late = (...joined: number[]) =>
    minutesLate({
      ...call,
      room: { startsAt },
      participants: joined.map((after, index) => ({
        ...participant(`${index}`, index === 0),
        joinedAt: startsAt.getTime() + after,
      })),
    });

  it('counts from the arrival of the second person, guest or host', () => {
    expect(late(-5 * minute, 12 * minute)).to.equal(12);
    expect(late(12 * minute, -5 * minute)).to.equal(12);
    expect(late(40 * minute, 20 * minute, 4 * minute)).to.equal(20);
  });

  it('lets pass what is punctual, early, or of another day', () => {
    expect(late(0, 3 * minute - 1)).to.equal(0);
    expect(late(0, 3 * minute)).to.equal(3);
    expect(late(-9 * minute, -6 * minute)).to.equal(0);
    expect(late(0, 24 * 60 * minute - 1)).to.equal(24 * 60 - 1);
    expect(late(0, 24 * 60 * minute)).to.equal(0);
  });

  it('is not known while one is alone, nor without an appointment', () => {
    expect(late(30 * minute)).to.equal(0);
    const later = [participant('self', true), { ...participant('a'), joinedAt: 9e12 }];
    expect(minutesLate({ ...call, participants: later })).to.equal(0);
    expect(minutesLate({ ...call, room: { title: 'Entretien' }, participants: later })).to.equal(0);
  });
});
