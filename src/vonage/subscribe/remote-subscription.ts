import type { MediaHandle, PeerMedia } from '../../call/session.ts';
import type { GatedConnection } from '../connections/gated-connection.ts';
import type { SdkSession, SdkStream, SdkSubscriber } from '../sdk.ts';
import { Playback } from './playback.ts';
import { SpeakingDetector } from './speaking-detector.ts';

export interface RemoteSubscriptionDeps {
  readonly session: SdkSession;
  readonly speakerId: () => string;
  /** Whether all remote audio is muted now. */
  readonly silent: () => boolean;
  /** Called when the browser refuses its sound, or plays it again. */
  readonly onBlocked: () => void;
  readonly onMedia: (media: PeerMedia | null) => void;
  readonly onSpeaking: (speaking: boolean) => void;
  readonly onStalled: (stalled: boolean) => void;
  /** Called when the media has, or has not, been decrypted with the shared secret. */
  readonly onSecret: (matches: boolean) => void;
  /** Returns the connection that receives a stream. */
  readonly connectionOf: (stream: MediaStream) => GatedConnection | undefined;
  /** Called when the stream may come over another connection. */
  readonly onSource: () => void;
}

/** Whether a stream is a screen share, as its sender declares. */
export function isScreen({ videoType }: SdkStream): boolean {
  return videoType === 'screen';
}

/** The media received from one other person. */
export class RemoteSubscription {
  readonly level: SpeakingDetector;
  readonly #stream: SdkStream;
  readonly #subscriber: SdkSubscriber;
  readonly #deps: RemoteSubscriptionDeps;
  #handle: MediaHandle | null = null;
  #playback: Playback | null = null;
  /** Whether its media may be seen: its connection is proven and allowed. Its tracks are gated themselves. */
  #shown = false;
  /** Number of frames and samples decoded, as of the last statistics. */
  #read = Number.POSITIVE_INFINITY;
  #unreadable = false;

  constructor(stream: SdkStream, deps: RemoteSubscriptionDeps) {
    this.#stream = stream;
    this.#deps = deps;
    const options = { insertDefaultUI: false, showControls: false, testNetwork: false };
    this.#subscriber = deps.session.subscribe(stream, undefined, options, (error) => {
      // Without media the person is still present; the SDK keeps trying.
      if (error) deps.onStalled(true);
    });
    this.#subscriber.on('videoElementCreated', ({ element }: { element: HTMLVideoElement }) => {
      this.#handle = { element };
      this.#playback?.end();
      this.#playback = new Playback(element, deps);
      this.setSpeaker(deps.speakerId()).catch(() => undefined);
      // The SDK may give the element another stream later.
      element.addEventListener('loadstart', deps.onSource);
      deps.onSource();
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

  /** Returns the connection whose media the element plays. */
  get source(): GatedConnection | undefined {
    const stream = this.#handle?.element.srcObject;
    return stream instanceof MediaStream ? this.#deps.connectionOf(stream) : undefined;
  }

  /** Shows the media once its connection is proven and allowed, and hides it as soon as it is not. */
  follow(): void {
    const shown = this.source?.flows ?? false;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.report();
  }

  /** Reports the current media. */
  report(): void {
    const { hasAudio, hasVideo } = this.#stream;
    const handle = this.#shown ? this.#handle : null;
    this.#deps.onMedia({ handle, microphone: hasAudio, camera: hasVideo });
  }

  /** Not every browser lets a page choose the audio output. */
  async setSpeaker(id: string): Promise<void> {
    await this.#handle?.element.setSinkId?.(id);
    this.checkSound();
  }

  silence(): void {
    this.#playback?.silence();
  }

  /** Whether the browser refuses to play its sound. */
  get blocked(): boolean {
    return this.#playback?.blocked ?? false;
  }

  /** Finds out whether its sound plays. */
  checkSound(): void {
    this.#playback?.check();
  }

  /** Plays its sound if it was refused. Must be called from a user gesture. */
  playSound(): void {
    if (this.blocked) void this.#playback?.play();
  }

  /** Reads from the statistics of its connection whether the shared secret decrypts the media. */
  read(report: RTCStatsReport): void {
    // The SDK reports a mismatch and a later match, but not an initial match: only decoded media proves that.
    const read = readIn(report);
    if (read > this.#read && !this.#unreadable) this.#tellSecret(true);
    this.#read = read;
  }

  /** Media is now encrypted with another secret: media decoded earlier proves nothing. */
  readAnew(): void {
    this.#read = Number.POSITIVE_INFINITY;
    this.#unreadable = false;
  }

  #tellSecret(matches: boolean): void {
    this.#unreadable = !matches;
    this.#deps.onSecret(matches);
  }

  /** Unsubscribes from a stream that is still published. */
  cancel(): void {
    this.end();
    this.#deps.session.unsubscribe(this.#subscriber);
  }

  end(): void {
    this.#handle?.element.removeEventListener('loadstart', this.#deps.onSource);
    this.#subscriber.off();
    this.#playback?.end();
    this.#deps.onMedia(null);
  }
}

/** Sums what has left the jitter buffers, which media that cannot be decrypted never reaches. */
function readIn(report: RTCStatsReport): number {
  let read = 0;
  report.forEach((one: { type: string; jitterBufferEmittedCount?: number }) => {
    if (one.type === 'inbound-rtp') read += one.jitterBufferEmittedCount ?? 0;
  });
  return read;
}
