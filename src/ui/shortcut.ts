/**
 * The letter of a press that is meant as a command: alone, once, and not while something is being written or asked.
 * Empty for every other press.
 */
export function letterOf(event: KeyboardEvent): string {
  const { key, code, ctrlKey, altKey, metaKey, repeat, isComposing, defaultPrevented } = event;
  if (ctrlKey || altKey || metaKey || repeat || isComposing || defaultPrevented) return '';
  const [target] = event.composedPath();
  if (target instanceof Element && target.closest('input, textarea, select, dialog')) return '';
  // On a keyboard of another script the key still has its Latin place.
  const letter = /^[a-z0-9]$/i.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? key);
  return [...letter].length === 1 ? letter.toLowerCase() : '';
}
