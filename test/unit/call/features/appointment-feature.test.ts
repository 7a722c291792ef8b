import { expect } from '@open-wc/testing';
import { announceEnd } from '../../../../src/call/features/appointment-feature.ts';

const END = 1_700_000_000_000;
const minutes = (count: number) => count * 60_000;

/** Joins so long before the end; sleeping takes this much longer than asked. Returns what was told, and when. */
async function told(
  before: number,
  { late = [0], endsAt = new Date(END) }: { late?: readonly number[]; endsAt?: Date | null } = {},
): Promise<string[]> {
  let now = END - before;
  const delays = [...late];
  const notices: string[] = [];
  await announceEnd(
    endsAt ? { endsAt } : { title: 'Entretien' },
    {
      delay: async (durationMs) => {
        now += durationMs + (delays.shift() ?? 0);
      },
      now: () => now,
      tell: (left) => notices.push(`${left} at ${(now - END) / 60_000}`),
    },
    new AbortController().signal,
  );
  return notices;
}

describe('the end of an appointment', () => {
  it('is announced ten minutes before, and two', async () => {
    expect(await told(minutes(60))).to.deep.equal(['10 at -10', '2 at -2']);
  });

  it('is announced to somebody who joins at the very minute', async () => {
    expect(await told(minutes(10))).to.deep.equal(['10 at -10', '2 at -2']);
  });

  it('is announced at once to somebody who joins in between', async () => {
    expect(await told(minutes(9))).to.deep.equal(['9 at -9', '2 at -2']);
    expect(await told(minutes(2.5))).to.deep.equal(['2 at -2']);
    expect(await told(minutes(2))).to.deep.equal(['2 at -2']);
  });

  it('is not announced when it is near or past, nor when it is not known', async () => {
    expect(await told(minutes(1))).to.deep.equal([]);
    expect(await told(-minutes(5))).to.deep.equal([]);
    expect(await told(minutes(60), { endsAt: null })).to.deep.equal([]);
    let delayed = 0;
    const clock = { delay: async () => void delayed++, now: () => 0, tell: () => undefined };
    await announceEnd(null, clock, new AbortController().signal);
    expect(delayed).to.equal(0);
  });

  it('is announced with what is left after the computer has slept', async () => {
    expect(await told(minutes(60), { late: [minutes(3)] })).to.deep.equal(['7 at -7', '2 at -2']);
    // It slept past the end: there is nothing to announce any more.
    expect(await told(minutes(60), { late: [minutes(30)] })).to.deep.equal([]);
    expect(await told(minutes(60), { late: [0, minutes(2)] })).to.deep.equal(['10 at -10']);
  });

  it('is not announced earlier than it should be when the clock is set back meanwhile', async () => {
    expect(await told(minutes(60), { late: [-minutes(20), 0] })).to.deep.equal(['2 at -2']);
  });

  it('is no longer announced once the call is over', async () => {
    const abort = new AbortController();
    const notices: number[] = [];
    const clock = {
      delay: async (_durationMs: number, signal: AbortSignal) => {
        abort.abort();
        signal.throwIfAborted();
      },
      now: () => END - minutes(60),
      tell: (left: number) => notices.push(left),
    };
    await announceEnd({ endsAt: new Date(END) }, clock, abort.signal);
    expect(notices).to.deep.equal([]);
  });
});
