import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Attributes } from '../support/person.ts';
import { type Person, until } from '../support/person.ts';
import { World } from '../support/world.ts';

let world: World;
before(async () => {
  world = await World.start([
    {
      id: 'hote',
      waitingRoom: false,
      open: true,
      people: [{ id: 'h', name: 'Maître Vasseur', role: 'host' }],
    },
  ]);
});
afterEach(() => world.clear());
after(() => world.close());

/** Somebody in front of a page with something to press before and after the element. */
async function atThePage(name: string, attributes: Attributes = {}, page?: Page): Promise<Person> {
  const person = await world.person(name, attributes, page);
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
const settles = (person: Person, name: string) => {
  let now = '';
  return until(
    async () => {
      now = await focused(person);
      return now === name;
    },
    () => `${person.name} is on “${now}”, not “${name}”`,
  );
};
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

describe('by keyboard alone', () => {
  it('the lobby is walked there and back, and is no trap', async () => {
    const person = await atThePage('Zoé Martin');
    await person.page.getByText('avant').focus();
    assert.deepEqual(await walk(person, 'Tab', 6), [...lobby, 'après']);
    assert.deepEqual(await walk(person, 'Shift+Tab', 6), [...lobby.toReversed(), 'avant']);
  });

  it('a name that is missing is asked for at its field', async () => {
    const person = await atThePage('Zoé Martin');
    await person.page.getByRole('button', { name: 'Rejoindre' }).focus();
    await press(person, 'Enter');
    await settles(person, 'Votre nom');
    const field = person.page.getByLabel('Votre nom');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const described = await field.evaluate(
      (one: HTMLElement) =>
        (one.getRootNode() as ShadowRoot).getElementById(one.getAttribute('aria-describedby') ?? '')
          ?.textContent,
    );
    assert.match(described ?? '', /Indiquez votre nom/);
  });

  it('the call is joined, walked and left; the focus is never lost', async () => {
    const person = await atThePage('Zoé Martin');
    await person.page.getByLabel('Votre nom').focus();
    await person.page.keyboard.type('Zoé Martin');
    await press(person, 'Enter');
    await person.inPhase('connected');
    await settles(person, 'stage');
    await person.until((room) => room.participants.some(({ publishing }) => publishing));
    assert.deepEqual(await walk(person, 'Tab', 12), [...call, 'après']);
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

  it('a panel takes the focus, and gives it back', async () => {
    const person = await atThePage('Zoé Martin');
    await person.enter();
    const button = (name: string) => person.page.getByRole('button', { name });
    await button('Participants').focus();
    await press(person, 'Enter');
    await settles(person, 'Participants');
    assert.equal((await walk(person, 'Tab', 1))[0], 'Fermer');
    await press(person, 'Escape');
    assert.equal(await person.page.getByRole('region', { name: 'Participants' }).count(), 0);
    await settles(person, 'Participants');
    await button('Messages').focus();
    await press(person, 'Enter');
    await settles(person, 'Votre message');
    await person.page.keyboard.type('Bonjour');
    await press(person, 'Enter');
    await person.page.getByRole('log').getByText('Bonjour').waitFor();
    assert.equal(await focused(person), 'Votre message');
    await press(person, 'Escape');
    await settles(person, 'Messages');
    // From outside it too: the focus is where it was.
    await press(person, 'Enter');
    await settles(person, 'Votre message');
    await button('Réglages').focus();
    await press(person, 'Escape');
    await person.page.locator('.panel').waitFor({ state: 'detached' });
    assert.equal(await focused(person), 'Réglages');
    await button('Confidentialité de l’appel').focus();
    await press(person, 'Enter');
    await settles(person, 'Confidentialité de l’appel');
    // The panel’s own way out.
    await press(person, 'Tab', 'Enter');
    await settles(person, 'Confidentialité de l’appel');
    assert.equal(await person.page.locator('.panel').count(), 0);
  });

  it('a question keeps the focus until it is answered, and gives it back', async () => {
    const page = await world.page();
    await page.goto(await world.access.link('hote', 'h'));
    const host = await atThePage('Maître Vasseur', { room: 'hote' }, page);
    await host.enter();
    await host.page.getByRole('button', { name: 'Participants' }).focus();
    await press(host, 'Enter');
    await host.page.getByRole('button', { name: 'Terminer pour tous' }).focus();
    await press(host, 'Enter');
    await host.page.getByRole('dialog').waitFor();
    // The browser’s own bars come between the two ends of a dialog.
    const walked = await walk(host, 'Tab', 8);
    assert.ok(walked.includes('Annuler') && walked.includes('Terminer pour tous'), walked.join());
    assert.ok(
      walked.every((name) => ['Annuler', 'Terminer pour tous', 'nothing'].includes(name)),
      walked.join(),
    );
    await press(host, 'Escape');
    await host.page.getByRole('dialog').waitFor({ state: 'detached' });
    await settles(host, 'Terminer pour tous');
    await press(host, 'Enter');
    await host.page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).focus();
    await press(host, 'Enter');
    await settles(host, 'Terminer pour tous');
    assert.equal(
      await host.page.evaluate(() => document.querySelector('visio-avocat-room')?.phase),
      'connected',
    );
  });

  it('one’s own picture is moved by the arrows, and by a button', async () => {
    const person = await atThePage('Zoé Martin');
    await person.enter();
    const view = person.page.getByRole('group', { name: 'Votre image' });
    const mover = view.getByRole('button', { name: 'Déplacer votre image' });
    await mover.focus();
    await press(person, 'ArrowUp', 'ArrowLeft');
    assert.match((await view.getAttribute('class')) ?? '', /top-start/);
    assert.equal(await focused(person), call[0]);
    // And by single presses, for whoever cannot drag (WCAG 2.2, 2.5.7).
    const corners: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      await mover.click();
      corners.push(/(?:top|bottom)-(?:start|end)/.exec((await view.getAttribute('class')) ?? '')?.[0] ?? '');
    }
    assert.deepEqual(corners, ['top-end', 'bottom-end', 'bottom-start', 'top-start']);
  });
});

describe('keys that stand for commands', () => {
  it('are heard while the focus is inside and nothing is being written', async () => {
    const person = await atThePage('Zoé Martin');
    await person.enter();
    await person.until((room) => room.participants[0]?.microphone === true);
    await person.page.getByRole('button', { name: 'Caméra' }).focus();
    await press(person, 'm');
    await person.until((room) => room.participants[0]?.microphone === false);
    await press(person, 'c');
    await settles(person, 'Votre message');
    await person.page.keyboard.type('mvm');
    assert.equal(await person.page.getByLabel('Votre message').inputValue(), 'mvm');
    await person.page.getByText('après').focus();
    await person.page.keyboard.type('mv');
    await press(person, 'Control+m');
    assert.deepEqual([await toggle(person, 'microphone'), await toggle(person, 'camera')], [false, true]);
  });

  it('can be turned off, changed, and given back, by the person and by the page', async () => {
    const person = await atThePage('Zoé Martin', { shortcuts: 'camera=none' });
    await person.enter();
    await person.until((room) => room.participants[0]?.microphone === true);
    await person.page.getByRole('button', { name: 'Réglages' }).focus();
    await press(person, 'v', 'Enter');
    const panel = person.page.getByRole('region', { name: 'Réglages' });
    await panel.getByText('Raccourcis clavier').click();
    assert.equal(await panel.getByLabel('Caméra').last().inputValue(), '');
    const key = panel.getByRole('textbox', { name: 'Micro' });
    await key.fill('p');
    await press(person, 'Tab');
    assert.equal(await key.evaluate((field: HTMLInputElement) => field.validity.customError), true);
    await key.fill('k');
    await press(person, 'Tab');
    await person.page.getByRole('button', { name: 'Quitter' }).focus();
    await press(person, 'm', 'k');
    await person.until((room) => room.participants[0]?.microphone === false);
    assert.equal(await toggle(person, 'camera'), true);
    await panel.getByRole('checkbox').uncheck();
    await person.page.getByRole('button', { name: 'Quitter' }).focus();
    await press(person, 'k', 'c', 'p', 'f');
    assert.equal(await toggle(person, 'microphone'), false);
    assert.equal(await person.page.getByRole('log').count(), 0);
    await person.page.evaluate(() =>
      document.querySelector('visio-avocat-room')?.setAttribute('shortcuts', 'off'),
    );
    assert.equal(await person.page.locator('[aria-keyshortcuts]').count(), 0);
  });
});

describe('the whole screen', () => {
  it('is filled and left by key; its commands go when nothing is done, and come back, never under the focus', async () => {
    const person = await atThePage('Zoé Martin');
    await person.page.clock.install();
    await person.enter();
    await person.page.getByRole('button', { name: 'Quitter' }).focus();
    await press(person, 'f');
    const fills = () =>
      person.page.evaluate(() => document.querySelector('visio-avocat-room')?.matches(':fullscreen'));
    await until(
      async () => (await fills()) === true,
      () => 'not full screen',
    );
    await person.page.getByRole('button', { name: 'Quitter le plein écran' }).waitFor();
    const toolbar = person.page.locator('.toolbar');
    const opacity = () => toolbar.evaluate((one) => getComputedStyle(one).opacity);
    const idle = () => person.page.locator('.stage.idle').count();
    await person.page.clock.runFor(4500);
    await until(
      async () => (await idle()) === 1,
      () => 'not idle',
    );
    assert.equal(await opacity(), '1');
    await person.page.locator('.stage').focus();
    await person.page.clock.runFor(4500);
    await until(
      async () => (await opacity()) === '0',
      () => 'the commands are still there',
    );
    await person.page.mouse.move(200, 200);
    await until(
      async () => (await opacity()) === '1',
      () => 'the commands have not come back',
    );
    await press(person, 'f');
    await until(
      async () => (await fills()) === false,
      () => 'still full screen',
    );
    await person.page.clock.runFor(9000);
    assert.equal(await idle(), 0);
  });
});
