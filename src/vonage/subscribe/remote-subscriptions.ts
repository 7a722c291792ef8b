import type { ConnectionStats, SessionEvent } from '../../call/session.ts';
import { inTime } from '../in-time.ts';
import type { RecipientFilter } from '../publish/recipient-filter.ts';
import type { SdkSession, SdkStream } from '../sdk.ts';
import { peerOf } from '../translate.ts';
import { isScreen, RemoteSubscription, type RemoteSubscriptionDeps } from './remote-subscription.ts';
import type { SecretWatch } from './secret-watch.ts';
import type { SpeakingDetector } from './speaking-detector.ts';

export interface RemoteSubscriptionsDeps {
  readonly session: SdkSession;
  readonly recipients: RecipientFilter;
  readonly secret: SecretWatch;
  readonly connectionOf: RemoteSubscriptionDeps['connectionOf'];
  readonly report: (report: SessionEvent) => void;
}

/** The media received from the others: one stream for each camera and one for each screen. */
export class RemoteSubscriptions {
  readonly #deps: RemoteSubscriptionsDeps;
  readonly #streams = new Map<string, SdkStream>();
  readonly #subscriptions = new Map<string, RemoteSubscription>();
  #speakerId = '';
  #silent = false;

  constructor(deps: RemoteSubscriptionsDeps) {
    this.#deps = deps;
  }

  add(stream: SdkStream): void {
    // The events may come in any order: report the person before their stream.
    this.#deps.report({ type: 'peer-joined', peer: peerOf(stream.connection) });
    this.#streams.set(stream.streamId, stream);
    this.#receive(stream);
  }

  change({ streamId }: SdkStream): void {
    this.#subscriptions.get(streamId)?.report();
  }

  remove({ streamId }: SdkStream): void {
    this.#deps.secret.forget(streamId);
    this.#subscriptions.get(streamId)?.end();
    this.#subscriptions.delete(streamId);
    this.#streams.delete(streamId);
  }

  /** Returns one person's streams. */
  of(id: string): readonly SdkStream[] {
    return [...this.#streams.values()].filter(({ connection }) => connection.connectionId === id);
  }

  /** Returns one person's speaking detector. */
  level(id: string): SpeakingDetector | undefined {
    return this.#all.find((one) => one.connectionId === id && !one.isScreen)?.level;
  }

  /** Subscribes to each stream, or unsubscribes, according to the recipient filter. */
  applyRecipients(): void {
    for (const stream of this.#streams.values()) this.#receive(stream);
  }

  async setSpeaker(id: string): Promise<void> {
    this.#speakerId = id;
    await Promise.all(this.#all.map((one) => one.setSpeaker(id)));
  }

  setSilence(on: boolean): void {
    this.#silent = on;
    for (const subscription of this.#all) subscription.silence(on);
  }

  /** @see RemoteSubscription.readAnew */
  readAnew(): void {
    for (const subscription of this.#all) subscription.readAnew();
  }

  /**
   * Omits connections that are still being set up, so that they do not hide the others.
   *
   * @param isDirect Whether this person's media comes from their own browser.
   */
  stats(isDirect: (id: string) => boolean): Promise<readonly ConnectionStats[]> {
    return inTime(this.#all.map((one) => one.stats(isDirect(one.connectionId))));
  }

  end(): void {
    for (const subscription of this.#all) subscription.end();
    this.#subscriptions.clear();
  }

  get #all(): readonly RemoteSubscription[] {
    return [...this.#subscriptions.values()];
  }

  #receive(stream: SdkStream): void {
    const { recipients, session, secret, connectionOf } = this.#deps;
    const id = stream.connection.connectionId;
    const known = this.#subscriptions.get(stream.streamId);
    if (!recipients.has(id)) {
      known?.cancel();
      this.#subscriptions.delete(stream.streamId);
      return;
    }
    if (known) return;
    const subscription = new RemoteSubscription(stream, {
      session,
      connectionOf,
      speakerId: () => this.#speakerId,
      silent: () => this.#silent,
      onSecret: (matches) => secret.hear(stream.streamId, matches),
      ...(isScreen(stream) ? this.#screenOf(id) : this.#cameraOf(id)),
    });
    this.#subscriptions.set(stream.streamId, subscription);
  }

  #cameraOf(id: string): Told {
    const { report } = this.#deps;
    return {
      onMedia: (media) => report({ type: 'peer-media', id, media }),
      onSpeaking: (speaking) => report({ type: 'speaking', id, speaking }),
      onStalled: (stalled) => report({ type: 'stalled', id, stalled }),
    };
  }

  #screenOf(id: string): Told {
    return {
      onMedia: (media) =>
        this.#deps.report({ type: 'peer-screen', id, on: media !== null, handle: media?.handle ?? null }),
      onSpeaking: () => undefined,
      onStalled: () => undefined,
    };
  }
}

type Told = Pick<RemoteSubscriptionDeps, 'onMedia' | 'onSpeaking' | 'onStalled'>;
