import { type Sas, sasOf } from './sas.ts';

/** The rows among which a person picks, in random order, and the right one. */
export interface Choices {
  readonly right: Sas;
  readonly choices: readonly Sas[];
}

/**
 * Draws three decoys for a row (its first 24 bits).
 *
 * One position, drawn at random, is the same in all four rows. At each of the other three there are two pictures, each
 * in two rows. Any two of the four rows differ in exactly two positions, so that nothing but the other person's voice
 * tells which one is right, and no single picture decides.
 */
export function choicesFor(row: Uint8Array): Choices {
  const [a, b, c] = shuffled([0, 6, 12, 18]).map((shift) => (1 + below(63)) << shift) as [
    number,
    number,
    number,
  ];
  const [right, ...decoys] = [0, a | b, a | c, b | c].map((change) =>
    // A typed array keeps the low eight bits of each.
    sasOf(Uint8Array.of(change >> 16, change >> 8, change).map((byte, index) => byte ^ (row[index] ?? 0))),
  ) as [Sas, Sas, Sas, Sas];
  return { right, choices: shuffled([right, ...decoys]) };
}

/** Draws an integer from 0 to `limit - 1` (at most 255): a byte that would favour some of them is drawn again. */
function below(limit: number): number {
  const [byte = 0] = globalThis.crypto.getRandomValues(new Uint8Array(1));
  return byte < 256 - (256 % limit) ? byte % limit : below(limit);
}

function shuffled<T>(items: readonly T[]): T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(below(rest.length), 1));
}
