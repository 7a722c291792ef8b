/** The two sides of a comparison. */
export type Side = 'element' | 'bare';

export const sides: readonly Side[] = ['bare', 'element'];

/** What was measured on each side, run by run. */
export type Pairs<T> = Readonly<Record<Side, readonly T[]>>;

/**
 * Measures A B A B …, after one pair that is thrown away: it fills the caches of the server and of the browser.
 *
 * @param warmUp Whether that pair is measured at all.
 */
export async function inPairs<T>(
  runs: number,
  measure: (side: Side) => Promise<T>,
  { warmUp = true } = {},
): Promise<Pairs<T>> {
  const taken: Record<Side, T[]> = { element: [], bare: [] };
  for (let run = warmUp ? -1 : 0; run < runs; run++) {
    for (const side of sides) {
      const value = await measure(side);
      if (run >= 0) taken[side].push(value);
    }
  }
  return taken;
}
