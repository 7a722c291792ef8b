import { expect } from '@open-wc/testing';
import { now } from '../../src/time.ts';

describe('the clock of durations', () => {
  const real = { date: Date.now, performance: performance.now.bind(performance) };
  afterEach(() => {
    Date.now = real.date;
    performance.now = real.performance;
  });

  it('is the system’s when the page is opened, in whole milliseconds', () => {
    expect(now()).to.be.closeTo(Date.now(), 1000);
    performance.now = () => 12.3456;
    expect(Number.isSafeInteger(now())).to.equal(true);
  });

  it('goes on as time does, whatever the system’s clock says then', () => {
    const began = real.performance();
    performance.now = () => began;
    const before = now();
    for (const jump of [3_600_000, -3_600_000]) {
      Date.now = () => real.date() + jump;
      performance.now = () => began + 5000;
      expect(now() - before).to.equal(5000);
    }
  });
});
