import { type ElementPart, noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/**
 * Focuses its element when it appears, and restores the focus when it disappears, if the focus is still inside
 * `within`.
 */
class TakeFocus extends AsyncDirective {
  #element: HTMLElement | null = null;
  #within = '';
  #before: Element | null = null;

  override update(part: ElementPart, [within, wanted]: Parameters<this['render']>): unknown {
    if (this.#element) return noChange;
    const element = part.element as HTMLElement;
    this.#element = element;
    this.#within = within;
    if (!wanted) return noChange;
    queueMicrotask(() => {
      const root = element.getRootNode();
      // Focus elsewhere in the page must not be taken.
      if (!(root instanceof ShadowRoot) || !root.activeElement) return;
      this.#before = root.activeElement;
      element.focus({ preventScroll: true });
    });
    return noChange;
  }

  override render(_within: string, _wanted = true): unknown {
    return noChange;
  }

  override disconnected(): void {
    const root = this.#element?.getRootNode();
    if (!(root instanceof ShadowRoot) || !(this.#before instanceof HTMLElement)) return;
    const inside = this.#element?.closest(this.#within)?.contains(root.activeElement);
    if (inside && this.#before.isConnected) this.#before.focus({ preventScroll: true });
  }
}

export const takeFocus = directive(TakeFocus);
