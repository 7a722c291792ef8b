import type { ConnectionStats, SessionEvent } from '../../call/session.ts';
import type { Reception } from '../connections/connections.ts';
import type { GatedConnection } from '../connections/gated-connection.ts';
import type { Sdk, SdkSession, SdkStream } from '../sdk.ts';
import { peerOf } from '../translate.ts';
import { isScreen, RemoteSubscription, type RemoteSubscriptionDeps } from './remote-subscription.ts';
import type { SecretWatch } from './secret-watch.ts';
import type { SpeakingDetector } from './speaking-detector.ts';

export interface RemoteSubscriptionsDeps {
  readonly sdk: Pick<Sdk, 'unblockAudio'>;
  readonly session: SdkSession;
  readonly secret: SecretWatch;
  readonly connectionOf: RemoteSubscriptionDeps['connectionOf'];
  readonly onSource: RemoteSubscriptionDeps['onSource'];
  readonly report: (report: SessionEvent) => void;
}

/** The media received from the others: one stream for each camera and one for each screen. */
export class RemoteSubscriptions {
  readonly #deps: RemoteSubscriptionsDeps;
  readonly #streams = new Map<string, SdkStream>();
  readonly #subscriptions = new Map<string, RemoteSubscription>();
  /** Ids of the people whose streams are received; `null` means everybody. */
  #recipients: ReadonlySet<string> | null = null;
  #speakerId = '';
  #silent = false;
  #blocked = false;

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

  /** @see VideoSession.setRecipients */
  setRecipients(ids: readonly string[] | null): void {
    this.#recipients = ids && new Set(ids);
    for (const stream of this.#streams.values()) this.#receive(stream);
  }

  async setSpeaker(id: string): Promise<void> {
    this.#speakerId = id;
    await Promise.all(this.#all.map((one) => one.setSpeaker(id)));
  }

  setSilence(on: boolean): void {
    this.#silent = on;
    for (const subscription of this.#all) subscription.silence();
  }

  /** Whether the browser refuses somebody's sound. */
  get blocked(): boolean {
    return this.#all.some(({ blocked }) => blocked);
  }

  /** @see VideoSession.playSound */
  playSound(): void {
    if (!this.blocked) return;
    // The SDK keeps account of what it has muted itself.
    this.#deps.sdk.unblockAudio().catch(() => undefined);
    for (const subscription of this.#all) subscription.playSound();
  }

  /** @see RemoteSubscription.readAnew */
  readAnew(): void {
    for (const subscription of this.#all) subscription.readAnew();
  }

  /** Follows the connections: only what comes over one that is proven and allowed is shown. */
  follow(): void {
    for (const subscription of this.#all) subscription.follow();
  }

  /** Returns what a connection receives. */
  receptionOf(connection: GatedConnection): Reception | undefined {
    const found = this.#all.find(({ source }) => source === connection);
    return found && { id: found.connectionId, stream: found.isScreen ? 'screen' : 'camera' };
  }

  /** Reads each subscription's statistics. */
  read(stats: readonly ConnectionStats[]): void {
    for (const subscription of this.#all) {
      // Nothing tells that a browser has refused to play what is shown.
      subscription.checkSound();
      const found = stats.find(({ id }) => id === subscription.source?.id);
      if (found) subscription.read(found.report);
    }
  }

  end(): void {
    for (const subscription of this.#all) subscription.end();
    this.#subscriptions.clear();
  }

  get #all(): readonly RemoteSubscription[] {
    return [...this.#subscriptions.values()];
  }

  #receive(stream: SdkStream): void {
    const { session, secret, connectionOf, onSource } = this.#deps;
    const id = stream.connection.connectionId;
    const known = this.#subscriptions.get(stream.streamId);
    if (this.#recipients && !this.#recipients.has(id)) {
      known?.cancel();
      this.#subscriptions.delete(stream.streamId);
      return;
    }
    if (known) return;
    const subscription = new RemoteSubscription(stream, {
      session,
      ...{ connectionOf, onSource },
      speakerId: () => this.#speakerId,
      silent: () => this.#silent,
      onBlocked: () => this.#tellBlocked(),
      onSecret: (matches) => secret.hear(stream.streamId, matches),
      ...(isScreen(stream) ? this.#screenOf(id) : this.#cameraOf(id)),
    });
    this.#subscriptions.set(stream.streamId, subscription);
  }

  /** One that is refused is enough: a press plays them all. */
  #tellBlocked(): void {
    if (this.blocked === this.#blocked) return;
    this.#blocked = this.blocked;
    this.#deps.report({ type: 'sound-blocked', blocked: this.#blocked });
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
