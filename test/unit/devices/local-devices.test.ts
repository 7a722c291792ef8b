import { expect, waitUntil } from '@open-wc/testing';
import type { DeviceEvent } from '../../../src/devices/device-loss.ts';
import { LocalDevices } from '../../../src/devices/local-devices.ts';
import type { DeviceKind } from '../../../src/devices/open-devices.ts';
import { deferred } from '../../support/fakes.ts';
import { failure } from '../access/support.ts';
import { Browser, code, failing } from './support.ts';

let browser: Browser;
let media: LocalDevices;
const happened: DeviceEvent[] = [];
beforeEach(() => {
  browser = new Browser();
  happened.length = 0;
  media = new LocalDevices(
    () => undefined,
    (event) => happened.push(event),
  );
});
afterEach(() => {
  media.close();
  browser.restore();
});

const captured = (kind: DeviceKind) => media.snapshot[kind].captured;
/** Of all tracks that the browser has given, only those in the snapshot are open. */
const expectOpen = (...kinds: DeviceKind[]) => expect(browser.live).to.have.members(kinds.map(captured));
const pluggedIn = () => navigator.mediaDevices.dispatchEvent(new Event('devicechange'));

describe('opening local devices', () => {
  it('opens what is wanted, once, and lists the choices', async () => {
    await media.switch('camera', false);
    const opening = media.open();
    expect([media.snapshot.camera.opening, media.snapshot.microphone.opening]).to.deep.equal([false, true]);
    await opening;
    await media.open();
    expect(media.snapshot.microphone.opening).to.equal(false);
    expect(browser.asked.map(({ video }) => video)).to.deep.equal([false]);
    expectOpen('microphone');
    expect(media.snapshot.microphone.id).to.equal(captured('microphone')?.getSettings().deviceId);
    expect(media.snapshot.devices.microphone).not.to.deep.equal([]);
  });

  it('does not need the lists', async () => {
    browser.cover(navigator.mediaDevices, 'enumerateDevices', () => failing('NotAllowedError'));
    await media.open();
    expectOpen('camera', 'microphone');
    expect(media.snapshot.devices.camera).to.deep.equal([]);
  });

  it('switches off what cannot be opened, keeps the other, and says why', async () => {
    browser.refuseCamera('NotReadableError');
    expect(await code(media.open())).to.equal('device-in-use');
    expect(media.snapshot.camera).to.include({ enabled: false, captured: null, opening: false });
    expect(media.snapshot.camera.error?.code).to.equal('device-in-use');
    expect(media.snapshot.microphone).to.include({ enabled: true, error: null });
    expectOpen('microphone');
    media.setEnabled('camera', true);
    expect(media.snapshot.camera).to.include({ enabled: true, error: null });
  });

  it('tells one refusal of both as one', async () => {
    browser.answer(() => failing('NotAllowedError'));
    browser.permit(() => 'denied');
    expect((await failure(() => media.open())).facts.device).to.equal('both');
  });

  it('tells two different failures as the first', async () => {
    browser.answer((wanted) => failing(wanted?.audio ? 'NotFoundError' : 'NotReadableError'));
    const { code, facts } = await failure(() => media.open());
    expect([code, facts.device]).to.deep.equal(['microphone-not-found', 'microphone']);
    expect(media.snapshot.camera.error?.code).to.equal('device-in-use');
  });

  it('stops a track that arrives after everything was closed', async () => {
    const opening = code(media.open());
    media.close();
    expect(await opening).to.equal('aborted');
    expect(browser.given).to.have.length(2);
    expectOpen();
    expect(media.snapshot.camera).to.include({ captured: null, opening: false });
  });

  it('stops a track of a device that was switched off meanwhile', async () => {
    const opening = media.open();
    await media.switch('camera', false);
    await opening;
    expectOpen('microphone');
  });
});

describe('switching a local device', () => {
  it('only notes what is wanted before anything is opened', async () => {
    await media.switch('camera', false);
    await media.switch('camera', true);
    expect(media.snapshot.camera).to.include({ enabled: true, captured: null });
    expect(browser.asked).to.have.length(0);
  });

  it('closes it, and opens it alone', async () => {
    await media.open();
    await media.switch('camera', false);
    expect(media.snapshot.camera).to.include({ enabled: false, captured: null });
    expectOpen('microphone');
    await media.switch('camera', true);
    expectOpen('camera', 'microphone');
    expect(browser.asked.map(({ audio }) => audio !== false)).to.deep.equal([true, false]);
  });
});

