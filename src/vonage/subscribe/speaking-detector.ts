import type { SdkEvents } from '../sdk.ts';

/** Above this level a person is speaking; below `QUIET` for `HOLD` milliseconds they have stopped. */
const LOUD = 0.04;
const QUIET = 0.02;
const HOLD = 600;

/** Follows one stream's audio level: reports when speaking starts and stops, and passes the level on. */
export class SpeakingDetector {
  readonly #listeners = new Set<(level: number) => void>();
  readonly #onSpeaking: (speaking: boolean) => void;
  #speaking = false;
  #quietSince = 0;

  constructor(source: SdkEvents, onSpeaking: (speaking: boolean) => void) {
    this.#onSpeaking = onSpeaking;
    source.on('audioLevelUpdated', ({ audioLevel }: { audioLevel: number }) => this.#update(audioLevel));
  }

  watch(onLevel: (level: number) => void): () => void {
    this.#listeners.add(onLevel);
    return () => this.#listeners.delete(onLevel);
  }

  #update(level: number, now = performance.now()): void {
    for (const listener of this.#listeners) listener(level);
    if (level > LOUD) {
      this.#quietSince = 0;
      this.#tell(true);
    } else if (level < QUIET) {
      this.#quietSince ||= now;
      if (now - this.#quietSince > HOLD) this.#tell(false);
    }
  }

  #tell(speaking: boolean): void {
    if (speaking === this.#speaking) return;
    this.#speaking = speaking;
    this.#onSpeaking(speaking);
  }
}
