import { expect } from '@open-wc/testing';
import {
  blockedReasonsOf,
  reduceSendPolicy,
  SendPolicy,
  type SendRules,
} from '../../../../src/call/features/send-policy-feature.ts';
import type { BlockedReason, LiveCall, Participant } from '../../../../src/call/state/state.ts';
import type { Level } from '../../../../src/transport-security/confidentiality-level.ts';
import { liveIn, liveState } from '../../../support/fakes.ts';

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
      first(
        live('unverifiable', {
          participants: [person('self'), person('plain')],
          connections: [
            {
              ...{ id: 1, fingerprint: 'sha-256 A', direction: 'publish', stream: 'camera' },
              ...{ proven: true, statedPeer },
            } as const,
          ],
          certificates: new Map([['plain', { status, fingerprints: new Map() }]]),
        }),
        any,
      );
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
      'end-to-end-verified',
    ];
    const held = (confidentiality: SendRules['confidentiality']) =>
      levels.filter((level) => blockedReasonsOf(live(level), { confidentiality }).length > 0);
    expect(held('any')).to.deep.equal(['unprotected']);
    expect(held('end-to-end')).to.deep.equal(['verifying', 'unprotected', 'to-media-server']);
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
  beforeEach(() => {
    held = [];
    guard = null;
    said = [];
    const suspended: Record<string, boolean> = {};
    guardian = new SendPolicy(rules, {
      suspend: (by, on) => {
        suspended[by] = on;
        held.push(Object.values(suspended).includes(true));
      },
      commit: (event) => {
        if (event.type !== 'blocked') return;
        guard = event.reason;
        said.push(guard);
      },
    });
  });
  /** The call becomes this. Returns whether it is held back. */
  const becomes = (call: LiveCall): boolean => {
    guardian.apply({ ...call, blocked: guard });
    return held.at(-1) ?? false;
  };
  const accept = (call: LiveCall): boolean => {
    guardian.accept({ ...call, blocked: guard });
    return held.at(-1) ?? false;
  };

  it('accepts a person without a certificate by their name, for good', () => {
    const policy = new SendPolicy(any, {
      suspend: () => undefined,
      commit: (event) => accepted.push(event.type === 'certificate-accepted' ? event.id : event.type),
    });
    const accepted: string[] = [];
    const blocked = { type: 'unverifiable', id: 'plain', name: 'Paul' } as const;
    policy.accept(live('unverifiable', { blocked }));
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
