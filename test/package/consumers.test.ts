import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { rollup } from 'rollup';
import { html, launch, ORIGIN, showsLobby, sitePage } from './support/browser.ts';
import { Scratch } from './support/scratch.ts';

let scratch: Scratch;
let browser: Browser;
before(async () => {
  [scratch, browser] = await Promise.all([Scratch.install(), launch()]);
  await scratch.write({ 'main.js': "import 'visio-avocat-room/define';\n" });
});
after(async () => {
  await browser.close();
  await scratch.remove();
});

describe('bundlers', () => {
  it('esbuild: one lit, the call and the SDK in chunks of their own, and a page that works', async () => {
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
    assert.equal(inputs.filter((name) => name.endsWith('node_modules/lit-html/lit-html.js')).length, 1);
    const first = metafile.outputs['out/main.js'];
    const atOnce = Object.keys(first?.inputs ?? {}).join();
    assert.doesNotMatch(atOnce, /engine|\/sdk\//);
    const files = new Map(
      outputFiles.map(({ path, contents }) => [path.slice(scratch.path('out/').length), contents]),
    );
    const page = await sitePage(browser, (path) =>
      path === '' ? html('<script type="module" src="main.js"></script>') : files.get(path),
    );
    await page.goto(`${ORIGIN}/`);
    await showsLobby(page);
    await page.close();
  });

  it('Rollup: warns of nothing, and drops the element where only a class is used', async () => {
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
    assert.ok(whole.some((one) => one.type === 'chunk' && one.isDynamicEntry));
    assert.match(whole[0].code, /customElements\.define/);
    await scratch.write({
      'part.js': "import { VisioAvocatRoom } from 'visio-avocat-room';\nexport default VisioAvocatRoom;\n",
    });
    const [part] = await bundle('part.js');
    assert.doesNotMatch(part.code, /customElements\.define/);
    assert.deepEqual(warnings, []);
  });
});

describe('script tags, from the installed package', () => {
  const dist = '/node_modules/visio-avocat-room/dist';
  const open = async (head: string, change?: (path: string, content: Buffer) => string | Buffer) => {
    const page = await sitePage(browser, async (path) => {
      if (path === '') return html(head);
      const content = await readFile(scratch.path(path));
      return change?.(path, content) ?? content;
    });
    await page.goto(`${ORIGIN}/`);
    return page;
  };
  const integrity = async () =>
    JSON.parse(await readFile(scratch.installed('dist/integrity.json'), 'utf8')) as Record<string, string>;
  /** The import map that holds every file to its hash, and the tag with its own. */
  const verified = async () => {
    const hashes = await integrity();
    const map = Object.fromEntries(Object.entries(hashes).map(([name, hash]) => [`${dist}/${name}`, hash]));
    return `<script type="importmap">${JSON.stringify({ integrity: map })}</script>
      <script type="module" src="${dist}/visio-avocat-room.js" integrity="${hashes['visio-avocat-room.js']}"></script>`;
  };

  it('a module', async () => {
    const page = await open(`<script type="module" src="${dist}/visio-avocat-room.js"></script>`);
    await showsLobby(page);
    await page.close();
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
    it(`the loader: ${what}`, async () => {
      const page = await open(tag(`${dist}/visio-avocat-room.loader.js`));
      await showsLobby(page);
      // Those that any Lit leaves, to know of others.
      const known = /^(lit\w*|reactiveElementVersions)$/;
      const added = await page.evaluate(() => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
        frame.remove();
        return Object.getOwnPropertyNames(window).filter((name) => !plain.has(name) && !/^\d+$/.test(name));
      });
      assert.deepEqual(
        added.filter((name) => !known.test(name)),
        [],
      );
      await page.close();
    });
  }

  it('with the hash of each file', async () => {
    const page = await open(await verified());
    await showsLobby(page);
    await page.close();
  });

  it('a changed file does not run: neither the first one', async () => {
    const page = await open(await verified(), (path, content) =>
      path.endsWith('dist/visio-avocat-room.js') ? `${content};document.title = 'changed';` : content,
    );
    await page.waitForLoadState('load');
    assert.equal(await page.title(), 'Essai');
    assert.equal(await page.evaluate(() => customElements.get('visio-avocat-room') === undefined), true);
    await page.close();
  });

  it('nor one that loads later, and the person is told', async () => {
    const page = await open(await verified(), (path, content) =>
      path.includes('/chunks/') ? `document.title = 'changed';${content}` : content,
    );
    await page.getByLabel('Votre nom').fill('Zoé');
    await page.evaluate(() => document.querySelector('visio-avocat-room')?.setAttribute('endpoint', '/api'));
    await page.getByRole('button', { name: 'Rejoindre' }).click();
    await page.getByText('La salle n’a pas pu se charger.').waitFor();
    assert.equal(await page.title(), 'Essai');
    await page.close();
  });
});
