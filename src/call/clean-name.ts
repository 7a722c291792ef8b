/** Longer names would break the layout. */
const MAX_NAME = 80;

/** Cleans a name for display: one line, no control or direction characters, limited in length. */
export function cleanName(name: unknown): string {
  if (typeof name !== 'string') return '';
  const line = name
    // The last two are symbols that look like spaces.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u2800\u{1D159}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...line].slice(0, MAX_NAME).join('');
}
