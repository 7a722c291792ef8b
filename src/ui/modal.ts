import { type ElementPart, noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/** Opens the `<dialog>` it stands on as a modal one, once: the browser keeps the focus in and gives it back. */
class Modal extends Directive {
  #opened = false;

  override update(part: ElementPart): unknown {
    if (!this.#opened) {
      this.#opened = true;
      const dialog = part.element as HTMLDialogElement;
      queueMicrotask(() => {
        if (dialog.isConnected && !dialog.open) dialog.showModal();
      });
    }
    return noChange;
  }

  override render(): unknown {
    return noChange;
  }
}

export const modal = directive(Modal);
