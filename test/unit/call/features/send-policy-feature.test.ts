import { expect } from '@open-wc/testing';
import {
  blockedReasonsOf,
  reduceSendPolicy,
  SendPolicy,
  type SendRules,
} from '../../../../src/call/features/send-policy-feature.ts';
import {
  type Alarm,
  type AlarmCause,
  type BlockedReason,
  type LiveCall,
  NOTHING_COMPARED,
  type Participant,
} from '../../../../src/call/state/state.ts';
import type { DeviceKind } from '../../../../src/devices/open-devices.ts';
import type { Level } from '../../../../src/transport-security/confidentiality-level.ts';
import { liveIn, liveState } from '../../../support/fakes.ts';
import { attestedParticipant, ownAttestation } from '../attestation-support.ts';

const person = (id: string, facts: Partial<Participant> = {}): Participant => ({
  id,
  name: id,
  self: id === 'self',
  joinedAt: 0,
  publishing: true,
  microphone: true,
  camera: true,
  speaking: false,
  stalled: false,
  sharing: false,
  screen: null,
  media: null,
  ...facts,
});

const live = (level: Level, facts: Partial<LiveCall> = {}): LiveCall =>
  liveIn(
    liveState({
      security: { level, evidence: [], at: 0 },
      participants: [person('self'), person('other')],
      ...facts,
    }),
  );

const any: SendRules = { confidentiality: 'any' };
const first = (live: LiveCall, rules: SendRules) => blockedReasonsOf(live, rules)[0] ?? null;

const alarm = (cause: AlarmCause, name: string, count = 1): Alarm => ({
  ...{ cause, id: name.toLowerCase(), name, count },
});
const alarmed = (...alarms: readonly Alarm[]) => ({
  compared: { ...NOTHING_COMPARED, alarms: new Map(alarms.map((one, index) => [`sha-256 ${index}`, one])) },
});
/** Paul was compared, is gone, and these people are here. */
const without = (...people: readonly Participant[]): Partial<LiveCall> => ({
  participants: [person('self'), ...people],
  certificates: new Map(people.map(({ id }) => [id, announcement(`sha-256 of ${id}`)])),
  compared: { ...NOTHING_COMPARED, verified: new Map([['sha-256 A', 'Paul']]) },
});

/** A call with somebody who has no certificate, and a connection that leads to this person by the provider's word. */
const unverifiable = (statedPeer: string, status: 'missing' | 'accepted', facts: Partial<LiveCall> = {}) =>
  live('unverifiable', {
    participants: [person('self'), person('plain')],
    connections: [
      {
        ...{ id: 1, fingerprint: 'sha-256 A', direction: 'publish', stream: 'camera' },
        ...{ proven: true, statedPeer },
      } as const,
    ],
    certificates: new Map([['plain', { status, fingerprints: new Map() }]]),
    ...facts,
  });

const announcement = (fingerprint: string) => ({ status: 'announced', fingerprint }) as const;

