/**
 * Keeps what is typed in the element's own fields from the page: its shortcuts see the element as the target, and would
 * take letters away. Escape and Tab go on: they belong to dialogs and to the focus around.
 */
export function keepTyping(this: HTMLElement, event: KeyboardEvent): void {
  const field = event.composedPath()[0] as Element;
  if (/^(Escape|Tab)$/.test(event.key) || !field.matches('input, textarea, select')) return;
  // What the page has put into a slot is its own.
  if (this.shadowRoot?.contains(field)) event.stopPropagation();
}
