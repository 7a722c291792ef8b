import { readFile } from 'node:fs/promises';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { rollup } from 'rollup';
import { expect, test } from '../support/test.ts';
import { html, openSite, showsLobby } from './support/browser.ts';
import { Scratch } from './support/scratch.ts';

let scratch: Scratch;
test.beforeAll(async () => {
  scratch = await Scratch.install();
  await scratch.write({ 'main.js': "import 'visio-avocat-room/define';\n" });
});
test.afterAll(() => scratch.remove());

test.describe('bundlers', () => {
  test('esbuild: one lit, the call and the SDK in chunks of their own, and a page that works', async ({
    page,
  }) => {
    const { metafile, outputFiles } = await build({
      absWorkingDir: scratch.directory,
      entryPoints: ['main.js'],
      outdir: 'out',
      bundle: true,
      splitting: true,
      format: 'esm',
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.filter((name) => name.endsWith('node_modules/lit-html/lit-html.js'))).toHaveLength(1);
    const first = metafile.outputs['out/main.js'];
    const atOnce = Object.keys(first?.inputs ?? {}).join();
    expect(atOnce).not.toMatch(/consultation-controller|\/sdk\//);
    const files = new Map(
      outputFiles.map(({ path, contents }) => [path.slice(scratch.path('out/').length), contents]),
    );
    await openSite(page, (path) =>
      path === '' ? html('<script type="module" src="main.js"></script>') : files.get(path),
    );
    await showsLobby(page);
  });

  test('Rollup: warns of nothing, and drops the element where only a class is used', async () => {
    const warnings: string[] = [];
    const bundle = async (entry: string) => {
      const made = await rollup({
        input: scratch.path(entry),
        plugins: [nodeResolve({ browser: true })],
        // Megabytes that no bundler changes.
        external: /\/sdk\//,
        onwarn: ({ code = '' }) => warnings.push(code),
      });
      const { output } = await made.generate({ format: 'es' });
      return output;
    };
    const whole = await bundle('main.js');
    expect(whole.some((one) => one.type === 'chunk' && one.isDynamicEntry)).toBe(true);
    expect(whole[0].code).toMatch(/customElements\.define/);
    await scratch.write({
      'part.js': "import { VisioAvocatRoom } from 'visio-avocat-room';\nexport default VisioAvocatRoom;\n",
    });
    const [part] = await bundle('part.js');
    expect(part.code).not.toMatch(/customElements\.define/);
    expect(warnings).toEqual([]);
  });
});

test.describe('script tags, from the installed package', () => {
  const dist = '/node_modules/visio-avocat-room/dist';
  const open = (page: Page, head: string, change?: (path: string, content: Buffer) => string | Buffer) =>
    openSite(page, async (path) => {
      if (path === '') return html(head);
      const content = await readFile(scratch.path(path));
      return change?.(path, content) ?? content;
    });
  const integrity = async () =>
    JSON.parse(await readFile(scratch.installed('dist/integrity.json'), 'utf8')) as Record<string, string>;
  /** The import map that holds every file to its hash, and the tag with its own. */
  const verified = async () => {
    const hashes = await integrity();
    const map = Object.fromEntries(Object.entries(hashes).map(([name, hash]) => [`${dist}/${name}`, hash]));
    return `<script type="importmap">${JSON.stringify({ integrity: map })}</script>
      <script type="module" src="${dist}/visio-avocat-room.js" integrity="${hashes['visio-avocat-room.js']}"></script>`;
  };

  test('a module', async ({ page }) => {
    await open(page, `<script type="module" src="${dist}/visio-avocat-room.js"></script>`);
    await showsLobby(page);
  });

  for (const [what, tag] of [
    ['a classic script', (src: string) => `<script src="${src}"></script>`],
    ['one that waits', (src: string) => `<script defer src="${src}?v=2"></script>`],
    [
      'one that a page would hide behind a name',
      (src: string) => `<img name="currentScript"><script src="${src}"></script>`,
    ],
    [
      'one that another script adds',
      (src: string) =>
        `<script>document.head.append(Object.assign(document.createElement('script'), { src: '${src}' }))</script>`,
    ],
  ] as const) {
    test(`the loader: ${what}`, async ({ page }) => {
      await open(page, tag(`${dist}/visio-avocat-room.loader.js`));
      await showsLobby(page);
      // Those that any Lit leaves, to know of others.
      const known = /^(lit\w*|reactiveElementVersions)$/;
      const added = await page.evaluate(() => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
        frame.remove();
        return Object.getOwnPropertyNames(window).filter((name) => !plain.has(name) && !/^\d+$/.test(name));
      });
      expect(added.filter((name) => !known.test(name))).toEqual([]);
    });
  }

  test('with the hash of each file', async ({ page }) => {
    await open(page, await verified());
    await showsLobby(page);
  });

  test('a changed first file does not run', async ({ page }) => {
    await open(page, await verified(), (path, content) =>
      path.endsWith('dist/visio-avocat-room.js') ? `${content};document.title = 'changed';` : content,
    );
    await page.waitForLoadState('load');
    expect(await page.title()).toBe('Essai');
    expect(await page.evaluate(() => customElements.get('visio-avocat-room') === undefined)).toBe(true);
  });

  test('a changed file that loads later does not run, and the person is told', async ({ page }) => {
    await open(page, await verified(), (path, content) =>
      path.includes('/chunks/') ? `document.title = 'changed';${content}` : content,
    );
    await page.getByLabel('Votre nom').fill('Zoé');
    await page.evaluate(() => document.querySelector('visio-avocat-room')?.setAttribute('endpoint', '/api'));
    await page.getByRole('button', { name: 'Rejoindre' }).click();
    await expect(page.getByText('La salle n’a pas pu se charger.')).toBeVisible();
    expect(await page.title()).toBe('Essai');
  });
});