describe('the guard', () => {
  it('holds back when two people announce one certificate', () => {
    const shared = (one: string, other: string) =>
      first(
        live('end-to-end', {
          participants: [person('self'), person('one'), person('other')],
          certificates: new Map([
            ['one', announcement(one)],
            ['other', announcement(other)],
          ]),
        }),
        any,
      );
    expect(shared('sha-256 A', 'sha-256 A')).to.deep.equal({ type: 'duplicate-identity', name: 'one' });
    expect(shared('sha-256 A', 'sha-256 B')).to.equal(null);
  });

  it('holds back when somebody unknown wants to receive, and asks again for each more', () => {
    const asked = (...ids: number[]) => first(live('unprotected', { unknownReceivers: new Set(ids) }), any);
    expect(asked(1)).to.deep.equal({ type: 'unknown-receiver', count: 1 });
    expect(asked(1, 7)).to.deep.equal({ type: 'unknown-receiver', count: 2 });
    expect(asked()).to.deep.equal({ type: 'level', level: 'unprotected' });
  });

  it('holds back when a connected participant has no certificate, until that is accepted', () => {
    const plain = (statedPeer: string, status: 'missing' | 'accepted') =>
      first(unverifiable(statedPeer, status), any);
    expect(plain('plain', 'missing')).to.deep.equal({ type: 'unverifiable', id: 'plain', name: 'plain' });
    expect(plain('plain', 'accepted')).to.equal(null);
    expect(plain('nobody', 'missing'), 'nothing would be sent to them').to.equal(null);
  });

  it('holds back below the level that the page asks for, and also while it is not known', () => {
    const levels: Level[] = [
      'verifying',
      'unprotected',
      'to-media-server',
      'end-to-end-secret',
      'end-to-end',
      'end-to-end-attested',
      'end-to-end-verified',
    ];
    const held = (confidentiality: SendRules['confidentiality']) =>
      levels.filter((level) => blockedReasonsOf(live(level), { confidentiality }).length > 0);
    expect(held('any')).to.deep.equal(['unprotected']);
    expect(held('end-to-end')).to.deep.equal(['verifying', 'unprotected', 'to-media-server']);
    expect(held('attested')).to.deep.equal(levels.slice(0, -2));
    expect(held('verified')).to.deep.equal(levels.slice(0, -1));
  });

  it('holds back when there are more people than the appointment has', () => {
    const three = live('end-to-end', {
      participants: [person('self'), person('other'), person('silent', { publishing: false })],
    });
    expect(first(three, { ...any, expected: 2 })).to.deep.equal({
      type: 'too-many-participants',
      expected: 2,
      present: 3,
    });
    expect(first(three, { ...any, expected: 3 })).to.equal(null);
    expect(first(three, any)).to.equal(null);
  });

  it('holds back when one access is in use twice, be it the own', () => {
    const twice = (own: string, other: string) =>
      first(
        live('end-to-end', {
          participants: [person('self', { accessId: own }), person('other', { accessId: other })],
        }),
        any,
      );
    expect(twice('one', 'one')).to.deep.equal({ type: 'duplicate-identity', name: 'other' });
    expect(twice('one', 'two')).to.equal(null);
    // Two people of whom nothing is known are not the same.
    expect(first(live('end-to-end'), any)).to.equal(null);
  });

  it('holds back while an alarm stands, and tells the latest', () => {
    const both = [alarm('mismatch', 'Paul', 2), alarm('certificate', 'Inès')];
    const reasons = blockedReasonsOf(live('unprotected', alarmed(...both)), any);
    expect(reasons[0]).to.deep.equal({ type: 'mismatch', ...alarm('certificate', 'Inès') });
    expect(reasons.filter(({ type }) => type === 'mismatch')).to.have.length(1);
  });

  it('holds back when somebody has the name of a person who was compared and has left', () => {
    const back = { name: 'Paul' };
    const reasons = blockedReasonsOf(live('end-to-end', without(person('a', back), person('b', back))), any);
    expect(reasons).to.deep.equal([
      { type: 'returned', id: 'a', name: 'Paul' },
      { type: 'returned', id: 'b', name: 'Paul' },
    ]);
    expect(first(live('end-to-end', without(person('a', { name: 'Inès' }))), any)).to.equal(null);
  });

  it('holds back when somebody has the name of a person who was compared and is there', () => {
    const people = [person('paul', { name: 'Paul' }), person('b', { name: 'ＰＡＵＬ' })];
    const known = (certificates: LiveCall['certificates']) =>
      blockedReasonsOf(live('end-to-end', { ...without(...people), certificates }), any);
    const proven = ['paul', { ...announcement('sha-256 A'), proven: true }] as const;
    const other = ['b', announcement('sha-256 B')] as const;
    const double = [{ type: 'duplicate-identity', name: 'ＰＡＵＬ' }];
    expect(known(new Map([proven, other]))).to.deep.equal(double);
    expect(known(new Map([proven])), 'before they have a certificate').to.deep.equal(double);
    // Nobody has proven to be Paul.
    expect(known(new Map([['paul', announcement('sha-256 A')], other]))).to.deep.equal([
      { type: 'returned', id: 'b', name: 'ＰＡＵＬ' },
    ]);
  });

  describe('where the firm attests', () => {
    const attested = (id: string, byte: number, facts: Parameters<typeof attestedParticipant>[2] = {}) =>
      attestedParticipant(id, byte, facts);
    const self = person('self', { accessId: ownAttestation.subject });
    const callWith = (others: readonly Participant[], facts: Partial<LiveCall> = {}) =>
      live('end-to-end-attested', {
        ...{ attestation: ownAttestation, participants: [self, ...others] },
        ...facts,
      });
    const eve = { ...person('eve'), refused: true };

    it('holds back in a session with a media server while somebody is there who is refused', () => {
      const reason = { type: 'unattested', name: 'eve' } as const;
      const routed = (...unattested: LiveCall['unattested']) =>
        blockedReasonsOf(callWith([attested('ben', 0xb)], { relayed: false, unattested }), any);
      expect(routed(eve)).to.deep.equal([reason]);
      expect(routed({ ...eve, refused: false })).to.deep.equal([]);
      expect(routed(eve, { ...eve, id: 'b', name: 'bob' })).to.deep.equal([
        reason,
        { ...reason, name: 'bob' },
      ]);
    });

    it('does not hold back where nothing would go to somebody who is refused', () => {
      expect(blockedReasonsOf(callWith([attested('ben', 0xb)], { unattested: [eve] }), any)).to.deep.equal(
        [],
      );
    });

    it('takes another device for no duplicate, and for the same person', () => {
      const devices = [
        ...[attested('ben', 0xb), attested('phone', 0xc, { subject: 'subject-ben' })],
        attested('tablet', 0xd, { subject: ownAttestation.subject }),
      ].map((one) => ({ ...one, accessId: one.attested?.attestation.subject ?? '' }));
      expect(blockedReasonsOf(callWith(devices), { ...any, expected: 2 })).to.deep.equal([]);
      const more = [...devices, attested('cleo', 0xe)];
      expect(blockedReasonsOf(callWith(more), { ...any, expected: 2 })).to.deep.equal([
        { type: 'too-many-participants', expected: 2, present: 3 },
      ]);
    });

    it('takes somebody for a duplicate whom the firm does not attest', () => {
      const double = [attested('ben', 0xb), person('phone', { accessId: 'subject-ben' })].map((one) => ({
        ...one,
        accessId: 'subject-ben',
      }));
      expect(first(callWith(double, { relayed: false }), any)).to.deep.equal({
        ...{ type: 'duplicate-identity', name: 'BEN' },
      });
      const own = [person('tablet', { accessId: ownAttestation.subject })];
      expect(first(callWith(own, { relayed: false }), any)).to.include({ type: 'duplicate-identity' });
    });
  });

  it('holds back while a recording runs', () => {
    expect(first(live('end-to-end', { recording: true }), any)).to.deep.equal({ type: 'recording' });
  });
});

