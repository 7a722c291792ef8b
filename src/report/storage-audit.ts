/** What can be read of the page's storage, address and history, as one text; `undefined` where the page may not look. */
function everythingKept(): string | undefined {
  try {
    const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }));
    return [...stored, document.cookie, location.href, JSON.stringify(history.state), window.name].join('\n');
  } catch {
    // A sandboxed page has no storage to look into.
    return undefined;
  }
}

/**
 * Whether nothing of these is kept in storage, cookies, address or history.
 *
 * @param secrets What only this call knows: identifiers, the token, the person's name in the session.
 */
export function isTraceless(secrets: readonly string[]): boolean | undefined {
  const kept = everythingKept();
  return kept === undefined ? undefined : !secrets.some((secret) => secret !== '' && kept.includes(secret));
}
