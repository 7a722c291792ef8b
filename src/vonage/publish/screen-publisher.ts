import type { Sdk, SdkError, SdkPublisher, SdkSession } from '../sdk.ts';
import { mediaError, type StatedPeer, statedPeers } from '../translate.ts';
import { keepPublished } from './keep-published.ts';

export interface ScreenPublisherDeps {
  readonly sdk: Sdk;
  readonly session: SdkSession;
  readonly name: string;
  /** Called when the session or the SDK stops the stream. */
  readonly onStopped: () => void;
}

/** Publishes a screen share, as a stream separate from the camera's. */
export class ScreenPublisher {
  readonly #publisher: SdkPublisher;
  readonly #session: SdkSession;
  readonly #ready: Promise<void>;

  constructor({ sdk, session, name, onStopped }: ScreenPublisherDeps) {
    this.#session = session;
    const options = {
      insertDefaultUI: false,
      showControls: false,
      name,
      // The SDK requests a screen from its compartment, which returns the one that the person has chosen.
      videoSource: 'screen',
      audioSource: null,
      publishAudio: false,
      // Prefers sharp text to a high frame rate.
      videoContentHint: 'detail',
    };
    let publisher: SdkPublisher | undefined;
    this.#ready = new Promise((resolve, reject) => {
      publisher = sdk.initPublisher(undefined, options, (error) =>
        error ? reject(mediaError(error)) : resolve(),
      );
    });
    this.#publisher = publisher as unknown as SdkPublisher;
    keepPublished({ publisher: this.#publisher, session, publish: () => this.publish(), onStopped });
  }

  async publish(): Promise<void> {
    await this.#ready;
    await new Promise<void>((resolve, reject) => {
      this.#session.publish(this.#publisher, (error?: SdkError | null) =>
        error ? reject(mediaError(error)) : resolve(),
      );
    });
  }

  statedPeers(): Promise<readonly StatedPeer[]> {
    return statedPeers(this.#publisher);
  }

  destroy(): void {
    this.#publisher.off();
    this.#publisher.destroy();
  }
}
