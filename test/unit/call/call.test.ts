import { expect, waitUntil } from '@open-wc/testing';
import type { AccessAnswer } from '../../../src/access/grant.ts';
import { Call } from '../../../src/call/call.ts';
import type { JoinDeps } from '../../../src/call/call-deps.ts';
import { MESSAGES } from '../../../src/call/message-names.ts';
import { verifiedPeople } from '../../../src/call/state/select.ts';
import type { CallState } from '../../../src/call/state/state.ts';
import { LocalDevices } from '../../../src/devices/local-devices.ts';
import { VisioError } from '../../../src/error.ts';
import { sealSecret } from '../../../src/transport-security/sealed-secret.ts';
import { type Comparison, createComparison } from '../../../src/verification/comparison.ts';
import {
  deferred,
  type FakeLine,
  FakeSession,
  fakeLines,
  liveIn,
  OWN,
  openScreen,
  other,
  self,
} from '../../support/fakes.ts';
import { attestationOf } from '../attestation/support.ts';
import { print } from '../transport-security/support.ts';
import { codeOf, untilAborted } from './desk-support.ts';

const room = { title: 'Entretien' };
const grant = { applicationId: 'app', sessionId: 'session', token: 'a-secret-token', room };
const granted: AccessAnswer = { kind: 'granted', grant };