describe('the guardian', () => {
  const rules: SendRules = { confidentiality: 'end-to-end', expected: 2 };
  let held: boolean[];
  let guard: BlockedReason | null;
  let said: (BlockedReason | null)[];
  let guardian: SendPolicy;
  /** The devices that each reason suspends. */
  let suspended: Record<string, readonly DeviceKind[]>;
  beforeEach(() => {
    held = [];
    guard = null;
    said = [];
    suspended = {};
    guardian = new SendPolicy(rules, {
      suspend: (by, kinds) => {
        suspended[by] = kinds;
        held.push(Object.values(suspended).some(({ length }) => length > 0));
      },
      commit: (event) => {
        if (event.type !== 'blocked') return;
        guard = event.reason;
        said.push(guard);
      },
    });
  });
  /** The call becomes this, and then what its policy makes of it. Returns whether it is held back. */
  const becomes = (call: LiveCall): boolean => {
    for (let before: BlockedReason | null | undefined; before !== guard; ) {
      before = guard;
      guardian.apply({ ...call, blocked: guard });
    }
    return held.at(-1) ?? false;
  };
  const accept = (call: LiveCall): boolean => {
    if (guard) guardian.accept(guard);
    return becomes(call);
  };

  it('accepts a person without a certificate by their name, for good', () => {
    const policy = new SendPolicy(any, {
      suspend: () => undefined,
      commit: (event) => accepted.push(event.type === 'certificate-accepted' ? event.id : event.type),
    });
    const accepted: string[] = [];
    const blocked = { type: 'unverifiable', id: 'plain', name: 'plain' } as const;
    policy.apply(unverifiable('plain', 'missing', { blocked }));
    policy.accept(blocked);
    expect(accepted).to.deep.equal(['plain']);
  });

  it('takes one reason after the other, the gravest first: accepting one accepts no other', () => {
    const all = live('to-media-server', {
      recording: true,
      participants: [person('self'), person('a', { accessId: 'x' }), person('b', { accessId: 'x' })],
    });
    becomes(all);
    const seen: string[] = [];
    for (let question: BlockedReason | null = guard; question; question = guard) {
      seen.push(question.type);
      accept(all);
    }
    expect(seen).to.deep.equal(['level', 'recording', 'duplicate-identity', 'too-many-participants']);
    expect(held.at(-1)).to.equal(false);
    // A level that was accepted is not a lower one.
    expect(becomes({ ...all, security: { ...all.security, level: 'unprotected' } })).to.equal(true);
  });

  it('asks again about what has passed and comes back', () => {
    const [fallen, fine] = [live('to-media-server'), live('end-to-end')];
    becomes(fallen);
    expect(accept(fallen)).to.equal(false);
    // Measured anew: nothing is sent meanwhile, and nothing is asked twice.
    expect(becomes(live('verifying'))).to.equal(true);
    expect(becomes(fallen)).to.equal(false);
    expect(becomes(fine)).to.equal(false);
    expect(becomes(fallen)).to.equal(true);

    const recorded = live('end-to-end', { recording: true });
    becomes(recorded);
    expect(accept(recorded)).to.equal(false);
    becomes(fine);
    expect(becomes(recorded)).to.equal(true);
  });

  it('asks again when yet another person comes', () => {
    const of = (...ids: string[]) => live('end-to-end', { participants: ids.map((id) => person(id)) });
    becomes(of('self', 'a', 'b'));
    expect(accept(of('self', 'a', 'b'))).to.equal(false);
    expect(becomes(of('self', 'a', 'b', 'c'))).to.equal(true);
  });

  it('says each thing once, and again when it differs', () => {
    const of = (...ids: string[]) => live('end-to-end', { participants: ids.map((id) => person(id)) });
    for (const call of [
      of('self', 'a'),
      of('self', 'a', 'b'),
      of('self', 'a', 'b'),
      of('self', 'a', 'b', 'c'),
    ])
      becomes(call);
    becomes(of('self', 'a'));
    becomes(of('self', 'a'));
    expect(said).to.deep.equal([
      { type: 'too-many-participants', expected: 2, present: 3 },
      { type: 'too-many-participants', expected: 2, present: 4 },
      null,
    ]);
  });

  it('puts an alarm before everything else, and lets nobody accept it', () => {
    const call = live('unprotected', {
      ...{ recording: true, unknownReceivers: new Set([1]) },
      ...alarmed(alarm('told', 'Paul')),
    });
    becomes(call);
    expect(accept(call)).to.equal(true);
    expect(accept(call)).to.equal(true);
    expect(said).to.deep.equal([{ type: 'mismatch', ...alarm('told', 'Paul') }]);
    guardian.allowSound();
    expect(suspended['send-policy']).to.deep.equal(['microphone', 'camera']);
    // A report that is repeated is shown with its number.
    becomes({ ...call, ...alarmed(alarm('told', 'Paul', 2)) });
    expect(guard).to.deep.include({ type: 'mismatch', count: 2 });
  });

  it('lets nobody accept that a media server would pass everything on to somebody unattested', () => {
    const unattested = [{ ...person('eve'), refused: true }];
    const call = live('to-media-server', { attestation: ownAttestation, relayed: false, unattested });
    becomes(call);
    expect(accept(call)).to.equal(true);
    expect(accept(call)).to.equal(true);
    expect(said).to.deep.equal([{ type: 'unattested', name: 'eve' }]);
    guardian.allowSound();
    expect(suspended['send-policy']).to.deep.equal(['microphone', 'camera']);
    becomes({ ...call, unattested: [] });
    expect(guard).to.deep.equal({ type: 'level', level: 'to-media-server' });
  });

  describe('where the page requires the firm’s attestation', () => {
    const BOTH = ['microphone', 'camera'];
    beforeEach(() => {
      guardian = new SendPolicy(
        { confidentiality: 'attested' },
        {
          suspend: (by, kinds) => {
            suspended[by] = kinds;
          },
          commit: (event) => {
            if (event.type === 'blocked') guard = event.reason;
          },
        },
      );
    });
    const level = (level: Level) => {
      becomes(live(level));
      return suspended['send-policy'];
    };

    it('accepts nothing in its place but the comparison', () => {
      for (const lower of ['end-to-end', 'end-to-end-secret', 'to-media-server', 'unprotected'] as const) {
        expect(level(lower), lower).to.deep.equal(BOTH);
        expect(guard).to.deep.equal({ type: 'level', level: lower, required: 'attested' });
        if (guard) guardian.accept(guard);
        expect(level(lower), lower).to.deep.equal(BOTH);
      }
      for (const enough of ['end-to-end-attested', 'end-to-end-verified'] as const) {
        expect(level(enough), enough).to.deep.equal([]);
        expect(guard).to.equal(null);
      }
    });

    it('lets sound alone through, so that people can compare', () => {
      level('end-to-end');
      guardian.allowSound();
      expect(level('end-to-end')).to.deep.equal(['camera']);
      expect(guard).to.deep.equal({ type: 'level', level: 'end-to-end', required: 'attested', sound: true });
      for (const lower of ['to-media-server', 'unprotected', 'verifying'] as const)
        expect(level(lower), lower).to.deep.equal(BOTH);
    });
  });

  it('lets people compare at the attested level where the page requires that', () => {
    guardian = new SendPolicy(
      { confidentiality: 'verified' },
      {
        suspend: (by, kinds) => {
          suspended[by] = kinds;
        },
        commit: (event) => {
          if (event.type === 'blocked') guard = event.reason;
        },
      },
    );
    becomes(live('end-to-end-attested'));
    expect(guard).to.deep.equal({ type: 'level', level: 'end-to-end-attested', required: 'verified' });
    guardian.allowSound();
    expect(suspended['send-policy']).to.deep.equal(['camera']);
  });

  it('takes an alarm away only when it is gone, and then shows what else blocks', () => {
    becomes(live('unprotected', { recording: true, ...alarmed(alarm('told', 'Paul')) }));
    becomes(live('end-to-end', { recording: true }));
    expect(guard).to.deep.equal({ type: 'recording' });
  });

  it('accepts each person who has returned, once', () => {
    const one = live('end-to-end', without(person('a', { name: 'Paul' })));
    expect(becomes(one)).to.equal(true);
    expect(accept(one)).to.equal(false);
    expect(becomes(one)).to.equal(false);
    expect(becomes(live('end-to-end', without(person('again', { name: 'Paul' }))))).to.equal(true);
    expect(guard).to.deep.equal({ type: 'returned', id: 'again', name: 'Paul' });
  });

  describe('where the page requires a comparison', () => {
    beforeEach(() => {
      guardian = new SendPolicy(
        { confidentiality: 'verified' },
        {
          suspend: (by, kinds) => {
            suspended[by] = kinds;
          },
          commit: (event) => {
            if (event.type === 'blocked') guard = event.reason;
          },
        },
      );
    });
    const level = (level: Level, facts: Partial<LiveCall> = {}) => {
      becomes(live(level, facts));
      return suspended['send-policy'];
    };
    const BOTH = ['microphone', 'camera'];

    it('accepts nothing in its place', () => {
      expect(level('end-to-end')).to.deep.equal(BOTH);
      if (guard) guardian.accept(guard);
      expect(level('end-to-end')).to.deep.equal(BOTH);
      expect(guard).to.deep.equal({ type: 'level', level: 'end-to-end', required: 'verified' });
      expect(level('end-to-end-verified')).to.deep.equal([]);
      expect(guard).to.equal(null);
    });

    it('accepts no other level either, be it one that no comparison raises', () => {
      for (const lower of ['end-to-end-secret', 'to-media-server', 'unprotected', 'unverifiable'] as const) {
        expect(level(lower), lower).to.deep.equal(BOTH);
        expect(guard).to.deep.equal({ type: 'level', level: lower, required: 'verified' });
        if (guard) guardian.accept(guard);
        expect(level(lower), lower).to.deep.equal(BOTH);
        expect(guard).to.deep.equal({ type: 'level', level: lower, required: 'verified' });
      }
    });

    it('lets sound alone through once the person allows it, and everything once they have compared', () => {
      level('end-to-end');
      guardian.allowSound();
      expect(level('end-to-end')).to.deep.equal(['camera']);
      expect(guard).to.deep.equal({ type: 'level', level: 'end-to-end', required: 'verified', sound: true });
      if (guard) guardian.accept(guard);
      expect(level('end-to-end'), 'it is not accepted').to.deep.equal(['camera']);
      expect(level('end-to-end-verified')).to.deep.equal([]);
    });

    it('lets sound through at once when it is allowed, without waiting for another change', () => {
      level('end-to-end');
      guardian.allowSound();
      expect(suspended['send-policy']).to.deep.equal(['camera']);
    });

    it('lets no sound through a media server, to nobody known, while unknown, or past another reason', () => {
      level('end-to-end');
      guardian.allowSound();
      for (const lower of [
        ...(['end-to-end-secret', 'to-media-server'] as const),
        ...(['unprotected', 'unverifiable', 'verifying'] as const),
      ])
        expect(level(lower), lower).to.deep.equal(BOTH);
      expect(level('end-to-end', { unknownReceivers: new Set([1]) })).to.deep.equal(BOTH);
      expect(level('end-to-end', alarmed(alarm('told', 'Paul')))).to.deep.equal(BOTH);
      // Measured again meanwhile: the person need not press twice.
      expect(level('end-to-end')).to.deep.equal(['camera']);
    });

    it('asks before sound goes to somebody who comes after the comparison', () => {
      level('end-to-end');
      guardian.allowSound();
      level('end-to-end');
      level('end-to-end-verified');
      const three = { participants: [person('self'), person('other'), person('third')] };
      expect(level('end-to-end', three)).to.deep.equal(BOTH);
    });

    it('asks again where the id of somebody who has left comes back', () => {
      level('end-to-end');
      guardian.allowSound();
      expect(level('end-to-end', { participants: [person('self')] })).to.deep.equal(BOTH);
      expect(level('end-to-end')).to.deep.equal(BOTH);
    });

    it('asks again as soon as somebody comes who was not there at the press, until a press with them', () => {
      const of = (...ids: string[]) => ({ participants: ['self', ...ids].map((id) => person(id)) });
      level('end-to-end');
      guardian.allowSound();
      expect(level('end-to-end')).to.deep.equal(['camera']);
      expect(level('end-to-end', of('other', 'third'))).to.deep.equal(BOTH);
      expect(guard).to.deep.equal({ type: 'level', level: 'end-to-end', required: 'verified' });
      expect(level('end-to-end', of('third')), 'in the place of who was meant').to.deep.equal(BOTH);
      expect(level('end-to-end', of('other', 'third'))).to.deep.equal(BOTH);
      guardian.allowSound();
      expect(suspended['send-policy']).to.deep.equal(['camera']);
      expect(guard).to.deep.equal({ type: 'level', level: 'end-to-end', required: 'verified', sound: true });
      expect(level('end-to-end', of('third')), 'fewer are no more').to.deep.equal(['camera']);
    });

    it('takes no press for those who come later while one is alone', () => {
      const alone = { participants: [person('self')] };
      level('end-to-end', alone);
      guardian.allowSound();
      expect(level('end-to-end', alone)).to.deep.equal(BOTH);
      expect(level('end-to-end')).to.deep.equal(BOTH);
    });

    it('keeps a privacy screen over the sound that is allowed', () => {
      level('end-to-end');
      guardian.allowSound();
      level('end-to-end', { privacyScreen: true });
      expect(suspended['privacy-screen']).to.deep.equal(BOTH);
      level('end-to-end');
      expect(suspended['privacy-screen']).to.deep.equal([]);
    });
  });

  it('takes a press for the reason that it was made for, and only while that one blocks', () => {
    const [recorded, server] = [live('end-to-end', { recording: true }), live('to-media-server')];
    becomes(recorded);
    guardian.accept({ type: 'level', level: 'to-media-server' });
    expect(becomes(recorded)).to.equal(true);
    becomes(live('to-media-server', { recording: true }));
    // The press was meant for the recording, and the level came first meanwhile.
    guardian.accept({ type: 'recording' });
    expect(becomes(server)).to.equal(true);
    guardian.accept({ type: 'level', level: 'end-to-end-secret' });
    expect(becomes(server)).to.equal(true);
    expect(accept(server)).to.equal(false);
    expect(becomes(recorded)).to.equal(true);
    guardian.accept({ type: 'recording' });
    expect(becomes(recorded)).to.equal(false);
  });

  it('takes an acceptance for what is shown only', () => {
    const [fine, fallen] = [live('end-to-end'), live('to-media-server')];
    becomes(fine);
    accept(fine);
    expect(becomes(fallen)).to.equal(true);
  });

  it('holds back during a pause too, without a question', () => {
    expect(becomes(live('end-to-end', { privacyScreen: true }))).to.equal(true);
    expect(guard).to.equal(null);
    expect(becomes(live('end-to-end'))).to.equal(false);
  });
});

describe('what blocks sending', () => {
  it('is shown, with the recording and the privacy screen', () => {
    const before = live('end-to-end');
    const reason = { type: 'recording' } as const;
    expect(reduceSendPolicy(before, { type: 'blocked', reason }).blocked).to.equal(reason);
    for (const on of [true, false]) {
      expect(reduceSendPolicy(before, { type: 'recording', on }).recording).to.equal(on);
      expect(reduceSendPolicy(before, { type: 'privacy-screen', on }).privacyScreen).to.equal(on);
    }
    expect(reduceSendPolicy(before, { type: 'reconnected' })).to.equal(before);
  });
});
