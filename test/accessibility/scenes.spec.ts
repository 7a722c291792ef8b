import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { names, readManifest } from '../package/support/manifest.ts';
import { until } from '../support/person.ts';
import { lengthen } from '../support/pseudo.ts';
import { rooms, scenesIn } from '../support/scenes.ts';
import { World } from '../support/world.ts';
import { contrastFaults, focusFaults, hoverFaults, overflowFaults, targetFaults } from './support/inspect.ts';
import { recordedTree, treeOf } from './support/trees.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** The page around the element is bare on purpose. */
const ofThePage = ['landmark-one-main', 'page-has-heading-one', 'region', 'bypass'];
/** More of the same people: what they show is in other scenes. */
const left = ['call-3', 'call-4'];

async function axeFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate(async (without) => {
    const axe = Reflect.get(window, 'axe') as { run(options: object): Promise<AxeResults> };
    const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
    return axe.run({ rules, resultTypes: ['violations'] });
  }, ofThePage);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

async function at(page: Page, width: number, letters = '100%'): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate((size) => {
    document.documentElement.style.fontSize = size;
    // Two frames: one to lay out, one to paint.
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, letters);
}

/** Waits until assistive technology is told what was recorded: some of it comes a moment later. */
async function looksAsRecorded(scene: string, page: Page): Promise<void> {
  let tree = await treeOf(page);
  const recorded = recordedTree(scene, tree);
  await until(
    async () => {
      tree = await treeOf(page);
      return tree === recorded;
    },
    () => scene,
    5000,
  ).catch(() => assert.equal(tree, recorded));
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
  await page.addScriptTag({ path: axePath });
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, so that nothing is measured half-way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await at(page, 1280);
    faults[`axe, ${colorScheme}`] = await axeFaults(page);
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

const parts = names(readManifest().cssParts);

/** Those parts in sight that a sheet in the page reaches. */
async function partsReached(page: Page): Promise<readonly string[]> {
  const rules = parts.map((part) => `visio-avocat-room::part(${part}) { --reached-${part}: yes }`);
  await page.addStyleTag({ content: rules.join('\n') });
  return page.evaluate(() => {
    const shadow = document.querySelector('visio-avocat-room')?.shadowRoot;
    return [...(shadow?.querySelectorAll('[part]') ?? [])].flatMap((one) =>
      [...one.part].filter((part) => getComputedStyle(one).getPropertyValue(`--reached-${part}`) === 'yes'),
    );
  });
}

describe('everything that the element shows', () => {
  const reached = new Set<string>();
  let world: World;
  before(async () => {
    world = await World.start(rooms);
  });
  after(() => world.close());

  // The scenes need a world, their names do not.
  for (const [index, [name]] of scenesIn(null as never).entries()) {
    if (left.includes(name)) continue;
    it(name, async () => {
      try {
        const people = [await scenesIn(world)[index]?.[1]()].flat();
        const page = people[0]?.page;
        assert.ok(page);
        await looksAsRecorded(name, page);
        for (const part of await partsReached(page)) reached.add(part);
        assert.deepEqual(await faultsOf(page), {});
      } finally {
        await world.clear();
        world.service.control.allowResume(true);
      }
    });
  }

  it('has each part in one scene or another, for a sheet in the page', () => {
    assert.deepEqual(
      parts.filter((part) => !reached.has(part)),
      [],
    );
  });
});