describe('Call', () => {
  let media: LocalDevices;
  let session: FakeSession;
  let states: CallState[];
  let call: Call;
  let options: JoinDeps;
  let { lines, openLine } = fakeLines();
  /** What happens at each change. */
  let listen: () => void;

  beforeEach(() => {
    listen = () => undefined;
    ({ lines, openLine } = fakeLines());
    media = new LocalDevices(() => undefined);
    session = new FakeSession();
    states = [];
    call = new Call({
      media,
      openScreen,
      waitUntilDue: async () => undefined,
      delay: (_, signal) => untilAborted(signal),
      now: () => 1000,
      onChange: (state) => {
        states.push(state);
        listen();
      },
    });
    options = {
      access: async () => granted,
      ...{ open: session.open, attest: async () => null, openLine, createComparison },
      askWaitingRoom: () => async () => ({ waiting: [], locked: false }),
    };
  });
  afterEach(() => {
    call.leave();
    media.close();
  });

  it('joins along the straight path, and publishes what is open', async () => {
    await media.open();
    await media.switch('camera', false);
    await call.join(options);
    const phases = states.map(({ phase }) => phase);
    expect([...new Set(phases)]).to.deep.equal(['requesting', 'connecting', 'connected']);
    expect(session.calls).to.deep.equal(['connect', 'publish']);
    const { captured } = media.snapshot.microphone;
    expect(captured?.readyState).to.equal('live');
    expect(session.published).to.deep.equal({ microphone: captured, camera: null });
    expect(liveIn(call.state).room).to.equal(room);
  });

  it('can do nothing before the session is handed over, even if that says that it is connected', async () => {
    const codes: string[] = [];
    const open: JoinDeps['open'] = async (...args) => {
      await session.open(...args);
      const facts = { role: 'moderator', relayed: true, fingerprint: OWN } as const;
      session.report({ type: 'connected', self, shownAs: 'Zoé', ...facts });
      codes.push(call.state.phase, await codeOf(call.setScreen(true)), await codeOf(call.mute(null)));
      call.setPrivacyScreen(true);
      return session;
    };
    await call.join({ ...options, open });
    expect(codes).to.deep.equal(['connected', 'not-connected', 'not-connected']);
    expect(liveIn(call.state).privacyScreen).to.equal(false);
    await call.mute(null);
    expect(session.calls).to.deep.equal(['connect', 'publish', 'mute others']);
  });

  it('can be joined again after a lost call, and one that was left, and stays muted', async () => {
    await media.open();
    await call.join(options);
    await call.switch('microphone', false);
    expect(session.calls.at(-1)).to.equal('microphone false');
    for (const reason of ['lost', 'left'] as const) {
      session.report({ type: 'disconnected', reason });
      expect(call.state.phase).to.equal(reason === 'lost' ? 'failed' : 'ended');
      call.reset();
      expect(call.state.phase).to.equal('lobby');
      session.published = null;
      await media.open();
      await call.join(options);
      expect(session.published).to.deep.include({ microphone: null });
    }
  });

  it('refuses a second join while one is under way, which can be cancelled', async () => {
    const joining = call.join({ ...options, access: (_, signal) => untilAborted(signal) });
    expect(await codeOf(call.join(options))).to.equal('not-allowed');
    call.leave();
    expect(call.state.phase).to.equal('lobby');
    expect(await codeOf(joining)).to.equal('aborted');
  });

  for (const step of ['connect', 'publish'] as const) {
    it(`can be left while the session is at ${step}`, async () => {
      // The SDK never answers in a session that is over.
      session.outcome[step] = () => deferred<void>().promise;
      const joining = codeOf(call.join(options));
      await waitUntil(() => session.calls.includes(step));
      call.leave();
      expect(call.state.phase).to.equal(step === 'connect' ? 'lobby' : 'ended');
      expect(session.calls).to.include('close');
      expect(await joining).to.equal('aborted');
    });
  }

  it('closes a session that opens after the person has gone', async () => {
    const opening = deferred<FakeSession>();
    const joining = call.join({ ...options, open: () => opening.promise });
    await waitUntil(() => call.state.phase === 'connecting');
    call.leave();
    opening.resolve(session);
    expect(await codeOf(joining)).to.equal('aborted');
    await waitUntil(() => session.calls.length > 0);
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
    expect(await codeOf(call.join(options))).to.equal('token-expired');
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

  it('stops sending a device that went away, and says so', async () => {
    await media.open();
    await call.join(options);
    media.stop('microphone');
    const error = new VisioError('microphone-not-found');
    call.devicesChanged();
    call.deviceEvent({ type: 'lost', kind: 'microphone', error });
    expect(session.calls).to.include('microphone false');
    expect(liveIn(call.state).notice).to.deep.equal({ type: 'device-lost', device: 'microphone' });
  });

  it('selects a device in the preview, and in the call, where it is sent at once', async () => {
    await media.open();
    const [camera] = media.snapshot.devices.camera;
    const select = async () => {
      const before = media.snapshot.camera.captured;
      await call.choose('camera', camera?.id ?? '');
      expect(media.snapshot.camera.captured).not.to.equal(before);
    };
    await select();
    await call.join(options);
    await select();
    expect(session.calls).to.deep.equal(['connect', 'publish', 'camera true']);
  });

  it('tells the session which screen, speaker and secret', async () => {
    await call.join(options);
    await call.setScreen(true);
    await call.setScreen(false);
    media.chooseSpeaker('one');
    call.devicesChanged();
    await call.active?.secret.change('a secret');
    expect(session.calls.slice(2)).to.deep.equal([
      'screen true',
      'screen false',
      'speaker one',
      'secret a secret',
    ]);
  });

  it('uses the speaker that was chosen before the call, and the system’s where it is gone', async () => {
    const speakers: string[] = [];
    session.setSpeaker = async (id) => {
      speakers.push(id);
      if (id === 'gone') throw new DOMException('', 'NotFoundError');
    };
    media.chooseSpeaker('one');
    await call.join(options);
    expect(speakers).to.deep.equal(['one']);
    call.devicesChanged();
    expect(speakers).to.deep.equal(['one']);
    media.chooseSpeaker('gone');
    call.devicesChanged();
    await waitUntil(() => media.snapshot.speakerId === '');
    call.devicesChanged();
    expect(speakers).to.deep.equal(['one', 'gone', '']);
  });

  it('knows the secret with which it was joined', async () => {
    session.relayed = false;
    await call.join({ ...options, secret: 'cheval-agrafe-pile' });
    session.report({ type: 'secret', state: 'matched' });
    session.report({ type: 'peer-joined', peer: other });
    const line = lines.get('other') as FakeLine;
    const sealed = await sealSecret('un-autre-secret', 'cheval-agrafe-pile');
    line.listener.onMessage('secret', await sealSecret('un-secret-inventé', 'autre chose'));
    line.listener.onMessage('secret', sealed);
    await waitUntil(() => session.calls.length > 2);
    expect(session.calls.slice(2)).to.deep.equal(['secret un-autre-secret']);
    call.leave();
    expect(call.active).to.equal(null);
  });

  it('holds back during a recording, until the person accepts it', async () => {
    await media.open();
    await call.join(options);
    session.report({ type: 'recording', on: true });
    expect(liveIn(call.state).blocked).to.deep.equal({ type: 'recording' });
    await waitUntil(() => session.calls.includes('microphone false'));
    call.active?.sendPolicy.accept({ type: 'recording' });
    expect(liveIn(call.state).blocked).to.equal(null);
    await waitUntil(() => session.calls.includes('microphone true'));
  });

  it('has a privacy screen, which silences the others, in a call alone', async () => {
    call.setPrivacyScreen(true);
    await call.join(options);
    for (const on of [true, false]) {
      call.setPrivacyScreen(on);
      expect(liveIn(call.state).privacyScreen).to.equal(on);
    }
    call.leave();
    call.setPrivacyScreen(true);
    expect(call.state.phase).to.equal('ended');
    const silences = session.calls.filter((one) => one.startsWith('silence'));
    expect(silences).to.deep.equal(['silence true', 'silence false']);
  });

  it('shows what went wrong until it is dismissed, and nothing outside a call', async () => {
    const error = new VisioError('screen-failed');
    call.tell(error);
    call.dismissNotice();
    expect(states).to.deep.equal([]);
    await call.join(options);
    call.tell(error);
    expect(liveIn(call.state).notice).to.deep.equal({ type: 'error', error });
    call.dismissNotice();
    expect(liveIn(call.state).notice).to.equal(null);
  });

  it('lets who listens finish with one change before it tells the next', async () => {
    const heard: string[] = [];
    await call.join(options);
    listen = () => {
      if (heard.push('begin') === 1) call.dismissNotice();
      heard.push('end');
    };
    session.report({ type: 'peer-joined', peer: other });
    expect(heard.slice(0, 4)).to.deep.equal(['begin', 'end', 'begin', 'end']);
  });

  it('watches levels in a call, and none outside', async () => {
    const levels: number[] = [];
    session.watchLevel = (id, onLevel) => {
      onLevel(0.5);
      return () => session.calls.push(`unwatch ${id}`);
    };
    const watch = () => call.watchLevel('other', (level) => levels.push(level));
    watch()();
    await call.join(options);
    watch()();
    expect(levels).to.deep.equal([0.5]);
    expect(session.calls.at(-1)).to.equal('unwatch other');
  });

  it('sends chat messages over the lines, in a call alone', async () => {
    expect(await codeOf(call.sendMessage('Bonjour'))).to.equal('not-connected');
    expect(call.active).to.equal(null);
    await call.join(options);
    session.report({ type: 'peer-joined', peer: other });
    await call.sendMessage('Bonjour');
    const line = lines.get('other') as FakeLine;
    expect(line.sent.map(({ text }) => JSON.parse(text))).to.deep.equal([{ text: 'Bonjour', at: 1000 }]);
    call.active?.lines.goDirect('other');
    expect(line.direct).to.equal(true);
    call.leave();
    expect(line.closed).to.equal(true);
    expect(call.active).to.equal(null);
  });

  describe('after a lost call', () => {
    const THEIRS = print(0xbb);
    /** Joins a call with this certificate, in which somebody proves theirs. */
    const joined = async (own = OWN, id = 'other', theirs = THEIRS) => {
      session = new FakeSession();
      session.connect = async () => {
        const facts = { role: 'publisher', relayed: true, fingerprint: own } as const;
        session.report({ type: 'connected', self, shownAs: self.name, ...facts });
      };
      await call.join({ ...options, open: session.open });
      session.report({ type: 'peer-joined', peer: { ...other, id } });
      lines.get(id)?.listener.onProven({ fingerprint: theirs, role: 'moderator', run: id });
    };
    const lost = () => {
      session.report({ type: 'disconnected', reason: 'lost' });
      call.reset();
    };
    const compared = () => {
      const { verified, alarms, attempts } = liveIn(call.state).compared;
      return { verified: [...verified], alarms: [...alarms.keys()], attempts };
    };
    /** A comparison in which this person's nonce is revealed, and no code comes. */
    const attempt = async (id = 'other') => {
      const line = lines.get(id) as FakeLine;
      const before = liveIn(call.state).compared.attempts;
      await call.active?.verification.compare(id);
      const { round } = JSON.parse(line.sent.at(-1)?.text ?? '');
      const commitment = 'A'.repeat(43);
      const commit = { v: 2, kind: 'commit', round, value: commitment };
      line.listener.onMessage('comparison', JSON.stringify(commit));
      await waitUntil(() => liveIn(call.state).compared.attempts > before);
    };
    const mismatch = (id = 'other') => session.hear({ from: id, name: MESSAGES.mismatch, data: '' });
    /** A comparison in which each press is the right one. */
    const confirming: JoinDeps['createComparison'] = () =>
      ({
        state: { status: 'idle', wanted: false },
        pick: async (transcript: string) => ({
          ...{ state: { status: 'confirmed', transcript }, send: [], attempts: 0, result: 'confirmed' },
        }),
      }) as unknown as Comparison;

    it('remembers who was compared, by their certificate, whatever their connection is', async () => {
      options = { ...options, createComparison: confirming };
      await joined();
      await call.active?.verification.pick('other', 'code', 0);
      const verified = [[THEIRS, other.name]];
      expect(compared().verified).to.deep.equal(verified);
      lost();
      await joined(OWN, 'again');
      expect(compared().verified).to.deep.equal(verified);
      expect(verifiedPeople(liveIn(call.state)).map(({ id }) => id)).to.deep.equal(['again']);
      const idle = { status: 'idle', wanted: false };
      expect([...liveIn(call.state).comparisons], 'what was on screen is gone').to.deep.equal([
        ['again', idle],
      ]);
      lost();
      await joined(print(0xcc));
      expect(compared().verified).to.deep.equal([]);
    });

    it('blocks sending to somebody of the same name with another certificate', async () => {
      options = { ...options, createComparison: confirming };
      await joined();
      await call.active?.verification.pick('other', 'code', 0);
      session.report({ type: 'peer-left', id: 'other' });
      expect(liveIn(call.state).blocked).to.equal(null);
      lost();
      await joined(OWN, 'again', print(0xdd));
      const returned = { type: 'returned', id: 'again', name: other.name } as const;
      expect(liveIn(call.state).blocked).to.deep.equal(returned);
      call.active?.sendPolicy.accept(returned);
      expect(liveIn(call.state).blocked).to.equal(null);
    });

    it('keeps alarms with the same certificate, so that nothing is sent', async () => {
      await joined();
      mismatch();
      expect(compared().alarms).to.deep.equal([THEIRS]);
      lost();
      await joined(OWN, 'again');
      expect(compared().alarms).to.deep.equal([THEIRS]);
      const { blocked, security } = liveIn(call.state);
      expect(blocked).to.include({ type: 'mismatch', cause: 'told' });
      expect(security.level).to.equal('unprotected');
    });

    it('forgets alarms with another certificate: it is another appointment', async () => {
      await joined();
      mismatch();
      lost();
      await joined(print(0xcc));
      expect(compared().alarms).to.deep.equal([]);
      lost();
      // What was forgotten does not come back.
      await joined();
      expect(compared().alarms).to.deep.equal([]);
    });

    it('keeps the number of attempts, with whatever certificate', async () => {
      await joined();
      await attempt();
      lost();
      await joined();
      await attempt();
      expect(compared().attempts).to.equal(2);
      lost();
      await joined(print(0xcc));
      expect(compared().attempts).to.equal(2);
      await attempt();
      expect(compared().attempts).to.equal(3);
    });

    it('keeps both after the person has left too', async () => {
      await joined();
      await attempt();
      mismatch();
      call.leave();
      expect(call.state.phase).to.equal('ended');
      await joined();
      expect(compared()).to.deep.equal({ verified: [], alarms: [THEIRS], attempts: 1 });
    });
  });

  describe('as a host', () => {
    it('lets only a moderator decide', async () => {
      await call.join(options);
      const decisions = [call.mute('other'), call.remove('other'), call.endForAll(), call.setBreakout(null)];
      const codes = await Promise.all([...decisions, call.decide({ action: 'lock' })].map(codeOf));
      expect([...new Set(codes)]).to.deep.equal(['not-allowed']);
      expect(session.calls).to.deep.equal(['connect', 'publish']);
    });

    async function host(): Promise<void> {
      session.role = 'moderator';
      await call.join(options);
      session.report({ type: 'peer-joined', peer: { ...other, role: 'publisher' } });
      session.calls.length = 0;
    }

    it('mutes one person or all others, begins and ends a breakout', async () => {
      await host();
      await call.mute('other');
      await call.mute(null);
      expect(session.calls).to.deep.equal(['mute other', 'mute others']);
      await call.setBreakout(['other']);
      expect(liveIn(call.state).breakout?.members).to.deep.equal(['self', 'other']);
      await call.setBreakout(null);
      expect(liveIn(call.state).breakout).to.equal(null);
    });

    it('removes a person who is in the room, and neither another nor oneself', async () => {
      await host();
      for (const id of ['self', 'ghost']) expect(await codeOf(call.remove(id))).to.equal('not-connected');
      await call.remove('other', 'Merci.');
      expect(session.calls).to.deep.equal([`signal ${MESSAGES.removed} Merci. other`, 'disconnect other']);
    });

    it('removes somebody too whom the firm does not attest', async () => {
      const own = {
        ...{ jws: 'own jws', join: 1, removed: [], attestation: attestationOf('self', 0xaa) },
        verify: async () => undefined,
        renew: async () => 'jws',
        createFeature: () => ({ start: async () => undefined }),
      };
      options = { ...options, attest: async () => own };
      await host();
      const { participants, unattested } = liveIn(call.state);
      expect([participants, unattested].map((people) => people.map(({ id }) => id))).to.deep.equal([
        ['self'],
        ['other'],
      ]);
      await call.remove('other');
      expect(session.calls).to.deep.equal(['disconnect other']);
      expect(await codeOf(call.remove('self'))).to.equal('not-connected');
    });

    it('keeps out whom hosts have removed, also when it joins again', async () => {
      const own = {
        ...{ jws: 'own jws', join: 1, removed: ['gone'], attestation: attestationOf('self', 0xaa) },
        verify: async () => undefined,
        renew: async () => 'jws',
        createFeature: () => ({ start: async () => undefined }),
      };
      options = { ...options, attest: async () => own };
      await host();
      expect([...liveIn(call.state).removed]).to.deep.equal(['gone']);
      call.leave();
      options = { ...options, attest: async () => ({ ...own, removed: [] }) };
      await host();
      expect([...liveIn(call.state).removed]).to.deep.equal(['gone']);
    });

    it('ends it for everybody, oneself last', async () => {
      await host();
      await call.endForAll();
      expect(session.calls).to.deep.equal([`signal ${MESSAGES.end}  all`, 'close']);
      expect(call.state).to.include({ phase: 'ended', reason: 'ended' });
    });
  });
});
