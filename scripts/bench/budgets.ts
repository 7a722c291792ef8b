import type { Figure } from './statistics.ts';

/** What a figure may be at most. */
interface Budget {
  /** Element to bare. */
  readonly ratio?: number;
  /** The element's own median, in the figure's unit: for bytes and counts, which no machine makes slower. */
  readonly element?: number;
}

export type Budgets = Readonly<Record<string, Budget>>;

/** Returns a line for each budget that is exceeded, or that no figure answers. */
export function exceeded(budgets: Budgets, figures: readonly Figure[]): string[] {
  return Object.entries(budgets).flatMap(([name, budget]) => {
    const figure = figures.find((one) => one.figure === name);
    if (!figure) return [`${name}: has a budget, but was not measured`];
    return [
      ...check(name, 'ratio', figure.ratio, budget.ratio),
      ...check(name, `element, ${figure.unit}`, figure.element.median, budget.element),
    ];
  });
}

function check(name: string, what: string, value: number, most: number | undefined): string[] {
  // `NaN` is within no budget.
  return most === undefined || value <= most
    ? []
    : [`${name}: ${what} ${value.toFixed(2)} exceeds the budget of ${most}`];
}
