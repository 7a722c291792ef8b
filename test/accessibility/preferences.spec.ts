import type { Page } from 'playwright-core';
import type { Consultation } from '../support/consultation.ts';
import type { Person } from '../support/person.ts';
import { expect, NO_PREFERENCES, test } from '../support/test.ts';

/** Which elements in sight have something of a style, by their classes. */
const having = (page: Page, condition: string): Promise<readonly string[]> =>
  page.evaluate((source) => {
    const root = document.querySelector('visio-avocat-room')?.shadowRoot;
    const holds = new Function('style', 'element', `return ${source}`);
    return [...(root?.querySelectorAll('*') ?? [])]
      .filter((one) => one.checkVisibility() && holds(getComputedStyle(one), one))
      .map((one) => one.className.toString() || one.localName);
  }, condition);

test.describe('what a person has set in their system', () => {
  let consultation: Consultation;
  let person: Person;
  test.beforeAll(async ({ world }) => {
    consultation = world.consultation();
    [person] = await consultation.pair();
  });
  test.afterAll(() => consultation?.close());
  test.skip(({ browserName }) => browserName === 'firefox', NO_PREFERENCES);

  test('less motion: nothing moves by itself or on the way to somewhere', async () => {
    const moving = `style.transitionDuration.split(', ').some((one) => parseFloat(one) > 0) || style.animationName !== 'none'`;
    expect(await having(person.page, moving)).not.toEqual([]);
    await person.page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await having(person.page, moving)).toEqual([]);
    await person.page.emulateMedia({ reducedMotion: null });
  });

  test('more contrast: the commands have edges', async () => {
    const edge = () =>
      person.page
        .getByRole('button', { name: 'Messages' })
        .evaluate((one) => getComputedStyle(one).borderTopColor);
    const before = await edge();
    await person.page.emulateMedia({ contrast: 'more' });
    expect(await edge()).not.toBe(before);
    expect(await edge()).toBe('rgb(255, 255, 255)');
    await person.page.emulateMedia({ contrast: null });
  });

  test('colours of their own: what a colour or a clear border said is drawn, and only that', async () => {
    await person.page.emulateMedia({ forcedColors: 'active' });
    // Clear borders would be drawn: the frame of who speaks on everybody, and on the only other one.
    const colours = () =>
      person.page.locator('.tile').evaluate((tile) => {
        const probe = document.createElement('i');
        tile.append(probe);
        const [ground, text] = ['Canvas', 'CanvasText'].map((name) => {
          probe.style.color = name;
          return getComputedStyle(probe).color;
        });
        probe.remove();
        return { frame: getComputedStyle(tile, '::after').borderTopColor, ground, text };
      });
    // One colour changes into another; the frame must not end as what forced colours make of a clear one.
    await expect
      .poll(async () => {
        const { frame, ground, text } = await colours();
        return frame === ground && ground !== text;
      })
      .toBe(true);
    const withoutEdge = `element.matches('button') && parseFloat(style.borderTopWidth) === 0`;
    expect(await having(person.page, withoutEdge)).toEqual([]);
    await person.page.emulateMedia({ forcedColors: null });
  });
});
