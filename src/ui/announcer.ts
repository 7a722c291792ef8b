/** `polite` waits until the screen reader has finished a sentence, `urgent` does not (ARIA live regions). */
export type Channel = 'polite' | 'urgent';

export type Announcements = Readonly<Record<Channel, string>>;

/** Milliseconds between two announcements; faster ones would cut each other off. */
const GAP = 1500;
/** Milliseconds after which an announcement is removed, so that nobody reads it later. */
const STAY = 8000;
/** Maximum number of waiting announcements; older ones are dropped. */
const MAX_WAITING = 6;

/** Announces texts through two live regions, one after the other. */
export class Announcer {
  readonly #show: (announcements: Announcements) => void;
  readonly #timers: Pick<typeof globalThis, 'setTimeout' | 'clearTimeout'>;
  #said: Announcements = { polite: '', urgent: '' };
  #waiting: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** True while an announcement has just been made. */
  #busy = false;

  constructor(
    show: (announcements: Announcements) => void,
    timers: Pick<typeof globalThis, 'setTimeout' | 'clearTimeout'> = globalThis,
  ) {
    this.#show = show;
    this.#timers = timers;
  }

  say(text: string, channel: Channel = 'polite'): void {
    if (!text) return;
    if (channel === 'urgent') {
      // A live region speaks only on a change, so a repeated text is cleared first.
      if (this.#said.urgent === text) this.#put({ urgent: '' });
      this.#put({ urgent: text });
      this.#wait();
      return;
    }
    this.#waiting = [...this.#waiting, text].slice(-MAX_WAITING);
    if (!this.#busy) this.#next();
  }

  /** Announces only this text; clears earlier and waiting announcements. */
  only(text: string): void {
    this.#waiting = [];
    this.#put({ polite: text, urgent: '' });
    this.#wait();
  }

  #next(): void {
    const text = this.#waiting.join(' ');
    this.#waiting = [];
    if (this.#said.polite === text) this.#put({ polite: '' });
    this.#put({ polite: text });
    this.#wait();
  }

  #wait(): void {
    this.#busy = true;
    this.#after(GAP, () => {
      this.#busy = false;
      if (this.#waiting.length > 0) this.#next();
      else this.#after(STAY, () => this.#put({ polite: '', urgent: '' }));
    });
  }

  #after(milliseconds: number, act: () => void): void {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = this.#timers.setTimeout(act, milliseconds);
  }

  #put(change: Partial<Announcements>): void {
    this.#said = { ...this.#said, ...change };
    this.#show(this.#said);
  }
}
