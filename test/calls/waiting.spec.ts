import type { Consultation } from '../support/consultation.ts';
import type { Attributes, Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const HOUR = 3_600_000;
/** A quarter of an hour before its appointment begins. */
const opens = Date.now() + HOUR;

test.use({
  appointment: {
    waitingRoom: true,
    startsAt: new Date(Date.now() - 12 * 60_000),
    people: [{ id: 'vasseur', name: 'Maître Vasseur', role: 'host' }],
  },
});

async function host(consultation: Consultation, attributes: Attributes = {}): Promise<Person> {
  const person = await consultation.invited('vasseur', { camera: 'off', ...attributes });
  await person.enter();
  await person.press('Participants');
  return person;
}

/** Somebody who asks without a browser, as fifty browsers would. */
async function knock({ world, room }: Consultation, displayName: string): Promise<void> {
  const answer = await fetch(`${world.origin}/api/visio`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: world.origin },
    body: JSON.stringify({ room, displayName }),
  });
  expect(answer.status).toBe(202);
}

test.describe('somebody who waits', () => {
  test('keeps the place over a reload, without a trace in address and storage, and none at all afterwards', async ({
    consultation,
  }) => {
    const person = await consultation.person('Karim', {
      camera: 'off',
      'endpoint-credentials': 'omit',
    });
    const { page } = person;
    await person.join();
    await person.inPhase('waiting');
    await expect(page.getByText(/1[2-5] min de retard/)).toBeVisible();
    const address = page.url();
    await page.reload();
    await page.waitForFunction(() => customElements.get('visio-avocat-room'));
    await person.join();
    await person.inPhase('waiting');
    expect(page.url()).toBe(address);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    const lawyer = await host(consultation);
    // Without the ticket of before, there would be two.
    await expect(lawyer.page.getByRole('heading', { name: '1 personne attend' })).toBeVisible();
    await person.press('Annuler');
    await person.inPhase('lobby');
    expect(await page.evaluate(() => history.state)).toBeNull();
  });
});

test.describe('somebody who comes early', () => {
  test.use({ appointment: { startsAt: new Date(opens + 0.25 * HOUR) } });

  for (const hours of [-5, 7]) {
    test(`counts down by the server’s clock when the browser’s is wrong by ${hours} hours`, async ({
      consultation,
    }) => {
      const page = await consultation.page();
      await page.addInitScript((skew) => {
        const Real = Date;
        window.Date = class extends Real {
          constructor(...args: []) {
            super(...((args.length > 0 ? args : [Real.now() + skew]) as []));
          }
          static override now = () => Real.now() + skew;
        } as DateConstructor;
      }, hours * HOUR);
      const person = await consultation.person('Karim', { camera: 'off' }, page);
      await person.join();
      const timer = page.getByRole('timer');
      await expect(timer).toBeVisible();
      await expect(timer).toHaveText(/\d/);
      const left = () => (opens - Date.now()) / 1000;
      const most = left() + 3;
      const shown = (await timer.textContent()) ?? '';
      const seconds = shown.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
      expect(seconds).toBeLessThanOrEqual(most);
      expect(seconds).toBeGreaterThanOrEqual(left() - 3);
      await person.inPhase('waiting');
    });
  }
});

test.describe('the host’s waiting room', () => {
  test('holds fifty guests, one with a name of 500 characters and one with hidden controls, and shrinks', async ({
    consultation,
  }) => {
    const long = 'Anne-Marie '.repeat(46).slice(0, 500);
    await knock(consultation, long);
    await knock(consultation, '\u202EmiraK\u202C <b>gras</b>');
    for (let one = 3; one <= 50; one++) await knock(consultation, `Invité ${one}`);
    const lawyer = await host(consultation);
    const { page } = lawyer;
    await expect(page.getByRole('heading', { name: '50 personnes attendent' })).toBeVisible();
    await expect(page.getByText('miraK <b>gras</b>', { exact: true })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await lawyer.press('Faire entrer Invité 50');
    await expect(page.getByRole('heading', { name: '49 personnes attendent' })).toBeVisible();
    await lawyer.press('Faire entrer tout le monde');
    await expect(page.getByRole('heading', { name: /attend/ })).toHaveCount(0);
  });

  test('is told by the page’s title where the page asks for it, and by the system only after a press', async ({
    consultation,
  }) => {
    const lawyer = await host(consultation, { 'title-status': true });
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
    await knock(consultation, 'Karim');
    await expect(page).toHaveTitle('1 personne attend · Essai');
    expect(await asked()).toEqual([]);
    await lawyer.press('Me prévenir');
    await expect(page.getByRole('button', { name: 'Me prévenir' })).toHaveCount(0);
    await knock(consultation, 'Léa');
    await expect(page).toHaveTitle('2 personnes attendent · Essai');
    expect(await asked()).toEqual([
      'permission',
      'Quelqu’un attend à l’entrée · Ouvrez la visioconférence pour faire entrer cette personne.',
    ]);
    await lawyer.press('Quitter');
    await expect(page).toHaveTitle('Essai');
  });

  test('leaves the title alone otherwise', async ({ consultation }) => {
    await knock(consultation, 'Karim');
    const lawyer = await host(consultation);
    await expect(lawyer.page.getByRole('heading', { name: /attend/ })).toBeVisible();
    await expect(lawyer.page).toHaveTitle('Essai');
  });
});
