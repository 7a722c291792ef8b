import type { Consultation } from '../support/consultation.ts';
import { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const addressIn = ({ room, world }: Consultation) => `${world.origin}/rendez-vous/${room}/integrite`;

/** Somebody on the firm's page whose files are held to their hashes, under the site's own policy. */
async function verified(consultation: Consultation, spoil?: RegExp): Promise<Person> {
  const page = await consultation.page();
  const person = await Person.meet(page, 'Zoé');
  consultation.people.push(person);
  if (spoil) {
    await page.route(spoil, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `document.title = 'changed';${await answer.text()}` });
    });
  }
  await page.goto(addressIn(consultation));
  return person;
}

test.describe('the firm’s page with Subresource Integrity', () => {
  test('holds a call, and breaks no policy', async ({ consultation }) => {
    const person = await verified(consultation);
    const html = await (await fetch(addressIn(consultation))).text();
    expect(html).toMatch(/<script type="module" src="\/visio\/visio-avocat-room\.js" integrity="sha384-/);
    await person.join();
    await person.page.locator('[part~=stage]').waitFor();
    expect(person.console.filter((line) => /integrity|Content Security/i.test(line))).toEqual([]);
  });

  for (const [what, file] of [
    ['the call', /\/visio\/chunks\/consultation-controller/],
    ['the SDK', /\/visio\/sdk\/video-client\.js/],
  ] as const) {
    test(`does not run a changed file of ${what}, also when the person tries again`, async ({
      consultation,
    }) => {
      const person = await verified(consultation, file);
      const title = await person.page.title();
      await person.join();
      await person.page
        .getByText(/n’a pas pu se charger|n’ont pas pu se charger|pu être chargé/)
        .first()
        .waitFor();
      await person.page.getByRole('button', { name: /^(Réessayer|Rejoindre)$/ }).click();
      await person.page
        .getByText(/n’a pas pu se charger|n’ont pas pu se charger|pu être chargé/)
        .first()
        .waitFor();
      expect(await person.page.title()).toBe(title);
      expect(person.sockets).toEqual([]);
      // A file that is still on its way must have arrived before the page goes.
      await person.page.unrouteAll({ behavior: 'wait' });
    });
  }
});
