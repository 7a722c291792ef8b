/**
 * Reads the shared secret from the page's fragment, `#k=…`, which no request carries, and removes it at once from the
 * address bar and the current history entry. The rest of the fragment stays.
 */
export function takeFragmentSecret(): string {
  const rest: string[] = [];
  let secret = '';
  for (const part of location.hash.slice(1).split('&')) {
    if (part.startsWith('k=')) secret ||= decode(part.slice(2));
    else if (part) rest.push(part);
  }
  if (!secret) return '';
  const { pathname, search } = location;
  history.replaceState(
    history.state,
    '',
    `${pathname}${search}${rest.length > 0 ? `#${rest.join('&')}` : ''}`,
  );
  return secret;
}

/** Returns text that is not properly encoded unchanged. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
