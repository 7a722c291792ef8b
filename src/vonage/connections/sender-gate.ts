const nativeTrack = Object.getOwnPropertyDescriptor(RTCRtpSender.prototype, 'track')?.get;

/**
 * A sender that gets its track only while it is open. The SDK still sees the track that it has set, so that its own
 * replacements take effect when the gate opens.
 */
export class SenderGate {
  readonly #sender: RTCRtpSender;
  readonly #replace: RTCRtpSender['replaceTrack'];
  #wanted: MediaStreamTrack | null;
  #open = false;

  constructor(sender: RTCRtpSender) {
    this.#sender = sender;
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

  get isOpen(): boolean {
    return this.#open;
  }

  /** Takes the track away. The browser gives an unused sender a new one with `addTrack`: then called again. */
  async close(): Promise<void> {
    if (!this.#open) {
      const track = nativeTrack?.call(this.#sender) as MediaStreamTrack | null;
      // Chromium 156 crashes when `addTrack` meets a sender whose `replaceTrack(null)` had nothing to take away.
      if (track === null) return;
      this.#wanted = track;
    }
    this.#open = false;
    // Also while the browser is still setting the track: it does one thing after the other.
    await this.#replace(null);
  }

  async open(): Promise<void> {
    if (this.#open) return;
    this.#open = true;
    await this.#replace(this.#wanted);
  }
}
