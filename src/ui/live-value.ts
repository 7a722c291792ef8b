import { type ElementPart, noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/** Starts sending values; returns a function that stops it. */
export type Subscribe = (onValue: (value: number) => void) => () => void;

/**
 * Writes a fast-changing number, such as a level or a timer, into one node without rendering.
 *
 * @param key The subscription is renewed when the key changes.
 */
class LiveValue extends AsyncDirective {
  #key: unknown;
  #stop: (() => void) | undefined;
  #start: (() => void) | undefined;
  #write: Parameters<this['render']>[2] = () => undefined;
  #last: number | undefined;

  override update(part: ElementPart, [key, subscribe, write]: Parameters<this['render']>): unknown {
    const element = part.element as HTMLElement;
    // The language of the words may have changed.
    this.#write = write;
    if (key === this.#key) {
      if (this.#last !== undefined) write(element, this.#last);
    } else {
      this.#key = key;
      this.#last = undefined;
      this.#start = () => {
        this.#stop = subscribe((value) => {
          this.#last = value;
          this.#write(element, value);
        });
      };
      this.disconnected();
      if (this.isConnected) this.#start();
    }
    return noChange;
  }

  render(
    _key: unknown,
    _subscribe: Subscribe,
    _write: (element: HTMLElement, value: number) => void,
  ): unknown {
    return noChange;
  }

  override disconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  override reconnected(): void {
    this.#start?.();
  }
}

export const liveValue = directive(LiveValue);

/** Writes a level, 0 to 1, as the custom property `--level`; the square root approximates perceived loudness. */
export function writeLevel(element: HTMLElement, level: number): void {
  element.style.setProperty('--level', Math.sqrt(level).toFixed(2));
}
