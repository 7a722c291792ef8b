import type { Locator } from '@playwright/test';
import { PATIENCE } from './patience.ts';
import type { Person } from './person.ts';
import { expect } from './test.ts';

/** The panel in which two people compare their codes. */
export const panel = ({ page }: Person) => page.getByRole('region', { name: 'Confidentialité de l’appel' });

/** Opens the panel, which begins a comparison. */
export async function openComparison(person: Person): Promise<void> {
  if (!(await panel(person).isVisible())) await person.page.locator('[part~=badge-encryption]').click();
}

const rowIn = (scope: Locator) => scope.getByRole('group', { name: 'Lisez cette ligne' });
const rowsIn = (scope: Locator) => scope.getByRole('group', { name: /^Touchez la ligne/ });

/** Returns the row that a person is asked to read aloud: names of the pictures, and the digits. */
export async function ownRow(person: Person): Promise<{ pictures: string[]; digits: string }> {
  const row = rowIn(panel(person));
  await row.waitFor();
  return {
    pictures: await textsIn(row, '.pictures > span'),
    digits: (await textsIn(row, '.digits')).join(),
  };
}

// Firefox does not carry Playwright's `allTextContents`.
const textsIn = (locator: Locator, selector: string) =>
  locator.evaluate(
    (one, wanted) => [...one.querySelectorAll(wanted)].map(({ textContent }) => textContent ?? ''),
    selector,
  );

/** Returns the digits of the rows among which a person picks. */
export async function choicesOf(person: Person): Promise<string[]> {
  await rowIn(panel(person)).waitFor();
  return textsIn(rowsIn(panel(person)), '.digits');
}

/**
 * Presses the row with these digits, or *Aucune de ces lignes* with `null`, until it counts: a press in the first half
 * second after a code has appeared does not.
 *
 * @param scope Where there are several people, the one whose row is meant.
 */
export async function pick(person: Person, digits: string | null, scope = panel(person)): Promise<void> {
  const row = rowIn(scope);
  const button = rowsIn(scope)
    .getByRole('button')
    .filter({ hasText: digits ?? 'Aucune de ces lignes' });
  await row.waitFor();
  await expect(async () => {
    if (await row.isVisible()) await button.click({ timeout: 1000 });
    await expect(row).toBeHidden({ timeout: 500 });
  }).toPass({ timeout: PATIENCE });
}

/** Two people open the panel, read their rows to each other, and find them. */
export async function compare(one: Person, other: Person): Promise<void> {
  for (const person of [one, other]) await openComparison(person);
  const rows = [await ownRow(one), await ownRow(other)] as const;
  await pick(one, rows[1].digits);
  await pick(other, rows[0].digits);
}
