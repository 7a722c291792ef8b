import { expect, waitUntil } from '@open-wc/testing';
import type { AccessAnswer } from '../../../src/access/grant.ts';
import { Call } from '../../../src/call/call.ts';
import type { JoinDeps } from '../../../src/call/call-deps.ts';
import { MESSAGES } from '../../../src/call/message-names.ts';
import type { CallState } from '../../../src/call/state/state.ts';
import { LocalDevices } from '../../../src/devices/local-devices.ts';
import { VisioError } from '../../../src/error.ts';
import { deferred, FakeSession, liveIn, openScreen, other } from '../../support/fakes.ts';

const grant = { applicationId: 'app', sessionId: 'session', token: 'a-secret-token' };
const granted: AccessAnswer = { kind: 'granted', grant };

/** A promise that only the signal ends. */
const until = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new VisioError('aborted'))),
  );

describe('Call', () => {
  let media: LocalDevices;
  let session: FakeSession;
  let states: CallState[];
  let call: Call;
  let options: JoinDeps;

  beforeEach(() => {
    media = new LocalDevices(() => undefined);
    session = new FakeSession();
    states = [];
    call = new Call({
      media,
      openScreen,
      pause: async () => undefined,
      sleep: (_, signal) => until(signal),
      now: () => 1000,
      onChange: (state) => states.push(state),
    });
    options = {
      access: async () => granted,
      open: session.open,
      askWaitingRoom: () => async () => ({ waiting: [], locked: false }),
    };
  });
  afterEach(() => {
    call.leave();
    media.close();
  });

  const phases = () =>
    states.map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]);
  async function code(promise: Promise<unknown>): Promise<string> {
    try {
      await promise;
    } catch (error) {
      return error instanceof VisioError ? error.code : String(error);
    }
    return 'none';
  }

  it('joins along the straight path', async () => {
    await call.join(options);
    expect(phases()).to.deep.equal(['requesting', 'connecting', 'connected']);
    expect(session.calls).to.deep.equal(['connect', 'publish']);
  });

  it('stays muted after a lost call, and after one that was left', async () => {
    await media.open();
    await call.join(options);
    await call.switch('microphone', false);
    for (const reason of ['lost', 'left'] as const) {
      session.report({ type: 'disconnected', reason });
      call.reset();
      session.published = null;
      await media.open();
      await call.join(options);
      expect(session.published).to.deep.include({ microphone: null });
    }
  });

  it('lets no grant into any state', async () => {
    await call.join(options);
    expect(JSON.stringify(states)).not.to.contain('a-secret-token');
  });

  it('refuses a second join while one is under way', async () => {
    const joining = call.join({ ...options, access: (_, signal) => until(signal) });
    expect(await code(call.join(options))).to.equal('not-allowed');
    call.leave();
    expect(await code(joining)).to.equal('aborted');
  });

  it('can be cancelled while asking', async () => {
    const joining = code(call.join({ ...options, access: (_, signal) => until(signal) }));
    call.leave();
    expect(call.state.phase).to.equal('lobby');
    expect(await joining).to.equal('aborted');
  });

  for (const step of ['connect', 'publish'] as const) {
    it(`can be left while the session is at ${step}`, async () => {
      const step$ = deferred<void>();
      session.outcome[step] = () => step$.promise;
      const joining = code(call.join(options));
      await waitUntil(() => session.calls.includes(step));
      call.leave();
      expect(call.state.phase).to.equal(step === 'connect' ? 'lobby' : 'ended');
      expect(session.calls).to.include('close');
      step$.resolve();
      expect(await joining).to.equal('aborted');
    });
  }

  it('closes a session that opens after the person has gone', async () => {
    const opening = deferred<FakeSession>();
    const joining = call.join({ ...options, open: () => opening.promise });
    await waitUntil(() => call.state.phase === 'connecting');
    call.leave();
    opening.resolve(session);
    expect(await code(joining)).to.equal('aborted');
    expect(session.calls).to.deep.equal(['close']);
  });

  it('drops what a session says after it was left', async () => {
    await call.join(options);
    call.leave();
    const { state } = call;
    session.report({ type: 'reconnecting' });
    session.report({ type: 'peer-joined', peer: other });
    expect(call.state).to.equal(state);
  });

  it('tells why it was cut off while connecting, not that it was aborted', async () => {
    session.outcome.connect = async () => {
      session.report({ type: 'disconnected', reason: 'lost', error: new VisioError('token-expired') });
      throw new Error('closed');
    };
    expect(await code(call.join(options))).to.equal('token-expired');
    expect(call.state.phase).to.equal('failed');
  });

  it('closes the session and the devices, however it ends', async () => {
    const endings: (() => void)[] = [
      () => call.leave(),
      () => session.report({ type: 'disconnected', reason: 'removed' }),
      () => session.report({ type: 'disconnected', reason: 'lost' }),
    ];
    for (const end of endings) {
      session = new FakeSession();
      await media.switch('camera', true);
      await media.switch('microphone', true);
      await media.open();
      const { captured: track } = media.snapshot.camera;
      await call.join({ ...options, open: session.open });
      end();
      expect(session.calls.filter((one) => one === 'close')).to.deep.equal(['close']);
      expect(track?.readyState).to.equal('ended');
    }
  });

  it('can be joined again after it ended or failed', async () => {
    await call.join(options);
    call.leave();
    expect(call.state.phase).to.equal('ended');
    call.reset();
    expect(call.state.phase).to.equal('lobby');
    await call.join(options);
    expect(call.state.phase).to.equal('connected');
  });

  it('switches the camera: asked, then opened, then sent, then shown', async () => {
    await media.switch('camera', false);
    await media.switch('microphone', false);
    await call.join(options);
    expect(liveIn(call.state).camera.on).to.equal(false);
    const switching = call.switch('camera', true);
    expect(liveIn(call.state).camera).to.deep.equal({ on: false, pending: true });
    await switching;
    expect(liveIn(call.state).camera).to.deep.equal({ on: true, pending: false });
    expect(media.snapshot.camera.captured?.readyState).to.equal('live');
    await call.switch('camera', false);
    expect(media.snapshot.camera.captured).to.equal(null);
  });

  it('shows nothing as on that could not be sent, and leaves no device open', async () => {
    await media.switch('camera', false);
    await media.switch('microphone', false);
    await call.join(options);
    session.outcome.setCamera = () => Promise.reject(new Error('no'));
    expect(await code(call.switch('camera', true))).to.equal('device-failed');
    expect(liveIn(call.state).camera).to.deep.equal({ on: false, pending: false });
    expect(liveIn(call.state).notice?.type).to.equal('error');
    expect(media.snapshot.camera.captured).to.equal(null);
  });

  it('stops sending a device that went away, and says so', async () => {
    await call.join(options);
    await call.deviceLost('microphone');
    expect(session.calls).to.include('microphone false');
    expect(liveIn(call.state).notice).to.deep.equal({ type: 'device-lost', device: 'microphone' });
  });

  describe('as a host', () => {
    it('lets only a moderator decide', async () => {
      await call.join(options);
      expect(await code(call.mute('other'))).to.equal('not-allowed');
      expect(await code(call.remove('other'))).to.equal('not-allowed');
      expect(await code(call.endForAll())).to.equal('not-allowed');
      expect(await code(call.decide({ action: 'lock' }))).to.equal('not-allowed');
      expect(session.calls).to.deep.equal(['connect', 'publish']);
    });

    it('withdraws access before it disconnects', async () => {
      const decisions: unknown[] = [];
      session.role = 'moderator';
      await call.join({
        ...options,
        access: async () => ({
          kind: 'granted',
          grant: { ...grant, admission: { url: 'https://x.example/door' } },
        }),
        askWaitingRoom: () => async (decision) => {
          if (decision) decisions.push(decision);
          return { waiting: [], locked: false };
        },
      });
      session.report({ type: 'peer-joined', peer: { ...other, accessId: 'access-1' } });
      await call.remove('other', 'Merci.');
      expect(decisions).to.deep.equal([
        { action: 'remove', participant: 'access-1', connection: 'other', reason: 'Merci.' },
      ]);
      expect(session.calls.slice(-2)).to.deep.equal([
        `signal ${MESSAGES.removed} Merci. other`,
        'disconnect other',
      ]);
    });

    it('heeds a moderator’s word that it is over, and nobody else’s', async () => {
      await call.join(options);
      session.report({ type: 'peer-joined', peer: { ...other, role: 'publisher' } });
      session.hear({ from: 'other', name: MESSAGES.end, data: '' });
      session.hear({ from: 'self', name: MESSAGES.end, data: '' });
      session.hear({ from: 'ghost', name: MESSAGES.removed, data: 'x' });
      expect(call.state.phase).to.equal('connected');
      session.report({ type: 'peer-joined', peer: { ...other, id: 'host' } });
      session.hear({ from: 'host', name: MESSAGES.removed, data: 'x'.repeat(1000) });
      expect(call.state).to.include({ phase: 'ended', reason: 'removed', message: 'x'.repeat(300) });
    });
  });
});
