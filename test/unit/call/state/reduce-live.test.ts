import { expect } from '@open-wc/testing';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import { reduceLive } from '../../../../src/call/state/reduce-live.ts';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import { liveIn, liveState, other } from '../../../support/fakes.ts';
import { callOf, deepFreeze, participant } from '../desk-support.ts';

const fold = (live: LiveCall, ...events: CallEvent[]): LiveCall =>
  events.reduce((before, event) => deepFreeze(reduceLive(before, event)), deepFreeze(live));

const handle = { element: document.createElement('video') };
const silent = { publishing: false, microphone: false, camera: false };
const alone = liveIn(liveState({ participants: [{ ...participant('self', true), ...silent }] }));
const media = { handle, microphone: true, camera: true };
const meeting = fold(
  alone,
  { type: 'self-microphone', on: true },
  { type: 'self-camera', on: true },
  { type: 'peer-joined', peer: other },
  { type: 'peer-media', id: 'other', media },
);
const speaks = (id: string, speaking = true): CallEvent => ({ type: 'speaking', id, speaking });
const ids = ({ participants }: LiveCall) => participants.map(({ id }) => id);
const own = ({ participants }: LiveCall) => participants[0];
const theirs = ({ participants }: LiveCall) => participants[1];

describe('the other people of a call', () => {
  it('come with nothing published, after those who are there', () => {
    const live = fold(alone, { type: 'peer-joined', peer: other });
    expect(ids(live)).to.deep.equal(['self', 'other']);
    expect(theirs(live)).to.deep.equal({
      ...{ ...other, ...silent, self: false, speaking: false, stalled: false },
      ...{ media: null, sharing: false, screen: null },
    });
  });

  it('are never oneself, whatever the session says under the own id', () => {
    const sending = fold(alone, { type: 'self-microphone', on: true }, { type: 'self-media', handle });
    expect(
      fold(
        sending,
        { type: 'peer-media', id: 'self', media: null },
        { type: 'peer-screen', id: 'self', on: true, handle },
        { type: 'stalled', id: 'self', stalled: true },
      ).participants,
    ).to.deep.equal(sending.participants);
  });

  it('are a hundred with oneself at most, as many as the provider invents', () => {
    let live = callOf(['self']);
    for (let count = 0; count < 200; count++) {
      const peer = { id: `${count}`, name: '', joinedAt: 1 };
      live = reduceLive(live, { type: 'peer-joined', peer });
    }
    expect(live.participants).to.have.length(100);
    expect(live.participants.at(-1)?.id).to.equal('98');
  });

  it('are known once, whatever comes twice, and keep what is known of them', () => {
    expect(fold(meeting, { type: 'peer-joined', peer: other })).to.equal(meeting);
  });

  it('are followed in what they send', () => {
    expect(theirs(meeting)).to.deep.include({ publishing: true, microphone: true, camera: true });
    const muted = fold(meeting, {
      ...{ type: 'peer-media', id: 'other' },
      media: { handle, microphone: false, camera: false },
    });
    expect(theirs(muted)).to.include({ microphone: false, camera: false, publishing: true });
    expect(theirs(muted)?.media).to.equal(handle);
    const gone = fold(muted, { type: 'peer-media', id: 'other', media: null });
    expect(theirs(gone)).to.include({ ...silent, media: null });
  });

  it('publish also before their first frame has come', () => {
    const early = fold(meeting, {
      ...{ type: 'peer-media', id: 'other' },
      media: { handle: null, microphone: true, camera: false },
    });
    expect(theirs(early)).to.include({ publishing: true, microphone: true, camera: false, media: null });
  });

  it('speak as long as their microphone is on', () => {
    const speaking = fold(meeting, speaks('other'));
    expect(theirs(speaking)?.speaking).to.equal(true);
    expect(own(speaking)?.speaking).to.equal(false);
    const still = fold(speaking, { type: 'peer-media', id: 'other', media: { ...media, camera: false } });
    expect(theirs(still)?.speaking).to.equal(true);
    const muted = fold(speaking, { type: 'peer-media', id: 'other', media: { ...media, microphone: false } });
    expect(theirs(muted)?.speaking).to.equal(false);
    expect(theirs(fold(muted, speaks('other')))?.speaking).to.equal(false);
    expect(theirs(fold(speaking, { type: 'peer-media', id: 'other', media: null }))?.speaking).to.equal(
      false,
    );
    expect(theirs(fold(speaking, speaks('other', false)))?.speaking).to.equal(false);
  });

  it('are remembered as the last to have spoken while silent, and oneself is not', () => {
    const spoke = fold(meeting, speaks('other'), speaks('other', false), speaks('self'));
    expect(spoke.speaker).to.equal('other');
    expect(fold(meeting, speaks('other', false)).speaker).to.equal(null);
    expect(fold(meeting, speaks('ghost')).speaker).to.equal(null);
  });

  it('are stalled one by one, and come back', () => {
    const stalled = fold(meeting, { type: 'stalled', id: 'other', stalled: true });
    expect(stalled.participants.map((one) => one.stalled)).to.deep.equal([false, true]);
    const back = fold(stalled, { type: 'stalled', id: 'other', stalled: false });
    expect(back).to.deep.equal(meeting);
  });

  it('go with their line and their comparison; those of others stay', () => {
    const step = { state: { status: 'waiting', revealed: true }, attempts: 1, result: null } as const;
    const compared = fold(
      meeting,
      { type: 'peer-joined', peer: { ...other, id: 'third' } },
      { type: 'line', id: 'other', status: 'open' },
      { type: 'line', id: 'third', status: 'open' },
      { type: 'comparison', id: 'other', fingerprint: 'sha-256 AA', step },
      { type: 'comparison', id: 'third', fingerprint: 'sha-256 BB', step },
    );
    const left = fold(compared, { type: 'peer-left', id: 'other' });
    expect(ids(left)).to.deep.equal(['self', 'third']);
    expect([...left.comparisons]).to.deep.equal([['third', { status: 'waiting', revealed: true }]]);
    expect([...left.lines]).to.deep.equal([['third', 'open']]);
    expect(left.compared.attempts, 'guesses stay counted').to.equal(2);
  });

  it('that are not known change nobody', () => {
    const unknown: CallEvent[] = [
      { type: 'peer-media', id: 'ghost', media },
      { type: 'stalled', id: 'ghost', stalled: true },
      { type: 'peer-left', id: 'ghost' },
      speaks('ghost'),
    ];
    expect(fold(meeting, ...unknown)).to.deep.equal(meeting);
  });
});

