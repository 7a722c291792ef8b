import type { Page } from 'playwright-core';
import { pictureNames } from '../../src/i18n/fr/pictures.ts';
import { names, readManifest } from '../package/support/manifest.ts';
import { partsByScene } from '../support/parts.ts';
import { lengthen } from '../support/pseudo.ts';
import { appointmentOf, scenes } from '../support/scenes.ts';
import { Stage } from '../support/stage.ts';
import { expect, NO_PREFERENCES, test } from '../support/test.ts';
import { axeFaults } from './support/axe.ts';
import { contrastFaults, focusFaults, hoverFaults, overflowFaults, targetFaults } from './support/inspect.ts';
import { expectRecordedTree } from './support/trees.ts';

/** More of the same people: what they show is in other scenes. */
const left = ['call-3', 'call-4'];

async function at(page: Page, width: number, letters = '100%'): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate((size) => {
    document.documentElement.style.fontSize = size;
    // Two frames: one to lay out, one to paint.
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, letters);
}

/** The page sets its text as wide as WCAG 1.4.12 asks to bear. */
async function spaceOut(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { style } = document.body;
    Object.assign(style, { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' });
  });
}

/** All that is wrong in both schemes, at three widths, with large letters and with long words. */
async function faultsOf(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  const faults: Record<string, readonly string[]> = {};
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, so that nothing is measured half-way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await at(page, 1280);
    // What axe looks at besides contrasts is the same in both.
    if (colorScheme === 'light') faults.axe = await axeFaults(page);
    faults[`contrast, ${colorScheme}`] = await contrastFaults(page);
    // The pointer takes its time: once is enough, as what it changes is mixed from the scheme's own colours.
    if (colorScheme === 'light') faults['under the pointer'] = await hoverFaults(page);
    faults[`focus, ${colorScheme}`] = await focusFaults(page);
  }
  for (const [width, letters] of [
    [1280, '100%'],
    [1280, '200%'],
    [768, '100%'],
    [320, '100%'],
  ] as const) {
    await at(page, width, letters);
    faults[`fit, ${width}, ${letters}`] = await overflowFaults(page);
    faults[`targets, ${width}, ${letters}`] = await targetFaults(page);
  }
  await spaceOut(page);
  await at(page, 320);
  faults['words spaced out, 320'] = await overflowFaults(page);
  await page.evaluate(() => document.body.removeAttribute('style'));
  await lengthen(page);
  for (const width of [320, 768, 1280]) {
    await at(page, width);
    faults[`longer words, ${width}`] = await overflowFaults(page);
  }
  return Object.fromEntries(Object.entries(faults).filter(([, found]) => found.length > 0));
}

/** Which of these parts a sheet in the page does not reach. */
async function partsOutOfReach(page: Page, parts: readonly string[]): Promise<readonly string[]> {
  if (parts.length === 0) return [];
  const rules = parts.map((part) => `visio-avocat-room::part(${part}) { --reached-${part}: yes }`);
  await page.addStyleTag({ content: rules.join('\n') });
  return page.evaluate((wanted) => {
    const shadow = document.querySelector('visio-avocat-room')?.shadowRoot;
    return wanted.filter((part) => {
      const found = [...(shadow?.querySelectorAll(`[part~=${part}]`) ?? [])];
      return !found.some((one) => getComputedStyle(one).getPropertyValue(`--reached-${part}`) === 'yes');
    });
  }, parts);
}

test.describe('everything that the element shows', () => {
  for (const scene of scenes) {
    const [name, play] = scene;
    if (left.includes(name)) continue;
    test.describe(() => {
      test.use({ appointment: appointmentOf(scene) });
      test(name, async ({ consultation, browserName }) => {
        test.skip(browserName === 'firefox', NO_PREFERENCES);
        const { page } = await play(new Stage(consultation));
        await expectRecordedTree(page, name);
        const pictures = await page.locator('.pictures li').allInnerTexts();
        expect(pictures.filter((picture) => !pictureNames.includes(picture))).toEqual([]);
        expect(await partsOutOfReach(page, partsByScene[name] ?? [])).toEqual([]);
        expect(await faultsOf(page)).toEqual({});
      });
    });
  }

  test('has each part in one scene or another', () => {
    const played = scenes.map(([name]) => name).filter((name) => !left.includes(name));
    expect([...new Set(played.flatMap((name) => partsByScene[name] ?? []))].sort()).toEqual(
      names(readManifest().cssParts).sort(),
    );
  });
});
