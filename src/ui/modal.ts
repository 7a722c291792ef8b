import { type ElementPart, noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/** Opens the `<dialog>` it stands on as a modal one, once: the browser keeps the focus in and gives it back. */
class Modal extends AsyncDirective {
  #dialog: HTMLDialogElement | null = null;

  override update(part: ElementPart): unknown {
    if (!this.#dialog) {
      const dialog = part.element as HTMLDialogElement;
      this.#dialog = dialog;
      queueMicrotask(() => {
        if (dialog.isConnected && !dialog.open) dialog.showModal();
      });
    }
    return noChange;
  }

  override render(): unknown {
    return noChange;
  }

  /** Taken out while it is open, it would take the focus with it. */
  override disconnected(): void {
    this.#dialog?.close();
  }
}

export const modal = directive(Modal);
