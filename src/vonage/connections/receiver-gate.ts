const nativeEnabled = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'enabled');

/**
 * A received track that is silent and black while it is closed, in whatever element the SDK plays it. The SDK still
 * sees what it has set.
 */
export class ReceiverGate {
  readonly #track: MediaStreamTrack;
  #wanted: boolean;
  #open = false;

  /** Closes the track. */
  constructor(track: MediaStreamTrack) {
    this.#track = track;
    this.#wanted = track.enabled;
    Object.defineProperty(track, 'enabled', {
      configurable: true,
      get: () => this.#wanted,
      set: (enabled: boolean) => {
        this.#wanted = enabled;
        this.#apply();
      },
    });
    this.#apply();
  }

  set(open: boolean): void {
    if (open === this.#open) return;
    this.#open = open;
    this.#apply();
  }

  #apply(): void {
    nativeEnabled?.set?.call(this.#track, this.#wanted && this.#open);
  }
}
