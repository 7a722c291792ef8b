import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { names, partNames, readManifest } from '../package/support/manifest.ts';
import type { Consultation } from '../support/consultation.ts';
import { Person } from '../support/person.ts';
import { expect, NO_PREFERENCES, test } from '../support/test.ts';

type Scheme = 'light' | 'dark';
const schemes = ['light', 'dark'] as const;

interface Theme {
  readonly name: string;
  /** The main button's background and text. */
  readonly accent: Readonly<Record<Scheme, readonly [string, string]>>;
  readonly surface: Readonly<Record<Scheme, string>>;
  readonly stage: string;
  /** How thick the ring around what has the focus is. */
  readonly ring: string;
  /** What else is claimed, in both schemes: part, property, value. */
  readonly claims: readonly (readonly [part: string, property: string, value: string])[];
  /** In the call. */
  readonly leave: string;
  /** Least contrast of text. */
  readonly contrast: number;
}

const themes: readonly Theme[] = [
  {
    name: 'etude-castellane',
    accent: {
      light: ['rgb(29, 74, 56)', 'rgb(253, 249, 238)'],
      dark: ['rgb(169, 207, 182)', 'rgb(15, 36, 25)'],
    },
    surface: { light: 'rgb(253, 249, 238)', dark: 'rgb(22, 35, 29)' },
    stage: 'rgb(20, 35, 27)',
    ring: '2px',
    claims: [
      ['preview', 'borderTopLeftRadius', '0px'],
      ['primary-button', 'borderTopLeftRadius', '0px'],
      ['primary-button', 'fontVariantCaps', 'small-caps'],
      ['lobby', 'fontFamily', '"Hoefler Text", Baskerville'],
      ['form', 'rowGap', '24px'],
    ],
    leave: 'rgb(138, 34, 51)',
    contrast: 4.5,
  },
  {
    name: 'collectif-nord',
    accent: {
      light: ['rgb(36, 49, 224)', 'rgb(255, 255, 255)'],
      dark: ['rgb(217, 255, 71)', 'rgb(23, 24, 43)'],
    },
    surface: { light: 'rgb(255, 255, 255)', dark: 'rgb(30, 29, 48)' },
    stage: 'rgb(18, 14, 77)',
    ring: '4px',
    claims: [
      ['preview', 'borderTopLeftRadius', '28px'],
      ['primary-button', 'borderTopLeftRadius', '999px'],
      ['primary-button', 'fontWeight', '800'],
      ['lobby', 'fontFamily', '"Avenir Next"'],
      ['form', 'rowGap', '12px'],
    ],
    leave: 'rgb(193, 16, 61)',
    contrast: 4.5,
  },
  {
    name: 'haute-lisibilite',
    accent: {
      light: ['rgb(0, 41, 122)', 'rgb(255, 255, 255)'],
      dark: ['rgb(255, 224, 74)', 'rgb(0, 0, 0)'],
    },
    surface: { light: 'rgb(255, 255, 255)', dark: 'rgb(0, 0, 0)' },
    stage: 'rgb(0, 0, 0)',
    ring: '6px',
    claims: [
      ['field', 'fontSize', '20px'],
      ['primary-button', 'fontSize', '27.5px'],
      ['primary-button', 'textDecorationLine', 'underline'],
      ['control', 'textDecorationLine', 'underline'],
      ['control', 'borderTopWidth', '3px'],
      ['lobby', 'fontFamily', '"Atkinson Hyperlegible"'],
    ],
    leave: 'rgb(138, 0, 16)',
    contrast: 7,
  },
];

const manifest = readManifest();
const people = themes.map(({ name }, index) => ({ id: name, role: index === 0 ? 'host' : 'guest' }) as const);

test.use({ appointment: { title: 'Premier entretien', open: false, people } });

/** Somebody on the page of a theme, after their personal link, under the site's own policy. */
async function visit(consultation: Consultation, { name }: Theme, who: string): Promise<Person> {
  const page = await consultation.page();
  const person = await Person.meet(page, who);
  consultation.people.push(person);
  const { origin, access } = consultation.world;
  // The page names a room; each case has another one.
  await page.route(`${origin}/themes/${name}`, async (route) => {
    const answer = await route.fetch();
    const parts = (await answer.text()).split('room="rdv-4821"');
    expect(parts).toHaveLength(2);
    const own = `room="${consultation.room}" sdk="${consultation.build}"`;
    await route.fulfill({ response: answer, body: parts.join(own) });
  });
  await page.goto(await access.link(consultation.room, name));
  await page.goto(`${origin}/themes/${name}`);
  await page.locator('[part~=lobby]').waitFor();
  return person;
}

/** A computed value of the first shown part of that name. */
const computed = (page: Page, part: string, property: string) =>
  page
    .locator(`[part~=${part}]`)
    .first()
    .evaluate((one, key) => String(Reflect.get(getComputedStyle(one), key)), property);

/** What axe objects to, with the places; only what style sheets answer for, when `looks` is set. */
async function objections(page: Page, { contrast }: Theme, looks = false): Promise<string[]> {
  const ofContrast = contrast === 7 ? 'color-contrast-enhanced' : 'color-contrast';
  const rules = { [ofContrast]: { enabled: true }, 'target-size': { enabled: true } };
  const { violations, passes } = await new AxeBuilder({ page })
    .options(looks ? { runOnly: Object.keys(rules) } : { rules })
    .analyze();
  const looked = passes.some(({ id }) => id === ofContrast);
  return [
    ...violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    ),
    ...(looked ? [] : ['contrast was not looked at']),
  ];
}

