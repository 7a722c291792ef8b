/**
 * The shared secret in the page's fragment, `#k=…`, which no request carries. It is taken out of the address bar and
 * of the history's current entry at once; whatever else the fragment says stays.
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

/** What is not properly encoded is taken as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
