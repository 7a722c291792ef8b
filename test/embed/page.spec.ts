import type { Page } from 'playwright-core';
import type { Consultation } from '../support/consultation.ts';
import { NAMES } from '../support/names.ts';
import { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { hosted, lobby, SCRIPT, tag } from './support/hosted.ts';

const FALLBACK = 'Appelez le 02 61 91 40 20.';
const withFallback = (consultation: Consultation) => tag(consultation, `<p>${FALLBACK}</p>`);

/** What old libraries did to everybody's objects. */
const PROTOTYPE = `<script>
  Array.prototype.toJSON = function () { return '[' + this.map(String).join(', ') + ']'; };
  String.prototype.toJSON = function () { return '"' + this + '"'; };
  Object.prototype.extend = function (more) { for (var key in more) this[key] = more[key]; return this; };
  Array.prototype.each = function (visit) { for (var i = 0; i < this.length; i++) visit(this[i], i); return this; };
  Array.prototype.contains = function (one) { return this.indexOf(one) >= 0; };
  Array.from = function (list) { var all = []; for (var i = 0; list && i < list.length; i++) all.push(list[i]); return all; };
  Function.prototype.bind = function (context) {
    var method = this, given = Array.prototype.slice.call(arguments, 1);
    return function () { return method.apply(context, given.concat(Array.prototype.slice.call(arguments))); };
  };
  Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
  Element.prototype.show = Element.prototype.hide = function () { return this; };
  window.$ = function (id) { return document.getElementById(id); };
  window.$$ = window.Class = window.Event.observe = window.Hash = function () { throw new Error('not for you'); };
</script>`;

test.describe('a page with globals of another age', () => {
  test('holds a call with sound and picture both ways', async ({ consultation }) => {
    const other = await consultation.person('Karim');
    await other.enter();
    const person = await hosted(consultation, 'Zoé', { head: PROTOTYPE + SCRIPT });
    await lobby(person);
    await person.enter();
    await Promise.all([person.receivesMedia(), other.receivesMedia()]);
    await other.sees('Zoé', { publishing: true, microphone: true });
    await person.press('Quitter');
    await person.inPhase('ended');
    expect(person.console.filter((line) => line.startsWith('page error'))).toEqual([]);
  });
});

test.describe('a page whose style sheets reach for everything', () => {
  const hostile = `<style>
    body * { all: unset; text-transform: uppercase; text-indent: -9999px; white-space: nowrap; font-style: italic; }
    button, input, h1, section, form, video, dialog, visio-avocat-room * { display: none !important; position: fixed !important; }
    *::before, *::after { content: 'x' !important; }
    ::part(none) { display: none !important; }
  </style>`;

  /** Whatever the page could have changed, control by control. */
  const look = (person: Person) =>
    person.page.evaluate(() =>
      [
        ...(document
          .querySelector('visio-avocat-room')
          ?.shadowRoot?.querySelectorAll('h1, button, input, section, form') ?? []),
      ].map((one) => {
        const { display, position, textTransform, textIndent, whiteSpace, fontStyle, fontWeight, minHeight } =
          getComputedStyle(one);
        const { content } = getComputedStyle(one, '::before');
        const visible = one.checkVisibility() && one.getBoundingClientRect().width > 40;
        return [
          one.tagName,
          display,
          position,
          textTransform,
          textIndent,
          whiteSpace,
          fontStyle,
          fontWeight,
          minHeight,
          content,
          visible,
        ];
      }),
    );

  test('does not reach inside, in lobby and call', async ({ consultation }) => {
    const clean = await hosted(consultation, 'Zoé');
    const dirty = await hosted(consultation, 'Léa', { head: hostile + SCRIPT });
    for (const person of [clean, dirty]) await lobby(person);
    const wanted = await look(clean);
    expect(wanted.length).toBeGreaterThan(5);
    expect(await look(dirty)).toEqual(wanted);
    for (const person of [clean, dirty]) await person.enter();
    // Each has a button on their own picture, and one for the other's, once both are there.
    for (const person of [clean, dirty]) {
      await person.until((room) => room.participants.filter(({ camera }) => camera).length === 2);
      await person.page.locator('[part~=control-picture-in-picture]').waitFor();
      await person.page.locator('.mover').waitFor({ state: 'attached' });
    }
    expect((await look(dirty)).filter(([tag]) => tag === 'BUTTON')).toEqual(
      (await look(clean)).filter(([tag]) => tag === 'BUTTON'),
    );
  });
});

test.describe('a sanitizer that strips what it does not know', () => {
  test('leaves a lobby that says whose fault it is, and a script can still set everything', async ({
    consultation,
  }) => {
    const person = await hosted(consultation, 'Zoé', {
      body: '<visio-avocat-room id="visio" class="x"></visio-avocat-room>',
    });
    await lobby(person);
    await person.join();
    await person.page.getByText('Cette salle n’est pas encore reliée au cabinet.').waitFor();
    await person.page.evaluate((room) => {
      const element = document.querySelector('visio-avocat-room');
      if (element) Object.assign(element, { endpoint: '/api/visio', room });
    }, consultation.room);
    await person.join();
    await person.inPhase('connected');
  });

  test('properties that were set before the script has come count', async ({ consultation }) => {
    const early = `<script>document.querySelector('visio-avocat-room').room = '${consultation.room}';
      document.querySelector('visio-avocat-room').endpoint = '/api/visio';</script>`;
    const person = await hosted(consultation, 'Zoé', {
      head: '',
      body: `<visio-avocat-room></visio-avocat-room>${early}${SCRIPT}`,
    });
    await lobby(person);
    await person.enter();
  });
});

test.describe('before and without the script', () => {
  for (const width of [390, 1280]) {
    test(`nothing moves when it upgrades, ${width} pixels wide, with the rule of the documentation`, async ({
      consultation,
    }) => {
      const page = await consultation.page({ viewport: { width, height: 1000 } });
      let deliver: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        deliver = resolve;
      });
      await page.route('**/visio/visio-avocat-room.js', async (route) => {
        await held;
        await route.continue();
      });
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Reflect.set(window, 'shifts', shifts);
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, 'value'));
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const person = await Person.meet(page, 'Zoé');
      consultation.people.push(person);
      await page.route(`${consultation.world.origin}/hote`, (route) =>
        route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: `<!doctype html><html lang="fr"><head><meta name="viewport" content="width=device-width">${SCRIPT}<style>
            visio-avocat-room { min-block-size: 44rem; }
            visio-avocat-room:not(:defined) { display: block; aspect-ratio: 16 / 10; max-block-size: 88dvh; }
            </style></head><body><p>Avant</p>${tag(consultation)}<p id="after">Après</p></body></html>`,
        }),
      );
      await page.goto(`${consultation.world.origin}/hote`, { waitUntil: 'commit' });
      const place = () => page.locator('#after').evaluate((one) => one.getBoundingClientRect().top);
      const before = await place();
      deliver();
      await lobby(person);
      expect(await place()).toBe(before);
      expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toEqual([]);
    });
  }

  test('without JavaScript the words inside the tag are read', async ({ consultation, browserName }) => {
    test.skip(browserName === 'firefox', 'Playwright cannot turn JavaScript off in Firefox');
    const page = await consultation.page({ javaScriptEnabled: false });
    await page.route(`${consultation.world.origin}/hote`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html>${SCRIPT}${withFallback(consultation)}`,
      }),
    );
    await page.goto(`${consultation.world.origin}/hote`);
    await page.getByText(FALLBACK).waitFor();
  });

  test('so they are in a browser without custom elements, and where the script does not arrive', async ({
    consultation,
  }) => {
    for (const prepare of [
      (one: Page) =>
        one.addInitScript(() => Object.defineProperty(window, 'customElements', { value: undefined })),
      (one: Page) => one.route('**/visio/**', (route) => route.abort()),
    ]) {
      const page = await consultation.page();
      await prepare(page);
      await hosted(consultation, 'Zoé', { page, body: withFallback(consultation) });
      await page.waitForLoadState('load');
      await expect(page.getByText(FALLBACK)).toBeVisible();
    }
  });

  test('with it, they give way to the lobby', async ({ consultation }) => {
    const person = await hosted(consultation, 'Zoé', { body: withFallback(consultation) });
    await lobby(person);
    await expect(person.page.getByText(FALLBACK)).toBeHidden();
  });
});

test.describe('a browser that cannot hold a call', () => {
  for (const [what, words, spoil] of [
    [
      'without access to cameras',
      'Ce navigateur ne permet pas la visioconférence.',
      () => Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined }),
    ],
    [
      'on a page that is not secure',
      'Cette page n’est pas sécurisée.',
      () => {
        Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined });
        Object.defineProperty(window, 'isSecureContext', { value: false });
      },
    ],
    [
      'without WebRTC',
      'Ce navigateur ne permet pas la visioconférence.',
      () =>
        Object.defineProperty(window, 'RTCPeerConnection', { get: () => undefined, set: () => undefined }),
    ],
  ] as const) {
    test(`${what}: the person reads what to do`, async ({ consultation }) => {
      const page = await consultation.page();
      await page.addInitScript(NAMES);
      await page.addInitScript(spoil);
      await page.route(`${consultation.world.origin}/hote`, (route) =>
        route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: `<!doctype html><html lang="fr">${SCRIPT}${tag(consultation)}`,
        }),
      );
      await page.goto(`${consultation.world.origin}/hote`);
      await page.getByLabel('Votre nom').fill('Zoé');
      await page.getByRole('button', { name: 'Rejoindre' }).click();
      await page.getByRole('alert').getByText(words).waitFor();
    });
  }
});
