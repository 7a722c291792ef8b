import { expect } from '@open-wc/testing';
import { canShareScreen, openScreen } from '../../../src/devices/open-screen.ts';
import { VisioError } from '../../../src/error.ts';

describe('opening a screen', () => {
  const devices = navigator.mediaDevices;
  /** The code that comes of it where the browser answers so. */
  async function outcome(answer: (constraints?: DisplayMediaStreamOptions) => Promise<MediaStream>) {
    Object.defineProperty(devices, 'getDisplayMedia', { configurable: true, value: answer });
    try {
      await openScreen();
      return 'none';
    } catch (error) {
      return error instanceof VisioError ? error.code : String(error);
    } finally {
      Reflect.deleteProperty(devices, 'getDisplayMedia');
    }
  }
  const refusing = (name: string, message = '') =>
    outcome(() => Promise.reject(new DOMException(message, name)));

  it('asks for a picture without sound', async () => {
    let asked: DisplayMediaStreamOptions | undefined;
    const stream = document.createElement('canvas').captureStream(1);
    expect(
      await outcome(async (constraints) => {
        asked = constraints;
        return stream;
      }),
    ).to.equal('none');
    expect(asked).to.deep.equal({ video: true, audio: false });
  });

  it('tells a person who chose none from a system that does not allow it', async () => {
    expect(await refusing('NotAllowedError', 'Permission denied')).to.equal('aborted');
    expect(await refusing('NotAllowedError', 'Permission denied by system')).to.equal('screen-failed');
    expect(await refusing('NotFoundError')).to.equal('screen-failed');
    expect(await refusing('NotReadableError')).to.equal('screen-failed');
    expect(await outcome(async () => new MediaStream())).to.equal('screen-failed');
  });

  it('says so where there is no such thing', async () => {
    Object.defineProperty(devices, 'getDisplayMedia', { configurable: true, value: undefined });
    expect(canShareScreen()).to.equal(false);
    let code = '';
    await openScreen().catch((error) => {
      code = error.code;
    });
    expect(code).to.equal('screen-unsupported');
    Reflect.deleteProperty(devices, 'getDisplayMedia');
    expect(canShareScreen()).to.equal(true);
  });
});
