import { expect } from '@open-wc/testing';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import { participantChanges } from '../../../../src/call/state/diff.ts';
import { reduce } from '../../../../src/call/state/reduce-phase.ts';
import { mayModerate, maySpeak } from '../../../../src/call/state/select.ts';
import { type CallState, LOBBY } from '../../../../src/call/state/state.ts';
import { VisioError } from '../../../../src/error.ts';
import { liveIn, other, self } from '../../../support/fakes.ts';

const context = { now: 1000, room: null };
const fold = (state: CallState, ...reports: CallEvent[]): CallState =>
  reports.reduce((before, report) => deepFreeze(reduce(before, report, context)), deepFreeze(state));

/** A reducer that changed its input would throw. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !(value instanceof Error)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const handle = { element: Object.freeze(document.createElement('video')) };
const connected = fold(LOBBY, { type: 'connecting' }, { type: 'connected', self, role: 'publisher' });
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

  it('has the switches wait for the first fact', () => {
    expect(liveIn(connected).camera).to.deep.equal({ on: false, pending: true });
    expect(liveIn(meeting).camera).to.deep.equal({ on: true, pending: false });
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

  it('knows a person once, whatever comes first', () => {
    const twice = fold(meeting, { type: 'peer-joined', peer: other });
    expect(liveIn(twice).participants).to.have.length(2);
  });

  it('follows what others send', () => {
    const muted = fold(meeting, {
      type: 'peer-media',
      id: 'other',
      media: { handle, microphone: false, camera: false },
    });
    const [, person] = liveIn(muted).participants;
    expect(person).to.include({ microphone: false, camera: false, publishing: true, speaking: false });
    expect(person?.media).to.equal(handle);
    const silent = fold(muted, { type: 'peer-media', id: 'other', media: null });
    expect(liveIn(silent).participants[1]).to.include({ publishing: false, media: null });
  });

  it('lets nobody speak whose microphone is off', () => {
    const muted = fold(
      meeting,
      { type: 'peer-media', id: 'other', media: { handle, microphone: false, camera: true } },
      { type: 'speaking', id: 'other', speaking: true },
    );
    expect(liveIn(muted).participants[1]?.speaking).to.equal(false);
  });

  it('never removes oneself from the list', () => {
    expect(liveIn(fold(meeting, { type: 'peer-left', id: 'self' })).participants).to.have.length(2);
    expect(liveIn(fold(meeting, { type: 'peer-left', id: 'other' })).participants).to.have.length(1);
  });

  it('flips a switch only on the session’s word', () => {
    const pending = fold(meeting, { type: 'pending', device: 'microphone' });
    expect(liveIn(pending).microphone).to.deep.equal({ on: true, pending: true });
    const done = fold(pending, { type: 'self-microphone', on: false });
    expect(liveIn(done).microphone).to.deep.equal({ on: false, pending: false });
    expect(liveIn(done).participants[0]?.microphone).to.equal(false);
    expect(liveIn(fold(pending, { type: 'settled', device: 'microphone' })).microphone.on).to.equal(true);
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
      { type: 'connected', self, role: 'publisher' },
      { type: 'speaking', id: 'other', speaking: true },
      { type: 'waiting-room', list: { waiting: [], locked: true } },
    ];
    for (const report of late) expect(reduce(ended, report, context)).to.equal(ended);
  });

  it('drops reports about people it does not know', () => {
    const same = fold(meeting, { type: 'speaking', id: 'ghost', speaking: true });
    expect(liveIn(same).participants).to.deep.equal(liveIn(meeting).participants);
  });
});

describe('what follows from the state', () => {
  it('what somebody shares is theirs until it ends or they leave', () => {
    const shown = fold(meeting, { type: 'peer-screen', id: 'other', on: true, handle });
    expect(liveIn(shown).participants[1]).to.deep.include({ sharing: true, screen: handle });
    const without = fold(shown, { type: 'peer-screen', id: 'other', on: false, handle: null });
    expect(liveIn(without).participants[1]).to.deep.include({ sharing: false, screen: null });
    expect(liveIn(fold(shown, { type: 'peer-left', id: 'other' })).participants).to.have.length(1);
    const own = liveIn(fold(meeting, { type: 'self-screen', on: true }));
    expect(own.screen.on).to.equal(true);
    expect(own.participants[0]).to.deep.include({ sharing: true, screen: null });
  });

  it('the one who spoke last stays so when they are silent', () => {
    const spoke = fold(
      meeting,
      { type: 'speaking', id: 'other', speaking: true },
      { type: 'speaking', id: 'other', speaking: false },
      { type: 'speaking', id: 'self', speaking: true },
    );
    expect(liveIn(spoke).speaker).to.equal('other');
  });

  it('roles', () => {
    const roles = (['moderator', 'publisher', 'subscriber'] as const).map((role) =>
      liveIn(fold({ phase: 'connecting' }, { type: 'connected', self, role })),
    );
    expect(roles.map(mayModerate)).to.deep.equal([true, false, false]);
    expect(roles.map(maySpeak)).to.deep.equal([true, true, false]);
  });

  it('changes: who came, who went, whose facts differ', () => {
    expect(participantChanges(connected, LOBBY).map(({ kind }) => kind)).to.deep.equal(['joined']);
    const muted = fold(meeting, { type: 'self-microphone', on: false });
    expect(
      participantChanges(muted, meeting).map(({ kind, participant }) => [kind, participant.id]),
    ).to.deep.equal([['changed', 'self']]);
    expect(participantChanges(LOBBY, meeting).map(({ kind }) => kind)).to.deep.equal(['left', 'left']);
  });
});
