import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { localCredentials } from '../../demo/access-server/credentials.ts';
import { connectVonage } from '../../demo/access-server/vonage.ts';
import { startSessionService } from '../../demo/session-service/service.ts';
import { type PageContent, Site } from './support/site.ts';
import { type Build, changes, type Survey } from './support/survey.ts';

let site: Site;
let service: Awaited<ReturnType<typeof startSessionService>>;
let platform: Awaited<ReturnType<typeof connectVonage>>;
before(async () => {
  const credentials = await localCredentials();
  service = await startSessionService({ ...credentials, port: 0 });
  platform = await connectVonage(credentials, service.origin);
  site = await Site.open();
});
after(async () => {
  await site.close();
  await service.close();
});

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

  private constructor(page: Page, build: Build, survey: Survey) {
    this.page = page;
    this.build = build;
    this.before = survey;
    page.context().on('request', (request) => this.contacted.push(new URL(request.url())));
    page.on('websocket', (socket) => this.contacted.push(new URL(socket.url())));
    page.on('worker', (worker) => this.workers.push(new Promise((end) => worker.on('close', end))));
    page.on('console', (message) => this.printed.push(message.text()));
  }

  static async sit(build: Build, content?: PageContent): Promise<Side> {
    const page = await site.page(content);
    return new Side(page, build, await page.evaluate(() => window.inside.survey()));
  }

  async join(sessionId: string, options: { telemetry?: boolean; secret?: string } = {}): Promise<void> {
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
    assert.equal(error, '');
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
    const foreign = this.contacted.filter(({ host }) => host !== new URL(site.origin).host);
    return [...new Set(foreign.map(({ protocol, host }) => `${kinds.get(protocol)} ${host}`))].sort();
  }

  get usageReports(): number {
    return this.contacted.filter(({ pathname }) => pathname.includes('hlg.tokbox.com')).length;
  }
}

const calls: readonly [Build, Build][] = [
  ['video-client', 'video-client'],
  ['client-sdk-video', 'client-sdk-video'],
  ['video-client', 'client-sdk-video'],
];

for (const [first, second] of calls) {
  describe(`a call between ${first} and ${second} in their compartments`, () => {
    let sides: readonly [Side, Side];
    before(async () => {
      sides = [await Side.sit(first), await Side.sit(second)];
      const sessionId = await platform.createSession('relayed');
      for (const side of sides) await side.join(sessionId);
      for (const side of sides) await side.sees();
    });
    after(() => Promise.all(sides.map(({ page }) => page.context().close())));

    it('changes nothing of the page but listeners while it lasts', async () => {
      for (const side of sides) assert.deepEqual(Object.keys(await side.traces()), ['listeners']);
    });

    it('shows every peer connection, so that the certificates at both ends can be compared', async () => {
      const [mine, theirs] = await Promise.all(
        sides.map(({ page }) => page.evaluate(() => window.inside.fingerprints())),
      );
      assert.ok(mine && theirs && mine.local.length >= 2);
      assert.deepEqual(mine.local, theirs.remote);
      assert.deepEqual(mine.remote, theirs.local);
    });

    it('tells of each host that the browser contacted, once, and of no other', async () => {
      for (const side of sides) {
        const told = await side.page.evaluate(() => window.inside.hosts);
        const { host } = new URL(service.origin);
        assert.deepEqual(told.sort(), side.hosts);
        assert.deepEqual(side.hosts, [`http ${host}`, `websocket ${host}`]);
      }
    });

    it('leaves nothing behind, prints nothing and sends no usage report', async () => {
      for (const side of sides) await side.leave();
      for (const side of sides) {
        assert.deepEqual(await side.traces(), {});
        await side.page.waitForFunction(() => window.inside.isFree());
        assert.deepEqual(await side.page.evaluate(() => window.inside.errors), []);
        assert.deepEqual(side.printed, []);
        assert.equal(side.usageReports, 0);
      }
    });
  });
}

for (const build of ['video-client', 'client-sdk-video'] as const) {
  describe(`a call of ${build}`, () => {
    it('sends usage reports where they are allowed', async () => {
      const sides = [await Side.sit(build), await Side.sit(build)];
      const sessionId = await platform.createSession('relayed');
      for (const side of sides) await side.join(sessionId, { telemetry: true });
      for (const side of sides) await side.sees();
      for (const side of sides) assert.ok(side.usageReports > 0);
      for (const side of sides) await side.leave();
      for (const side of sides) assert.deepEqual(await side.traces(), {});
      await Promise.all(sides.map(({ page }) => page.context().close()));
    });

    it('encrypts end to end in a worker, which ends with the call', { timeout: 120_000 }, async () => {
      const sides = [await Side.sit(build), await Side.sit(build)];
      const sessionId = await platform.createSession('relayed');
      for (const side of sides) await side.join(sessionId, { secret: 'un secret partagé' });
      for (const side of sides) await side.sees();
      for (const side of sides) assert.ok(side.workers.length > 0);
      for (const side of sides) await side.leave();
      await Promise.all(sides.flatMap(({ workers }) => workers));
      await Promise.all(sides.map(({ page }) => page.context().close()));
    });

    it('works under a strict Content-Security-Policy with Trusted Types', async () => {
      const { host } = new URL(service.origin);
      const connect = `connect-src http://${host} ws://${host}`;
      const csp = `default-src 'none'; script-src 'self'; style-src 'self'; ${connect}; require-trusted-types-for 'script'`;
      const sides = [await Side.sit(build, { csp }), await Side.sit(build, { csp })];
      const sessionId = await platform.createSession('relayed');
      for (const side of sides) await side.join(sessionId);
      for (const side of sides) await side.sees();
      for (const side of sides) {
        const reports = await side.page.evaluate(() => window.inside.reports);
        // The `eval` probes of 2.25.1; see compartment.test.ts.
        const probes = Array(3).fill('require-trusted-types-for trusted-types-sink');
        assert.deepEqual(reports, build === 'video-client' ? probes : []);
        await side.leave();
      }
      await Promise.all(sides.map(({ page }) => page.context().close()));
    });
  });
}
