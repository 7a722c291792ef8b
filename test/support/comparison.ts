import type { Person } from './person.ts';

/** The panel in which two people compare their codes. */
export const panel = ({ page }: Person) => page.getByRole('region', { name: 'Confidentialité de l’appel' });

/** The code that a person is shown: names of the pictures, and the digits. */
export async function codeOf(person: Person): Promise<{ pictures: string[]; digits: string }> {
  if (!(await panel(person).isVisible())) await person.press(/^Chiffré d/);
  const shown = panel(person).getByRole('group', { name: /^Êtes-vous bien seul avec/ });
  await shown.getByRole('listitem').nth(3).waitFor();
  return {
    pictures: await Promise.all(
      (await shown.getByRole('listitem').all()).map(async (one) => (await one.textContent()) ?? ''),
    ),
    digits: (await shown.locator('.digits b').textContent()) ?? '',
  };
}

export const answer = (person: Person, name: 'Identique' | 'Différent') =>
  panel(person).getByRole('button', { name, exact: true }).click();
