import assert from 'node:assert/strict';
import { build } from 'esbuild';
import type { ConsoleMessage, Page } from 'playwright-core';
import { html, ORIGIN, sitePage } from '../../package/support/browser.ts';
import { until } from '../../support/person.ts';
import type { Rule } from './bench.ts';
import { isEndpoint, isPointer, members } from './endpoint.ts';
import { type Block, documents } from './markdown.ts';
import { opened } from './page.ts';

const isImport = ({ code }: Block) => /^import /m.test(code);

export const bundled: Rule = {
  name: 'goes through a bundler, and registers the element',
  covers: (block) => block.language === 'js' && /^import 'visio-avocat-room/m.test(block.code),
  async check({ code }, bench) {
    const [scratch, world] = await Promise.all([bench.scratch(), bench.world()]);
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: scratch.directory },
      outdir: scratch.path('out'),
      bundle: true,
      splitting: true,
      format: 'esm',
      write: false,
      logLevel: 'silent',
    });
    const files = new Map(
      outputFiles.map((one) => [one.path.slice(scratch.path('out/').length), one.contents]),
    );
    const page = await sitePage(world.browser, (path) =>
      path === '' ? html('<script type="module" src="stdin.js"></script>') : files.get(path),
    );
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${ORIGIN}/`);
    await page.getByRole('heading', { name: 'Votre rendez‑vous en visio' }).waitFor();
    assert.deepEqual(complaints, []);
    await page.close();
  },
};

/** What a page prints with `console.log`, as values. */
function printed(page: Page): readonly (readonly unknown[])[] {
  const lines: unknown[][] = [];
  page.on('console', async (message: ConsoleMessage) => {
    if (message.type() !== 'log') return;
    lines.push(await Promise.all(message.args().map((one) => one.jsonValue())));
  });
  return lines;
}

export const inCall: Rule = {
  name: 'in a call, beside the tag and with the endpoint of the text: prints what it is to print',
  covers: (block) => block.language === 'js' && !isImport(block) && !isPointer(block),
  async check(block, bench) {
    const readme = documents.filter(({ file }) => file === 'README.md');
    const blocks = [block.document, ...readme].flatMap((one) => one.blocks);
    const tag = blocks.find(({ language, code }) => language === 'html' && code.includes('<script'));
    const server = blocks.find(isEndpoint);
    assert.ok(tag && server, 'there is no tag, or no endpoint');
    const [world, backEnd] = await Promise.all([bench.world(), bench.backEnd(server)]);
    const join = async (name: string, page: Page, script: string) => {
      await page.route(`${world.origin}/api/visio`, async (route) => {
        const { headers, body } = await backEnd.ask(route.request().postDataJSON());
        // The element is to find the local service, not Vonage's cloud.
        const json = Object.assign({ proxyUrl: backEnd.service.origin }, body);
        return route.fulfill({ headers, json });
      });
      const { person, complaints } = await opened(world, tag, { name, page, script });
      await person.enter();
      assert.deepEqual(complaints, []);
      return person;
    };
    const page = await world.page();
    const lines = printed(page);
    const zoe = await join('Zoé', page, `<script>${block.code}</script>`);
    assert.deepEqual(Object.keys(backEnd.asked.at(-1) ?? {}).sort(), members(server.document)[0]);
    const karim = await join('Karim', await world.page(), '');
    const wanted = block.code.split('console.log(').length - 1;
    const complaint = () => `printed only ${JSON.stringify(lines)}`;
    if (block.code.includes("'visio-security'"))
      await until(
        () => lines.some(([level, verified]) => level === 'end-to-end' && verified === false),
        complaint,
      );
    await zoe.press('Quitter');
    await zoe.inPhase('ended');
    const isReport = (one: unknown): one is { format: string } => Object(one).format !== undefined;
    await until(
      () =>
        lines.length >= wanted && (!block.code.includes('securityReport()') || lines.flat().some(isReport)),
      complaint,
    );
    for (const report of lines.flat().filter(isReport)) {
      assert.equal(report.format, 'visio-avocat-room/security-report');
      assert.doesNotMatch(JSON.stringify(report), /Zoé|Karim|127\.0\.0\.1|candidate/);
    }
    await Promise.all([zoe.vanish(), karim.vanish()]);
  },
};
