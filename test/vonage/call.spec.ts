import type { Page } from 'playwright-core';
import { localCredentials } from '../../demo/access-server/credentials.ts';
import { connectVonage } from '../../demo/access-server/vonage.ts';
import { startSessionService } from '../../demo/session-service/service.ts';
import type { PageContent, Site } from './support/site.ts';
import { type Build, changes, type Survey } from './support/survey.ts';
import { test as base, expect } from './support/test.ts';

/** What a call in bare pages needs. */
interface Vonage {
  readonly site: Site;
  readonly service: Awaited<ReturnType<typeof startSessionService>>;
  readonly platform: Awaited<ReturnType<typeof connectVonage>>;
}

const test = base.extend<object, { vonage: Vonage }>({
  vonage: [
    async ({ served: site }, use) => {
      const credentials = await localCredentials();
      const service = await startSessionService({ ...credentials, port: 0 });
      await use({ site, service, platform: await connectVonage(credentials, service.origin) });
      await service.close();
    },
    { scope: 'worker' },
  ],
});

interface Wish {
  readonly telemetry?: boolean;
  readonly secret?: string;
}

const kinds = new Map([
  ['http:', 'http'],
  ['ws:', 'websocket'],
]);

/** One side of a call, with all that its browser sent. */
class Side {
  readonly page: Page;
  readonly build: Build;
  readonly before: Survey;
  /** Addresses asked for, and those of sockets. */
  readonly contacted: URL[] = [];
  readonly printed: string[] = [];
  /** Each worker's end. */
  readonly workers: Promise<unknown>[] = [];

  readonly #vonage: Vonage;

  private constructor(vonage: Vonage, page: Page, build: Build, survey: Survey) {
    this.#vonage = vonage;
    this.page = page;
    this.build = build;
    this.before = survey;
    page.context().on('request', (request) => this.contacted.push(new URL(request.url())));
    page.on('websocket', (socket) => this.contacted.push(new URL(socket.url())));
    page.on('worker', (worker) => this.workers.push(new Promise((end) => worker.on('close', end))));
    page.on('console', (message) => this.printed.push(message.text()));
  }

  static async sit(vonage: Vonage, build: Build, content?: PageContent): Promise<Side> {
    const page = await vonage.site.page(content);
    return new Side(vonage, page, build, await page.evaluate(() => window.inside.survey()));
  }

  async join(sessionId: string, options: Wish = {}): Promise<void> {
    const { platform, service } = this.#vonage;
    const { applicationId } = platform;
    const person = { id: this.build, name: 'Maître Vasseur', role: 'guest' } as const;
    const token = platform.token(sessionId, person, Date.now() + 60_000);
    await this.page.evaluate(([build, proxy, wish]) => window.inside.start(build, proxy, wish), [
      this.build,
      service.origin,
      options,
    ] as const);
    const error = await this.page.evaluate(
      ([application, session, pass, secret]) => window.inside.connect(application, session, pass, secret),
      [applicationId, sessionId, token, options.secret] as const,
    );
    expect(error).toBe('');
    await this.page.evaluate(() => window.inside.publish());
  }

  /** Waits until the other's picture moves. */
  async sees(): Promise<void> {
    await this.page.waitForFunction(() =>
      window.inside.received.some(({ element }) => element.getVideoPlaybackQuality().totalVideoFrames > 10),
    );
  }

  async leave(): Promise<void> {
    await this.page.evaluate(() => window.inside.hangUp());
    await this.page.evaluate(() => window.inside.dispose());
  }

  /** What the page has that it did not have before the call. */
  async traces() {
    return changes(this.before, await this.page.evaluate(() => window.inside.survey()));
  }

