import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Budgets, exceeded } from '../../scripts/bench/budgets.ts';
import { figureOf } from '../../scripts/bench/statistics.ts';

const join15 = figureOf({ figure: 'join', unit: 'ms', element: [150], bare: [100] });
const bytes = figureOf({ figure: 'bytes', unit: 'bytes', element: [14_000], bare: [6000] });

describe('budgets', () => {
  it('are kept by figures that reach them exactly', () =>
    assert.deepEqual(exceeded({ join: { ratio: 1.5 }, bytes: { element: 14_000 } }, [join15, bytes]), []));

  it('are exceeded by a ratio above them', () =>
    assert.deepEqual(exceeded({ join: { ratio: 1.4 } }, [join15, bytes]), [
      'join: ratio 1.50 exceeds the budget of 1.4',
    ]));

  it('are exceeded by bytes above them', () =>
    assert.deepEqual(exceeded({ bytes: { element: 13_999 } }, [join15, bytes]), [
      'bytes: element, bytes 14000.00 exceeds the budget of 13999',
    ]));

  it('are exceeded where there is nothing to compare with', () => {
    const nothing = figureOf({ figure: 'join', unit: 'ms', element: [150], bare: [0] });
    assert.equal(exceeded({ join: { ratio: 2 } }, [nothing]).length, 1);
  });

  it('are exceeded where nothing was measured', () =>
    assert.deepEqual(exceeded({ jion: { ratio: 2 } }, [join15]), [
      'jion: has a budget, but was not measured',
    ]));

  it('of the project: each limits something, and a result twice over any of them is red', () => {
    const file = join(import.meta.dirname, '../../scripts/bench/budgets.json');
    const budgets: Budgets = JSON.parse(readFileSync(file, 'utf8'));
    assert.ok(Object.keys(budgets).length > 0);
    for (const [figure, { ratio, element }] of Object.entries(budgets)) {
      const planted = (value: number, beside: number) =>
        exceeded({ [figure]: { ratio, element } as Budgets[string] }, [
          figureOf({ figure, unit: '', element: [value], bare: [beside] }),
        ]);
      if (ratio !== undefined) assert.notDeepEqual(planted(ratio * 2, 1), [], figure);
      if (element !== undefined) assert.notDeepEqual(planted(element * 2, element * 2), [], figure);
      assert.ok(ratio !== undefined || element !== undefined, figure);
    }
  });
});
