import { expect } from '@open-wc/testing';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import { type ReduceContext, reduce } from '../../../../src/call/state/reduce-phase.ts';
import { type CallState, type Compared, LOBBY, NOTHING_COMPARED } from '../../../../src/call/state/state.ts';
import { VisioError } from '../../../../src/error.ts';
import { liveIn, OWN, other, self } from '../../../support/fakes.ts';
import { attestationOf } from '../../attestation/support.ts';
import { deepFreeze } from '../desk-support.ts';

const known: Compared = { ...NOTHING_COMPARED, verified: new Map([['sha-256 AB', 'Paul']]), attempts: 2 };
const context: ReduceContext = {
  ...{ now: 1000, room: null, attestation: null, removed: new Set<string>() },
  compared: (own) => (own === OWN ? known : NOTHING_COMPARED),
};
const entering = { type: 'connected', self, shownAs: 'Zoé V.', role: 'publisher', relayed: true } as const;
const fold = (state: CallState, ...reports: CallEvent[]): CallState =>
  reports.reduce((before, report) => deepFreeze(reduce(before, report, context)), deepFreeze(state));

const handle = { element: Object.freeze(document.createElement('video')) };
const connected = fold(LOBBY, { type: 'connecting' }, { ...entering, fingerprint: OWN });
const meeting = fold(
  connected,
  { type: 'self-microphone', on: true },
  { type: 'self-camera', on: true },
  { type: 'peer-joined', peer: other },
  { type: 'peer-media', id: 'other', media: { handle, microphone: true, camera: true } },
);

