import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { emptyPage } from './empty-page.ts';
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
      readonly videos: HTMLVideoElement[];
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
    await this.page.waitForFunction(() => window.side.videos.length > 0);
    const frames = () =>
      window.side.videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames).at(-1) ?? 0;
    const before = await this.page.evaluate(frames);
    await this.page.waitForFunction(
      (count) => (window.side.videos.at(-1)?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > count + 10,
      before,
    );
  }

  /** How many pictures have come in. */
  frames(): Promise<number> {
    return this.page.evaluate(() =>
      window.side.videos.reduce((sum, one) => sum + one.getVideoPlaybackQuality().totalVideoFrames, 0),
    );
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
  const videos: HTMLVideoElement[] = [];
  for (const type of ['archiveStarted', 'archiveStopped', 'sessionDisconnected'])
    session.on(type, () => events.push(type));
  // biome-ignore lint/suspicious/noExplicitAny: the vendor's own, without types here
  session.on('streamCreated', ({ stream }: any) => {
    const subscriber = session.subscribe(stream, undefined, { insertDefaultUI: false });
    subscriber.on('videoElementCreated', ({ element }: { element: HTMLVideoElement }) => {
      element.muted = true;
      videos.push(element);
    });
  });
  window.side = {
    events,
    videos,
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
