/**
 * Returns the page's storage, cookies, address and history state as one text; `undefined` when the page has no
 * access.
 */
function everythingKept(): string | undefined {
  try {
    const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }));
    return [...stored, document.cookie, location.href, JSON.stringify(history.state), window.name].join('\n');
  } catch {
    // A sandboxed page has no storage.
    return undefined;
  }
}

/**
 * Whether storage, cookies, address and history state contain none of the secrets.
 *
 * @param secrets Values that only this call knows: identifiers, the token, the person's name in the session.
 */
export function isTraceless(secrets: readonly string[]): boolean | undefined {
  const kept = everythingKept();
  return kept === undefined ? undefined : !secrets.some((secret) => secret !== '' && kept.includes(secret));
}
