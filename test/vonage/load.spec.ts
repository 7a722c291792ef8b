import type { Page } from 'playwright-core';
import type { SdkName } from '../../src/vonage/load.ts';
import type { Site } from './support/site.ts';
import { expect, test } from './support/test.ts';

/** Loads a build as the element does; the answer is what came, or the error's code. */
const load = (page: Page, name: SdkName) =>
  page.evaluate(async (build) => {
    const path = '/load.js';
    const { loadSdk }: typeof import('../../src/vonage/load.ts') = await import(path);
    return loadSdk(build).then(
      (evaluate) => typeof evaluate,
      (error) => String(error.code),
    );
  }, name);

const open = async (site: Site, importMap?: object) => {
  const page = await site.page({ module: '/load.js', ...(importMap ? { importMap } : {}) });
  site.asked.length = 0;
  return page;
};
const asked = (site: Site) =>
  site.asked.filter((one) => one.includes('/sdk/')).map((one) => one.replace('GET /sdk/', ''));

test.describe('loading the SDK', () => {
  for (const name of ['video-client', 'client-sdk-video'] as const) {
    test(`fetches ${name} once, and runs nothing of it`, async ({ site }) => {
      const page = await open(site);
      expect(await load(page, name)).toBe('function');
      expect(await load(page, name)).toBe('function');
      expect(asked(site)).toEqual([`${name}.js`]);
      expect(await page.evaluate(() => 'OT' in window || localStorage.length > 0)).toBe(false);
    });

    test(`says when ${name} cannot be fetched, and tries again when asked`, async ({ site }) => {
      const page = await open(site);
      site.cuts = (url) => url.startsWith('/sdk/');
      expect(await load(page, name)).toBe('sdk-unreachable');
      expect(await load(page, name)).toBe('sdk-unreachable');
      site.cuts = () => false;
      expect(await load(page, name)).toBe('function');
    });
  }

  test('gets around a browser that remembers a failure', async ({ site }) => {
    const page = await open(site);
    // What such a browser does is this, seen from outside: the address never works again.
    site.cuts = (url) => url === '/sdk/video-client.js';
    expect(await load(page, 'video-client')).toBe('sdk-unreachable');
    expect(await load(page, 'video-client')).toBe('function');
    expect(asked(site).at(-1)).toBe('video-client.js?retry=1');
  });

  test('never gets around a hash that the page demands', async ({ site }) => {
    const page = await open(site, { integrity: { '/sdk/video-client.js': `sha384-${'A'.repeat(64)}` } });
    expect(await load(page, 'video-client')).toBe('sdk-unreachable');
    expect(await load(page, 'video-client')).toBe('sdk-unreachable');
    expect(asked(site)).not.toEqual([]);
    expect(asked(site).filter((one) => one !== 'video-client.js')).toEqual([]);
  });
});