describe('suspending local devices', () => {
  const BOTH = ['microphone', 'camera'] as const;
  const suspenders = () => [media.snapshot.camera.suspendedBy, media.snapshot.microphone.suspendedBy];

  it('suspends both and resumes them, for each reason once', () => {
    expect(media.suspend('send-policy', BOTH)).to.equal(true);
    expect(media.suspend('send-policy', BOTH)).to.equal(false);
    expect(media.suspend('privacy-screen', BOTH)).to.equal(true);
    expect(suspenders()).to.deep.equal(Array(2).fill(['send-policy', 'privacy-screen']));
    expect(media.suspend('send-policy', [])).to.equal(true);
    expect(suspenders()).to.deep.equal(Array(2).fill(['privacy-screen']));
    expect(media.suspend('send-policy', [])).to.equal(false);
    expect(media.suspend('privacy-screen', [])).to.equal(true);
    expect(suspenders()).to.deep.equal([[], []]);
  });
});

describe('suspending one local device', () => {
  const by = () => [media.snapshot.microphone.suspendedBy, media.snapshot.camera.suspendedBy];

  it('suspends the named device alone, and resumes the others', () => {
    expect(media.suspend('send-policy', ['camera'])).to.equal(true);
    expect(by()).to.deep.equal([[], ['send-policy']]);
    expect(media.suspend('send-policy', ['camera'])).to.equal(false);
    expect(media.suspend('send-policy', ['microphone'])).to.equal(true);
    expect(by()).to.deep.equal([['send-policy'], []]);
    expect(media.suspend('send-policy', ['microphone', 'camera'])).to.equal(true);
    expect(media.suspend('send-policy', ['camera'])).to.equal(true);
    expect(by()).to.deep.equal([[], ['send-policy']]);
  });

  it('leaves what another reason suspends', () => {
    media.suspend('privacy-screen', ['microphone', 'camera']);
    media.suspend('send-policy', ['camera']);
    expect(by()).to.deep.equal([['privacy-screen'], ['privacy-screen', 'send-policy']]);
    media.suspend('privacy-screen', []);
    expect(by()).to.deep.equal([[], ['send-policy']]);
  });
});

