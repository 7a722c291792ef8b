import { expect } from '@open-wc/testing';
import {
  isLent,
  listDevices,
  mediaDevices,
  openDevices,
  translate,
} from '../../../src/devices/open-devices.ts';
import { VisioError } from '../../../src/error.ts';
import { Browser, code, failing } from './support.ts';

const ANY = { id: '' };

let browser: Browser;
beforeEach(() => {
  browser = new Browser();
});
afterEach(() => browser.restore());

/** The page is embedded in another one, whose policy answers so. */
function embedded(policy: unknown): void {
  browser.cover(window, 'parent', {});
  browser.cover(document, 'featurePolicy', policy);
}

describe('the failure of a device', () => {
  const names: [string, string][] = [
    ['NotAllowedError', 'permission-denied'],
    ['SecurityError', 'permission-denied'],
    ['NotFoundError', 'camera-not-found'],
    ['NotReadableError', 'device-in-use'],
    ['AbortError', 'device-in-use'],
    ['OverconstrainedError', 'camera-not-found'],
    ['TypeError', 'device-failed'],
  ];
  for (const [name, code] of names) {
    it(`is ${code} for ${name}`, () => {
      const cause = new DOMException('', name);
      const error = translate(cause, 'camera');
      expect(error.code).to.equal(code);
      expect(error.facts.device).to.equal('camera');
      expect(error.cause).to.equal(cause);
    });
  }

  it('names the device that is not found', () => {
    expect(translate(new DOMException('', 'NotFoundError'), 'microphone').code).to.equal(
      'microphone-not-found',
    );
  });

  it('is passed on when it is known already, and may be anything', () => {
    const known = new VisioError('insecure-context');
    expect(translate(known, 'camera')).to.equal(known);
    for (const strange of [undefined, null, 'NotFoundError', { name: 'NotAllowedError' }]) {
      expect(translate(strange, 'camera').code).to.equal('device-failed');
    }
  });

  it('is that of the page around when it does not lend the device', () => {
    embedded({ allowsFeature: (name: string) => name !== 'camera' });
    const refusal = new DOMException('', 'NotAllowedError');
    expect(translate(refusal, 'camera').code).to.equal('frame-not-allowed');
    expect(translate(refusal, 'microphone').code).to.equal('permission-denied');
  });
});

describe('a device', () => {
  it('is lent by the page around unless its policy says no', () => {
    embedded({ allowsFeature: (name: string) => name === 'camera' });
    expect([isLent('camera'), isLent('display-capture')]).to.deep.equal([true, false]);
    for (const policy of [undefined, null, 'no', {}, { allowsFeature: false }]) {
      embedded(policy);
      expect(isLent('camera')).to.equal(true);
    }
  });

  it('may be kept from a page by its own header', () => {
    expect(isLent('camera')).to.equal(true);
    browser.cover(document, 'featurePolicy', { allowsFeature: () => false });
    expect(isLent('camera')).to.equal(false);
  });

  it('needs a secure context, and a browser that has any', async () => {
    expect(mediaDevices()).to.equal(navigator.mediaDevices);
    browser.cover(navigator, 'mediaDevices', undefined);
    expect(await code(mediaDevices)).to.equal('browser-unsupported');
    browser.cover(window, 'isSecureContext', false);
    expect(await code(mediaDevices)).to.equal('insecure-context');
  });
});

describe('listing devices', () => {
  it('gives each kind its own, and leaves out those without a name', async () => {
    const device = (kind: string, deviceId: string, label = `${kind} ${deviceId}`) => ({
      kind,
      deviceId,
      label,
    });
    browser.cover(navigator.mediaDevices, 'enumerateDevices', async () => [
      device('videoinput', '1'),
      device('audioinput', '2'),
      device('audiooutput', '3'),
      device('audioinput', '4'),
      device('videoinput', '5', ''),
      device('somethingelse', '6'),
    ]);
    expect(await listDevices()).to.deep.equal({
      camera: [{ id: '1', label: 'videoinput 1' }],
      microphone: [
        { id: '2', label: 'audioinput 2' },
        { id: '4', label: 'audioinput 4' },
      ],
      speaker: [{ id: '3', label: 'audiooutput 3' }],
    });
  });
});

