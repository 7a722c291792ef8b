import { type Demo, startDemo } from '../../demo/start.ts';
import { expect, test } from '../support/test.ts';

test.describe('a personal link, on the firm’s page', () => {
  let demo: Demo;
  test.beforeAll(async () => {
    demo = await startDemo({ env: {} });
  });
  test.afterAll(() => demo.close());

  test('leaves the address for a cookie, while nobody can press; what the element took away does not come back', async ({
    consultation,
    browserName,
  }) => {
    const page = await consultation.page();
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const bodies: string[] = [];
    await page.route('**/link', async (route) => {
      bodies.push(route.request().postData() ?? '');
      await held;
      await route.continue();
    });
    await page.goto(`${demo.client}&k=un-secret`);
    const element = page.locator('visio-avocat-room');
    await expect(element).toHaveJSProperty('inert', true);
    await expect.poll(() => page.url()).not.toContain('k=');
    answer();
    await expect(element).toHaveJSProperty('inert', false);
    expect(new URL(page.url()).hash).toBe('');
    const sent = JSON.stringify({ link: new URL(demo.client).hash.replace('#a=', '') });
    // Playwright does not see the body of what Firefox sends.
    expect(bodies).toEqual([browserName === 'firefox' ? '' : sent]);
    expect((await page.context().cookies(demo.client)).map(({ httpOnly }) => httpOnly)).toEqual([true]);
  });

  test('stays until the firm answers, and says that it is tried again', async ({ consultation }) => {
    const page = await consultation.page();
    await page.route('**/link', (route) => route.abort(), { times: 1 });
    await page.goto(demo.client);
    await expect(page.locator('#lien')).toBeVisible();
    expect(page.url()).toBe(demo.client);
    await expect(page.locator('visio-avocat-room')).toHaveJSProperty('inert', false);
    await expect(page.locator('#lien')).toBeHidden();
    expect(new URL(page.url()).hash).toBe('');
  });

  test('that is wrong leads to a page that says what to do', async ({ consultation }) => {
    const page = await consultation.page();
    await page.goto(demo.client.slice(0, -1));
    await expect(page.getByRole('heading', { name: 'Ce lien n’est plus valable' })).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
  });
});