describe('losing and closing local devices', () => {
  const list = (...devices: [kind: string, deviceId: string, label: string][]) =>
    browser.cover(navigator.mediaDevices, 'enumerateDevices', async () =>
      devices.map(([kind, deviceId, label]) => ({ kind, deviceId, label })),
    );
  const end = () => {
    const track = captured('microphone');
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    expect(captured('microphone')).to.equal(null);
  };
  const outcome = async () => {
    await waitUntil(() => happened.length > 0);
    const [event] = happened;
    return event?.type === 'lost' ? event.error.code : event?.type;
  };

  it('opens another one in place of one that was unplugged, if the person had not chosen it', async () => {
    await media.open(['microphone']);
    list(['audioinput', 'other', 'Other']);
    end();
    expect(await outcome()).to.equal('replaced');
    expect(media.snapshot.microphone).to.include({ enabled: true, error: null, opening: false });
    expectOpen('microphone');
  });

  it('shows as off one that was chosen, or that nothing can replace', async () => {
    await media.choose('microphone', media.snapshot.devices.microphone[1]?.id ?? '');
    await media.open(['microphone']);
    list(['audioinput', 'other', 'Other']);
    end();
    expect(await outcome()).to.equal('microphone-not-found');
    expect(media.snapshot.microphone).to.include({ enabled: false, captured: null, opening: false });
    expect(media.snapshot.microphone.error?.code).to.equal('microphone-not-found');
    expect(browser.asked).to.have.length(1);
  });

  it('says so where nothing is there to replace it', async () => {
    await media.open(['microphone']);
    list();
    browser.answer(() => failing('NotFoundError'));
    end();
    expect(await outcome()).to.equal('microphone-not-found');
    expect(media.snapshot.microphone).to.include({ enabled: false, captured: null, opening: false });
  });

  it('knows one that the system has taken from one that was unplugged, and asks for no other', async () => {
    await media.open(['microphone']);
    end();
    expect(await outcome()).to.equal('device-in-use');
    expect(browser.asked).to.have.length(1);
    expect(media.snapshot.microphone.error?.code).to.equal('device-in-use');
  });

  it('knows a permission that was withdrawn, and opens the device again once it is given', async () => {
    const status = Object.assign(new EventTarget(), { state: 'granted' });
    browser.cover(navigator.permissions, 'query', async () => status);
    await media.open(['microphone']);
    status.state = 'denied';
    end();
    expect(await outcome()).to.equal('permission-denied');
    expectOpen();
    await Promise.resolve();
    status.dispatchEvent(new Event('change'));
    expect(browser.asked).to.have.length(1);
    status.state = 'granted';
    status.dispatchEvent(new Event('change'));
    await waitUntil(() => captured('microphone'));
    expect(media.snapshot.microphone).to.include({ enabled: true, error: null });
    // The person has the say again.
    await media.switch('microphone', false);
    status.dispatchEvent(new Event('change'));
    expect(media.snapshot.microphone.enabled).to.equal(false);
  });

  it('follows what the system silences, until it does no longer', async () => {
    await media.open(['microphone']);
    const track = captured('microphone') as MediaStreamTrack;
    const turn = (muted: boolean) => {
      Object.defineProperty(track, 'muted', { configurable: true, value: muted });
      track.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
    };
    turn(true);
    expect(media.snapshot.microphone).to.include({ enabled: true, silent: true, captured: track });
    expect(media.snapshot.microphone.error?.code).to.equal('device-muted');
    turn(false);
    expect(media.snapshot.microphone).to.include({ silent: false, error: null });
    turn(true);
    await media.switch('microphone', false);
    expect(media.snapshot.microphone).to.include({ silent: false, error: null });
  });

  it('offers what is plugged in, once, and what becomes the system’s choice', async () => {
    list(
      ['audioinput', 'default', 'Default - Inside'],
      ['audioinput', 'a', 'Inside'],
      ['audiooutput', 'b', 'Speaker'],
    );
    await media.open();
    expect(happened).to.deep.equal([]);
    const headset = [
      ['audioinput', 'c', 'Headset'],
      ['audiooutput', 'd', 'Headset'],
    ] as [string, string, string][];
    const inside: [string, string, string] = ['audioinput', 'a', 'Inside'];
    list(['audioinput', 'default', 'Default - Inside'], inside, ['audiooutput', 'b', 'Speaker'], ...headset);
    pluggedIn();
    const microphone = { id: 'c', label: 'Headset' };
    const offer = { type: 'plugged', devices: { microphone, speaker: { id: 'd', label: 'Headset' } } };
    await waitUntil(() => happened.length > 0);
    expect(happened.splice(0)).to.deep.equal([offer]);
    list(['audioinput', 'default', 'Default - Headset'], inside, ['audiooutput', 'b', 'Speaker'], ...headset);
    pluggedIn();
    await waitUntil(() => happened.length > 0);
    const chosen = { id: 'default', label: 'Default - Headset' };
    expect(happened.splice(0)).to.deep.equal([{ type: 'plugged', devices: { microphone: chosen } }]);
    // Unplugged: the other one is no offer.
    list(['audioinput', 'default', 'Default - Inside'], inside, ['audiooutput', 'b', 'Speaker']);
    pluggedIn();
    await waitUntil(() => media.snapshot.devices.speaker.length === 1);
    expect(happened).to.deep.equal([]);
  });

  it('gives up a chosen speaker that goes away', async () => {
    list(['audiooutput', 'b', 'Speaker'], ['audiooutput', 'd', 'Headset']);
    await media.open();
    media.chooseSpeaker('d');
    pluggedIn();
    await media.open();
    expect(media.snapshot.speakerId).to.equal('d');
    list(['audiooutput', 'b', 'Speaker']);
    pluggedIn();
    await waitUntil(() => media.snapshot.devices.speaker.length === 1);
    expect(media.snapshot.speakerId).to.equal('');
  });

  it('lists the choices anew when one is plugged in, until all are closed', async () => {
    await media.open();
    let listed = 0;
    browser.cover(navigator.mediaDevices, 'enumerateDevices', async () => {
      listed++;
      return [{ kind: 'audiooutput', deviceId: 'new', label: 'New' }];
    });
    pluggedIn();
    await waitUntil(() => media.snapshot.devices.speaker[0]?.id === 'new');
    media.close();
    pluggedIn();
    expect(listed).to.equal(1);
    await media.open();
    pluggedIn();
    expect(listed).to.equal(3);
  });

  it('frees everything, and reports no loss', async () => {
    await media.open();
    const track = captured('camera');
    media.close();
    expectOpen();
    track?.dispatchEvent(new Event('ended'));
    expect(happened).to.deep.equal([]);
    await media.switch('camera', true);
    expect(captured('camera')).to.equal(null);
  });
});

