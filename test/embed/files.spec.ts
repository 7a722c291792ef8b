import { readFile } from 'node:fs/promises';
import type { Page, Route } from 'playwright-core';
import type { Consultation } from '../support/consultation.ts';
import { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { hosted, lobby, SCRIPT, tag } from './support/hosted.ts';

const FALLBACK = 'Appelez le 02 61 91 40 20.';
const LOADING = 'Chargement…';
const MISSING = 'Des fichiers de la visioconférence manquent sur le site.';
const CONTROLLER = /\/visio\/chunks\/consultation-controller/;
const SDK = /\/visio\/sdk\/[a-z-]+\.js/;

/** Lets requests hang until they are let go; notes them all. */
async function hang(page: Page, file: RegExp, which: (url: string) => boolean = () => true) {
  const asked: string[] = [];
  const held: Route[] = [];
  await page.route(file, (route) => {
    const url = route.request().url();
    asked.push(url);
    if (which(url)) held.push(route);
    else return route.continue();
  });
  const release = () => Promise.all(held.splice(0).map((route) => route.continue()));
  return { asked, release };
}
const first = (url: string) => !url.includes('retry=');

/** A page whose clock can be put forward. */
async function withClock(consultation: Consultation): Promise<Page> {
  const page = await consultation.page();
  await page.clock.install();
  return page;
}

test.describe('a file that hangs', () => {
  test('words of another language: the words inside the tag stay, then French, then the language', async ({
    consultation,
  }) => {
    const page = await withClock(consultation);
    const words = await hang(page, /\/visio\/chunks\/lobby-/);
    const { room } = consultation;
    const person = await hosted(consultation, 'Zoé', {
      page,
      body: `<visio-avocat-room lang="de" endpoint="/api/visio" room="${room}"><p>${FALLBACK}</p></visio-avocat-room>`,
    });
    await page.waitForFunction(() => customElements.get('visio-avocat-room') !== undefined);
    await expect.poll(() => words.asked.length).toBe(1);
    await expect(page.getByText(FALLBACK)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Rejoindre' })).toHaveCount(0);
    await page.clock.fastForward(3000);
    await lobby(person);
    await expect(page.getByText(FALLBACK)).toBeHidden();
    await words.release();
    await expect(page.getByRole('button', { name: 'Beitreten' })).toBeVisible();
  });

  test('words of the call: French stands in, and the language comes later', async ({ consultation }) => {
    const page = await withClock(consultation);
    const words = await hang(page, /\/visio\/chunks\/call-/);
    const person = await hosted(consultation, 'Zoé', {
      page,
      body: `<visio-avocat-room lang="de" endpoint="/aucun" display-name="Zoé" room="r"></visio-avocat-room>`,
    });
    await page.route('**/aucun', (route) =>
      route.fulfill({ status: 410, contentType: 'application/problem+json', body: '{}' }),
    );
    await page.getByRole('button', { name: 'Beitreten' }).click();
    await expect.poll(() => words.asked.length).toBe(1);
    await page.clock.fastForward(3000);
    await expect(page.getByRole('heading', { name: 'Ce rendez‑vous est terminé.' })).toBeVisible();
    await words.release();
    await expect(page.getByRole('heading', { name: 'Ce rendez‑vous est terminé.' })).toHaveCount(0);
    await person.inPhase('failed');
  });

  for (const [what, address] of [
    ['a page', (_: Consultation) => null],
    [
      'a page whose import map demands hashes',
      ({ room, world }: Consultation) => `${world.origin}/rendez-vous/${room}/integrite`,
    ],
  ] as const) {
    test(`the rest of the element, on ${what}: is told, and can be asked for again, which cuts nothing off`, async ({
      consultation,
    }) => {
      const page = await withClock(consultation);
      const file = await hang(page, CONTROLLER, first);
      const at = address(consultation);
      const person = at ? await Person.meet(page, 'Zoé') : await hosted(consultation, 'Zoé', { page });
      if (at) {
        consultation.people.push(person);
        await page.goto(at);
      }
      await lobby(person);
      await person.join();
      await expect.poll(() => file.asked.length).toBe(1);
      await expect(page.getByText(LOADING)).toHaveCount(0);
      await page.clock.fastForward(3000);
      await expect(page.getByText(LOADING).first()).toBeVisible();
      await expect(page.getByRole('button', { name: 'Réessayer' })).toHaveCount(0);
      await page.clock.fastForward(17_000);
      await person.press('Réessayer');
      await person.inPhase('connected');
      expect(file.asked).toHaveLength(2);
      expect(file.asked[1]).toContain('?retry=1');
      await file.release();
    });
  }

  test('the rest of the element: what comes after all counts', async ({ consultation }) => {
    const page = await withClock(consultation);
    const file = await hang(page, CONTROLLER);
    const person = await hosted(consultation, 'Zoé', { page });
    await lobby(person);
    await person.join();
    await page.clock.fastForward(20_000);
    await person.press('Réessayer');
    await expect.poll(() => file.asked.length).toBe(2);
    await file.release();
    await person.inPhase('connected');
    await expect(page.getByText(LOADING)).toHaveCount(0);
  });

  test('a file asked for again that is not what the hash demands does not run', async ({ consultation }) => {
    const page = await withClock(consultation);
    let asked = 0;
    await page.route(CONTROLLER, async (route) => {
      if (asked++ === 0) return;
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `document.title = 'changed';${await answer.text()}` });
    });
    const person = await Person.meet(page, 'Zoé');
    consultation.people.push(person);
    await page.goto(`${consultation.world.origin}/rendez-vous/${consultation.room}/integrite`);
    const title = await page.title();
    await person.join();
    await expect.poll(() => asked).toBe(1);
    await page.clock.fastForward(20_000);
    const refused = page.waitForEvent('console', (line) => /integrity/i.test(line.text()));
    await person.press('Réessayer');
    await refused;
    await expect(page.getByText(LOADING).first()).toBeVisible();
    expect(await page.title()).toBe(title);
    // The third request only looks whether the file is there.
    await expect.poll(() => asked).toBe(3);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  test('the SDK: is told on the way into the room, and can be asked for again', async ({ consultation }) => {
    const page = await withClock(consultation);
    const file = await hang(page, SDK, first);
    const person = await hosted(consultation, 'Zoé', { page });
    await lobby(person);
    await person.join();
    await person.inPhase('connecting');
    await page.clock.fastForward(3000);
    await expect(page.getByText(LOADING)).toBeVisible();
    await page.clock.fastForward(17_000);
    await person.press('Réessayer');
    await person.inPhase('connected');
    expect(file.asked).toHaveLength(2);
    await file.release();
  });
});

test.describe('a file that is not there', () => {
  for (const [what, answer] of [
    ['404 and a page', { status: 404, contentType: 'text/html', body: '<h1>Page introuvable</h1>' }],
    ['404 alone', { status: 404, body: '' }],
    ['500', { status: 500, body: '' }],
    ['the site’s start page', { status: 200, contentType: 'text/html', body: '<h1>Cabinet</h1>' }],
  ] as const)
    test(`the folder of chunks, ${what}: the words blame the site, not the network or the person`, async ({
      consultation,
    }) => {
      const page = await consultation.page();
      await page.route('**/visio/chunks/**', (route) => route.fulfill(answer));
      const person = await hosted(consultation, 'Zoé', { page });
      await lobby(person);
      await person.join();
      await expect(page.getByText(MISSING)).toBeVisible();
      await expect(page.getByText('Le problème vient du site, pas de vous.')).toBeVisible();
      await expect(page.getByText('Vérifiez votre connexion')).toHaveCount(0);
      expect(person.console.filter((line) => /missing: \S*chunks\/\S+/.test(line))).not.toEqual([]);
    });

  test('the SDK: the words blame the site', async ({ consultation }) => {
    const page = await consultation.page();
    await page.route(SDK, (route) => route.fulfill({ status: 404, body: '' }));
    const person = await hosted(consultation, 'Zoé', { page });
    await lobby(person);
    await person.join();
    await expect(page.getByRole('heading', { name: MISSING })).toBeVisible();
  });

  test('words of another language: French stands in at once', async ({ consultation }) => {
    const page = await consultation.page();
    await page.route(/\/visio\/chunks\/lobby-/, (route) => route.fulfill({ status: 404, body: '' }));
    const person = await hosted(consultation, 'Zoé', {
      page,
      body: `<visio-avocat-room lang="de" endpoint="/api/visio" room="r"></visio-avocat-room>`,
    });
    await lobby(person);
  });
});

test.describe('a script that an optimiser has moved', () => {
  test('written into the page: the words blame the site, and say what to do', async ({ consultation }) => {
    const text = await readFile('dist/visio-avocat-room.js', 'utf8');
    const body = `${tag(consultation)}<script type="module">${text.replaceAll('</script', '<\\/script')}</script>`;
    const person = await hosted(consultation, 'Zoé', { head: '', body });
    await lobby(person);
    await person.join();
    await expect(person.page.getByText(MISSING)).toBeVisible();
  });

  for (const type of ['text/rocketscript', 'text/plain', 'text/javascript'])
    test(`of type ${type}: the words inside the tag stand`, async ({ consultation }) => {
      const person = await hosted(consultation, 'Zoé', {
        head: SCRIPT.replace('module', type),
        body: tag(consultation, `<p>${FALLBACK}</p>`),
      });
      await expect(person.page.getByText(FALLBACK)).toBeVisible();
      expect(await person.page.evaluate(() => customElements.get('visio-avocat-room') === undefined)).toBe(
        true,
      );
    });

  test('a loader among other scripts in one file: the words inside the tag stand', async ({
    consultation,
  }) => {
    const page = await consultation.page();
    const loader = await readFile('dist/visio-avocat-room.loader.js', 'utf8');
    await page.route('**/cache/tout.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: `;(function () {})();\n${loader}` }),
    );
    const person = await hosted(consultation, 'Zoé', {
      page,
      head: '<script defer src="/cache/tout.js"></script>',
      body: tag(consultation, `<p>${FALLBACK}</p>`),
    });
    await expect.poll(() => person.console.some((line) => line.includes('could not be loaded'))).toBe(true);
    await expect(page.getByText(FALLBACK)).toBeVisible();
  });
});
