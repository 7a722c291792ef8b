import { expect } from '@open-wc/testing';
import { inTime } from '../../../src/vonage/in-time.ts';

describe('answers in time', () => {
  it('are those that come, in their order; one that never comes or fails hides no other', async () => {
    const never = new Promise<object>(() => undefined);
    const [first, second] = [{ first: true }, { second: true }];
    const soon = new Promise<object>((resolve) => queueMicrotask(() => resolve(first)));
    const answers = [soon, never, Promise.reject(new Error('not connected')), Promise.resolve(second)];
    expect(await inTime(answers, 20)).to.deep.equal([first, second]);
  });

  it('are none when there is nothing to answer', async () => {
    expect(await inTime([])).to.deep.equal([]);
  });
});
