import { expect } from '@open-wc/testing';
import type { VisioError } from '../../../src/error.ts';
import { SecretKeeper } from '../../../src/vonage/secret-keeper.ts';

/** Timers that run when a test says so. */
class Timers {
  readonly #real = { set: globalThis.setTimeout, clear: globalThis.clearTimeout };
  readonly #due = new Map<number, { at: number; run: () => void }>();
  #count = 0;
  #now = 0;

  constructor() {
    globalThis.setTimeout = ((run: () => void, delay = 0) => {
      this.#due.set(++this.#count, { at: this.#now + delay, run });
      return this.#count;
    }) as never;
    globalThis.clearTimeout = ((id: number) => this.#due.delete(id)) as never;
  }

  get waiting(): number {
    return this.#due.size;
  }

  async pass(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    const due = [...this.#due].filter(([, { at }]) => at <= this.#now).sort(([, a], [, b]) => a.at - b.at);
    for (const [id, { run }] of due) {
      this.#due.delete(id);
      run();
    }
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  close(): void {
    globalThis.setTimeout = this.#real.set;
    globalThis.clearTimeout = this.#real.clear;
  }
}

describe('the shared secret of a session', () => {
  let timers: Timers;
  let told: string[];
  let keeper: SecretKeeper;
  beforeEach(() => {
    timers = new Timers();
    told = [];
    keeper = new SecretKeeper(async (secret) => {
      if (secret === 'bad') throw new Error('bad');
      told.push(secret);
    });
  });
  afterEach(() => timers.close());

  it('is not told again before it changes', async () => {
    keeper.again();
    await timers.pass(60_000);
    expect(told).to.deep.equal([]);
    expect(timers.waiting).to.equal(0);
  });

  it('is told again for a while after a change, and then no more', async () => {
    await keeper.change('a');
    expect(told).to.deep.equal(['a']);
    for (let second = 0; second < 60; second++) await timers.pass(1000);
    expect(told).to.deep.equal(['a', 'a', 'a', 'a']);
    expect(timers.waiting).to.equal(0);
  });

  it('is told again after each connection that is made, from then on', async () => {
    await keeper.change('a');
    for (let second = 0; second < 60; second++) await timers.pass(1000);
    keeper.again();
    await timers.pass(500);
    keeper.again();
    await timers.pass(500);
    expect(told).to.have.length(4);
    await timers.pass(500);
    expect(told).to.have.length(5);
  });

  it('is told in turn, and the newest is the last', async () => {
    let ready: () => void = () => undefined;
    const slow = new SecretKeeper(async (secret) => {
      if (secret === 'a') await new Promise<void>((resolve) => (ready = resolve));
      told.push(secret);
    });
    const first = slow.change('a');
    const second = slow.change('b');
    await timers.pass(0);
    expect(told).to.deep.equal([]);
    ready();
    await Promise.all([first, second]);
    expect(told).to.deep.equal(['a', 'b']);
    await timers.pass(60_000);
    expect(new Set(told.slice(2))).to.deep.equal(new Set(['b']));
    slow.end();
  });

  it('stays as it was where the SDK refuses another', async () => {
    await keeper.change('a');
    const refused = await keeper.change('bad').catch((error: VisioError) => error.code);
    expect(refused).to.equal('secret-invalid');
    await timers.pass(60_000);
    expect(new Set(told)).to.deep.equal(new Set(['a']));
  });

  it('is not told again after the session', async () => {
    await keeper.change('a');
    const late = keeper.change('b');
    keeper.end();
    await late;
    // The SDK closes its connections.
    keeper.again();
    await timers.pass(60_000);
    expect(told).to.deep.equal(['a', 'b']);
    expect(timers.waiting).to.equal(0);
  });
});
