import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Person } from '../support/person.ts';
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
    // The frame of who speaks is clear on everybody else: forced colours would draw it on all.
    const frame = () =>
      person.page.locator('.tile').evaluate((tile) => getComputedStyle(tile, '::after').borderTopColor);
    const ground = await person.page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<i style="color:Canvas"></i>');
      const colour = getComputedStyle(document.body.lastElementChild ?? document.body).color;
      document.body.lastElementChild?.remove();
      return colour;
    });
    await person.until((room) => room.participants.every(({ self, speaking }) => self || !speaking));
    assert.equal(await frame(), ground);
    const withoutEdge = `element.matches('button') && parseFloat(style.borderTopWidth) === 0`;
    assert.deepEqual(await having(person.page, withoutEdge), []);
    await person.page.emulateMedia({ forcedColors: null });
  });
});
