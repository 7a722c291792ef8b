import { type Person, until } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const HOUR = 3_600_000;
const people = [{ id: 'vasseur', name: 'Maître Vasseur', role: 'host' }] as const;
const started = new Date(Date.now() - 12 * 60_000);
const rooms = ['rechargement', 'cinquante', 'titre', 'sans-titre'].map((id) => ({
  id,
  waitingRoom: true,
  open: true,
  people,
  startsAt: started,
}));

/** A quarter of an hour before its appointment begins. */
const opens = Date.now() + HOUR;

async function host(room: string, attributes = {}): Promise<Person> {
  const page = await world.page();
  page.setDefaultTimeout(90_000);
  await page.goto(await world.access.link(room, 'vasseur'));
  const person = await world.person('Maître Vasseur', { room, camera: 'off', ...attributes }, page);
  await person.join();
  await person.inPhase('connected', 90_000);
  await person.press('Participants');
  return person;
}

/** Somebody who asks without a browser, as fifty browsers would. */
async function knock(room: string, displayName: string): Promise<string> {
  const answer = await fetch(`${world.origin}/api/visio`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: world.origin },
    body: JSON.stringify({ room, displayName }),
  });
  const { waiting } = (await answer.json()) as { waiting: { ticket: string } };
  return waiting.ticket;
}

test.describe('somebody who waits', () => {
  test('keeps the place over a reload, without a trace in address and storage, and none at all afterwards', async () => {
    const person = await world.person('Karim', {
      room: 'rechargement',
      camera: 'off',
      'endpoint-credentials': 'omit',
    });
    const { page } = person;
    await person.join();
    await person.inPhase('waiting');
    await expect(page.getByText('12 min de retard')).toBeVisible();
    const address = page.url();
    await page.reload();
    await page.waitForFunction(() => customElements.get('visio-avocat-room'));
    const asked = page.waitForRequest('**/api/visio');
    await person.join();
    const { ticket } = (await asked).postDataJSON();
    expect(typeof ticket).toBe('string');
    await person.inPhase('waiting');
    expect(page.url()).toBe(address);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    const lawyer = await host('rechargement');
    await expect(lawyer.page.getByRole('heading', { name: '1 personne attend' })).toBeVisible();
    await person.press('Annuler');
    await person.inPhase('lobby');
    expect(await page.evaluate(() => history.state)).toBe(null);
  });

  for (const hours of [-5, 7]) {
    test(`counts down by the server’s clock when the browser’s is wrong by ${hours} hours`, async () => {
      const page = await world.page();
      await page.addInitScript((skew) => {
        const Real = Date;
        window.Date = class extends Real {
          constructor(...args: []) {
            super(...((args.length > 0 ? args : [Real.now() + skew]) as []));
          }
          static override now = () => Real.now() + skew;
        } as DateConstructor;
      }, hours * HOUR);
      const person = await world.person('Karim', { room: 'tot', camera: 'off' }, page);
      await person.join();
      const timer = page.getByRole('timer');
      await expect(timer).toBeVisible();
      const shown = async () => (await timer.textContent()) ?? '';
      await until(
        async () => (await shown()) !== '',
        () => 'the countdown shows nothing',
      );
      const left = () => (opens - Date.now()) / 1000;
      const most = left() + 3;
      const seconds = (await shown()).split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
      expect(seconds <= most && seconds >= left() - 3, `${seconds} seconds shown, ${left()} left`).toBe(true);
      await person.inPhase('waiting');
    });
  }
});

test.describe('the host’s door', () => {
  test('holds fifty guests, one with a name of 500 characters and one with hidden controls, and shrinks', async () => {
    const long = 'Anne-Marie '.repeat(46).slice(0, 500);
    await knock('cinquante', long);
    await knock('cinquante', '\u202EmiraK\u202C <b>gras</b>');
    for (let one = 3; one <= 50; one++) await knock('cinquante', `Invité ${one}`);
    const lawyer = await host('cinquante');
    const { page } = lawyer;
    await expect(page.getByRole('heading', { name: '50 personnes attendent' })).toBeVisible();
    await expect(page.getByText('miraK <b>gras</b>', { exact: true })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow <= 0, `the page is ${overflow}px too wide`).toBe(true);
    await lawyer.press('Faire entrer Invité 50');
    await expect(page.getByRole('heading', { name: '49 personnes attendent' })).toBeVisible();
    await lawyer.press('Faire entrer tout le monde');
    await expect(page.getByRole('heading', { name: /attend/ })).toHaveCount(0);
  });

  test('is told by the page’s title where the page asks for it, and by the system only after a press', async () => {
    const lawyer = await host('titre', { 'title-status': true });
    const { page } = lawyer;
    await page.evaluate(`
      window.asked = [];
      window.Notification = class {
        constructor(title, { body }) {
          asked.push(title + ' · ' + body);
        }
      };
      Notification.permission = 'default';
      Notification.requestPermission = async () => {
        asked.push('permission');
        Notification.permission = 'granted';
      };
      document.hasFocus = () => false;
    `);
    const asked = () => page.evaluate(() => Reflect.get(window, 'asked') as string[]);
    await knock('titre', 'Karim');
    await page.waitForFunction(() => document.title === '1 personne attend · Essai');
    expect(await asked()).toEqual([]);
    await lawyer.press('Me prévenir');
    await expect(page.getByRole('button', { name: 'Me prévenir' })).toHaveCount(0);
    await knock('titre', 'Léa');
    await page.waitForFunction(() => document.title === '2 personnes attendent · Essai');
    expect(await asked()).toEqual([
      'permission',
      'Quelqu’un attend à l’entrée · Ouvrez la visioconférence pour faire entrer cette personne.',
    ]);
    await lawyer.press('Quitter');
    await page.waitForFunction(() => document.title === 'Essai');
  });

  test('leaves the title alone otherwise', async () => {
    await knock('sans-titre', 'Karim');
    const lawyer = await host('sans-titre');
    await expect(lawyer.page.getByRole('heading', { name: /attend/ })).toBeVisible();
    expect(await lawyer.page.title()).toBe('Essai');
  });
});
