import type { Page } from 'playwright-core';
import type { Consultation } from '../support/consultation.ts';
import type { Attributes, Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test.use({ appointment: { people: [{ id: 'h', name: 'Maître Vasseur', role: 'host' }] } });

/** Somebody in front of a page with something to press before and after the element. */
async function atThePage(
  consultation: Consultation,
  name = 'Zoé Martin',
  attributes: Attributes = {},
  page?: Page,
): Promise<Person> {
  const person = await consultation.person(name, attributes, page);
  await person.page.evaluate(() => {
    for (const [place, text] of [
      ['afterbegin', 'avant'],
      ['beforeend', 'après'],
    ] as const) {
      document.body.insertAdjacentHTML(place, `<button>${text}</button>`);
    }
  });
  return person;
}

/** What has the focus, by its name, or its class where it has none. */
const focused = ({ page }: Person): Promise<string> =>
  page.evaluate(() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    if (!one || one === document.body) return 'nothing';
    const labels = one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement ? one.labels : null;
    const words = one.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? one.textContent ?? '';
    const isPart = one.matches('section, [role=group]:not([tabindex="0"])');
    return isPart ? one.className : words.replace(/\s+/g, ' ').trim();
  });
const settles = (person: Person, name: string) =>
  expect.poll(() => focused(person), `what ${person.name} is on`).toBe(name);
/** What has the focus after each of so many presses. */
async function walk(person: Person, key: string, steps: number): Promise<readonly string[]> {
  const names: string[] = [];
  for (let step = 0; step < steps; step++) {
    await person.page.keyboard.press(key);
    names.push(await focused(person));
  }
  return names;
}
const press = (person: Person, ...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => person.page.keyboard.press(key)), Promise.resolve());
const toggle = (person: Person, kind: 'microphone' | 'camera') =>
  person.page.evaluate(
    (which) => document.querySelector('visio-avocat-room')?.participants.find(({ self }) => self)?.[which],
    kind,
  );

const lobby = [...['Vérifier ma caméra et mon micro', 'Micro', 'Caméra', 'Votre nom', 'Rejoindre']] as const;
const call = [
  ...['Déplacer votre image', 'Confidentialité de l’appel', 'Plein écran'],
  ...['Micro', 'Caméra', 'Partager l’écran', 'Participants', 'Messages', 'Réglages', 'Pause', 'Quitter'],
] as const;

