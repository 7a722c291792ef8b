import type { Locator } from '@playwright/test';
import type { Person } from './person.ts';

/** The panel in which two people compare their codes. */
export const panel = ({ page }: Person) => page.getByRole('region', { name: 'Confidentialité de l’appel' });

/** Opens the panel, which begins a comparison. */
export async function openComparison(person: Person): Promise<void> {
  if (!(await panel(person).isVisible())) await person.page.locator('[part~=badge-encryption]').click();
}

const ownRowOf = (person: Person) => panel(person).getByRole('group', { name: 'Lisez cette ligne' });

/** Returns the row that a person is asked to read aloud: names of the pictures, and the digits. */
export async function ownRow(person: Person): Promise<{ pictures: string[]; digits: string }> {
  const row = ownRowOf(person);
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

const rowsOf = (person: Person) => panel(person).getByRole('group', { name: /^Touchez la ligne/ });

/** Returns the digits of the rows among which a person picks. */
export async function choicesOf(person: Person): Promise<string[]> {
  await ownRowOf(person).waitFor();
  return textsIn(rowsOf(person), '.digits');
}

/** A press in the first half second after a code has appeared does not count. */
const afterReading = (person: Person) => person.page.waitForTimeout(600);

/** Presses the row with these digits, or *Aucune de ces lignes* with `null`. */
export async function pick(person: Person, digits: string | null): Promise<void> {
  await ownRowOf(person).waitFor();
  await afterReading(person);
  const name = digits ?? 'Aucune de ces lignes';
  await rowsOf(person).getByRole('button').filter({ hasText: name }).click();
}

/** Two people open the panel, read their rows to each other, and find them. */
export async function compare(one: Person, other: Person): Promise<void> {
  for (const person of [one, other]) await openComparison(person);
  const rows = [await ownRow(one), await ownRow(other)] as const;
  await pick(one, rows[1].digits);
  await pick(other, rows[0].digits);
}
