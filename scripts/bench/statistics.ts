// The arithmetic of the bench. Pure.

/** Samples of one quantity; `element[i]` and `bare[i]` were taken one right after the other. */
export interface Samples {
  /** Key of the figure, as in budgets.json. */
  readonly figure: string;
  readonly unit: string;
  readonly element: readonly number[];
  readonly bare: readonly number[];
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One line of the table. */
export interface Figure {
  readonly figure: string;
  readonly unit: string;
  readonly element: Spread;
  readonly bare: Spread;
  /** Median of the pairs' ratios, element to bare; `NaN` where there is nothing to compare with. */
  readonly ratio: number;
}

/** @throws RangeError When there are no values. */
export function median(values: readonly number[]): number {
  if (values.some(Number.isNaN)) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('No values.');
  return (lower + upper) / 2;
}

export function spread(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/**
 * The ratio within each pair, then the median: what slows the machine down for a while slows both sides of a pair.
 *
 * @throws RangeError When the sides have different lengths, or none.
 */
export function ratioOf(element: readonly number[], bare: readonly number[]): number {
  if (element.length !== bare.length) throw new RangeError('Samples come in pairs.');
  return median(element.map((value, index) => quotient(value, bare[index] ?? 0)));
}

/** Of amounts: less than nothing, where a page let go of more than it took, compares with nothing. */
function quotient(value: number, by: number): number {
  return value < 0 || by <= 0 ? Number.NaN : value / by;
}

export function figureOf({ figure, unit, element, bare }: Samples): Figure {
  return { figure, unit, element: spread(element), bare: spread(bare), ratio: ratioOf(element, bare) };
}
