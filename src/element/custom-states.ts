/**
 * Shows what is the case to the page's style sheets, as `:state(name)` (HTML standard, custom state pseudo-class).
 * Browsers that do not know it, or know only its first form, go without.
 */
export function showStates(internals: ElementInternals | undefined, names: readonly string[]): void {
  const states = internals?.states;
  if (!states) return;
  try {
    for (const name of [...states]) if (!names.includes(name)) states.delete(name);
    for (const name of names) states.add(name);
  } catch {
    // Names had to begin with two hyphens once.
  }
}
