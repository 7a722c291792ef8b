/** One attack, what must come of it, and the tests that try it: file → titles. */
export interface AttackRow {
  readonly row: string;
  readonly table: 'signalling' | 'insider';
  readonly attack: string;
  readonly mustBe: string;
  readonly tests: Readonly<Record<string, readonly string[]>>;
}

/** A test that has run. */
export interface TestResult {
  readonly file: string;
  readonly path: readonly string[];
  readonly passed: boolean;
}

export interface Judgement {
  readonly row: AttackRow;
  readonly passed: number;
  readonly named: number;
  readonly faults: readonly string[];
  readonly outcome: string;
}

export function readCatalogue(file?: string): readonly AttackRow[];
export function judge(
  row: AttackRow,
  results: readonly TestResult[],
  missing?: ReadonlyMap<string, string>,
): Judgement;
export function isSound(judgements: readonly Judgement[]): boolean;
