import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Person } from '../support/person.ts';
import { World } from '../support/world.ts';

let world: World;
before(async () => {
  world = await World.start();
});
after(() => world.close());

/** Somebody on the firm's page whose files are held to their hashes, under the site's own policy. */
async function verified(spoil?: RegExp): Promise<Person> {
  const page = await world.page();
  const person = await Person.meet(page, 'Zoé');
  if (spoil) {
    await page.route(spoil, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `document.title = 'changed';${await answer.text()}` });
    });
  }
  await page.goto(`${world.origin}/rendez-vous/salle/integrite`);
  return person;
}

describe('the firm’s page with Subresource Integrity', () => {
  it('holds a call, and breaks no policy', async () => {
    const person = await verified();
    const html = await (await fetch(`${world.origin}/rendez-vous/salle/integrite`)).text();
    assert.match(html, /<script type="module" src="\/visio\/visio-avocat-room\.js" integrity="sha384-/);
    await person.join();
    await person.page.locator('[part~=stage]').waitFor();
    assert.deepEqual(
      person.console.filter((line) => /integrity|Content Security/i.test(line)),
      [],
    );
    await person.vanish();
  });

  for (const [what, file] of [
    ['the call', /\/visio\/chunks\/engine/],
    ['the SDK', /\/visio\/sdk\/video-client\.js/],
  ] as const) {
    it(`does not run a changed file of ${what}, also when the person tries again`, async () => {
      const person = await verified(file);
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
      assert.equal(await person.page.title(), title);
      assert.equal(person.sockets.length, 0);
      // A file that is still on its way must have arrived before the page goes.
      await person.page.unrouteAll({ behavior: 'wait' });
      await person.vanish();
    });
  }
});
