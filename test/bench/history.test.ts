import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { appended, record, resultOf } from '../../scripts/bench/history.ts';
import { figureOf } from '../../scripts/bench/statistics.ts';
import { rows, table } from '../../scripts/bench/table.ts';

const figures = [
  figureOf({ figure: 'join', unit: 'ms', element: [150.123, 160], bare: [100, 100] }),
  figureOf({ figure: 'layouts', unit: 'a second', element: [1], bare: [0] }),
];
const result = resultOf(figures, {
  date: new Date('2026-03-04T22:00:00Z'),
  commit: 'abc1234',
  runs: 'quick',
});

it('a result has the day, the commit and the figures; no ratio where there is nothing to compare with', () =>
  assert.deepEqual(result, {
    date: '2026-03-04',
    commit: 'abc1234',
    runs: 'quick',
    figures: {
      join: { ratio: 1.55, element: 155.06, bare: 100, unit: 'ms' },
      layouts: { element: 1, bare: 0, unit: 'a second' },
    },
  }));

it('the last ten results are kept, the newest last', () => {
  const numbered = (commit: string) => ({ ...result, commit });
  const ten = [...'0123456789'].map(numbered);
  assert.deepEqual(
    appended(ten, numbered('new')).map(({ commit }) => commit),
    [...'123456789', 'new'],
  );
});

it('the first result makes the file, the next is added to it', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'history.json');
  record(file, result);
  record(file, { ...result, commit: 'def5678' });
  const read = JSON.parse(readFileSync(file, 'utf8'));
  assert.deepEqual(read, [result, { ...result, commit: 'def5678' }]);
});

it('the table shows the ratio first, medians with their spread, and a dash for no ratio', () =>
  assert.equal(
    table(rows(figures)),
    [
      'figure   ratio  element        bare  unit',
      '───────  ─────  ─────────────  ────  ────────',
      'join     1.55   155 (150–160)  100   ms',
      'layouts  –      1              0     a second',
    ].join('\n'),
  ));
