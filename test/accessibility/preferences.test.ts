import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Person, until } from '../support/person.ts';
import { World } from '../support/world.ts';

/** Which elements in sight have something of a style, by their classes. */
const having = (page: Page, condition: string): Promise<readonly string[]> =>
  page.evaluate((source) => {
    const root = document.querySelector('visio-avocat-room')?.shadowRoot;
    const holds = new Function('style', 'element', `return ${source}`);
    return [...(root?.querySelectorAll('*') ?? [])]
      .filter((one) => one.checkVisibility() && holds(getComputedStyle(one), one))
      .map((one) => one.className.toString() || one.localName);
  }, condition);

describe('what a person has set in their system', () => {
  let world: World;
  let person: Person;
  before(async () => {
    world = await World.start();
    person = await world.person('Maître Vasseur');
    const other = await world.person('Zoé Martin');
    await person.enter();
    await other.enter();
    await person.sees('Zoé Martin', { camera: true });
  });
  after(() => world.close());

  it('less motion: nothing moves by itself or on the way to somewhere', async () => {
    const moving = `style.transitionDuration.split(', ').some((one) => parseFloat(one) > 0) || style.animationName !== 'none'`;
    assert.notDeepEqual(await having(person.page, moving), []);
    await person.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.deepEqual(await having(person.page, moving), []);
    await person.page.emulateMedia({ reducedMotion: null });
  });

  it('more contrast: the commands have edges', async () => {
    const edge = () =>
      person.page
        .getByRole('button', { name: 'Messages' })
        .evaluate((one) => getComputedStyle(one).borderTopColor);
    const before = await edge();
    await person.page.emulateMedia({ contrast: 'more' });
    assert.notEqual(await edge(), before);
    assert.equal(await edge(), 'rgb(255, 255, 255)');
    await person.page.emulateMedia({ contrast: null });
  });

  it('colours of their own: what a colour or a clear border said is drawn, and only that', async () => {
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
    await until(
      async () => {
        const { frame, ground, text } = await colours();
        return frame === ground && ground !== text;
      },
      () => 'the frame is drawn',
    );
    const withoutEdge = `element.matches('button') && parseFloat(style.borderTopWidth) === 0`;
    assert.deepEqual(await having(person.page, withoutEdge), []);
    await person.page.emulateMedia({ forcedColors: null });
  });
});
