import { type ElementPart, noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/** Keeps the room as high as the view before made it, so that what stands below in the page does not move. */
class KeepHeight extends Directive {
  #done = false;

  override update(part: ElementPart): unknown {
    if (this.#done) return noChange;
    this.#done = true;
    // The view before is still there: this one comes into the document after its directives have run.
    const root = (part.options?.host as Element | undefined)?.shadowRoot;
    const room = root?.querySelector<HTMLElement>('.room');
    if (room) keep(room);
    return noChange;
  }

  render(): unknown {
    return noChange;
  }
}

function keep(room: HTMLElement): void {
  const { offsetWidth, offsetHeight, style } = room;
  style.minBlockSize = `${offsetHeight}px`;
  // In another width everything is laid out anew.
  const observer = new ResizeObserver(() => {
    if (room.offsetWidth === offsetWidth || room.offsetWidth === 0) return;
    style.minBlockSize = '';
    observer.disconnect();
  });
  observer.observe(room);
}

export const keepHeight = directive(KeepHeight);
