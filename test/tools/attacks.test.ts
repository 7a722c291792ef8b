import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  type AttackRow,
  isSound,
  judge,
  readCatalogue,
  type TestResult,
} from '../../scripts/attack-catalogue.mjs';
import { titleReader } from './support/titles.ts';

const root = join(import.meta.dirname, '../..');
const rows = readCatalogue();

describe('the list of attacks', () => {
  it('has both tables, whole', () => {
    const namesOf = (table: string) => rows.filter((row) => row.table === table).map(({ row }) => row);
    assert.deepEqual(namesOf('signalling'), [
      ...['H1', 'H2', 'H3', 'H4', 'H5', 'M3', 'M4', 'M5', 'M6'],
      ...Array(10).fill('–'),
      ...['L11', 'L12'],
    ]);
    assert.deepEqual(namesOf('insider'), [
      ...['M1', 'M2', 'M7', 'M8', 'M9', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8', 'L9', 'L10'],
    ]);
    assert.equal(new Set(rows.map(({ attack }) => attack)).size, rows.length);
    for (const { attack, mustBe } of rows) assert.ok(attack && mustBe);
  });

  it('names a test for each row, and a file and a title that are there', () => {
    const wrong = rows.flatMap(({ row, attack, tests }) => {
      const titles = Object.values(tests).flat();
      return [...(titles.length === 0 ? [`${row} (${attack}): no test`] : []), ...absent(tests)];
    });
    assert.deepEqual(wrong, []);
  });

  it('cannot name a title that is not there', () => {
    const tests = {
      'test/attacks/line.spec.ts': [
        'Signalling: another certificate is announced for somebody who was compared',
        'Signalling: a certificate is announced for nobody',
      ],
      'test/unit/access/grant.test.ts': [
        'refuses a proxy with a user and names what is wrong',
        'takes a proxy with a user and names what is wrong',
      ],
      'test/attacks/nothing.spec.ts': ['a title'],
    };
    assert.deepEqual(absent(tests), [
      'test/attacks/line.spec.ts: Signalling: a certificate is announced for nobody',
      'test/unit/access/grant.test.ts: takes a proxy with a user and names what is wrong',
      'test/attacks/nothing.spec.ts: a title',
    ]);
  });
});

/** The files and titles that are not in the sources. */
function absent(tests: AttackRow['tests']): readonly string[] {
  return Object.entries(tests).flatMap(([file, titles]) => {
    const path = join(root, file);
    const isHeld = titleReader(existsSync(path) ? readFileSync(path, 'utf8') : '');
    return titles.filter((title) => !title.split(' › ').every(isHeld)).map((title) => `${file}: ${title}`);
  });
}

describe('the judgement of a row', () => {
  const file = 'test/a.test.ts';
  const row = (tests: AttackRow['tests']): AttackRow => ({
    ...{ row: 'H1', table: 'signalling', attack: 'something', mustBe: 'nothing' },
    tests,
  });
  const ran = (...results: readonly [path: readonly string[], passed: boolean][]): readonly TestResult[] =>
    results.map(([path, passed]) => ({ file, path, passed }));
  const both = ran([['group', 'one'], true], [['group', 'two'], true]);

  it('is good when all of its tests have passed', () => {
    const judgement = judge(row({ [file]: ['one', 'group › two'] }), both);
    assert.deepEqual([judgement.outcome, judgement.passed, judgement.named], ['repelled', 2, 2]);
    assert.ok(isSound([judgement]));
  });

  it('takes the title of a group for all tests in it', () => {
    assert.equal(judge(row({ [file]: ['group'] }), both).passed, 2);
    const judgement = judge(
      row({ [file]: ['group'] }),
      ran([['group', 'one'], true], [['group', 'two'], false]),
    );
    assert.deepEqual(judgement.faults, [`failed: ${file}: group › two`]);
  });

  for (const [what, tests, results, fault] of [
    [
      'a test has failed',
      { [file]: ['one', 'two'] },
      ran([['one'], true], [['two'], false]),
      `failed: ${file}: two`,
    ],
    ['a test did not run', { [file]: ['one', 'three'] }, both, `did not run: ${file}: three`],
    ['a title is only a part of another', { [file]: ['on'] }, both, `did not run: ${file}: on`],
    [
      'a test of that name ran in another file',
      { 'test/b.test.ts': ['one'] },
      both,
      'did not run: test/b.test.ts: one',
    ],
    ['it has no test', {}, both, 'no test tries it'],
    ['nothing ran', { [file]: ['one'] }, [], `did not run: ${file}: one`],
  ] as const) {
    it(`is red when ${what}`, () => {
      const judgement = judge(row(tests), results);
      assert.deepEqual([judgement.outcome, judgement.faults], ['NOT REPELLED', [fault]]);
      assert.ok(!isSound([judgement]));
    });
  }

  it('is neither where a program is missing, unless another test has failed', () => {
    const missing = new Map([['test/b.test.ts', 'no WordPress']]);
    const tests = { [file]: ['one'], 'test/b.test.ts': ['three'] };
    const judgement = judge(row(tests), both, missing);
    assert.deepEqual(
      [judgement.outcome, judgement.passed, judgement.named],
      ['not tried: no WordPress', 1, 2],
    );
    assert.ok(isSound([judgement]));
    assert.equal(judge(row(tests), ran([['one'], false]), missing).outcome, 'NOT REPELLED');
  });
});
