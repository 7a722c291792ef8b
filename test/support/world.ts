import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Appointment } from '../../demo/access-server/appointments.ts';
import { type AccessServer, localCredentials, startAccessServer } from '../../demo/access-server/index.ts';
import type { AccessServerOptions, IceServer } from '../../demo/access-server/options.ts';
import type { VonageCredentials } from '../../demo/access-server/vonage.ts';
import { type SessionService, startSessionService } from '../../demo/session-service/service.ts';
import { chromeArgs, ensureChrome } from '../../scripts/browser.mjs';
import type { Build } from './builds.ts';
import { Consultation } from './consultation.ts';
import { collectCoverage, takeCoverage } from './coverage.ts';
import { PATIENCE } from './patience.ts';
import type { Attributes, Person } from './person.ts';

const root = join(import.meta.dirname, '../..');

/** What a world is made of, where a test does not take what there is. */
interface WorldOptions {
  readonly iceServers?: readonly RTCIceServer[];
  /** More of the access server's own options. */
  readonly access?: Partial<AccessServerOptions>;
  /** Default: one of its own, which closes with the world. */
  readonly browser?: Browser;
  /** The build of the SDK for a consultation that names none. */
  readonly build?: () => Build;
}

/** Everything that a call needs, on loopback: session service, access server, browser. */
export class World {
  readonly service: SessionService;
  readonly access: AccessServer;
  readonly browser: Browser;
  /** The application whose tokens the session service takes. */
  readonly credentials: VonageCredentials;
  readonly #rooms: Map<string, Appointment>;
  readonly #build: () => Build;
  readonly #contexts = new Set<BrowserContext>();
  readonly #end: () => Promise<void>;

  private constructor(
    parts: Pick<World, 'service' | 'access' | 'browser' | 'credentials'>,
    rooms: Map<string, Appointment>,
    build: () => Build,
    end: () => Promise<void>,
  ) {
    this.service = parts.service;
    this.access = parts.access;
    this.browser = parts.browser;
    this.credentials = parts.credentials;
    this.#rooms = rooms;
    this.#build = build;
    this.#end = end;
  }

  static async start({
    iceServers = [],
    access: more = {},
    browser,
    build,
  }: WorldOptions = {}): Promise<World> {
    const credentials = await localCredentials();
    const service = await startSessionService({
      applicationId: credentials.applicationId,
      publicKey: credentials.publicKey,
    });
    const rooms = new Map<string, Appointment>();
    const access = await startAccessServer({
      credentials,
      sessionService: service,
      rooms: (id) => rooms.get(id),
      dist: join(root, 'dist'),
      site: join(root, 'demo/firm-site'),
      ...(iceServers.length > 0 ? { iceServers: () => iceServers as readonly IceServer[] } : {}),
      limits: { address: { requests: 1000, per: 1000 }, room: { requests: 1000, per: 1000 } },
      ...more,
    });
    const own = browser ?? (await launchChromium());
    const parts = { service, access, browser: own, credentials };
    return new World(parts, rooms, build ?? (() => 'video-client'), async () => {
      if (!browser) await own.close();
      await access.close();
      await service.close();
    });
  }

  get origin(): string {
    return this.access.origin;
  }

  /** A page of one's own: another person, another browser profile. */
  async page(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'fr-FR', ...options });
    context.setDefaultTimeout(PATIENCE);
    this.#contexts.add(context);
    context.on('close', () => this.#contexts.delete(context));
    const page = await context.newPage();
    // There is nothing to count where nothing runs.
    if (options.javaScriptEnabled !== false) await collectCoverage(page);
    return page;
  }

  /** A consultation in a room that nobody else uses: open, without a waiting room, unless `details` say otherwise. */
  consultation(details: Partial<Appointment> = {}, build: Build = this.#build()): Consultation {
    const room = {
      waitingRoom: false,
      open: true,
      ...details,
      id: details.id ?? `salle-${this.#rooms.size + 1}`,
    };
    this.#rooms.set(room.id, room);
    return new Consultation(this, room, build);
  }

  /** Somebody in front of a bare page with the tag, alone in a consultation. */
  person(name: string, attributes: Attributes = {}, page?: Page, head = ''): Promise<Person> {
    return this.consultation().person(name, attributes, page, head);
  }

  /** Everybody goes; what a test made the service do ends. */
  async clear(): Promise<void> {
    this.service.control.intercept();
    for (const context of this.#contexts) {
      for (const page of context.pages()) await takeCoverage(page);
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.clear();
    await this.#end();
  }
}

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: ensureChrome(),
    args: [...chromeArgs, '--autoplay-policy=no-user-gesture-required'],
  });
