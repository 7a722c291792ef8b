import { expect } from '@open-wc/testing';
import { type GuardRules, guardOf, keyOf } from '../../../src/call/guard.ts';
import type { LiveCall, Participant } from '../../../src/call/state.ts';
import type { Level } from '../../../src/security/level.ts';
import { liveIn, liveState } from '../../support/fakes.ts';

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

const any: GuardRules = { confidentiality: 'any' };
const nothing = new Set<string>();

describe('the guard', () => {
  it('holds back below the level that the page asks for, and also while it is not known', () => {
    const levels: Level[] = [
      'verifying',
      'unprotected',
      'to-media-server',
      'end-to-end-secret',
      'end-to-end',
      'end-to-end-verified',
    ];
    const held = (confidentiality: GuardRules['confidentiality']) =>
      levels.filter((level) => guardOf(live(level), { confidentiality }, nothing) !== null);
    expect(held('any')).to.deep.equal(['unprotected']);
    expect(held('end-to-end')).to.deep.equal(['verifying', 'unprotected', 'to-media-server']);
    expect(held('verified')).to.deep.equal(levels.slice(0, -1));
  });

  it('holds back when there are more people than the appointment has', () => {
    const three = live('end-to-end', {
      participants: [person('self'), person('other'), person('silent', { publishing: false })],
    });
    expect(guardOf(three, { ...any, expected: 2 }, nothing)).to.deep.equal({ type: 'crowd', expected: 2 });
    expect(guardOf(three, { ...any, expected: 3 }, nothing)).to.equal(null);
    expect(guardOf(three, any, nothing)).to.equal(null);
  });

  it('holds back when one access is in use twice, be it the own', () => {
    const twice = (own: string, other: string) =>
      guardOf(
        live('end-to-end', {
          participants: [person('self', { accessId: own }), person('other', { accessId: other })],
        }),
        any,
        nothing,
      );
    expect(twice('one', 'one')).to.deep.equal({ type: 'twice', name: 'other' });
    expect(twice('one', 'two')).to.equal(null);
    // Two people of whom nothing is known are not the same.
    expect(guardOf(live('end-to-end'), any, nothing)).to.equal(null);
  });

  it('holds back while a recording runs', () => {
    expect(guardOf(live('end-to-end', { recording: true }), any, nothing)).to.deep.equal({
      type: 'recording',
    });
  });

  it('takes one reason after the other, the gravest first: accepting one accepts no other', () => {
    const all = live('to-media-server', {
      recording: true,
      participants: [person('self'), person('a', { accessId: 'x' }), person('b', { accessId: 'x' })],
    });
    const rules: GuardRules = { confidentiality: 'end-to-end', expected: 2 };
    const accepted = new Set<string>();
    const seen: string[] = [];
    for (let guard = guardOf(all, rules, accepted); guard; guard = guardOf(all, rules, accepted)) {
      seen.push(guard.type);
      accepted.add(keyOf(guard));
    }
    expect(seen).to.deep.equal(['level', 'recording', 'twice', 'crowd']);
    // A level that was accepted is not a lower one.
    const worse = live('unprotected', { recording: true });
    expect(guardOf(worse, rules, accepted)).to.deep.equal({ type: 'level', level: 'unprotected' });
  });
});
