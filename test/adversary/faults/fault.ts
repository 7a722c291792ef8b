import type { Scenario } from '../actions.ts';
import type { Edit } from '../product.ts';
import type { Among } from '../scenarios.ts';

/** A fault that the product once had, or that a rule of its design rules out, put back into its source text. */
export interface Fault {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** The only invariant that counts. */
  readonly sought?: string;
  /** Draws the sequences; another one where the first one takes long. */
  readonly seed?: number;
  /** The sequences that show it. */
  readonly among?: Among;
  /** What shows it, if chance does too seldom. */
  readonly scenario?: Scenario;
}

export const fault = (name: string, ...edits: readonly Edit[]): Fault => ({ name, edits });
/** One that the first sequences find late. */
export const seeded = (seed: number, ...of: Parameters<typeof fault>): Fault => ({ ...fault(...of), seed });
export const edit = (file: string, from: string, to: string): Edit => ({ file, from, to });
