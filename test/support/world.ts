import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type AccessServer, localCredentials, startAccessServer } from '../../demo/access-server/index.ts';
import type { IceServer } from '../../demo/access-server/options.ts';
import { type SessionService, startSessionService } from '../../demo/session-service/service.ts';
import { chromeArgs, ensureChrome } from '../../scripts/browser.mjs';
import { collectCoverage, takeCoverage } from './coverage.ts';
import { PATIENCE } from './patience.ts';
import { type Attributes, Person } from './person.ts';

const root = join(import.meta.dirname, '../..');

/** Everything that a call needs, on loopback: session service, access server, browser. */
export class World {
  readonly service: SessionService;
  readonly access: AccessServer;
  readonly browser: Browser;
  readonly #contexts: BrowserContext[] = [];

  private constructor(service: SessionService, access: AccessServer, browser: Browser) {
    this.service = service;
    this.access = access;
    this.browser = browser;
  }

  /** @param rooms More appointments than the open room `salle`. */
  static async start(
    rooms: Parameters<typeof startAccessServer>[0]['rooms'] = [],
    { iceServers = [] }: { iceServers?: readonly RTCIceServer[] } = {},
  ): Promise<World> {
    const credentials = await localCredentials();
    const service = await startSessionService({
      applicationId: credentials.applicationId,
      publicKey: credentials.publicKey,
    });
    const open = { id: 'salle', title: 'Salle ouverte', waitingRoom: false, open: true };
    const access = await startAccessServer({
      credentials,
      sessionService: service,
      rooms: Array.isArray(rooms) ? [open, ...rooms] : rooms,
      dist: join(root, 'dist'),
      site: join(root, 'demo/firm-site'),
      ...(iceServers.length > 0 ? { iceServers: () => iceServers as readonly IceServer[] } : {}),
      limits: { address: { requests: 1000, per: 1000 }, room: { requests: 1000, per: 1000 } },
    });
    const browser = await chromium.launch({
      executablePath: ensureChrome(),
      args: [...chromeArgs, '--autoplay-policy=no-user-gesture-required'],
    });
    return new World(service, access, browser);
  }

  get origin(): string {
    return this.access.origin;
  }

  /** A page of one's own: another person, another browser profile. */
  async page(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'fr-FR', ...options });
    context.setDefaultTimeout(PATIENCE);
    this.#contexts.push(context);
    const page = await context.newPage();
    // There is nothing to count where nothing runs.
    if (options.javaScriptEnabled !== false) await collectCoverage(page);
    return page;
  }

  /** Somebody in front of a bare page with the tag, in the open room unless `attributes` name another. */
  async person(name: string, attributes: Attributes = {}, page?: Page, head = ''): Promise<Person> {
    const own = page ?? (await this.page());
    const person = await Person.meet(own, name);
    await person.open(`${this.origin}/essai`, { endpoint: '/api/visio', room: 'salle', ...attributes }, head);
    return person;
  }

  /** Everybody goes. */
  async clear(): Promise<void> {
    for (const context of this.#contexts.splice(0)) {
      for (const page of context.pages()) await takeCoverage(page);
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.clear();
    await this.browser.close();
    await this.access.close();
    await this.service.close();
  }
}
