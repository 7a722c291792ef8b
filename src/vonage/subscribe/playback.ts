export interface PlaybackDeps {
  /** Whether all remote audio is muted now. */
  readonly silent: () => boolean;
  /** Called when the browser refuses the sound, or plays it again. */
  readonly onBlocked: () => void;
}

const changes = ['volumechange', 'playing', 'pause'] as const;

/**
 * Plays one media element as far as the browser allows it. A browser may refuse `play()` until the person presses
 * something (HTML standard, "allowed to play"); muted, the picture at least is shown. The SDK does the same, and mutes the
 * element itself: what the element says counts, whoever has made it so.
 */
export class Playback {
  readonly element: HTMLVideoElement;
  readonly #deps: PlaybackDeps;
  #blocked = false;
  #trying = false;

  constructor(element: HTMLVideoElement, deps: PlaybackDeps) {
    this.element = element;
    this.#deps = deps;
    // Not unmuted here: by now the SDK may have muted it, because its sound was refused.
    if (deps.silent()) element.muted = true;
    for (const type of changes) element.addEventListener(type, this.check);
  }

  get blocked(): boolean {
    return this.#blocked;
  }

  /** Mutes or unmutes the element, unless it is muted so that its picture plays. */
  silence(): void {
    this.element.muted = this.#deps.silent() || this.#blocked;
  }

  /** Finds out whether the sound plays; plays what was paused. */
  readonly check = (): void => {
    const { element } = this;
    if (this.#trying || this.#deps.silent() || !element.isConnected) return;
    if (element.paused) void this.play();
    else this.#tell(element.muted && hasSound(element));
  };

  /** Plays with sound. Called at a press, or when something has paused the element. */
  async play(): Promise<void> {
    const { element } = this;
    if (!element.srcObject) return;
    this.#trying = true;
    try {
      element.muted = this.#deps.silent();
      await element.play();
      this.#tell(false);
    } catch (error) {
      // Any other failure passes: the element was moved, or has got another stream.
      if (error instanceof DOMException && error.name === 'NotAllowedError') await this.#playMuted();
    } finally {
      this.#trying = false;
    }
  }

  async #playMuted(): Promise<void> {
    this.element.muted = true;
    this.#tell(hasSound(this.element));
    await this.element.play().catch(() => undefined);
  }

  end(): void {
    for (const type of changes) this.element.removeEventListener(type, this.check);
    this.#tell(false);
  }

  #tell(blocked: boolean): void {
    if (blocked === this.#blocked) return;
    this.#blocked = blocked;
    this.#deps.onBlocked();
  }
}

/** Whether there is any sound to hear: a shared screen may have none. */
function hasSound({ srcObject }: HTMLVideoElement): boolean {
  return srcObject instanceof MediaStream && srcObject.getAudioTracks().length > 0;
}