/** WCAG's contrast ratio of two opaque colours. */
function ratio(...colours: readonly string[]): number {
  const [light = 0, dark = 0] = colours
    .map((colour) => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? [])
        .map((number) => Number(number) / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

const sheetOf = async ({ name }: Theme) =>
  (await readFile(join(import.meta.dirname, `../../demo/firm-site/themes/${name}.css`), 'utf8')).replace(
    /\/\*.*?\*\//gs,
    '',
  );

for (const theme of themes) {
  test.describe(`the theme ${theme.name}`, () => {
    test('has no selector but the tag, its parts, states and slots, and classes of the page', async () => {
      const css = await sheetOf(theme);
      expect(css).not.toMatch(/!\s*important|@import|url\(/);
      const selectors = [...css.matchAll(/([^{};]+)\{/g)]
        .map(([, selector = '']) => selector.trim())
        .filter((selector) => !selector.startsWith('@media'));
      expect(selectors.length).toBeGreaterThan(20);
      const allowed =
        /visio-avocat-room|::part\([a-z -]+\)|:state\([a-z]+\)|\[slot="[a-z-]+"\]|\.[a-z-]+|:(?:is|has|not|defined|hover|focus|focus-visible)(?![a-z-])/g;
      for (const selector of selectors)
        expect(selector.replace(allowed, ''), selector).toMatch(/^[\s(),>]*$/);
    });

    test('names only parts, states and custom properties that there are', async () => {
      const css = await sheetOf(theme);
      const all = (pattern: RegExp) => [...css.matchAll(pattern)].flatMap(([, list = '']) => list.split(' '));
      const parts = partNames(manifest);
      const states = new Set(
        (manifest.cssStates ?? []).flatMap(({ name, description = '' }) => [
          name,
          ...[...description.matchAll(/`([\w-]+)`/g)].map(([, other]) => other),
        ]),
      );
      const properties = new Set(names(manifest.cssProperties));
      expect(all(/::part\(([^)]+)\)/g).filter((part) => !parts.has(part))).toEqual([]);
      expect(all(/:state\(([^)]+)\)/g).filter((state) => !states.has(state))).toEqual([]);
      expect(all(/(--visio-[\w-]+):/g).filter((property) => !properties.has(property))).toEqual([]);
    });

    test('is what it claims to be, in light and in dark', async ({ consultation, browserName }) => {
      test.skip(browserName === 'firefox', NO_PREFERENCES);
      const person = await visit(consultation, theme, 'Zoé');
      const { page } = person;
      const field = page.getByLabel('Votre nom');
      await field.focus();
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme });
        const [background, colour] = theme.accent[scheme];
        expect(await computed(page, 'primary-button', 'backgroundColor')).toBe(background);
        expect(await computed(page, 'primary-button', 'color')).toBe(colour);
        expect(ratio(background, colour)).toBeGreaterThanOrEqual(theme.contrast);
        expect(await computed(page, 'preview', 'backgroundColor')).toBe(theme.stage);
        const around = await page
          .locator('[part~=lobby]')
          .evaluate((one) => getComputedStyle(one.parentElement ?? one).backgroundColor);
        expect(around).toBe(theme.surface[scheme]);
        expect(await field.evaluate((one) => getComputedStyle(one).outlineWidth)).toBe(theme.ring);
        for (const [part, property, value] of theme.claims) {
          const actual = await computed(page, part, property);
          expect(actual.slice(0, value.length), `${part}: ${property}`).toBe(value);
        }
      }
      expect(person.console).toEqual([]);
    });

    test('gives axe nothing to object to in the lobby, and fits 320, 768 and 1280 pixels', async ({
      consultation,
      browserName,
    }) => {
      test.skip(browserName === 'firefox', NO_PREFERENCES);
      const person = await visit(consultation, theme, 'Zoé');
      const { page } = person;
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        for (const width of [320, 768, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          const widest = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(widest).toBeLessThanOrEqual(width);
          expect(await objections(page, theme), `${colorScheme}, ${width}`).toEqual([]);
        }
      }
    });
  });
}

test.describe('three people on the pages of three firms', () => {
  test('are in one call, each in their own colours, with words that can be read', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', NO_PREFERENCES);
    const guests: (readonly [Theme, Person])[] = [];
    for (const [index, theme] of themes.entries()) {
      const person = await visit(consultation, theme, `Personne ${index + 1}`);
      await person.enter();
      guests.push([theme, person]);
    }
    const everybody = guests.map(([, person]) => person);
    for (const guest of everybody) {
      for (const other of everybody) if (other !== guest) await guest.sees(other.name, { camera: true });
    }
    await Promise.all(everybody.map((guest) => guest.receivesMedia()));
    for (const [theme, person] of guests) {
      const { page } = person;
      await person.press('Micro');
      await page.locator('[part~=control-microphone][aria-pressed=false]').waitFor();
      await person.press(/^Messages/);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        expect(await computed(page, 'stage', 'backgroundColor')).toBe(theme.stage);
        expect(await computed(page, 'control-leave', 'backgroundColor')).toBe(theme.leave);
        for (const control of await page.locator('[part~=toolbar] [part~=control]').all()) {
          const [part, background, colour] = await control.evaluate((one) => {
            const { backgroundColor, color } = getComputedStyle(one);
            return [one.part.value, backgroundColor, color] as const;
          });
          const ground = background === 'rgba(0, 0, 0, 0)' ? theme.stage : background;
          expect(ratio(ground, colour), `${part}: ${colour} on ${ground}`).toBeGreaterThanOrEqual(
            theme.contrast,
          );
        }
        expect(await objections(page, theme, true), `${theme.name}, ${colorScheme}`).toEqual([]);
      }
    }
  });
});
