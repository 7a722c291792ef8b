import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from '../../support/test.ts';

/** The states in a tree, from top to bottom. */
const statesIn = (tree: string) =>
  tree.match(/\[(?:active|checked|disabled|expanded|invalid|pressed|selected)[^\]]*\]/g) ?? [];

/**
 * Waits until assistive technology is told what was recorded for a scene: some of it comes a moment later. What the
 * live regions beside the view have said depends on the way there, and is tested where it is said.
 */
export async function expectRecordedTree(page: Page, scene: string): Promise<void> {
  const view = page.locator('visio-avocat-room .room > :first-child');
  await expect(view).toMatchAriaSnapshot({ name: `${scene}.aria.yml` });
  // A snapshot leaves open the states that it does not name: one that is not pressed would match one that is.
  const recorded = await readFile(join(import.meta.dirname, `../trees/${scene}.aria.yml`), 'utf8');
  await expect
    .poll(async () => statesIn(await view.ariaSnapshot()), 'states in the tree')
    .toEqual(statesIn(recorded));
}
