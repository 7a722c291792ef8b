/**
 * Exposes states to the page's style sheets as `:state(name)` (HTML standard, custom state pseudo-class).
 * Browsers that lack it, or support only its first form, expose none.
 */
export function showStates(internals: ElementInternals | undefined, names: readonly string[]): void {
  const states = internals?.states;
  if (!states) return;
  try {
    for (const name of [...states]) if (!names.includes(name)) states.delete(name);
    for (const name of names) states.add(name);
  } catch {
    // The first form required names that begin with two hyphens.
  }
}