test.describe('by keyboard alone', () => {
  test('the lobby is walked there and back, and is no trap', async ({ consultation }) => {
    const person = await atThePage(consultation);
    await person.page.getByText('avant').focus();
    expect(await walk(person, 'Tab', 6)).toEqual([...lobby, 'après']);
    expect(await walk(person, 'Shift+Tab', 6)).toEqual([...lobby.toReversed(), 'avant']);
  });

  test('a name that is missing is asked for at its field', async ({ consultation }) => {
    const person = await atThePage(consultation);
    await person.page.getByRole('button', { name: 'Rejoindre' }).focus();
    await press(person, 'Enter');
    await settles(person, 'Votre nom');
    const field = person.page.getByLabel('Votre nom');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    const described = await field.evaluate(
      (one: HTMLElement) =>
        (one.getRootNode() as ShadowRoot).getElementById(one.getAttribute('aria-describedby') ?? '')
          ?.textContent,
    );
    expect(described ?? '').toMatch(/Indiquez votre nom/);
  });

  test('the call is joined, walked and left; the focus is never lost', async ({ consultation }) => {
    const person = await atThePage(consultation);
    await person.page.getByLabel('Votre nom').focus();
    await person.page.keyboard.type('Zoé Martin');
    await press(person, 'Enter');
    await person.inPhase('connected');
    await settles(person, 'stage');
    await person.until((room) => room.participants.some(({ publishing }) => publishing));
    expect(await walk(person, 'Tab', 12)).toEqual([...call, 'après']);
    await walk(person, 'Shift+Tab', 2);
    await press(person, 'Enter');
    await settles(person, 'Pause confidentielle');
    await press(person, 'Tab', 'Enter');
    await settles(person, 'stage');
    await person.page.getByRole('button', { name: 'Quitter' }).focus();
    await press(person, 'Enter');
    await settles(person, 'Vous avez quitté la salle.');
    await person.page.getByRole('button', { name: 'Revenir dans la salle' }).focus();
    await press(person, 'Enter');
    await settles(person, 'Votre rendez‑vous en visio');
  });

  test('a panel takes the focus, and gives it back', async ({ consultation }) => {
    const person = await atThePage(consultation);
    await person.enter();
    const button = (name: string) => person.page.getByRole('button', { name });
    await button('Participants').focus();
    await press(person, 'Enter');
    await settles(person, 'Participants');
    expect((await walk(person, 'Tab', 1))[0]).toBe('Fermer');
    await press(person, 'Escape');
    await expect(person.page.getByRole('region', { name: 'Participants' })).toHaveCount(0);
    await settles(person, 'Participants');
    await button('Messages').focus();
    await press(person, 'Enter');
    await settles(person, 'Votre message');
    await person.page.keyboard.type('Bonjour');
    await press(person, 'Enter');
    await person.page.getByRole('log').getByText('Bonjour').waitFor();
    expect(await focused(person)).toBe('Votre message');
    await press(person, 'Escape');
    await settles(person, 'Messages');
    // From outside it too: the focus is where it was.
    await press(person, 'Enter');
    await settles(person, 'Votre message');
    await button('Réglages').focus();
    await press(person, 'Escape');
    await person.page.locator('.panel').waitFor({ state: 'detached' });
    expect(await focused(person)).toBe('Réglages');
    await button('Confidentialité de l’appel').focus();
    await press(person, 'Enter');
    await settles(person, 'Confidentialité de l’appel');
    // The panel’s own way out.
    await press(person, 'Tab', 'Enter');
    await settles(person, 'Confidentialité de l’appel');
    await expect(person.page.locator('.panel')).toHaveCount(0);
  });

  test('a question keeps the focus until it is answered, and gives it back', async ({ consultation }) => {
    const page = await consultation.page();
    await page.goto(await consultation.world.access.link(consultation.room, 'h'));
    const host = await atThePage(consultation, 'Maître Vasseur', {}, page);
    await host.enter();
    await host.page.getByRole('button', { name: 'Participants' }).focus();
    await press(host, 'Enter');
    await host.page.getByRole('button', { name: 'Terminer pour tous' }).focus();
    await press(host, 'Enter');
    await host.page.getByRole('dialog').waitFor();
    // The browser’s own bars come between the two ends of a dialog.
    const walked = [await focused(host), ...(await walk(host, 'Tab', 8))];
    if (walked.at(-1) === 'nothing') await walk(host, 'Tab', 1);
    expect(walked).toEqual(expect.arrayContaining(['Annuler', 'Terminer pour tous']));
    expect(walked.filter((name) => !['Annuler', 'Terminer pour tous', 'nothing'].includes(name))).toEqual([]);
    await press(host, 'Escape');
    await host.page.getByRole('dialog').waitFor({ state: 'detached' });
    await settles(host, 'Terminer pour tous');
    await press(host, 'Enter');
    await host.page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).focus();
    await press(host, 'Enter');
    await settles(host, 'Terminer pour tous');
    expect(await host.page.evaluate(() => document.querySelector('visio-avocat-room')?.phase)).toBe(
      'connected',
    );
  });

  test('one’s own picture is moved by the arrows, and by a button', async ({ consultation }) => {
    const person = await atThePage(consultation);
    await person.enter();
    const view = person.page.getByRole('group', { name: 'Votre image' });
    const mover = view.getByRole('button', { name: 'Déplacer votre image' });
    await mover.focus();
    await press(person, 'ArrowUp', 'ArrowLeft');
    expect((await view.getAttribute('class')) ?? '').toMatch(/top-start/);
    expect(await focused(person)).toBe(call[0]);
    // And by single presses, for whoever cannot drag (WCAG 2.2, 2.5.7).
    const corners: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      await mover.click();
      corners.push(/(?:top|bottom)-(?:start|end)/.exec((await view.getAttribute('class')) ?? '')?.[0] ?? '');
    }
    expect(corners).toEqual(['top-end', 'bottom-end', 'bottom-start', 'top-start']);
  });
});

