import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Figure } from './statistics.ts';

/** How many results are kept. */
const KEPT = 10;

/** One result: nothing of the machine it was taken on. */
export interface Result {
  /** Day, ISO 8601, UTC. */
  readonly date: string;
  readonly commit: string;
  readonly runs: 'quick' | 'full';
  readonly figures: Readonly<Record<string, Recorded>>;
}

interface Recorded {
  /** Missing where there is nothing to compare with. */
  readonly ratio?: number;
  readonly element: number;
  readonly bare: number;
  readonly unit: string;
}

export function resultOf(
  figures: readonly Figure[],
  { date, commit, runs }: { readonly date: Date } & Pick<Result, 'commit' | 'runs'>,
): Result {
  const recorded = figures.map(({ figure, unit, element, bare, ratio }): [string, Recorded] => [
    figure,
    {
      ...(Number.isFinite(ratio) ? { ratio: round(ratio) } : {}),
      element: round(element.median),
      bare: round(bare.median),
      unit,
    },
  ]);
  return { date: date.toISOString().slice(0, 10), commit, runs, figures: Object.fromEntries(recorded) };
}

/** The newest last, ten at most. */
export function appended(history: readonly Result[], result: Result): readonly Result[] {
  return [...history, result].slice(-KEPT);
}

export function record(file: string, result: Result): void {
  const history: readonly Result[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  writeFileSync(file, `${JSON.stringify(appended(history, result), null, 2)}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
