import { expect } from '@open-wc/testing';
import { blackTrack, silentTrack } from '../../../../src/vonage/publish/placeholder.ts';
import { Browser } from '../../devices/support.ts';

const throws = () => {
  throw new DOMException('', 'NotSupportedError');
};

describe('what stands in for a closed device', () => {
  let browser: Browser;
  beforeEach(() => {
    browser = new Browser();
  });
  afterEach(() => browser.restore());

  const cases = [
    ['a canvas', 'video', blackTrack, () => undefined],
    [
      'no canvas that can be captured',
      'video',
      blackTrack,
      () => browser.cover(HTMLCanvasElement.prototype, 'captureStream', throws),
    ],
    [
      'a canvas without a track',
      'video',
      blackTrack,
      () => browser.cover(HTMLCanvasElement.prototype, 'captureStream', () => new MediaStream()),
    ],
    ['an audio context', 'audio', silentTrack, () => undefined],
    ['no audio context', 'audio', silentTrack, () => browser.cover(window, 'AudioContext', throws)],
    ['no AudioContext at all', 'audio', silentTrack, () => browser.cover(window, 'AudioContext', undefined)],
    [
      'an audio context without a destination',
      'audio',
      silentTrack,
      () => browser.cover(AudioContext.prototype, 'createMediaStreamDestination', throws),
    ],
  ] as const;
  for (const [what, kind, create, cover] of cases) {
    it(`is a live ${kind} track with ${what}, until it is released`, () => {
      cover();
      const { track, release } = create();
      expect(track.kind).to.equal(kind);
      expect(track.readyState).to.equal('live');
      release();
      expect(track.readyState).to.equal('ended');
    });
  }
});
