import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inPairs } from '../../scripts/bench/pairs.ts';
import { figureOf, median, ratioOf, spread } from '../../scripts/bench/statistics.ts';

describe('median', () => {
  it('is the middle value, whatever the order', () => assert.equal(median([30, 10, 20]), 20));
  it('is the mean of the two middle values', () => assert.equal(median([40, 10, 20, 30]), 25));
  it('of nothing is an error', () => assert.throws(() => median([]), RangeError));
  it('does not sort what it is given', () => {
    const values = [3, 1, 2];
    median(values);
    assert.deepEqual(values, [3, 1, 2]);
  });
  it('is no number where one of the values is none', () =>
    assert.equal(median([1, Number.NaN, 2]), Number.NaN));
});

it('the spread is the median between the least and the most', () =>
  assert.deepEqual(spread([5, 1, 9]), { median: 5, min: 1, max: 9 }));

describe('ratio', () => {
  it('is taken within each pair, so that a slow moment of the machine does not change it', () => {
    const [element, bare] = [
      [120, 1200, 110],
      [100, 1000, 100],
    ];
    assert.equal(ratioOf(element, bare), 1.2);
  });
  it('needs as many values on each side', () => assert.throws(() => ratioOf([1, 2], [1]), RangeError));
  it('is no number where the bare side is nothing', () => assert.equal(ratioOf([5], [0]), Number.NaN));
  it('is no number where a side let go of more than it took', () => {
    assert.equal(ratioOf([-5], [4]), Number.NaN);
    assert.equal(ratioOf([5], [-4]), Number.NaN);
  });
});

it('a figure has both sides and their ratio', () =>
  assert.deepEqual(figureOf({ figure: 'join', unit: 'ms', element: [14, 16], bare: [10, 10] }), {
    figure: 'join',
    unit: 'ms',
    element: { median: 15, min: 14, max: 16 },
    bare: { median: 10, min: 10, max: 10 },
    ratio: 1.5,
  }));

describe('pairs', () => {
  it('alternate, and the first pair is thrown away', async () => {
    const order: string[] = [];
    const taken = await inPairs(2, async (side) => order.push(side));
    assert.deepEqual(order, ['bare', 'element', 'bare', 'element', 'bare', 'element']);
    assert.deepEqual(taken, { bare: [3, 5], element: [4, 6] });
  });
  it('are all kept without a warm-up', async () => {
    let count = 0;
    const taken = await inPairs(1, async () => ++count, { warmUp: false });
    assert.deepEqual(taken, { bare: [1], element: [2] });
  });
});