describe('oneself in a call', () => {
  it('is never removed from the list', () => {
    expect(ids(fold(meeting, { type: 'peer-left', id: 'self' }))).to.deep.equal(['self', 'other']);
  });

  it('flips a switch only on the session’s word', () => {
    for (const device of ['microphone', 'camera', 'screen'] as const) {
      const before = meeting[device];
      const pending = fold(meeting, { type: 'pending', device });
      expect(pending[device]).to.deep.equal({ ...before, pending: true });
      expect(fold(pending, { type: 'settled', device })).to.deep.equal(meeting);
      const done = fold(pending, { type: `self-${device}`, on: !before.on });
      expect(done[device]).to.deep.equal({ on: !before.on, pending: false });
    }
  });

  it('is shown to itself as the switches say, and others are not', () => {
    expect(own(meeting)).to.include({ microphone: true, camera: true });
    const off = fold(meeting, { type: 'self-camera', on: false }, { type: 'self-microphone', on: false });
    expect(own(off)).to.include({ microphone: false, camera: false });
    expect(theirs(off)).to.equal(theirs(meeting));
  });

  it('speaks no more once muted, and not before it speaks again', () => {
    const speaking = fold(meeting, speaks('self'));
    expect(own(speaking)?.speaking).to.equal(true);
    expect(own(fold(speaking, { type: 'self-microphone', on: true }))?.speaking).to.equal(true);
    const muted = fold(speaking, { type: 'self-microphone', on: false });
    expect(own(muted)?.speaking).to.equal(false);
    expect(own(fold(muted, { type: 'self-microphone', on: true }))?.speaking).to.equal(false);
  });

  it('publishes as long as there is something to see of it', () => {
    const shown = fold(meeting, { type: 'self-media', handle });
    expect(own(shown)).to.include({ publishing: true, media: handle });
    const gone = fold(shown, { type: 'self-media', handle: null });
    expect(own(gone)).to.include({ publishing: false, media: null });
  });

  it('keeps one notice at a time, until it is dismissed', () => {
    const told = fold(meeting, { type: 'notice', notice: { type: 'ending', minutes: 10 } });
    expect(told.notice).to.deep.equal({ type: 'ending', minutes: 10 });
    const next = fold(told, { type: 'muted-by-host' });
    expect(next.notice).to.deep.equal({ type: 'muted-by-host' });
    expect(fold(next, { type: 'notice', notice: null })).to.deep.equal(meeting);
  });
});

describe('what concerns no call in progress', () => {
  it('leaves it as it is', () => {
    const events: CallEvent[] = [{ type: 'requesting' }, { type: 'connecting' }, { type: 'reconnecting' }];
    for (const event of events) expect(reduceLive(meeting, event)).to.equal(meeting);
  });
});
