/**
 * Returns the letter of a key press that is a command: without modifiers or repetition, and not while a text field or
 * dialog has the focus.
 * Returns an empty string for any other key press.
 */
export function letterOf(event: KeyboardEvent): string {
  const { key, code, ctrlKey, altKey, metaKey, repeat, isComposing, defaultPrevented } = event;
  if (ctrlKey || altKey || metaKey || repeat || isComposing || defaultPrevented) return '';
  const [target] = event.composedPath();
  if (target instanceof Element && target.closest('input, textarea, select, dialog')) return '';
  // On keyboards of other scripts the key's position gives the Latin letter.
  const letter = /^[a-z0-9]$/i.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? key);
  return [...letter].length === 1 ? letter.toLowerCase() : '';
}
