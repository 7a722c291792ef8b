import { expect, waitUntil } from '@open-wc/testing';
import { monitorAudioLevel } from '../../../src/devices/audio-level-monitor.ts';
import { Browser } from './support.ts';

describe('the audio level', () => {
  let browser: Browser;
  let track: MediaStreamTrack;
  let contexts: AudioContext[];
  /** What the monitor does from time to time. */
  let measure: (() => void) | null;
  let samples: (index: number) => number;

  beforeEach(async () => {
    browser = new Browser();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    [track] = stream.getAudioTracks() as [MediaStreamTrack];
    contexts = [];
    measure = null;
    const real = AudioContext;
    browser.cover(
      window,
      'AudioContext',
      class extends real {
        constructor() {
          super();
          contexts.push(this);
        }
      },
    );
    browser.cover(window, 'setInterval', (act: () => void) => {
      measure = act;
      return 7;
    });
    browser.cover(window, 'clearInterval', (id: number) => {
      if (id === 7) measure = null;
    });
    browser.cover(AnalyserNode.prototype, 'getFloatTimeDomainData', (into: Float32Array) => {
      for (let index = 0; index < into.length; index++) into[index] = samples(index);
    });
  });
  afterEach(() => browser.restore());

  it('is the root mean square, at most 1', () => {
    const levels: number[] = [];
    const stop = monitorAudioLevel(track, (level) => levels.push(level));
    for (const wave of [
      () => 0,
      (i: number) => (i % 2 ? 0.5 : -0.5),
      (i: number) => (i % 4 ? 0 : 1),
      () => 3,
    ]) {
      samples = wave;
      measure?.();
    }
    stop();
    const expected = [0, 0.5, 0.5, 1];
    expect(levels).to.have.length(expected.length);
    for (const [index, level] of expected.entries()) expect(levels[index]).to.be.closeTo(level, 1e-6);
  });

  it('is measured until it is stopped, and frees what it used', async () => {
    const stop = monitorAudioLevel(track, () => undefined);
    expect(measure).not.to.equal(null);
    const [context] = contexts as [AudioContext];
    const closed = new Promise<void>((resolve) => {
      context.onstatechange = () => context.state === 'closed' && resolve();
    });
    stop();
    expect(measure).to.equal(null);
    await closed;
    // Twice is no fault.
    stop();
    expect(track.readyState).to.equal('live');
  });

  it('is not measured where the browser cannot', () => {
    browser.cover(window, 'AudioContext', undefined);
    monitorAudioLevel(track, () => undefined)();
    expect(measure).to.equal(null);
  });

  const throws = () => {
    throw new DOMException('', 'NotSupportedError');
  };
  for (const [what, cover] of [
    ['no context', () => browser.cover(window, 'AudioContext', throws)],
    ['no analyser', () => browser.cover(window, 'AnalyserNode', throws)],
    ['no source', () => browser.cover(AudioContext.prototype, 'createMediaStreamSource', throws)],
  ] as const) {
    it(`is not measured, and stops nothing, where there can be ${what}`, async () => {
      cover();
      monitorAudioLevel(track, () => undefined)();
      expect(measure).to.equal(null);
      for (const context of contexts) await waitUntil(() => context.state === 'closed');
    });
  }
});
