import type { ConnectionStats, MediaHandle, PeerMedia } from '../../call/session.ts';
import { VisioError } from '../../error.ts';
import type { SdkSession, SdkStream, SdkSubscriber } from '../sdk.ts';
import { SpeakingDetector } from './speaking-detector.ts';

export interface RemoteSubscriptionDeps {
  readonly session: SdkSession;
  readonly speakerId: () => string;
  /** Whether nobody is to be heard now. */
  readonly silent: () => boolean;
  readonly onMedia: (media: PeerMedia | null) => void;
  readonly onSpeaking: (speaking: boolean) => void;
  readonly onStalled: (stalled: boolean) => void;
  /** Whether what is received can be read with the shared secret. */
  readonly onSecret: (matches: boolean) => void;
  /** The connection over which a stream is received. */
  readonly connectionOf: (stream: MediaStream) => RTCPeerConnection | undefined;
}

/** Whether a stream shows a screen, by what its sender says of it. */
export function isScreen({ videoType }: SdkStream): boolean {
  return videoType === 'screen';
}

/** What one other person sends, as it is received here. */
export class RemoteSubscription {
  readonly level: SpeakingDetector;
  readonly #stream: SdkStream;
  readonly #subscriber: SdkSubscriber;
  readonly #deps: RemoteSubscriptionDeps;
  #handle: MediaHandle | null = null;
  /** Frames and samples that could be read, as of the last statistics. */
  #read = Number.POSITIVE_INFINITY;
  #unreadable = false;

  constructor(stream: SdkStream, deps: RemoteSubscriptionDeps) {
    this.#stream = stream;
    this.#deps = deps;
    const options = { insertDefaultUI: false, showControls: false, testNetwork: false };
    this.#subscriber = deps.session.subscribe(stream, undefined, options, (error) => {
      // Without media the person is still present; the SDK goes on trying.
      if (error) deps.onStalled(true);
    });
    this.#subscriber.on('videoElementCreated', ({ element }: { element: HTMLVideoElement }) => {
      this.#handle = { element };
      element.muted = deps.silent();
      this.setSpeaker(deps.speakerId()).catch(() => undefined);
      this.report();
    });
    this.#subscriber.on('disconnected', () => deps.onStalled(true));
    this.#subscriber.on('connected', () => deps.onStalled(false));
    this.#subscriber.on('encryptionSecretMatch', () => this.#tellSecret(true));
    this.#subscriber.on('encryptionSecretMismatch', () => this.#tellSecret(false));
    this.level = new SpeakingDetector(this.#subscriber, deps.onSpeaking);
    this.report();
  }

  get connectionId(): string {
    return this.#stream.connection.connectionId;
  }

  get isScreen(): boolean {
    return isScreen(this.#stream);
  }

  /** Tells what is known now. */
  report(): void {
    const { hasAudio, hasVideo } = this.#stream;
    this.#deps.onMedia({ handle: this.#handle, microphone: hasAudio, camera: hasVideo });
  }

  /** Not every browser lets a page choose where sound comes out. */
  async setSpeaker(id: string): Promise<void> {
    await this.#handle?.element.setSinkId?.(id);
  }

  silence(on: boolean): void {
    if (this.#handle) this.#handle.element.muted = on;
  }

  /**
   * @param direct Whether it comes from the person's own browser, and not from a media server.
   * @throws VisioError `not-connected` while there is no connection yet
   */
  async stats(direct: boolean): Promise<ConnectionStats> {
    const report = await this.#measure();
    // The SDK tells of a secret that does not match, and of one that matches again: of one that matches from the
    // beginning, only what can be read does.
    const read = readIn(report);
    if (read > this.#read && !this.#unreadable) this.#tellSecret(true);
    this.#read = read;
    return { direction: 'subscribe', report, ...(direct ? { peerId: this.connectionId } : {}) };
  }

  /** The connection's own report: the SDK's may be merged from those of single tracks, which name no certificates. */
  async #measure(): Promise<RTCStatsReport> {
    const stream = this.#handle?.element.srcObject;
    const connection = stream instanceof MediaStream ? this.#deps.connectionOf(stream) : undefined;
    if (!connection) throw new VisioError('not-connected');
    return connection.getStats();
  }

  /** Media is encrypted with another secret from now on: what was read before proves nothing. */
  readAnew(): void {
    this.#read = Number.POSITIVE_INFINITY;
    this.#unreadable = false;
  }

  #tellSecret(matches: boolean): void {
    this.#unreadable = !matches;
    this.#deps.onSecret(matches);
  }

  /** Stops receiving what goes on being published. */
  cancel(): void {
    this.end();
    this.#deps.session.unsubscribe(this.#subscriber);
  }

  end(): void {
    this.#subscriber.off();
    this.#deps.onMedia(null);
  }
}

/** How much has left the jitter buffers: what cannot be decrypted never reaches them. */
function readIn(report: RTCStatsReport): number {
  let read = 0;
  report.forEach((one: { type: string; jitterBufferEmittedCount?: number }) => {
    if (one.type === 'inbound-rtp') read += one.jitterBufferEmittedCount ?? 0;
  });
  return read;
}
