import { expect } from '@open-wc/testing';
import { delay, waitUntilDue } from '../../../src/access/delay.ts';
import type { VisioError } from '../../../src/error.ts';

/** Timers that run out when the test says so: milliseconds and action. */
class Timers {
  readonly running = new Map<number, { milliseconds: number; act: () => void }>();
  readonly #real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  #last = 0;

  constructor() {
    Object.assign(globalThis, {
      setTimeout: (act: () => void, milliseconds: number) => {
        this.running.set(++this.#last, { act, milliseconds });
        return this.#last;
      },
      clearTimeout: (id: number) => this.running.delete(id),
    });
  }

  get milliseconds(): number[] {
    return [...this.running.values()].map(({ milliseconds }) => milliseconds);
  }

  runOut(): void {
    for (const { act } of [...this.running.values()]) act();
  }

  restore(): void {
    Object.assign(globalThis, this.#real);
  }
}

/** How a promise has ended once everything that is due now is done. */
async function outcome(promise: Promise<void>): Promise<string> {
  let ended = 'pending';
  promise.then(
    () => {
      ended = 'done';
    },
    (error: VisioError) => {
      ended = error.code;
    },
  );
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  return ended;
}

describe('waiting', () => {
  let timers: Timers;
  let leaving: AbortController;
  beforeEach(() => {
    timers = new Timers();
    leaving = new AbortController();
  });
  afterEach(() => {
    timers.restore();
    Reflect.deleteProperty(document, 'visibilityState');
  });
  const show = (state: DocumentVisibilityState) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  describe('for a time', () => {
    it('ends when the time is over', async () => {
      const waiting = delay(500, leaving.signal);
      expect(timers.milliseconds).to.deep.equal([500]);
      expect(await outcome(waiting)).to.equal('pending');
      timers.runOut();
      expect(await outcome(waiting)).to.equal('done');
      expect(timers.milliseconds).to.deep.equal([]);
    });

    it('fails at once when the person leaves, and leaves no timer', async () => {
      const waiting = delay(500, leaving.signal);
      leaving.abort();
      expect(await outcome(waiting)).to.equal('aborted');
      expect(timers.milliseconds).to.deep.equal([]);
    });

    it('does not begin when the person has left', async () => {
      expect(await outcome(delay(500, AbortSignal.abort()))).to.equal('aborted');
      expect(timers.milliseconds).to.deep.equal([]);
    });

    it('of months does not end at once, as a timer of the browser would', () => {
      void delay(90 * 86_400_000, leaving.signal);
      expect(timers.milliseconds).to.deep.equal([2 ** 31 - 1]);
    });
  });

  describe('until the next request is due', () => {
    it('takes as long as the server says, but a second at least', async () => {
      show('visible');
      const waiting = waitUntilDue(4, leaving.signal);
      void waitUntilDue(0, leaving.signal);
      void waitUntilDue(-5, leaving.signal);
      expect(timers.milliseconds).to.deep.equal([4000, 1000, 1000]);
      expect(await outcome(waiting)).to.equal('pending');
      timers.runOut();
      expect(await outcome(waiting)).to.equal('done');
    });

    it('takes three times as long in a hidden page, until it is shown', async () => {
      show('hidden');
      const waiting = waitUntilDue(4, leaving.signal);
      expect(timers.milliseconds).to.deep.equal([12_000]);
      show('hidden');
      expect(await outcome(waiting)).to.equal('pending');
      show('visible');
      expect(await outcome(waiting)).to.equal('done');
      expect(timers.milliseconds).to.deep.equal([]);
    });

    it('fails at once when the person leaves', async () => {
      show('hidden');
      const waiting = waitUntilDue(4, leaving.signal);
      leaving.abort();
      expect(await outcome(waiting)).to.equal('aborted');
      expect(timers.milliseconds).to.deep.equal([]);
    });

    it('does not begin when the person has left', async () => {
      expect(await outcome(waitUntilDue(4, AbortSignal.abort()))).to.equal('aborted');
      expect(timers.milliseconds).to.deep.equal([]);
    });
  });
});
