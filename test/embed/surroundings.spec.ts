import type { Person } from '../support/person.ts';
import { expect, NO_PREFERENCES, test } from '../support/test.ts';
import { hosted, lobby, SCRIPT, tag } from './support/hosted.ts';

/** What could show a face: pictures of any kind that are laid out, in the element. */
const pictures = (person: Person): Promise<readonly string[]> =>
  person.page.evaluate(() => {
    const root = document.querySelector('visio-avocat-room')?.shadowRoot;
    return [...(root?.querySelectorAll('video, canvas, picture, img') ?? [])]
      .filter((one) => one.getClientRects().length > 0)
      .map((one) => one.localName);
  });

test.describe('a page that is printed', () => {
  test.skip(({ browserName }) => browserName === 'firefox', NO_PREFERENCES);

  test('shows no face, before the call and in it, and goes on afterwards', async ({ consultation }) => {
    const parts = '<style>visio-avocat-room::part(tile-video) { display: block !important }</style>';
    const other = await consultation.person('Karim');
    await other.enter();
    const person = await hosted(consultation, 'Zoé', { head: parts + SCRIPT });
    const { page } = person;
    await lobby(person);
    await person.press('Vérifier ma caméra et mon micro');
    const printed = async () => {
      await expect.poll(async () => (await pictures(person)).length).toBeGreaterThan(0);
      await page.emulateMedia({ media: 'print' });
      const seen = await pictures(person);
      await page.emulateMedia({ media: 'screen' });
      return seen;
    };
    expect(await printed()).toEqual([]);
    await person.enter();
    await person.receivesMedia();
    // What might be drawn on instead of a video.
    await page.evaluate(() =>
      document
        .querySelector('visio-avocat-room')
        ?.shadowRoot?.querySelector('.tile')
        ?.append(document.createElement('canvas')),
    );
    expect(await printed()).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('[part~=tile-name]')).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await expect(page.locator('[part~=tile]')).toBeVisible();
    await person.receivesMedia();
  });
});

for (const [what, css] of [
  ['magnified by zoom', 'zoom: 1.25'],
  ['scaled', 'transform: scale(0.8); transform-origin: 0 0'],
] as const) {
  test.describe(`a page ${what}`, () => {
    test('the self view follows the pointer, and lies in each of its corners off all else', async ({
      consultation,
    }) => {
      const other = await consultation.person('Karim');
      await other.enter();
      const person = await hosted(consultation, 'Zoé', {
        body: `<div style="${css}">${tag(consultation)}</div>`,
      });
      const { page } = person;
      await page.setViewportSize({ width: 1000, height: 800 });
      await lobby(person);
      await person.enter();
      await person.sees('Karim', { camera: true });
      const view = page.locator('[part~=self-view]');
      const place = async (selector: string) => {
        const box = await page.locator(selector).first().boundingBox();
        if (!box) throw new Error(`no ${selector}`);
        return box;
      };
      const middle = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
        x: x + width / 2,
        y: y + height / 2,
      });
      for (const [across, down, corner] of [
        [0.1, 0.2, 'top-start'],
        [0.9, 0.2, 'top-end'],
        [0.1, 0.8, 'bottom-start'],
        [0.9, 0.8, 'bottom-end'],
      ] as const) {
        const stage = await place('[part~=stage]');
        const from = middle(await place('[part~=self-view]'));
        const to = { x: stage.x + stage.width * across, y: stage.y + stage.height * down };
        await page.mouse.move(from.x, from.y);
        await page.mouse.down();
        await page.mouse.move(from.x + 10, from.y + 10);
        await page.mouse.move(to.x, to.y, { steps: 3 });
        const held = middle(await place('[part~=self-view]'));
        expect(Math.hypot(held.x - to.x, held.y - to.y)).toBeLessThan(3);
        await page.mouse.up();
        await expect(view).toHaveClass(new RegExp(corner));
        const own = await place('[part~=self-view]');
        for (const selector of ['[part~=toolbar]', '[part~=badge-encryption]', '.display']) {
          const box = await place(selector);
          const apart =
            own.x + own.width <= box.x + 0.5 ||
            box.x + box.width <= own.x + 0.5 ||
            own.y + own.height <= box.y + 0.5 ||
            box.y + box.height <= own.y + 0.5;
          expect(apart, `${corner}, ${selector}`).toBe(true);
        }
        expect(own.x).toBeGreaterThanOrEqual(stage.x);
        expect(own.x + own.width).toBeLessThanOrEqual(stage.x + stage.width + 0.5);
      }
    });
  });
}
