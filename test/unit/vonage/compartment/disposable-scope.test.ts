import { aTimeout, expect } from '@open-wc/testing';
import { DisposableScope } from '../../../../src/vonage/compartment/disposable-scope.ts';

describe('the timers of the SDK', () => {
  let scope: DisposableScope;
  beforeEach(() => {
    scope = new DisposableScope();
  });
  afterEach(() => scope.end());

  it('throw nothing in the page, and go on', async () => {
    const faults: string[] = [];
    const { onerror } = window;
    window.onerror = (message) => {
      faults.push(String(message));
      return true;
    };
    let runs = 0;
    const fail = () => {
      runs += 1;
      throw new TypeError('null has no processMessage');
    };
    const clock = scope.clock();
    clock.setTimeout(fail);
    clock.requestAnimationFrame(fail);
    await new Promise<void>((done) => {
      clock.setInterval(() => (runs > 5 ? done() : fail()), 1);
    });
    window.onerror = onerror;
    expect(faults).to.deep.equal([]);
  });

  it('make no frame of the page’s own: the SDK draws nothing', async () => {
    const { requestAnimationFrame } = window;
    let frames = 0;
    window.requestAnimationFrame = () => ++frames;
    const clock = scope.clock();
    const time = await new Promise<number>((done) => {
      clock.cancelAnimationFrame(clock.requestAnimationFrame(() => done(Number.NaN)));
      clock.requestAnimationFrame(done);
    });
    window.requestAnimationFrame = requestAnimationFrame;
    expect(frames).to.equal(0);
    expect(time).to.be.closeTo(performance.now(), 60_000);
  });

  it('run no more once it is over', async () => {
    let runs = 0;
    const clock = scope.clock();
    clock.setTimeout(() => (runs += 1), 5);
    clock.setInterval(() => (runs += 1), 5);
    scope.end();
    clock.setTimeout(() => (runs += 1));
    // Timers of one delay run in the order in which they were set.
    await aTimeout(5);
    expect(runs).to.equal(0);
  });
});
