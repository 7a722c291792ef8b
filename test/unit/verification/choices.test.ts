import { expect } from '@open-wc/testing';
import { choicesFor } from '../../../src/verification/choices.ts';
import { pictures } from '../../../src/verification/pictures.ts';
import { type Sas, sasOf } from '../../../src/verification/sas.ts';

const DRAWS = 10_000;
const rows = Array.from({ length: DRAWS }, () => crypto.getRandomValues(new Uint8Array(3)));
const draws = rows.map((row) => ({ row: sasOf(row), ...choicesFor(row) }));

/** The positions at which two rows have different pictures. */
const differing = (one: Sas, other: Sas): number[] =>
  [0, 1, 2, 3].filter((position) => one.pictures[position] !== other.pictures[position]);
const decoysOf = ({ right, choices }: (typeof draws)[number]): Sas[] =>
  choices.filter((row) => row !== right);
/** Asserts that counts are what chance gives: within six standard deviations. */
function uniform(counts: Map<unknown, number>, kinds: number): void {
  expect(counts).to.have.property('size', kinds);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const margin = 6 * Math.sqrt((total / kinds) * (1 - 1 / kinds));
  for (const count of counts.values()) expect(count).to.be.closeTo(total / kinds, margin);
}
const countBy = <T>(items: readonly T[], key: (item: T) => unknown): Map<unknown, number> => {
  const counts = new Map<unknown, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
};

describe(`the four rows to pick from, ${DRAWS} draws`, () => {
  it('are the right one, and three decoys that differ from it and from each other', () => {
    for (const { row, right, choices } of draws) {
      expect(right).to.deep.equal(row);
      expect(choices).to.have.length(4);
      expect(choices).to.include(right);
      expect(new Set(choices.map(({ digits }) => digits))).to.have.property('size', 4);
    }
  });

  it('differ from each other in exactly two positions: nothing marks the right one', () => {
    for (const { choices } of draws) {
      for (const one of choices) {
        const distances = choices
          .filter((other) => other !== one)
          .map((other) => differing(one, other).length);
        expect(distances).to.deep.equal([2, 2, 2]);
      }
    }
  });

  it('share each picture of the right row with a decoy: no single picture decides', () => {
    for (const draw of draws) {
      for (const position of [0, 1, 2, 3]) {
        const sharing = decoysOf(draw).filter((decoy) => !differing(draw.right, decoy).includes(position));
        expect(sharing.length).to.be.oneOf([1, 3]);
      }
    }
  });

  it('have each picture of a position in two rows, or in all four', () => {
    for (const { choices } of draws) {
      for (const position of [0, 1, 2, 3]) {
        const counts = [...countBy(choices, (row) => row.pictures[position]).values()];
        expect(counts).to.deep.equal(counts.length === 1 ? [4] : [2, 2]);
      }
    }
  });

  it('stand in any order: the right one is anywhere', () => {
    uniform(
      countBy(draws, ({ choices, right }) => choices.indexOf(right)),
      4,
    );
  });

  it('leave each position alone equally often', () => {
    const same = (draw: (typeof draws)[number]) =>
      [0, 1, 2, 3].filter((position) =>
        decoysOf(draw).every((row) => !differing(draw.right, row).includes(position)),
      );
    uniform(
      countBy(draws, (draw) => `${same(draw)}`),
      4,
    );
  });

  it('replace a picture by any of the 63 others, equally often', () => {
    const changes = draws.flatMap((draw) =>
      decoysOf(draw).flatMap((decoy) =>
        differing(draw.right, decoy)
          .slice(0, 1)
          .map((position) => {
            const [from, to] = [draw.right, decoy].map((row) =>
              pictures.indexOf(row.pictures[position] ?? 'key'),
            );
            return ((from ?? 0) - (to ?? 0) + 64) % 64;
          }),
      ),
    );
    // Decoys of one draw share their changes: one of them is enough.
    uniform(
      countBy(
        changes.filter((_, index) => index % 3 === 0),
        (change) => change,
      ),
      63,
    );
  });

  it('never repeat: the same row has other decoys each time', () => {
    const texts = Array.from({ length: 50 }, () => JSON.stringify(choicesFor(new Uint8Array(3)).choices));
    expect(new Set(texts)).to.have.property('size', 50);
  });
});
