import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { emptyPage } from './empty-page.ts';
import { until } from './patience.ts';
import type { Grant } from './silent-guest.ts';

/** The vendor's file, unmodified. */
const sdk = createRequire(import.meta.url).resolve('@vonage/video-client');

/** The far end of one peer connection, as the SDK's statistics have it. */
export interface FarEnd {
  /** Missing where media comes through a media server. */
  readonly connectionId?: string;
  readonly local: string;
  readonly remote: string;
}

declare global {
  interface Window {
    // biome-ignore lint/suspicious/noExplicitAny: the vendor's own, without types here
    OT: any;
    side: {
      readonly events: string[];
      /** How many pictures have come in. */
      frames(): Promise<number>;
      farEnds(): Promise<FarEnd[]>;
    };
  }
}

/** Somebody with the SDK and nothing else, who joins, publishes and subscribes to everybody. */
export class SdkPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(context: BrowserContext): Promise<SdkPage> {
    const page = await emptyPage(context);
    await page.addScriptTag({ path: sdk });
    return new SdkPage(page);
  }

  /** @throws Error in the SDK's words */
  async join(serviceOrigin: string, grant: Grant): Promise<void> {
    await this.page.evaluate(joinInPage, [serviceOrigin, grant] as const);
  }

  /** Waits until a picture that comes in moves, from now on. */
  async sees(): Promise<void> {
    const before = await this.frames();
    await until(
      async () => (await this.frames()) > before + 5,
      () => 'no picture comes in',
    );
  }

  /** How many pictures have come in. */
  frames(): Promise<number> {
    return this.page.evaluate(() => window.side.frames());
  }

  /** Waits for an event of the session. */
  async hears(event: string): Promise<void> {
    await this.page.waitForFunction((type) => window.side.events.includes(type), event);
  }

  /** Of every connection over which this page publishes. */
  farEnds(): Promise<FarEnd[]> {
    return this.page.evaluate(() => window.side.farEnds());
  }
}

/** Runs in the page, where nothing from outside it exists. */
async function joinInPage([proxy, { applicationId, sessionId, token }]: readonly [
  string,
  Grant,
]): Promise<void> {
  const { OT } = window;
  OT.setProxyUrl(proxy);
  const session = OT.initSession(applicationId, sessionId);
  const publisher = OT.initPublisher(undefined, { insertDefaultUI: false });
  const events: string[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: the vendor's own, without types here
  const subscribers: any[] = [];
  for (const type of ['archiveStarted', 'archiveStopped', 'sessionDisconnected'])
    session.on(type, () => events.push(type));
  // biome-ignore lint/suspicious/noExplicitAny: the vendor's own, without types here
  session.on('streamCreated', ({ stream }: any) => {
    const subscriber = session.subscribe(stream, undefined, { insertDefaultUI: false });
    subscriber.on('videoElementCreated', ({ element }: { element: HTMLVideoElement }) => {
      element.muted = true;
    });
    subscribers.push(subscriber);
  });
  window.side = {
    events,
    // By statistics: Firefox counts no pictures of a video that is not on the page.
    async frames() {
      // Nothing answers before there is a connection.
      const reports = await Promise.all(subscribers.map((one) => one.getRtcStatsReport().catch(() => [])));
      const entries = reports.flatMap((report) => [...report.values()]);
      return entries.reduce((sum, { framesDecoded = 0 }) => sum + framesDecoded, 0);
    },
    async farEnds() {
      // biome-ignore lint/suspicious/noExplicitAny: the vendor's own, without types here
      const entries: any[] = await publisher.getRtcStatsReport();
      return entries.map(({ connectionId, rtcStatsReport }) => {
        const reports = [...rtcStatsReport.values()];
        const transport = reports.find(({ type }) => type === 'transport') ?? {};
        const fingerprint = (id: string) => rtcStatsReport.get(id)?.fingerprint ?? '';
        return {
          ...(connectionId && { connectionId }),
          local: fingerprint(transport.localCertificateId),
          remote: fingerprint(transport.remoteCertificateId),
        };
      });
    },
  };
  const done = (start: (callback: (error?: Error) => void) => void) =>
    new Promise<void>((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
  await done((callback) => session.connect(token, callback));
  await done((callback) => session.publish(publisher, callback));
}
