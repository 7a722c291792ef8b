import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The page around the element is bare on purpose. */
const ofThePage = ['landmark-one-main', 'page-has-heading-one', 'region', 'bypass'];

/** What axe objects to, with the places. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .disableRules(ofThePage)
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
