import { type ElementPart, noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/** Scrolls its list to the end whenever `count` has grown. */
class KeepAtEnd extends Directive {
  #count = 0;

  override update(part: ElementPart, [count]: Parameters<this['render']>): unknown {
    if (count !== this.#count) {
      this.#count = count;
      const list = part.element;
      queueMicrotask(() => list.scrollTo(0, list.scrollHeight));
    }
    return noChange;
  }

  render(_count: number): unknown {
    return noChange;
  }
}

export const keepAtEnd = directive(KeepAtEnd);
