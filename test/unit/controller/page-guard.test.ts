import { expect } from '@open-wc/testing';
import { guardPage } from '../../../src/controller/page-guard.ts';

describe('the page while connected', () => {
  let abort: AbortController;
  let locks: { released: boolean; release: () => Promise<void> }[];
  let request: () => Promise<unknown>;
  let visible: DocumentVisibilityState;
  const settle = async () => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  const leaves = () => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return !event.defaultPrevented;
  };
  const turn = async (state: DocumentVisibilityState) => {
    visible = state;
    // The browser releases it itself.
    if (state === 'hidden') for (const lock of locks) lock.released = true;
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
  };

  beforeEach(() => {
    [abort, locks, visible] = [new AbortController(), [], 'visible'];
    request = async () => {
      const lock = {
        released: false,
        release: async () => {
          lock.released = true;
        },
      };
      locks.push(lock);
      return lock;
    };
    Object.defineProperty(navigator, 'wakeLock', {
      configurable: true,
      get: () => ({ request: () => request() }),
    });
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visible });
  });
  afterEach(() => {
    abort.abort();
    Reflect.deleteProperty(navigator, 'wakeLock');
    Reflect.deleteProperty(document, 'visibilityState');
  });

  it('asks before it is left, unless the page does not want it, and not after the call', () => {
    let asks = true;
    expect(leaves()).to.equal(true);
    guardPage(() => asks, abort.signal);
    expect(leaves()).to.equal(false);
    asks = false;
    expect(leaves()).to.equal(true);
    asks = true;
    abort.abort();
    expect(leaves()).to.equal(true);
  });

  it('keeps the screen on, again whenever it is seen again, and frees it at the end', async () => {
    guardPage(() => true, abort.signal);
    await settle();
    expect(locks.map(({ released }) => released)).to.deep.equal([false]);
    await turn('hidden');
    await turn('visible');
    expect(locks.map(({ released }) => released)).to.deep.equal([true, false]);
    await turn('visible');
    expect(locks).to.have.length(2);
    abort.abort();
    expect(locks.map(({ released }) => released)).to.deep.equal([true, true]);
    await turn('visible');
    expect(locks).to.have.length(2);
  });

  it('frees a lock that comes too late, and asks for one at a time', async () => {
    const held = request;
    let come: () => void = () => undefined;
    let asked = 0;
    request = async () => {
      asked++;
      await new Promise<void>((resolve) => {
        come = resolve;
      });
      return held();
    };
    guardPage(() => true, abort.signal);
    await turn('visible');
    expect(asked).to.equal(1);
    abort.abort();
    come();
    await settle();
    await settle();
    expect(locks.map(({ released }) => released)).to.deep.equal([true]);
  });

  it('says nothing where the browser refuses it or has none, and asks again when the page is seen again', async () => {
    let refused = 0;
    request = () => {
      refused++;
      return Promise.reject(new DOMException('low battery', 'NotAllowedError'));
    };
    guardPage(() => true, abort.signal);
    await settle();
    await turn('hidden');
    await turn('visible');
    expect(refused).to.equal(2);
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: undefined });
    guardPage(() => true, abort.signal);
    await settle();
  });

  it('of a call that is over before the file has loaded does nothing', async () => {
    abort.abort();
    guardPage(() => true, abort.signal);
    await settle();
    expect(leaves()).to.equal(true);
    expect(locks).to.have.length(0);
  });
});