test.describe('keys that stand for commands', () => {
  test('are heard while the focus is inside and nothing is being written', async ({ consultation }) => {
    const person = await atThePage(consultation);
    await person.enter();
    await person.until((room) => room.participants[0]?.microphone === true);
    await person.page.getByRole('button', { name: 'Caméra' }).focus();
    await press(person, 'm');
    await person.until((room) => room.participants[0]?.microphone === false);
    await press(person, 'c');
    await settles(person, 'Votre message');
    await person.page.keyboard.type('mvm');
    await expect(person.page.getByLabel('Votre message')).toHaveValue('mvm');
    await person.page.getByText('après').focus();
    await person.page.keyboard.type('mv');
    await press(person, 'Control+m');
    expect([await toggle(person, 'microphone'), await toggle(person, 'camera')]).toEqual([false, true]);
  });

  test('can be turned off, changed, and given back, by the person and by the page', async ({
    consultation,
  }) => {
    const person = await atThePage(consultation, 'Zoé Martin', { shortcuts: 'camera=none' });
    await person.enter();
    await person.until((room) => room.participants[0]?.microphone === true);
    await person.page.getByRole('button', { name: 'Réglages' }).focus();
    await press(person, 'v', 'Enter');
    const panel = person.page.getByRole('region', { name: 'Réglages' });
    await panel.getByText('Raccourcis clavier').click();
    await expect(panel.getByLabel('Caméra').last()).toHaveValue('');
    const key = panel.getByRole('textbox', { name: 'Micro' });
    const type = async (letter: string) => {
      await key.focus();
      await press(person, 'Control+a', letter, 'Tab');
    };
    await type('p');
    expect(await key.evaluate((field: HTMLInputElement) => field.validity.customError)).toBe(true);
    await type('k');
    await person.page.getByRole('button', { name: 'Quitter' }).focus();
    await press(person, 'm', 'k');
    await person.until((room) => room.participants[0]?.microphone === false);
    expect(await toggle(person, 'camera')).toBe(true);
    await panel.getByRole('checkbox').uncheck();
    await person.page.getByRole('button', { name: 'Quitter' }).focus();
    await press(person, 'k', 'c', 'p', 'f');
    expect(await toggle(person, 'microphone')).toBe(false);
    await expect(person.page.getByRole('log')).toHaveCount(0);
    await person.page.evaluate(() =>
      document.querySelector('visio-avocat-room')?.setAttribute('shortcuts', 'off'),
    );
    await expect(person.page.locator('[aria-keyshortcuts]')).toHaveCount(0);
  });
});

test.describe('the whole screen', () => {
  test('is filled and left by key; its commands go when nothing is done, and come back, never under the focus', async ({
    consultation,
  }) => {
    const person = await atThePage(consultation);
    await person.page.clock.install();
    await person.enter();
    await person.page.getByRole('button', { name: 'Quitter' }).focus();
    await press(person, 'f');
    const fills = () =>
      person.page.evaluate(() => document.querySelector('visio-avocat-room')?.matches(':fullscreen'));
    await expect.poll(fills).toBe(true);
    await person.page.getByRole('button', { name: 'Quitter le plein écran' }).waitFor();
    const toolbar = person.page.locator('.toolbar');
    const opacity = () => toolbar.evaluate((one) => getComputedStyle(one).opacity);
    const idle = () => person.page.locator('.stage.idle').count();
    await person.page.clock.runFor(4500);
    await expect.poll(idle).toBe(1);
    expect(await opacity()).toBe('1');
    await person.page.locator('.stage').focus();
    await person.page.clock.runFor(4500);
    await expect.poll(opacity).toBe('0');
    await person.page.mouse.move(200, 200);
    await expect.poll(opacity).toBe('1');
    await press(person, 'f');
    await expect.poll(fills).toBe(false);
    await person.page.clock.runFor(9000);
    expect(await idle()).toBe(0);
  });
});
