import { expect, waitUntil } from '@open-wc/testing';
import { audioContextClass } from '../../../../src/vonage/compartment/audio-context.ts';
import { DisposableScope } from '../../../../src/vonage/compartment/disposable-scope.ts';
import { Browser } from '../../devices/support.ts';

const throws = () => {
  throw new DOMException('', 'NotSupportedError');
};

describe('the audio context of the compartment', () => {
  let browser: Browser;
  let scope: DisposableScope;
  beforeEach(() => {
    browser = new Browser();
    scope = new DisposableScope();
  });
  afterEach(() => {
    scope.end();
    browser.restore();
  });

  it('is none where the browser has none', () => {
    browser.cover(window, 'AudioContext', undefined);
    expect(audioContextClass(scope)).to.equal(undefined);
  });

  it('fails at once where it cannot measure', () => {
    browser.cover(AudioContext.prototype, 'createAnalyser', throws);
    const Held = audioContextClass(scope) as typeof AudioContext;
    expect(() => new Held()).to.throw(DOMException);
  });

  it('has silence for a stream that it cannot read, and closes with the call', async () => {
    browser.cover(AudioContext.prototype, 'createMediaStreamSource', throws);
    const Held = audioContextClass(scope) as typeof AudioContext;
    const context = new Held();
    const stream = new MediaStream();
    const source = context.createMediaStreamSource(stream);
    expect(source.mediaStream).to.equal(stream);
    source.connect(context.createAnalyser());
    scope.end();
    await waitUntil(() => context.state === 'closed');
  });
});
