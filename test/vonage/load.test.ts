import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { SdkName } from '../../src/vonage/load.ts';
import { Site } from './support/site.ts';

let site: Site;
before(async () => {
  site = await Site.open();
});
afterEach(() => {
  site.cuts = () => false;
});
after(() => site.close());

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

const open = async (importMap?: object) => {
  const page = await site.page({ module: '/load.js', ...(importMap ? { importMap } : {}) });
  site.asked.length = 0;
  return page;
};
const asked = () =>
  site.asked.filter((one) => one.includes('/sdk/')).map((one) => one.replace('GET /sdk/', ''));

describe('loading the SDK', () => {
  for (const name of ['video-client', 'client-sdk-video'] as const) {
    it(`fetches ${name} once, and runs nothing of it`, async () => {
      const page = await open();
      assert.equal(await load(page, name), 'function');
      assert.equal(await load(page, name), 'function');
      assert.deepEqual(asked(), [`${name}.js`]);
      assert.equal(await page.evaluate(() => 'OT' in window || localStorage.length > 0), false);
    });

    it(`says when ${name} cannot be fetched, and tries again when asked`, async () => {
      const page = await open();
      site.cuts = (url) => url.startsWith('/sdk/');
      assert.equal(await load(page, name), 'sdk-unreachable');
      assert.equal(await load(page, name), 'sdk-unreachable');
      site.cuts = () => false;
      assert.equal(await load(page, name), 'function');
    });
  }

  it('gets around a browser that remembers a failure', async () => {
    const page = await open();
    // What such a browser does is this, seen from outside: the address never works again.
    site.cuts = (url) => url === '/sdk/video-client.js';
    assert.equal(await load(page, 'video-client'), 'sdk-unreachable');
    assert.equal(await load(page, 'video-client'), 'function');
    assert.equal(asked().at(-1), 'video-client.js?retry=1');
  });

  it('never gets around a hash that the page demands', async () => {
    const page = await open({ integrity: { '/sdk/video-client.js': `sha384-${'A'.repeat(64)}` } });
    assert.equal(await load(page, 'video-client'), 'sdk-unreachable');
    assert.equal(await load(page, 'video-client'), 'sdk-unreachable');
    assert.ok(asked().length > 0);
    assert.deepEqual(
      asked().filter((one) => one !== 'video-client.js'),
      [],
    );
  });
});
