import { tryAttack } from './attack.ts';
import type { Consultation } from './consultation.ts';
import { test } from './test.ts';

/**
 * A test that tries an attack in a room of its own. `npm run attacks` finds it by its tag, in whatever suite it is.
 *
 * @param row of the attack list: `Endpoint`, `Signalling`, `Insider`, …
 * @param name what is tried
 * @param expected what must come of it, in the words that `attempt` answers with
 * @param attempt tries it and says what came of it; an exception counts as seen, in its own words
 * @param tags more tags of the test
 */
export function attack(
  row: string,
  name: string,
  expected: string,
  attempt: (consultation: Consultation) => Promise<string>,
  tags: readonly string[] = [],
): void {
  test(`${row}: ${name}`, { tag: ['@attack', ...tags] }, ({ consultation }) =>
    tryAttack(row, name, expected, () => attempt(consultation)),
  );
}
