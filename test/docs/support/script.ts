import { build } from 'esbuild';
import type { ConsoleMessage, Page } from 'playwright-core';
import { html, openSite } from '../../package/support/browser.ts';
import { expect } from '../../support/test.ts';
import type { Rule } from './bench.ts';
import { isEndpoint, isPointer, members } from './endpoint.ts';
import { type Block, documents } from './markdown.ts';
import { opened } from './page.ts';

const isImport = ({ code }: Block) => /^import /m.test(code);

export const bundled: Rule = {
  name: 'goes through a bundler, and registers the element',
  covers: (block) => block.language === 'js' && /^import 'visio-avocat-room/m.test(block.code),
  async check({ code }, bench, consultation) {
    const scratch = await bench.scratch();
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
    const page = await consultation.page();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await openSite(page, (path) =>
      path === '' ? html('<script type="module" src="stdin.js"></script>') : files.get(path),
    );
    await expect(page.getByRole('heading', { name: 'Votre rendez‑vous en visio' })).toBeVisible();
    expect(complaints).toEqual([]);
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
  async check(block, bench, consultation) {
    const readme = documents.filter(({ file }) => file === 'README.md');
    const blocks = [block.document, ...readme].flatMap((one) => one.blocks);
    const tag = blocks.find(({ language, code }) => language === 'html' && code.includes('<script'));
    const server = blocks.find(isEndpoint);
    if (!tag || !server) throw new Error('there is no tag, or no endpoint');
    const backEnd = await bench.backEnd(server);
    const join = async (name: string, page: Page, script: string) => {
      await page.route(`${consultation.world.origin}/api/visio`, async (route) => {
        const { headers, body } = await backEnd.ask(route.request().postDataJSON());
        // The element is to find the local service, not Vonage's cloud.
        const json = Object.assign({ proxyUrl: backEnd.service.origin }, body);
        return route.fulfill({ headers, json });
      });
      const { person, complaints } = await opened(consultation, tag, { name, page, script });
      await person.enter();
      expect(complaints).toEqual([]);
      return person;
    };
    const page = await consultation.page();
    const lines = printed(page);
    const zoe = await join('Zoé', page, `<script>${block.code}</script>`);
    expect(Object.keys(backEnd.asked.at(-1) ?? {}).sort()).toEqual(members(server.document)[0]);
    await join('Karim', await consultation.page(), '');
    const wanted = block.code.split('console.log(').length - 1;
    if (block.code.includes("'visio-security'"))
      await expect.poll(() => lines, 'what is printed').toContainEqual(['end-to-end', false, false]);
    await zoe.press('Quitter');
    await zoe.inPhase('ended');
    const isReport = (one: unknown): one is { format: string } => Object(one).format !== undefined;
    await expect.poll(() => lines.length, 'lines that are printed').toBeGreaterThanOrEqual(wanted);
    if (block.code.includes('securityReport()'))
      await expect.poll(() => lines.flat().filter(isReport), 'reports that are printed').not.toEqual([]);
    for (const report of lines.flat().filter(isReport)) {
      expect(report.format).toBe('visio-avocat-room/security-report');
      expect(JSON.stringify(report)).not.toMatch(/Zoé|Karim|127\.0\.0\.1|candidate/);
    }
  },
};
