import { type ElementPart, noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/** Opens the `<dialog>` it stands on as a modal one, once: the browser keeps the focus in and gives it back. */
class Modal extends AsyncDirective {
  #dialog: HTMLDialogElement | null = null;
  #onDismiss: () => void = () => undefined;

  override update(part: ElementPart, [onDismiss]: Parameters<this['render']>): unknown {
    this.#onDismiss = onDismiss;
    if (!this.#dialog) {
      const dialog = part.element as HTMLDialogElement;
      this.#dialog = dialog;
      // `cancel` comes at the press; `close` some time later, or alone where the system closes it. Of a dialog that is
      // gone it is old news: another one may be open by then.
      for (const type of ['cancel', 'close']) {
        dialog.addEventListener(type, () => dialog.isConnected && this.#onDismiss());
      }
      queueMicrotask(() => {
        if (dialog.isConnected && !dialog.open) dialog.showModal();
      });
    }
    return noChange;
  }

  /** @param _onDismiss Called when the person dismisses it with the browser's own means: Escape, a phone's way back. */
  override render(_onDismiss: () => void): unknown {
    return noChange;
  }

  /** Taken out while it is open, it would take the focus with it. */
  override disconnected(): void {
    this.#dialog?.close();
  }
}

export const modal = directive(Modal);