  /** Kind and host of everything but the page's own site. */
  get hosts(): string[] {
    const foreign = this.contacted.filter(({ host }) => host !== new URL(this.#vonage.site.origin).host);
    return [...new Set(foreign.map(({ protocol, host }) => `${kinds.get(protocol)} ${host}`))].sort();
  }

  get usageReports(): number {
    return this.contacted.filter(({ pathname }) => pathname.includes('hlg.tokbox.com')).length;
  }
}

/** Two sides of one call, who see each other. */
async function callBetween(
  vonage: Vonage,
  builds: readonly [Build, Build],
  options: Wish = {},
  content?: PageContent,
): Promise<readonly [Side, Side]> {
  const [first, second] = builds;
  const sides = [await Side.sit(vonage, first, content), await Side.sit(vonage, second, content)] as const;
  const sessionId = await vonage.platform.createSession('relayed');
  for (const side of sides) await side.join(sessionId, options);
  for (const side of sides) await side.sees();
  return sides;
}

const calls: readonly [Build, Build][] = [
  ['video-client', 'video-client'],
  ['client-sdk-video', 'client-sdk-video'],
  ['video-client', 'client-sdk-video'],
];

for (const [first, second] of calls) {
  test.describe(`a call between ${first} and ${second} in their compartments`, () => {
    let sides: readonly [Side, Side];
    test.beforeAll(async ({ vonage }) => {
      sides = await callBetween(vonage, [first, second]);
    });
    test.afterAll(({ served }) => served.clear());

    test('changes nothing of the page but listeners while it lasts', async () => {
      for (const side of sides) expect(Object.keys(await side.traces())).toEqual(['listeners']);
    });

    test('opens no device, also when the list of devices changes', async () => {
      for (const side of sides) {
        await side.page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
        // The newer build acts a fifth of a second later: pictures of longer than that.
        await side.page.waitForFunction(
          (before) => {
            const [one] = window.inside.received;
            return (one?.element.getVideoPlaybackQuality().totalVideoFrames ?? 0) > before + 30;
          },
          await side.page.evaluate(
            () => window.inside.received[0]?.element.getVideoPlaybackQuality().totalVideoFrames ?? 0,
          ),
        );
        expect(await side.page.evaluate(() => window.inside.requested)).toBe(0);
      }
    });

    test('shows every peer connection, so that the certificates at both ends can be compared', async () => {
      const [mine, theirs] = await Promise.all(
        sides.map(({ page }) => page.evaluate(() => window.inside.fingerprints())),
      );
      expect(mine?.local.length).toBeGreaterThanOrEqual(2);
      expect(mine?.local).toEqual(theirs?.remote);
      expect(mine?.remote).toEqual(theirs?.local);
    });

    test('tells of each host that the browser contacted, once, and of no other', async ({ vonage }) => {
      for (const side of sides) {
        const told = await side.page.evaluate(() => window.inside.hosts);
        const { host } = new URL(vonage.service.origin);
        expect(told.sort()).toEqual(side.hosts);
        expect(side.hosts).toEqual([`http ${host}`, `websocket ${host}`]);
      }
    });

    test('leaves nothing behind, prints nothing and sends no usage report', async () => {
      for (const side of sides) await side.leave();
      for (const side of sides) {
        expect(await side.traces()).toEqual({});
        await side.page.waitForFunction(() => window.inside.isFree());
        expect(await side.page.evaluate(() => window.inside.errors)).toEqual([]);
        expect(side.printed).toEqual([]);
        expect(side.usageReports).toBe(0);
      }
    });
  });
}

for (const build of ['video-client', 'client-sdk-video'] as const) {
  test.describe(`a call of ${build}`, () => {
    test.afterEach(({ served }) => served.clear());

    test('sends usage reports where they are allowed', async ({ vonage }) => {
      const sides = await callBetween(vonage, [build, build], { telemetry: true });
      for (const side of sides) expect(side.usageReports).toBeGreaterThan(0);
      for (const side of sides) await side.leave();
      for (const side of sides) expect(await side.traces()).toEqual({});
    });

    test('encrypts end to end in a worker, which ends with the call', async ({ vonage }) => {
      const sides = await callBetween(vonage, [build, build], { secret: 'un secret partagé' });
      for (const side of sides) expect(side.workers.length).toBeGreaterThan(0);
      for (const side of sides) await side.leave();
      await Promise.all(sides.flatMap(({ workers }) => workers));
    });

    test('works under a strict Content-Security-Policy with Trusted Types', async ({ vonage }) => {
      const { host } = new URL(vonage.service.origin);
      const connect = `connect-src http://${host} ws://${host}`;
      const csp = `default-src 'none'; script-src 'self'; style-src 'self'; ${connect}; require-trusted-types-for 'script'`;
      const sides = await callBetween(vonage, [build, build], {}, { csp });
      for (const side of sides) {
        const reports = await side.page.evaluate(() => window.inside.reports);
        // The `eval` probes of 2.25.1; see compartment.spec.ts.
        const probes = Array(3).fill('require-trusted-types-for trusted-types-sink');
        expect(reports).toEqual(build === 'video-client' ? probes : []);
        await side.leave();
      }
    });
  });
}
