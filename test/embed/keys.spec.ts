import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { hosted, lobby, SCRIPT, tag } from './support/hosted.ts';

/** Shortcuts as sites have them: on letters, unless a field of the page has the focus. All that they hear is noted. */
const SHORTCUTS = `<script>
  window.heard = [];
  for (const place of [window, document]) for (const type of ['keydown', 'keypress', 'keyup'])
    place.addEventListener(type, (event) => {
      window.heard.push(type + ' ' + event.key);
      if (!event.target.matches?.('input, textarea') && /^[a-z/?]$/.test(event.key)) event.preventDefault();
    });
</script>`;

const heard = (person: Person): Promise<readonly string[]> =>
  person.page.evaluate(() => Reflect.get(window, 'heard').splice(0));

test.describe('a page with keyboard shortcuts', () => {
  test('does not take letters from the element’s fields; Escape and Tab reach it, and what its own fields are told', async ({
    consultation,
  }) => {
    const person = await hosted(consultation, 'Zoé', {
      head: SHORTCUTS + SCRIPT,
      body: tag(consultation, '<input slot="consent" aria-label="Dossier">'),
    });
    const { page } = person;
    await lobby(person);
    const name = page.getByLabel('Votre nom');
    await name.focus();
    await page.keyboard.type('test / essai ?');
    await expect(name).toHaveValue('test / essai ?');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+k');
    expect(await heard(person)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await heard(person)).toEqual(expect.arrayContaining(['keydown Escape', 'keyup Escape']));
    await page.keyboard.press('Tab');
    expect(await heard(person)).toContain('keydown Tab');
    const own = page.getByLabel('Dossier');
    await own.focus();
    await page.keyboard.type('test');
    await expect(own).toHaveValue('test');
    expect(await heard(person)).toContain('keydown t');

    await person.enter();
    await person.press(/^Messages/);
    const message = page.getByLabel('Votre message');
    await message.focus();
    await heard(person);
    await page.keyboard.type('test');
    await expect(message).toHaveValue('test');
    await page.keyboard.press('Shift+Enter');
    expect(await heard(person)).toEqual([]);
    await person.press('Réglages');
    await page.getByText('Raccourcis clavier').click();
    const key = page.getByRole('textbox', { name: 'Micro' });
    await key.focus();
    await heard(person);
    await page.keyboard.press('k');
    expect(await heard(person)).toEqual([]);
    // Not in a field, the page hears all keys, as everywhere.
    await page.getByRole('button', { name: 'Quitter' }).focus();
    await page.keyboard.press('x');
    expect(await heard(person)).toContain('keydown x');
  });
});
