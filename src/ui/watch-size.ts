import { type ElementPart, noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/** Tells the size of its element's content, in whole CSS pixels, before it is painted. Not while it is not shown. */
class WatchSize extends AsyncDirective {
  #element: Element | null = null;
  #onSize: Parameters<this['render']>[0] = () => undefined;
  readonly #observer = new ResizeObserver((entries) => {
    const { width = 0, height = 0 } = entries.at(-1)?.contentRect ?? {};
    if (width > 0 && height > 0) this.#onSize({ width: Math.floor(width), height: Math.floor(height) });
  });

  override update(part: ElementPart, [onSize]: Parameters<this['render']>): unknown {
    this.#onSize = onSize;
    if (!this.#element) {
      this.#element = part.element;
      this.reconnected();
    }
    return noChange;
  }

  override render(_onSize: (size: { width: number; height: number }) => void): unknown {
    return noChange;
  }

  override disconnected(): void {
    this.#observer.disconnect();
  }

  override reconnected(): void {
    if (this.#element) this.#observer.observe(this.#element);
  }
}

export const watchSize = directive(WatchSize);
