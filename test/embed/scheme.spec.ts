import type { Person } from '../support/person.ts';
import { expect, NO_PREFERENCES, test } from '../support/test.ts';
import { hosted, lobby, SCRIPT, tag } from './support/hosted.ts';

/** Whether the lobby is light or dark: by its ground, its letters and the browser's own parts of it. */
const schemeOf = (person: Person): Promise<readonly string[]> =>
  person.page.evaluate(() => {
    const room = document.querySelector('visio-avocat-room')?.shadowRoot?.querySelector('.room');
    const probe = document.createElement('i');
    const within = room?.querySelector('.field') ?? document.body;
    within.append(probe);
    probe.style.color = 'CanvasText';
    const { backgroundColor = '', color = '' } = room ? getComputedStyle(room) : {};
    const light = (colour: string) => Math.max(...(colour.match(/\d+/g) ?? []).slice(0, 3).map(Number)) > 128;
    const seen = [light(backgroundColor), !light(color), !light(getComputedStyle(probe).color)];
    probe.remove();
    return [...new Set(seen.map((one) => (one ? 'light' : 'dark')))];
  });

test.describe('the colour scheme of the page around', () => {
  test.skip(({ browserName }) => browserName === 'firefox', NO_PREFERENCES);
  for (const [what, head, dark, light] of [
    ['that says nothing', '', 'light', 'light'],
    ['that is always light', '<style>:root{color-scheme:light}</style>', 'light', 'light'],
    ['that is always dark', '<style>:root{color-scheme:dark}</style>', 'dark', 'dark'],
    ['that follows the system', '<style>:root{color-scheme:light dark}</style>', 'dark', 'light'],
    ['that follows it by a meta tag', '<meta name="color-scheme" content="light dark">', 'dark', 'light'],
    [
      'whose rule is for the element only',
      '<style>visio-avocat-room{color-scheme:dark}</style>',
      'dark',
      'dark',
    ],
    [
      'that is light, around an element set to dark',
      '<script>addEventListener("DOMContentLoaded",()=>document.querySelector("visio-avocat-room").setAttribute("theme","dark"))</script>',
      'dark',
      'dark',
    ],
    [
      'that is dark, around an element set to light',
      '<style>:root{color-scheme:dark}</style><script>addEventListener("DOMContentLoaded",()=>document.querySelector("visio-avocat-room").setAttribute("theme","light"))</script>',
      'light',
      'light',
    ],
  ] as const) {
    test(`${what}: the element is as it`, async ({ consultation }) => {
      const person = await hosted(consultation, 'Zoé', { head: head + SCRIPT, body: tag(consultation) });
      await lobby(person);
      await person.page.emulateMedia({ colorScheme: 'dark' });
      expect(await schemeOf(person)).toEqual([dark]);
      await person.page.emulateMedia({ colorScheme: 'light' });
      expect(await schemeOf(person)).toEqual([light]);
    });
  }
});
