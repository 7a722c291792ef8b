import { type ElementPart, noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/** Milliseconds without input after which the person counts as idle. */
const PATIENCE = 4000;
const signs = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;

/** Adds the class `idle` to its element while the person watches without acting. */
class MarkIdle extends AsyncDirective {
  #element: HTMLElement | null = null;
  #watched = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override update(part: ElementPart, [watched]: Parameters<this['render']>): unknown {
    this.#element = part.element as HTMLElement;
    if (watched !== this.#watched) {
      this.#watched = watched;
      if (watched) this.reconnected();
      else this.disconnected();
    }
    return noChange;
  }

  override render(_watched: boolean): unknown {
    return noChange;
  }

  override disconnected(): void {
    clearTimeout(this.#timer);
    for (const sign of signs) this.#element?.removeEventListener(sign, this.#stir);
    this.#element?.classList.remove('idle');
  }

  override reconnected(): void {
    if (!this.#watched) return;
    for (const sign of signs) this.#element?.addEventListener(sign, this.#stir);
    this.#stir();
  }

  readonly #stir = (): void => {
    clearTimeout(this.#timer);
    this.#element?.classList.remove('idle');
    this.#timer = setTimeout(() => this.#element?.classList.add('idle'), PATIENCE);
  };
}

export const markIdle = directive(MarkIdle);
