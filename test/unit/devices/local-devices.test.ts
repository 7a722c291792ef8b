import { expect, waitUntil } from '@open-wc/testing';
import { LocalDevices } from '../../../src/devices/local-devices.ts';
import { openDevices, translate } from '../../../src/devices/open-devices.ts';
import { VisioError } from '../../../src/error.ts';

type Ask = MediaDevices['getUserMedia'];

describe('devices', () => {
  const devices = navigator.mediaDevices;
  const realAsk: Ask = devices.getUserMedia.bind(devices);
  const realQuery = navigator.permissions.query.bind(navigator.permissions);
  let asked: MediaStreamConstraints[] = [];
  const answering = (answer: Ask) => {
    asked = [];
    devices.getUserMedia = (wanted) => {
      asked.push(wanted ?? {});
      return answer(wanted);
    };
  };
  beforeEach(() => answering(realAsk));
  afterEach(() => {
    devices.getUserMedia = realAsk;
    navigator.permissions.query = realQuery;
  });
  const failing = (name: string) => Promise.reject(new DOMException('', name));

  const names: [string, string][] = [
    ['NotAllowedError', 'permission-denied'],
    ['SecurityError', 'permission-denied'],
    ['NotFoundError', 'camera-not-found'],
    ['NotReadableError', 'device-in-use'],
    ['AbortError', 'device-in-use'],
    ['OverconstrainedError', 'device-failed'],
    ['TypeError', 'device-failed'],
  ];
  for (const [name, code] of names) {
    it(`takes ${name} for ${code}`, () => {
      expect(translate(new DOMException('', name), 'camera').code).to.equal(code);
    });
  }

  it('asks once for both', async () => {
    const { tracks } = await openDevices({ camera: '', microphone: '' });
    expect(asked).to.have.length(1);
    expect(tracks.camera?.kind).to.equal('video');
    expect(tracks.microphone?.kind).to.equal('audio');
    for (const track of Object.values(tracks)) track.stop();
  });

  it('opens the microphone where there is no camera', async () => {
    answering((wanted) => (wanted?.video ? failing('NotFoundError') : realAsk(wanted)));
    const { tracks, errors } = await openDevices({ camera: '', microphone: '' });
    expect(tracks.microphone?.readyState).to.equal('live');
    expect(errors.camera?.code).to.equal('camera-not-found');
    expect(errors.microphone).to.equal(undefined);
    tracks.microphone?.stop();
  });

  it('does not ask again for what was refused', async () => {
    answering(() => failing('NotAllowedError'));
    navigator.permissions.query = async () => ({ state: 'denied' }) as PermissionStatus;
    const { errors } = await openDevices({ camera: '', microphone: '' });
    expect(asked).to.have.length(1);
    expect(errors.camera?.code).to.equal('permission-denied');
    expect(errors.microphone?.code).to.equal('permission-denied');
  });

  it('asks alone for what the person has allowed before', async () => {
    answering((wanted) => (wanted?.video ? failing('NotAllowedError') : realAsk(wanted)));
    navigator.permissions.query = async ({ name }) =>
      ({ state: name === ('microphone' as PermissionName) ? 'granted' : 'denied' }) as PermissionStatus;
    const { tracks, errors } = await openDevices({ camera: '', microphone: '' });
    expect(tracks.microphone?.readyState).to.equal('live');
    expect(errors.camera?.code).to.equal('permission-denied');
    tracks.microphone?.stop();
  });

  describe('LocalMedia', () => {
    let lost: string[];
    let media: LocalDevices;
    beforeEach(() => {
      lost = [];
      media = new LocalDevices(
        () => undefined,
        (kind) => lost.push(kind),
      );
    });
    afterEach(() => media.close());

    async function code(promise: Promise<unknown>): Promise<string> {
      try {
        await promise;
      } catch (error) {
        return error instanceof VisioError ? error.code : String(error);
      }
      return 'none';
    }

    it('opens nothing by itself', () => {
      expect(media.snapshot.camera.captured).to.equal(null);
      expect(asked).to.have.length(0);
    });

    it('opens what is wanted, once, and lists the choices', async () => {
      await media.switch('camera', false);
      await media.open();
      await media.open();
      expect(asked).to.have.length(1);
      expect(asked[0]?.video).to.equal(false);
      expect(media.snapshot.camera.captured).to.equal(null);
      expect(media.snapshot.microphone.captured?.readyState).to.equal('live');
      expect(media.snapshot.devices.microphone.length).to.be.greaterThan(0);
    });

    it('switches off what cannot be opened, keeps the other, and says why', async () => {
      answering((wanted) => (wanted?.video ? failing('NotReadableError') : realAsk(wanted)));
      expect(await code(media.open())).to.equal('device-in-use');
      expect(media.snapshot.camera).to.include({ enabled: false, captured: null, opening: false });
      expect(media.snapshot.camera.error?.code).to.equal('device-in-use');
      expect(media.snapshot.microphone.captured?.readyState).to.equal('live');
    });

    it('tells one refusal of both as one', async () => {
      answering(() => failing('NotAllowedError'));
      navigator.permissions.query = async () => ({ state: 'denied' }) as PermissionStatus;
      try {
        await media.open();
        expect.fail('opened');
      } catch (error) {
        expect(error).to.be.instanceOf(VisioError);
        expect((error as VisioError).facts.device).to.equal('both');
      }
    });

    it('stops a track that arrives after it was closed', async () => {
      const tracks: MediaStreamTrack[] = [];
      answering(async (wanted) => {
        const stream = await realAsk(wanted);
        tracks.push(...stream.getTracks());
        return stream;
      });
      const opening = code(media.open());
      media.close();
      expect(await opening).to.equal('aborted');
      expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(['ended', 'ended']);
      expect(media.snapshot.camera).to.include({ captured: null, opening: false });
    });

    it('stops a track of a device that was switched off meanwhile', async () => {
      const opening = media.open();
      await media.switch('camera', false);
      await opening;
      expect(media.snapshot.camera.captured).to.equal(null);
      expect(media.snapshot.microphone.captured?.readyState).to.equal('live');
    });

    it('replaces an open camera by the chosen one', async () => {
      await media.open(['camera']);
      const { captured: track } = media.snapshot.camera;
      const [device] = media.snapshot.devices.camera;
      await media.choose('camera', device?.id ?? '');
      expect(track?.readyState).to.equal('ended');
      expect(media.snapshot.camera.captured?.readyState).to.equal('live');
    });

    it('notices a device that goes away', async () => {
      await media.open(['microphone']);
      const { captured: track } = media.snapshot.microphone;
      track?.dispatchEvent(new Event('ended'));
      await waitUntil(() => lost.length > 0);
      expect(lost).to.deep.equal(['microphone']);
      expect(media.snapshot.microphone).to.include({ enabled: false, captured: null });
    });

    it('frees everything', async () => {
      await media.open();
      const tracks = [media.snapshot.camera.captured, media.snapshot.microphone.captured];
      media.close();
      expect(tracks.map((track) => track?.readyState)).to.deep.equal(['ended', 'ended']);
    });
  });
});
