import { expect } from '@open-wc/testing';
import { delay } from '../../../src/access/delay.ts';
import { RetryWait } from '../../../src/call/retry-wait.ts';

describe('the wait before another request', () => {
  const { signal } = new AbortController();

  it('lasts as long as it is said to', async () => {
    const asked: number[] = [];
    await new RetryWait(async (milliseconds) => void asked.push(milliseconds)).wait(3, signal);
    expect(asked).to.deep.equal([3000]);
  });

  it('ends at once where the person asks, and the next one does not', async () => {
    const retry = new RetryWait(delay);
    retry.end();
    const first = retry.wait(600, signal);
    retry.end();
    await first;
    let over = false;
    void retry.wait(600, signal).then(() => {
      over = true;
    });
    await Promise.resolve();
    expect(over).to.equal(false);
  });

  it('fails when joining is aborted', async () => {
    const abort = new AbortController();
    const waiting = new RetryWait(delay).wait(600, abort.signal).catch(() => 'aborted');
    abort.abort();
    expect(await waiting).to.equal('aborted');
  });
});