describe('opening devices', () => {
  it('asks once for both', async () => {
    const { tracks } = await openDevices({ camera: ANY, microphone: ANY });
    expect(browser.asked).to.have.length(1);
    expect(tracks.camera?.kind).to.equal('video');
    expect(tracks.microphone?.kind).to.equal('audio');
  });

  it('asks for nothing when nothing is wanted', async () => {
    expect(await openDevices({})).to.deep.equal({ tracks: {}, errors: {} });
    expect(browser.asked).to.deep.equal([]);
  });

  it('prefers the camera that shows the person, and the one that they chose', async () => {
    const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
    const { tracks } = await openDevices({ camera: ANY });
    expect(Object.keys(tracks)).to.deep.equal(['camera']);
    await openDevices({ camera: { id: 'a-camera', exact: true } });
    expect(browser.asked).to.deep.equal([
      { audio: false, video: { facingMode: 'user', ...picture } },
      { audio: false, video: { deviceId: { exact: 'a-camera' }, ...picture } },
    ]);
  });

  it('has the voice cleaned, of whichever microphone', async () => {
    const voice = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    const { tracks } = await openDevices({ microphone: ANY });
    expect(Object.keys(tracks)).to.deep.equal(['microphone']);
    await openDevices({ microphone: { id: 'a-microphone', exact: true } });
    expect(browser.asked).to.deep.equal([
      { audio: voice, video: false },
      { audio: { deviceId: { exact: 'a-microphone' }, ...voice }, video: false },
    ]);
  });

  it('opens the microphone that was chosen, which Chromium does only where no other will do', async () => {
    const one = (await navigator.mediaDevices.enumerateDevices()).find(({ label }) => /Input 2/.test(label));
    const id = one?.deviceId ?? '';
    const { tracks } = await openDevices({ microphone: { id } });
    expect(tracks.microphone?.getSettings().deviceId).to.equal(id);
  });

  it('opens another one where the one of before is gone, unless no other will do', async () => {
    const microphone = { id: 'gone' };
    expect((await openDevices({ camera: ANY, microphone })).tracks.microphone?.readyState).to.equal('live');
    expect(browser.asked).to.have.length(2);
    const { tracks, errors } = await openDevices({ microphone: { ...microphone, exact: true } });
    expect(tracks).to.deep.equal({});
    expect(errors.microphone?.code).to.equal('microphone-not-found');
  });

  it('opens the microphone where there is no camera', async () => {
    browser.refuseCamera('NotFoundError');
    const { tracks, errors } = await openDevices({ camera: ANY, microphone: ANY });
    expect(tracks.microphone?.readyState).to.equal('live');
    expect(tracks.camera).to.equal(undefined);
    expect(errors.camera?.code).to.equal('camera-not-found');
    expect(errors.microphone).to.equal(undefined);
  });

  it('does not ask again for the only one', async () => {
    browser.refuseCamera('NotFoundError');
    const { tracks, errors } = await openDevices({ camera: ANY });
    expect(browser.asked).to.have.length(1);
    expect(tracks).to.deep.equal({});
    expect(errors.camera?.code).to.equal('camera-not-found');
  });

  it('does not ask again for what was refused', async () => {
    for (const state of ['denied', 'prompt'] as const) {
      browser.answer(() => failing('NotAllowedError'));
      browser.permit(() => state);
      const { errors } = await openDevices({ camera: ANY, microphone: ANY });
      expect(browser.asked).to.have.length(1);
      expect(errors.camera?.code).to.equal('permission-denied');
      expect(errors.microphone?.code).to.equal('permission-denied');
    }
  });

  it('does not ask again where the browser cannot say what is allowed', async () => {
    browser.refuseCamera('SecurityError');
    browser.cover(navigator.permissions, 'query', () => Promise.reject(new TypeError('camera')));
    const { errors } = await openDevices({ camera: ANY, microphone: ANY });
    expect(browser.asked).to.have.length(1);
    expect(Object.keys(errors)).to.have.members(['camera', 'microphone']);
  });

  it('asks alone for a microphone that the person was never asked for, where the camera is refused', async () => {
    browser.refuseCamera('NotAllowedError');
    browser.permit((name) => (name === 'microphone' ? 'prompt' : 'denied'));
    const { tracks, errors } = await openDevices({ camera: ANY, microphone: ANY });
    expect(browser.asked.map(({ audio }) => audio !== false)).to.deep.equal([true, true]);
    expect(tracks.microphone?.readyState).to.equal('live');
    expect(errors).to.have.keys(['camera']);
    expect(errors.camera?.code).to.equal('permission-denied');
  });

  it('asks alone for what the page may use, where a policy keeps the other from it', async () => {
    browser.refuseCamera('NotAllowedError');
    browser.permit(() => 'prompt');
    embedded({ allowsFeature: (name: string) => name !== 'camera' });
    const { tracks, errors } = await openDevices({ camera: ANY, microphone: ANY });
    expect(tracks.microphone?.readyState).to.equal('live');
    expect(errors.camera?.code).to.equal('frame-not-allowed');
  });

  /** As public reports and the browsers' sources have them. None of these systems was run. */
  const reported = [
    ['Chrome, by the person', 'NotAllowedError', 'Permission denied', 'denied', 'permission-denied'],
    ['Chrome, dialog closed', 'NotAllowedError', 'Permission dismissed', 'prompt', 'permission-denied'],
    [
      'Chrome on macOS and Windows, by the system',
      'NotAllowedError',
      'Permission denied by system',
      'granted',
      'system-denied',
    ],
    [
      'Chrome on Windows, held by another application',
      'NotReadableError',
      'Could not start video source',
      'granted',
      'device-in-use',
    ],
    [
      'Chrome on Android, without the permission of the app',
      'NotAllowedError',
      'Permission denied by system',
      'prompt',
      'system-denied',
    ],
    [
      'Firefox, by the person',
      'NotAllowedError',
      'The request is not allowed by the user agent or the platform in the current context.',
      'denied',
      'permission-denied',
    ],
    [
      'Firefox on macOS, by the system',
      'NotAllowedError',
      'The request is not allowed by the user agent or the platform in the current context.',
      'granted',
      'system-denied',
    ],
    [
      'Firefox on Windows, held by another application',
      'NotReadableError',
      'Failed to allocate videosource',
      'granted',
      'device-in-use',
    ],
    [
      'Safari on macOS and iOS, by the person',
      'NotAllowedError',
      'The request is not allowed by the user agent or the platform in the current context, possibly because the user denied permission.',
      'denied',
      'permission-denied',
    ],
    [
      'Safari without a camera',
      'NotFoundError',
      'Object can not be found here.',
      'prompt',
      'camera-not-found',
    ],
  ] as const;
  for (const [where, name, message, permission, code] of reported) {
    it(`says ${code} for what is reported of ${where} (not run there)`, async () => {
      browser.permit(() => permission);
      browser.answer(() => Promise.reject(new DOMException(message, name)));
      expect((await openDevices({ camera: ANY })).errors.camera?.code).to.equal(code);
    });
  }

  it('asks alone for each device where the system refuses one', async () => {
    browser.permit(() => 'granted');
    browser.answer((wanted) =>
      wanted?.video
        ? Promise.reject(new DOMException('Permission denied by system', 'NotAllowedError'))
        : browser.ask(wanted),
    );
    const { tracks, errors } = await openDevices({ camera: ANY, microphone: ANY });
    expect(tracks.microphone?.readyState).to.equal('live');
    expect(errors.camera?.code).to.equal('system-denied');
  });

  it('asks alone for what the person has allowed before', async () => {
    browser.refuseCamera('NotAllowedError');
    browser.permit((name) => (name === 'microphone' ? 'granted' : 'denied'));
    const { tracks, errors } = await openDevices({ camera: ANY, microphone: ANY });
    expect(browser.asked.map(({ video }) => video !== false)).to.deep.equal([true, false]);
    expect(tracks.microphone?.readyState).to.equal('live');
    expect(errors.camera?.code).to.equal('permission-denied');
  });
});
