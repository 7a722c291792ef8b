import { type ElementPart, noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/** Opens its `<dialog>` as a modal once: the browser keeps the focus inside and restores it. */
class Modal extends AsyncDirective {
  #dialog: HTMLDialogElement | null = null;
  #onDismiss: () => void = () => undefined;
  readonly #shown = new ResizeObserver(() => this.#open());

  override update(part: ElementPart, [onDismiss]: Parameters<this['render']>): unknown {
    this.#onDismiss = onDismiss;
    if (!this.#dialog) {
      const dialog = part.element as HTMLDialogElement;
      this.#dialog = dialog;
      // `cancel` fires at the press, `close` some time later, or alone when the system closes the dialog. Events of a
      // removed dialog are ignored, because another may be open by then.
      for (const type of ['cancel', 'close']) {
        dialog.addEventListener(type, () => dialog.isConnected && this.#onDismiss());
      }
      queueMicrotask(() => {
        this.#open();
        // While the page hides the element, as in a dialog of its own, a modal would block the page and not be seen.
        if (dialog.isConnected && !dialog.open && dialog.parentElement)
          this.#shown.observe(dialog.parentElement);
      });
    }
    return noChange;
  }

  /**
   * @param _onDismiss Called when the person dismisses the dialog by the browser's means: Escape, a phone's back
   * gesture.
   */
  override render(_onDismiss: () => void): unknown {
    return noChange;
  }

  #open(): void {
    const dialog = this.#dialog;
    if (!dialog?.isConnected || dialog.open || !dialog.parentElement?.getClientRects().length) return;
    dialog.showModal();
    this.#shown.disconnect();
  }

  /** An open dialog that is removed would take the focus with it. */
  override disconnected(): void {
    this.#shown.disconnect();
    this.#dialog?.close();
  }
}

export const modal = directive(Modal);