describe('choosing a local device', () => {
  const states: (string | undefined)[] = [];
  /** Notes the states of the old track and of the new one when the new one comes into use. */
  const using = (old: MediaStreamTrack | null) => async () => {
    states.push(old?.readyState, captured('camera')?.readyState);
  };
  beforeEach(() => states.splice(0));
  const opened = () => media.open(['camera']).then(() => captured('camera'));

  it('is remembered while it is closed', async () => {
    await media.choose('camera', 'a-camera');
    media.chooseSpeaker('a-speaker');
    expect(media.snapshot).to.include({ speakerId: 'a-speaker' });
    expect(browser.asked).to.have.length(0);
    await media.open(['camera']);
    expect(browser.asked[0]?.video).to.deep.include({ deviceId: { exact: 'a-camera' } });
  });

  it('replaces an open one, which stops once the new one is in use', async () => {
    const old = await opened();
    await media.choose('camera', media.snapshot.devices.camera[0]?.id ?? '', using(old));
    expect(states).to.deep.equal(['live', 'live']);
    expectOpen('camera');
    old?.dispatchEvent(new Event('ended'));
    expect(happened).to.deep.equal([]);
  });

  it('keeps the open one when the other cannot be opened, or shows nothing', async () => {
    const old = await opened();
    const { id } = media.snapshot.camera;
    browser.refuse('broken');
    expect(await code(media.choose('camera', 'broken', using(old)))).to.equal('device-in-use');
    browser.answer(async () => new MediaStream());
    expect(await code(media.choose('camera', 'empty', using(old)))).to.equal('device-failed');
    expect(media.snapshot.camera).to.include({ captured: old, id });
    expectOpen('camera');
    expect(states).to.deep.equal([]);
  });

  for (const [device, hints, agent, old] of [
    ['phone, before', { mobile: true }, 'Desktop', 'ended'],
    ['phone by its name, before', undefined, 'Mozilla/5.0 (Android 16; Mobile) Firefox/140.0', 'ended'],
    ['computer, whatever its name, after', { mobile: false }, 'Android', 'live'],
  ] as const) {
    it(`closes the open one, on a ${device} it opens the new one`, async () => {
      browser.cover(navigator, 'userAgentData', hints);
      browser.cover(navigator, 'userAgent', agent);
      await media.choose('camera', '', using(await opened()));
      expect(states).to.deep.equal([old, 'live']);
    });
  }

  it('opens the old one again on a phone, unless it was switched off meanwhile', async () => {
    browser.cover(navigator, 'userAgentData', { mobile: true });
    const old = await opened();
    const { id } = media.snapshot.camera;
    browser.refuse('broken');
    expect(await code(media.choose('camera', 'broken', using(old)))).to.equal('device-in-use');
    expect(states).to.deep.equal(['ended', 'live']);
    expect(media.snapshot.camera.id).to.equal(id);
    const failed = code(media.choose('camera', 'broken'));
    media.setEnabled('camera', false);
    expect(await failed).to.equal('device-in-use');
    expectOpen();
  });

  it('comes to nothing when everything is closed meanwhile', async () => {
    await opened();
    const outcomes = [code(media.choose('camera', 'one')), code(media.choose('camera', 'two'))];
    media.close();
    expect(await Promise.all(outcomes)).to.deep.equal(['aborted', 'aborted']);
    expect(browser.asked).to.have.length(2);
    expectOpen();
  });
});

describe('what is asked for twice at the same time', () => {
  it('is opened once, as when a person joins during the preview', async () => {
    await Promise.all([media.open(), media.open()]);
    expect(browser.asked).to.have.length(1);
    expectOpen('camera', 'microphone');
  });

  it('fails in the same way for both', async () => {
    browser.answer(() => failing('NotAllowedError'));
    browser.permit(() => 'denied');
    const codes = await Promise.all([code(media.open()), code(media.open())]);
    expect(codes).to.deep.equal(Array(2).fill('permission-denied'));
    expect(browser.asked).to.have.length(1);
  });

  it('is opened together with the rest', async () => {
    await Promise.all([media.open(['camera']), media.open()]);
    expectOpen('camera', 'microphone');
  });

  it('stays open once when a camera is switched off and on', async () => {
    const opening = media.open();
    await media.switch('camera', false);
    await Promise.all([media.switch('camera', true), opening]);
    expectOpen('camera', 'microphone');
  });

  it('is chosen in turn, and the last choice stays', async () => {
    browser.answer(() => browser.ask({ video: true }));
    const opening = media.open(['camera']);
    await Promise.all([opening, ...['one', 'two', 'three'].map((id) => media.choose('camera', id))]);
    expect(JSON.stringify(browser.asked.at(-1))).to.contain('three');
    expectOpen('camera');
  });

  it('stays closed when everything is closed meanwhile', async () => {
    const lists = deferred<MediaDeviceInfo[]>();
    browser.cover(navigator.mediaDevices, 'enumerateDevices', () => lists.promise);
    const first = media.open();
    const second = code(media.open());
    await waitUntil(() => captured('camera'));
    media.close();
    lists.resolve([]);
    await first;
    expect(await second).to.equal('aborted');
    expectOpen();
  });

  it('may be opened again after a request that was cancelled', async () => {
    const permission = deferred<void>();
    browser.answer((wanted) => permission.promise.then(() => browser.ask(wanted)));
    const cancelled = code(media.open());
    media.close();
    const opening = media.open();
    permission.resolve();
    expect(await cancelled).to.equal('aborted');
    await opening;
    expectOpen('camera', 'microphone');
  });
});
