import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { it } from 'node:test';

/** What `npm run attacks` makes its table of: one JSON object a line, in the file that this names. */
const record = process.env.VISIO_ATTACKS;

/** Tries an attack: passes when what is seen is what was expected, to the letter, and writes down both. */
export async function tryAttack(
  row: string,
  attack: string,
  expected: string,
  attempt: () => Promise<string>,
): Promise<void> {
  const seen = await attempt().catch((error: unknown) => `failed: ${error}`);
  if (record) appendFileSync(record, `${JSON.stringify({ row, attack, expected, seen })}\n`);
  assert.equal(seen, expected);
}

/**
 * A test that tries an attack, without a browser. With one: `browser-attack.ts`.
 *
 * @param row of the attack list: `Token`, `Signalling`, `Insider`, …
 * @param name what is tried
 * @param expected what must come of it, in the words that `attempt` answers with
 * @param attempt tries it and says what came of it; an exception counts as seen, in its own words
 */
export function attack(row: string, name: string, expected: string, attempt: () => Promise<string>): void {
  it(`${row}: ${name}`, () => tryAttack(row, name, expected, attempt));
}
