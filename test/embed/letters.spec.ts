import type { Page } from 'playwright-core';
import { expect, NO_PREFERENCES, test } from '../support/test.ts';
import { hosted, lobby, SCRIPT, tag } from './support/hosted.ts';

/** The sizes of the letters that can be read in the element, the smallest first. */
const sizes = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => {
    const root = document.querySelector('visio-avocat-room')?.shadowRoot;
    const read = [...(root?.querySelectorAll('*') ?? [])].filter(
      (one) =>
        one.checkVisibility() &&
        !one.closest('.hidden') &&
        [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    );
    return [...new Set(read.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)))].sort(
      (one, other) => one - other,
    );
  });

/** As a person who has set larger letters in their browser. */
async function enlarge(page: Page, size: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: size } });
}

test.describe('letters', () => {
  test.skip(({ browserName }) => browserName === 'firefox', NO_PREFERENCES);
  for (const [what, css, base, enlarged] of [
    ['a page that says nothing', '', 16, 24],
    ['a page whose root is 62.5 %', 'html{font-size:62.5%}', 14, 21],
    [
      'a page whose root is 62.5 %, and its body as before',
      'html{font-size:62.5%}body{font-size:1.6rem}',
      16,
      24,
    ],
    ['a page whose root is in pixels', 'html{font-size:10px}', 14, 21],
    ['a page with large letters', 'body{font-size:125%}', 20, 30],
    ['a page with lines and letters for everything', '*{line-height:3;font-size:11px}', 14, 21],
    ['a page that sets the token', 'visio-avocat-room{--visio-font-size:18px}', 18, 21],
    ['a page that sets it too small', 'visio-avocat-room{--visio-font-size:8px}', 14, 21],
  ] as const) {
    test(`of ${what}: readable, and larger for a person who wants them so`, async ({ consultation }) => {
      const person = await hosted(consultation, 'Zoé', {
        head: `<style>${css}</style>${SCRIPT}`,
        body: tag(consultation),
      });
      await lobby(person);
      const { page } = person;
      const all = await sizes(page);
      expect(all).toContain(base);
      expect(all[0]).toBeGreaterThanOrEqual(base * 0.74);
      const title = page.getByRole('heading', { name: 'Votre rendez‑vous en visio' });
      const sizeOf = () => title.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
      expect(await sizeOf()).toBeCloseTo(base * 1.375, 1);
      await enlarge(page, 24);
      await page.reload();
      await lobby(person);
      await expect.poll(sizeOf).toBeCloseTo(enlarged * 1.375, 1);
      await person.enter();
      await page.locator('[part~=control-leave]').waitFor();
      expect((await sizes(page))[0]).toBeGreaterThanOrEqual(enlarged * 0.74);
    });
  }
});