describe('reduce', () => {
  it('goes from the lobby into the call', () => {
    expect(fold(LOBBY, { type: 'requesting' }).phase).to.equal('requesting');
    expect(fold(LOBBY, { type: 'requesting' }, { type: 'connecting' }).phase).to.equal('connecting');
    expect(connected.phase).to.equal('connected');
    const live = liveIn(connected);
    expect(live.participants).to.have.length(1);
    expect(live.startedAt).to.equal(1000);
  });

  it('shows when the firm’s server is asked again, to somebody who waits too, until it is asked', () => {
    const retry = { error: new VisioError('server-error'), at: 7 };
    const waiting = { type: 'waiting', at: 1, clockOffset: 0 } as const;
    for (const before of [[], [waiting]])
      expect(fold(LOBBY, ...before, { type: 'requesting', retry })).to.deep.equal({
        phase: 'requesting',
        retry,
      });
    expect(fold(LOBBY, { type: 'requesting', retry }, { type: 'requesting' })).to.deep.equal({
      phase: 'requesting',
    });
    expect(fold(LOBBY, waiting, { type: 'requesting' }).phase).to.equal('waiting');
  });

  it('begins with the firm’s attestation, by which the person sees themselves as the others do', () => {
    const attestation = attestationOf('zoé', 0xaa);
    const state = reduce(
      { phase: 'connecting' },
      { ...entering, fingerprint: OWN },
      { ...context, attestation },
    );
    const live = liveIn(state);
    expect(live.attestation).to.equal(attestation);
    expect(live.participants[0]).to.deep.include({ name: 'ZOÉ', accessId: 'subject-zoé', self: true });
    expect(liveIn(connected).attestation).to.equal(null);
    expect(liveIn(connected).participants[0]).to.deep.include({ name: self.name });
    for (const one of [live, liveIn(connected)]) {
      expect([one.unattested, one.differences]).to.deep.equal([[], []]);
      expect([one.removed.size, one.superseded.size]).to.deep.equal([0, 0]);
    }
  });

  it('has the switches wait for the first fact', () => {
    expect(liveIn(connected)).to.deep.include({
      microphone: { on: false, pending: true },
      camera: { on: false, pending: true },
    });
    expect(liveIn(meeting).camera).to.deep.equal({ on: true, pending: false });
  });

  it('begins a call in which nothing is shared, proven, recorded or blocked', () => {
    expect(liveIn(connected)).to.deep.include({
      screen: { on: false, pending: false },
      security: { level: 'verifying', evidence: [], at: null },
      blocked: null,
      recording: false,
      privacyScreen: false,
      soundBlocked: false,
    });
    expect(liveIn(connected).participants[0]).to.include({ self: true, role: 'publisher' });
  });

  it('begins with what was compared before with the same certificate, with no line and no comparison', () => {
    expect(liveIn(connected)).to.deep.include({ shownAs: 'Zoé V.', relayed: true, ownFingerprint: OWN });
    expect(liveIn(connected).compared).to.equal(known);
    const [lines, comparisons] = [new Map(), new Map()];
    expect(liveIn(connected)).to.deep.include({ lines, comparisons, chat: { entries: [], added: 0 } });
    const other = fold(LOBBY, { type: 'connecting' }, { ...entering, fingerprint: 'sha-256 CD' });
    expect(liveIn(other).compared).to.equal(NOTHING_COMPARED);
  });

  it('keeps since when somebody waits, and what they are told', () => {
    const waiting = fold(
      LOBBY,
      { type: 'requesting' },
      { type: 'waiting', at: 5, clockOffset: 0, message: 'Un instant.' },
      { type: 'requesting' },
      { type: 'waiting', at: 9, clockOffset: 60_000 },
    );
    expect(waiting).to.deep.equal({ phase: 'waiting', since: 5, clockOffset: 60_000 });
  });

  it('goes back to the lobby when the person cancels', () => {
    for (const state of [
      { phase: 'requesting' },
      { phase: 'waiting', since: 1, clockOffset: 0 },
      { phase: 'connecting' },
    ] as const) {
      expect(fold(state, { type: 'cancelled' })).to.deep.equal(LOBBY);
    }
  });

  it('fails from every phase before the end, with the error', () => {
    const error = new VisioError('endpoint-timeout');
    for (const state of [LOBBY, { phase: 'requesting' }, { phase: 'connecting' }, connected] as const) {
      expect(fold(state, { type: 'failed', error })).to.deep.equal({ phase: 'failed', error });
    }
  });

  it('keeps the call through a lost connection', () => {
    const lost = fold(meeting, { type: 'reconnecting' });
    expect(lost.phase).to.equal('reconnecting');
    const left = fold(lost, { type: 'peer-left', id: 'other' });
    expect(left.phase).to.equal('reconnecting');
    expect(fold(left, { type: 'reconnected' }).phase).to.equal('connected');
  });

  it('ends when somebody leaves or is removed, and fails when the connection is lost', () => {
    expect(fold(meeting, { type: 'disconnected', reason: 'left' })).to.include({
      phase: 'ended',
      reason: 'left',
      duration: 0,
    });
    expect(fold(meeting, { type: 'disconnected', reason: 'removed', message: 'Non.' })).to.include({
      message: 'Non.',
    });
    const lost = fold(meeting, { type: 'disconnected', reason: 'lost' });
    expect(lost.phase === 'failed' && lost.error.code).to.equal('connection-lost');
    const early = fold({ phase: 'connecting' }, { type: 'disconnected', reason: 'lost' });
    expect(early.phase === 'failed' && early.error.code).to.equal('signalling-unreachable');
  });

  it('ignores what has no meaning in the phase', () => {
    const ended = fold(meeting, { type: 'disconnected', reason: 'left' });
    const late: CallEvent[] = [
      { type: 'peer-joined', peer: other },
      { type: 'reconnected' },
      { type: 'self-camera', on: true },
      { type: 'disconnected', reason: 'lost' },
      { ...entering, fingerprint: OWN },
      { type: 'speaking', id: 'other', speaking: true },
      { type: 'waiting-room', list: { waiting: [], locked: true } },
    ];
    for (const report of late) expect(reduce(ended, report, context)).to.equal(ended);
  });
});
