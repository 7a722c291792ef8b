import { test as base } from '@playwright/test';
import { Site } from './site.ts';

export { expect } from '@playwright/test';

/** Playwright Test with a site whose pages can start the SDK; a case begins with none open. */
export const test = base.extend<{ site: Site }, { served: Site }>({
  served: [
    async ({ browser }, use) => {
      const site = await Site.open(browser);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  site: async ({ served }, use) => {
    await use(served);
    await served.clear();
  },
});
