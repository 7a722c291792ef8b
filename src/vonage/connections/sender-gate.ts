/**
 * A sender that gets its track only while it is open. The SDK still sees the track that it has set, so that its own
 * replacements take effect when the gate opens.
 */
export class SenderGate {
  readonly #replace: RTCRtpSender['replaceTrack'];
  #wanted: MediaStreamTrack | null;
  #open = false;

  /** Closes the sender. */
  constructor(sender: RTCRtpSender) {
    this.#replace = sender.replaceTrack.bind(sender);
    this.#wanted = sender.track;
    Object.defineProperties(sender, {
      track: { configurable: true, get: () => this.#wanted },
      replaceTrack: {
        configurable: true,
        value: async (track: MediaStreamTrack | null) => {
          this.#wanted = track;
          if (this.#open) await this.#replace(track);
        },
      },
    });
  }

  /** The track that the SDK wants to send. */
  get wanted(): MediaStreamTrack | null {
    return this.#wanted;
  }

  /** Takes the track away that the sender was created with. */
  async close(): Promise<void> {
    this.#open = false;
    await this.#replace(null);
  }

  async open(): Promise<void> {
    if (this.#open) return;
    this.#open = true;
    await this.#replace(this.#wanted);
  }

  get isOpen(): boolean {
    return this.#open;
  }
}
