import { expect } from '@open-wc/testing';
import { clockOffset } from '../../../src/access/clock.ts';

const HOUR = 3_600_000;
const now = Date.parse('2026-03-09T10:00:00Z');
const date = (value: string) => new Headers({ Date: value });

describe('clockOffset', () => {
  it('reads the Date header', () => {
    expect(clockOffset({}, date('Mon, 09 Mar 2026 13:00:00 GMT'), now)).to.equal(3 * HOUR);
    expect(clockOffset({}, date('Mon, 09 Mar 2026 08:00:00 GMT'), now)).to.equal(-2 * HOUR);
  });

  it('prefers the body, which other origins may read', () => {
    const body = { now: '2026-03-09T12:00:00+01:00' };
    expect(clockOffset(body, date('Mon, 09 Mar 2026 13:00:00 GMT'), now)).to.equal(HOUR);
  });

  it('takes close clocks for the same, and no word for none', () => {
    expect(clockOffset({}, date('Mon, 09 Mar 2026 10:00:02 GMT'), now)).to.equal(0);
    for (const body of [undefined, null, [], {}, { now: 5 }, { now: 'soon' }]) {
      expect(clockOffset(body, new Headers(), now)).to.equal(0);
      expect(clockOffset(body, date('soon'), now)).to.equal(0);
    }
  });
});
