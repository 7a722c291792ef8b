import { expect } from '@open-wc/testing';
import { Playback } from '../../../../src/vonage/subscribe/playback.ts';

describe('the sound of a media element', () => {
  /** What the browser lets a page do without a press. Real browsers are in `test/calls/sound.spec.ts`. */
  let allowed: 'sound' | 'picture' | 'nothing' = 'sound';
  let failure: DOMException | null = null;
  let silent = false;
  let told: boolean[] = [];
  let paused = true;
  let element: HTMLVideoElement;
  let playback: Playback;
  let context: AudioContext | null = null;

  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  const start = ({ sound = true } = {}) => {
    context = sound ? new AudioContext() : null;
    element = document.createElement('video');
    const picture = document.createElement('canvas').captureStream(1).getVideoTracks();
    const audio = context?.createMediaStreamDestination().stream.getAudioTracks() ?? [];
    element.srcObject = new MediaStream([...picture, ...audio]);
    paused = true;
    Object.defineProperty(element, 'paused', { get: () => paused });
    element.play = async () => {
      if (failure) throw failure;
      const able = allowed === 'sound' || (allowed === 'picture' && element.muted);
      if (!able) throw new DOMException('press first', 'NotAllowedError');
      paused = false;
    };
    document.body.append(element);
    playback = new Playback(element, {
      silent: () => silent,
      onBlocked: () => told.push(playback.blocked),
    });
  };

  beforeEach(() => {
    allowed = 'sound';
    failure = null;
    silent = false;
    told = [];
  });
  afterEach(async () => {
    playback.end();
    element.remove();
    await context?.close();
  });

  it('that the browser refuses is told; the picture plays without it', async () => {
    allowed = 'picture';
    start();
    playback.check();
    await settle();
    expect([playback.blocked, element.muted, paused]).to.deep.equal([true, true, false]);
    expect(told).to.deep.equal([true]);
  });

  it('plays at a press that the browser lets count, and is told once', async () => {
    allowed = 'nothing';
    start();
    playback.check();
    await settle();
    await playback.play();
    expect([playback.blocked, element.muted, paused]).to.deep.equal([true, true, true]);
    allowed = 'sound';
    await playback.play();
    expect([playback.blocked, element.muted, paused]).to.deep.equal([false, false, false]);
    expect(told).to.deep.equal([true, false]);
  });

  it('that the SDK has muted is told, and that it plays again', async () => {
    start();
    await playback.play();
    element.muted = true;
    element.dispatchEvent(new Event('volumechange'));
    expect(playback.blocked).to.equal(true);
    element.muted = false;
    element.dispatchEvent(new Event('volumechange'));
    expect(told).to.deep.equal([true, false]);
  });

  it('that something has paused plays again, or is told', async () => {
    start();
    await playback.play();
    paused = true;
    element.dispatchEvent(new Event('pause'));
    await settle();
    expect([playback.blocked, paused]).to.deep.equal([false, false]);
    paused = true;
    allowed = 'picture';
    element.dispatchEvent(new Event('pause'));
    await settle();
    expect([playback.blocked, element.muted]).to.deep.equal([true, true]);
  });

  it('is not missed where there is none', async () => {
    allowed = 'picture';
    start({ sound: false });
    playback.check();
    await settle();
    expect([playback.blocked, paused]).to.deep.equal([false, false]);
    playback.check();
    expect(told).to.deep.equal([]);
  });

  it('is no matter under the privacy screen, and nothing that was refused sounds after it', async () => {
    allowed = 'picture';
    start();
    playback.check();
    await settle();
    silent = true;
    playback.silence();
    playback.check();
    expect(element.muted).to.equal(true);
    silent = false;
    playback.silence();
    expect([element.muted, playback.blocked]).to.deep.equal([true, true]);
  });

  it('is no matter while the element is not in the page, or has no stream', async () => {
    allowed = 'nothing';
    start();
    element.remove();
    playback.check();
    await settle();
    document.body.append(element);
    element.srcObject = null;
    playback.check();
    await settle();
    expect(told).to.deep.equal([]);
  });

  it('counts only a refusal: an element that was moved plays at the next look', async () => {
    failure = new DOMException('moved', 'AbortError');
    start();
    playback.check();
    await settle();
    expect([playback.blocked, element.muted]).to.deep.equal([false, false]);
    failure = null;
    playback.check();
    await settle();
    expect(paused).to.equal(false);
  });

  it('is missed no more once its stream has ended', async () => {
    allowed = 'picture';
    start();
    playback.check();
    await settle();
    playback.end();
    expect(told).to.deep.equal([true, false]);
    element.dispatchEvent(new Event('volumechange'));
    expect(told).to.deep.equal([true, false]);
  });
});
