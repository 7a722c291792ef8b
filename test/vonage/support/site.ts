import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sdkSource, wrapSdk } from '../../../scripts/sdk-compartment.mjs';

const root = join(import.meta.dirname, '../../..');

/** What a page of the site is made of. */
export interface PageContent {
  readonly csp?: string;
  /** A classic script that runs before everything else. */
  readonly script?: string;
  readonly importMap?: object;
  /** The module that the page loads. */
  readonly module?: '/inside.js' | '/load.js';
}

/** A site with an empty page whose script can start the SDK. */
export class Site {
  readonly origin: string;
  /** Paths that were asked for, with their method. */
  readonly asked: string[] = [];
  /** What was sent, with the address that it was sent to. */
  readonly sent: { readonly url: string; body: string }[] = [];
  /** Requests, by path and query, whose connection is cut. */
  cuts: (url: string) => boolean = () => false;
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #files: ReadonlyMap<string, string>;
  readonly #contexts = new Set<BrowserContext>();
  #content: PageContent = {};

  private constructor(server: Server, browser: Browser, files: ReadonlyMap<string, string>) {
    this.#server = server;
    this.#browser = browser;
    this.#files = files;
    this.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => this.#answer(request, response));
  }

  /** @param browser Looks at the site; not closed with it. */
  static async open(browser: Browser): Promise<Site> {
    const wrapped = async (name: 'video-client' | 'client-sdk-video') => wrapSdk(await sdkSource(name));
    const files = new Map([
      ['/inside.js', await compile('test/vonage/support/inside.ts')],
      ['/load.js', await compile('src/vonage/load.ts')],
      ['/sdk/video-client.js', await wrapped('video-client')],
      ['/sdk/client-sdk-video.js', await wrapped('client-sdk-video')],
    ]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return new Site(server, browser, files);
  }

  /** A page of its own context: nothing stored, nothing cached. */
  async page(content: PageContent = {}): Promise<Page> {
    this.#content = content;
    const context = await this.#browser.newContext();
    this.#contexts.add(context);
    const page = await context.newPage();
    await page.goto(`${this.origin}/cabinet/rendez-vous?dossier=4821#secret`);
    if (content.module !== '/load.js') await page.waitForFunction(() => 'inside' in window);
    return page;
  }

  /** Closes the pages and forgets what was asked for. */
  async clear(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    this.#contexts.clear();
    this.asked.length = 0;
    this.sent.length = 0;
    this.cuts = () => false;
  }

  async close(): Promise<void> {
    await this.clear();

    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = '/' } = request;
    const sent = { url, body: '' };
    this.sent.push(sent);
    request.setEncoding('utf8').on('data', (piece: string) => {
      sent.body += piece;
    });
    const { pathname } = new URL(url, this.origin);
    this.asked.push(`${method} ${url}`);
    if (this.cuts(url)) {
      response.destroy();
      return;
    }
    const { csp, script, importMap, module = '/inside.js' } = this.#content;
    if (csp) response.setHeader('Content-Security-Policy', csp);
    const file = pathname === '/first.js' ? script : this.#files.get(pathname);
    if (file !== undefined) {
      response.setHeader('Content-Type', 'text/javascript').end(file);
    } else if (pathname === '/cabinet/rendez-vous') {
      const first = script === undefined ? '' : '<script src="/first.js"></script>';
      const map = importMap ? `<script type="importmap">${JSON.stringify(importMap)}</script>` : '';
      response.setHeader('Content-Type', 'text/html').end(
        `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Cabinet</title>${first}${map}
          <script type="module" src="${module}"></script></head><body></body></html>`,
      );
    } else if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      // As a proxy in front of services that are away.
      response.writeHead(404, { 'Content-Type': 'application/json' }).end('[]');
    }
  }
}

/** Compiles one of the pages' own scripts. */
async function compile(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external: ['./sdk/*'],
  });
  return outputFiles[0]?.text ?? '';
}
