import { expect, waitUntil } from '@open-wc/testing';
import { Call } from '../../../../src/call/call.ts';
import type { CallDeps } from '../../../../src/call/call-deps.ts';
import { reduceScreenShare } from '../../../../src/call/features/screen-share-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import { LocalDevices } from '../../../../src/devices/local-devices.ts';
import { VisioError } from '../../../../src/error.ts';
import { createComparison } from '../../../../src/verification/comparison.ts';
import { deferred, FakeSession, fakeLines, liveIn, openScreen, other } from '../../../support/fakes.ts';
import { callOf, codeOf } from '../desk-support.ts';

const grant = { applicationId: 'app', sessionId: 'session', token: 'token' };

describe('a screen that is shown', () => {
  let session: FakeSession;
  let call: Call;
  let opened: MediaStreamTrack[];

  async function enter(ports: Partial<CallDeps> = {}, role: FakeSession['role'] = 'publisher') {
    opened = [];
    session = new FakeSession();
    session.role = role;
    call = new Call({
      media: new LocalDevices(() => undefined),
      openScreen: async () => {
        const track = await openScreen();
        opened.push(track);
        return track;
      },
      waitUntilDue: async () => undefined,
      delay: () => new Promise(() => undefined),
      now: () => 1000,
      onChange: () => undefined,
      ...ports,
    });
    await call.join({
      access: async () => ({ kind: 'granted', grant }),
      ...{ open: session.open, openLine: fakeLines().openLine, createComparison },
      attest: async () => null,
      askWaitingRoom: () => async () => ({ waiting: [], locked: false }),
    });
    session.report({ type: 'peer-joined', peer: other });
    session.calls.length = 0;
  }
  afterEach(() => call.leave());

  const live = () => liveIn(call.state);
  const ended = () => waitUntil(() => !live().screen.on, 'the screen is still shown');

  it('is on once the session says so, and ends when asked', async () => {
    await enter();
    const published = deferred<void>();
    session.outcome.setScreen = () => published.promise;
    const starting = call.setScreen(true);
    await Promise.resolve();
    expect(live().screen).to.deep.equal({ on: false, pending: true });
    published.resolve();
    await starting;
    expect(live().screen).to.deep.equal({ on: true, pending: false });
    expect(live().participants.find(({ self }) => self)?.sharing).to.equal(true);
    session.outcome = {};
    await call.setScreen(false);
    expect(live().screen.on).to.equal(false);
    expect(opened.map(({ readyState }) => readyState)).to.deep.equal(['ended']);
  });

  it('is asked for once, while it is being chosen and while it is shown', async () => {
    await enter();
    await Promise.all([call.setScreen(true), call.setScreen(true)]);
    await call.setScreen(true);
    expect(opened).to.have.length(1);
    expect(session.calls).to.deep.equal(['screen true']);
  });

  it('ends when the browser’s own button ends it', async () => {
    await enter();
    await call.setScreen(true);
    opened[0]?.onended?.(new Event('ended'));
    await ended();
    expect(session.calls).to.deep.equal(['screen true', 'screen false']);
  });

  it('is no longer captured when the session has ended it', async () => {
    await enter();
    await call.setScreen(true);
    session.report({ type: 'self-screen', on: false });
    expect(opened[0]?.readyState).to.equal('ended');
    await call.setScreen(true);
    expect(live().screen.on).to.equal(true);
  });

  it('stays off when none is chosen, or it cannot be published, and nothing stays open', async () => {
    await enter({ openScreen: () => Promise.reject(new VisioError('aborted')) });
    expect(await codeOf(call.setScreen(true))).to.equal('aborted');
    expect(live().screen).to.deep.equal({ on: false, pending: false });
    call.leave();
    await enter();
    session.outcome.setScreen = () => Promise.reject(new VisioError('media-failed'));
    expect(await codeOf(call.setScreen(true))).to.equal('media-failed');
    expect(live().screen).to.deep.equal({ on: false, pending: false });
    expect(opened[0]?.readyState).to.equal('ended');
  });

  it('is stopped at once when the call has ended while it was being chosen', async () => {
    const chosen = deferred<MediaStreamTrack>();
    await enter({ openScreen: () => chosen.promise });
    const starting = call.setScreen(true);
    call.leave();
    const track = await openScreen();
    chosen.resolve(track);
    expect(await codeOf(starting)).to.equal('aborted');
    expect(track.readyState).to.equal('ended');
    expect(session.calls).not.to.include('screen true');
  });

  it('ends with the call', async () => {
    await enter();
    await call.setScreen(true);
    call.leave();
    expect(opened[0]?.readyState).to.equal('ended');
    expect(await codeOf(call.setScreen(true))).to.equal('not-connected');
  });

  it('is not for those who send nothing', async () => {
    await enter({}, 'subscriber');
    expect(await codeOf(call.setScreen(true))).to.equal('not-allowed');
    expect(opened).to.deep.equal([]);
  });

  it('ends with a confidential pause, is refused during it, and does not come back by itself', async () => {
    await enter();
    await call.setScreen(true);
    call.setPrivacyScreen(true);
    await ended();
    expect(await codeOf(call.setScreen(true))).to.equal('sending-suspended');
    call.setPrivacyScreen(false);
    expect(live().screen.on).to.equal(false);
    expect(opened.map(({ readyState }) => readyState)).to.deep.equal(['ended']);
  });

  it('ends when a recording begins, with microphone and camera', async () => {
    await enter();
    await call.setScreen(true);
    session.report({ type: 'recording', on: true });
    expect(live().blocked?.type).to.equal('recording');
    await ended();
  });

  it('ends for whoever is put on hold', async () => {
    await enter();
    session.report({ type: 'peer-joined', peer: { id: 'guest', name: 'Karim', joinedAt: 3 } });
    await call.setScreen(true);
    session.hear({
      from: 'other',
      name: MESSAGES.breakout,
      data: JSON.stringify({ members: ['other', 'guest'] }),
    });
    await ended();
    expect(await codeOf(call.setScreen(true))).to.equal('sending-suspended');
  });
});

describe('the screens that are shown', () => {
  const before = callOf(['self', 'other', 'third']);
  const handle = { element: document.createElement('video') };
  const sharing = (live: typeof before) =>
    live.participants.filter((one) => one.sharing).map(({ id, screen }) => [id, screen]);

  it('are each person’s own, before their first frame too, until they end', () => {
    const begun = reduceScreenShare(before, { type: 'peer-screen', id: 'other', on: true, handle: null });
    expect(sharing(begun)).to.deep.equal([['other', null]]);
    const seen = reduceScreenShare(begun, { type: 'peer-screen', id: 'other', on: true, handle });
    expect(sharing(seen)).to.deep.equal([['other', handle]]);
    const ended = reduceScreenShare(seen, { type: 'peer-screen', id: 'other', on: false, handle: null });
    expect(ended).to.deep.equal(before);
    expect(reduceScreenShare(before, { type: 'peer-screen', id: 'ghost', on: true, handle })).to.deep.equal(
      before,
    );
  });

  it('are one’s own without a picture of it', () => {
    const shown = reduceScreenShare(before, { type: 'self-screen', on: true });
    expect(shown.screen).to.deep.equal({ on: true, pending: false });
    expect(sharing(shown)).to.deep.equal([['self', null]]);
    expect(reduceScreenShare(shown, { type: 'reconnected' })).to.equal(shown);
  });
});
