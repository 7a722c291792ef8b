import { expect, waitUntil } from '@open-wc/testing';
import { LocalPublication } from '../../../src/call/local-publication.ts';
import type { CallEvent } from '../../../src/call/state/call-event.ts';
import type { LiveCall } from '../../../src/call/state/state.ts';
import type { DeviceEvent } from '../../../src/devices/device-loss.ts';
import { LocalDevices } from '../../../src/devices/local-devices.ts';
import { VisioError } from '../../../src/error.ts';
import { deferred, openScreen } from '../../support/fakes.ts';
import { callOf, codeOf } from './desk-support.ts';

const BOTH = ['microphone', 'camera'] as const;
const isSent = (track: MediaStreamTrack | null) => track?.readyState === 'live';

describe('what this person sends', () => {
  const devices = navigator.mediaDevices;
  const realAsk: MediaDevices['getUserMedia'] = devices.getUserMedia.bind(devices);
  let media: LocalDevices;
  let publication: LocalPublication;
  let events: CallEvent[];
  let sent: { microphone: MediaStreamTrack | null; camera: MediaStreamTrack | null };
  /** Each time a screen is sent, or no longer. */
  let screens: boolean[];
  let call: LiveCall | null;
  /** What a request to the camera waits for. */
  let delayed: Promise<void> | null;
  /** What a request to the microphone fails with. */
  let failing: Error | null;
  let failsOnce: boolean;
  beforeEach(async () => {
    delayed = null;
    failing = null;
    failsOnce = false;
    events = [];
    sent = { microphone: null, camera: null };
    screens = [];
    call = null;
    media = new LocalDevices(() => undefined);
    publication = new LocalPublication({
      ...{ media, openScreen, live: () => call },
      session: {
        setMicrophone: async (track) => {
          const error = failing;
          if (failsOnce) failing = null;
          if (error) throw error;
          sent.microphone = track;
        },
        setCamera: async (track) => {
          if (track) await delayed;
          sent.camera = track;
        },
        setScreen: async (track) => {
          screens.push(track !== null);
        },
      },
      commit: (event) => events.push(event),
    });
    await media.open();
    sent = { ...publication.tracks() };
  });
  afterEach(() => {
    devices.getUserMedia = realAsk;
    media.close();
  });

  const now = () => ({ microphone: isSent(sent.microphone), camera: isSent(sent.camera) });

  it('comes back as it was after a suspension, and nothing more', async () => {
    await publication.switch('camera', false);
    await publication.suspend('send-policy', BOTH);
    expect(now()).to.deep.equal({ microphone: false, camera: false });
    await publication.suspend('send-policy', []);
    expect(now()).to.deep.equal({ microphone: true, camera: false });
  });

  it('stays suspended until nothing suspends it any more', async () => {
    await publication.suspend('send-policy', BOTH);
    await publication.suspend('privacy-screen', BOTH);
    await publication.suspend('send-policy', []);
    expect(now()).to.deep.equal({ microphone: false, camera: false });
    expect(await codeOf(publication.switch('camera', true))).to.equal('sending-suspended');
    await publication.suspend('privacy-screen', []);
    expect(now()).to.deep.equal({ microphone: true, camera: true });
  });

  it('sends sound alone while the camera alone is suspended', async () => {
    await publication.suspend('send-policy', BOTH);
    await publication.suspend('send-policy', ['camera']);
    expect(now()).to.deep.equal({ microphone: true, camera: false });
    expect(await codeOf(publication.switch('camera', true))).to.equal('sending-suspended');
    expect(publication.tracks().camera).to.equal(null);
    await publication.switch('microphone', false);
    await publication.switch('microphone', true);
    expect(now()).to.deep.equal({ microphone: true, camera: false });
    await publication.suspend('send-policy', []);
    expect(now()).to.deep.equal({ microphone: true, camera: true });
  });

  it('shares no screen while the camera is suspended, and goes on with it while the microphone is', async () => {
    call = callOf(['self']);
    await publication.screen.start();
    expect(screens).to.deep.equal([true]);
    await publication.suspend('send-policy', ['microphone']);
    expect(screens).to.deep.equal([true]);
    await publication.suspend('send-policy', ['camera']);
    expect(screens).to.deep.equal([true, false]);
    expect(await codeOf(publication.screen.start())).to.equal('sending-suspended');
  });

  it('lets no sound through that the person has switched off', async () => {
    await publication.switch('microphone', false);
    await publication.suspend('send-policy', BOTH);
    await publication.suspend('send-policy', ['camera']);
    expect(now()).to.deep.equal({ microphone: false, camera: false });
  });

  it('ends a request that was under way when it began', async () => {
    await publication.switch('camera', false);
    const sending = deferred<void>();
    delayed = sending.promise;
    const switching = publication.switch('camera', true);
    await waitUntil(() => media.snapshot.camera.captured !== null);
    await publication.suspend('privacy-screen', BOTH);
    sending.resolve();
    await switching;
    expect(now()).to.deep.equal({ microphone: false, camera: false });
  });

  it('does not bring back what was switched off meanwhile', async () => {
    await publication.suspend('send-policy', BOTH);
    await publication.switch('microphone', false);
    await publication.suspend('send-policy', []);
    expect(now()).to.deep.equal({ microphone: false, camera: true });
  });

  it('starts the next call with nothing suspended, and with what the person had switched off', async () => {
    await publication.switch('microphone', false);
    await publication.suspend('send-policy', BOTH);
    publication.dispose();
    expect(isSent(publication.tracks().camera)).to.equal(true);
    expect(publication.tracks().microphone).to.equal(null);
  });

  it('does what was wished last, one request after the other', async () => {
    await publication.switch('camera', false);
    const asked = deferred<void>();
    let opened = 0;
    devices.getUserMedia = async (wanted) => {
      opened++;
      await asked.promise;
      return realAsk(wanted);
    };
    const requests = [
      publication.switch('camera', true),
      publication.switch('camera', false),
      publication.switch('camera', true),
    ];
    await waitUntil(() => opened > 0);
    asked.resolve();
    await Promise.all(requests);
    expect(opened).to.equal(1);
    expect(now().camera).to.equal(true);

    const more = [publication.switch('camera', true), publication.switch('camera', false)];
    await Promise.all(more);
    expect(now().camera).to.equal(false);
    expect(media.snapshot.camera.captured).to.equal(null);
  });

  it('shows as off what cannot be opened, and says why', async () => {
    await publication.switch('camera', false);
    devices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'));
    expect(await codeOf(publication.switch('camera', true))).to.equal('device-in-use');
    expect(media.snapshot.camera.enabled).to.equal(false);
    expect(events.slice(-2).map(({ type }) => type)).to.deep.equal(['settled', 'notice']);
  });

  it('closes, and shows as off, what cannot be sent', async () => {
    await publication.switch('camera', false);
    events.length = 0;
    delayed = Promise.reject(new Error('no'));
    delayed.catch(() => undefined);
    expect(await codeOf(publication.switch('camera', true))).to.equal('device-failed');
    expect(media.snapshot.camera).to.deep.include({ enabled: false, captured: null });
    expect(events.map(({ type }) => type)).to.deep.equal(['pending', 'settled', 'notice']);
  });

  it('stays as it is, and says so, when it cannot be told to stop', async () => {
    failing = new Error('no');
    expect(await codeOf(publication.switch('microphone', false))).to.equal('device-failed');
    expect(media.snapshot.microphone.enabled).to.equal(false);
    expect(media.snapshot.microphone.captured?.readyState).to.equal('live');
    expect(events.at(-1)?.type).to.equal('notice');
    // The next attempt can still stop it.
    failing = null;
    await publication.switch('microphone', false);
    expect(now().microphone).to.equal(false);
  });

  describe('when a host mutes', () => {
    const calm = callOf(['self', 'host']);
    const muted = { ...calm, notice: { type: 'muted-by-host' } } as const;
    const follow = (...args: Parameters<LocalPublication['onChange']>) => {
      for (const effect of publication.onChange(...args)) void effect();
      return media.snapshot.microphone.enabled;
    };

    it('keeps the microphone off, also after a suspension', async () => {
      expect(follow(muted, calm)).to.equal(false);
      expect(media.snapshot.camera.enabled).to.equal(true);
      await publication.suspend('privacy-screen', BOTH);
      await publication.suspend('privacy-screen', []);
      expect(now()).to.deep.equal({ microphone: false, camera: true });
    });

    it('lets the person switch it on again while the notice stays', async () => {
      follow(muted, calm);
      await publication.switch('microphone', true);
      expect(follow({ ...muted, speaker: 'host' }, muted)).to.equal(true);
    });

    it('counts each mute, and no other notice', () => {
      expect(follow({ ...calm, notice: { type: 'ending', minutes: 2 } }, calm)).to.equal(true);
      expect(follow(calm, null)).to.equal(true);
      expect(follow({ ...calm, notice: { type: 'muted-by-host' } }, muted)).to.equal(false);
    });
  });

  it('sends another device that was chosen, before the old one is let go', async () => {
    const [camera] = media.snapshot.devices.camera;
    const old = sent.camera;
    await publication.choose('camera', camera?.id ?? '');
    expect(sent.camera).not.to.equal(old);
    expect(now().camera).to.equal(true);
    expect(old?.readyState).to.equal('ended');
  });

  it('goes on with the device of before where the chosen one cannot be opened', async () => {
    const { id } = media.snapshot.camera;
    devices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'));
    expect(await codeOf(publication.choose('camera', 'other'))).to.equal('device-in-use');
    expect(now().camera).to.equal(true);
    expect(media.snapshot.camera).to.include({ id, enabled: true });
  });

  describe('when the system keeps the microphone silent', () => {
    const notices = () => events.flatMap((event) => (event.type === 'notice' ? [event.notice] : []));
    const turn = async (muted: boolean) => {
      const track = media.snapshot.microphone.captured as MediaStreamTrack;
      Object.defineProperty(track, 'muted', { configurable: true, value: muted });
      track.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
      publication.follow();
      await Promise.resolve();
    };
    beforeEach(async () => {
      call = callOf(['self']);
      await publication.start();
    });

    it('shows it to both, and comes back by itself', async () => {
      await turn(true);
      expect(now()).to.deep.equal({ microphone: false, camera: true });
      const [notice] = notices();
      expect(notice?.type === 'error' && notice.error.code).to.equal('device-muted');
      call = callOf(['self'], [], { notice: notice ?? null });
      await turn(false);
      expect(now()).to.deep.equal({ microphone: true, camera: true });
      expect(notices().at(-1)).to.equal(null);
    });

    it('says so again to a person who presses, and stays off for one who has switched it off', async () => {
      await turn(true);
      await publication.switch('microphone', true);
      expect(notices()).to.have.length(2);
      expect(now().microphone).to.equal(false);
      await publication.switch('microphone', false);
      await turn(false);
      expect(now().microphone).to.equal(false);
    });
  });

  it('tells why a device is lost, and what takes its place', () => {
    const told = (event: DeviceEvent) => {
      publication.tellOf(event);
      const last = events.at(-1);
      return last?.type === 'notice' ? last.notice : null;
    };
    const lost = (error: VisioError) => told({ type: 'lost', kind: 'camera', error });
    expect(lost(new VisioError('camera-not-found'))).to.deep.equal({ type: 'device-lost', device: 'camera' });
    const taken = new VisioError('device-in-use');
    expect(lost(taken)).to.deep.equal({ type: 'error', error: taken });
    const replaced = { type: 'device-replaced', label: 'Other' };
    expect(told({ type: 'replaced', kind: 'camera', label: 'Other' })).to.deep.equal(replaced);
    const devices = { microphone: { id: 'a', label: 'Headset' } };
    expect(told({ type: 'plugged', devices })).to.deep.equal({ type: 'device-plugged', devices });
  });

  it('sends what was opened while the call began', async () => {
    call = callOf(['self']);
    await media.switch('camera', false);
    sent = { ...publication.tracks() };
    await media.switch('camera', true);
    await publication.start();
    expect(now().camera).to.equal(true);
  });

  it('goes back to the device of before where the session cannot send another one', async () => {
    const [, microphone] = media.snapshot.devices.microphone;
    const old = media.snapshot.microphone.captured;
    failing = new Error('no');
    failsOnce = true;
    expect(await codeOf(publication.choose('microphone', microphone?.id ?? ''))).to.equal('device-failed');
    expect(media.snapshot.microphone).to.include({ enabled: true, captured: old });
    expect(sent.microphone).to.equal(old);
    expect(now().microphone).to.equal(true);
    expect(events.at(-1)?.type).to.equal('notice');
  });

  it('shows as off what can be sent neither from another device nor from the one of before', async () => {
    failing = new Error('no');
    const choosing = publication.choose('microphone', media.snapshot.devices.microphone[1]?.id ?? '');
    expect(await codeOf(choosing)).to.equal('device-failed');
    expect(media.snapshot.microphone).to.include({ enabled: false, captured: null });
  });

  it('switches everything off at once', async () => {
    await publication.switchOff();
    expect(now()).to.deep.equal({ microphone: false, camera: false });
    expect(media.snapshot.camera.captured).to.equal(null);
    expect(media.snapshot.microphone.enabled).to.equal(false);
    expect(screens).to.deep.equal([]);
  });
});
