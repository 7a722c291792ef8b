/** Longer names would break the layout. In graphemes, which people count as characters (Unicode UAX #29). */
const MAX_NAME = 80;
/** UTF-16 units per grapheme, on average: stops a single letter from carrying hundreds of combining marks. */
const UNITS_PER_GRAPHEME = 4;

/**
 * Characters that reorder, hide or imitate text: Unicode's default ignorables and format characters, except the joiners and
 * variation selectors that scripts and emoji need; symbols that look like spaces; lone surrogates and private ones.
 */
const deceptive =
  /(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Default_Ignorable_Code_Point}\p{Cf}]|[\u2800\u{1D159}\uFFFC\p{Cs}\p{Co}]/gu;
const breaks = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Cleans a name for display: one line, nothing deceptive, limited in length. Empty when nothing visible is left. */
export function cleanName(name: unknown): string {
  if (typeof name !== 'string') return '';
  const line = name
    // More than this is cut anyway.
    .slice(0, MAX_NAME * 40)
    .replace(deceptive, ' ')
    .replace(breaks, ' ')
    .trim();
  if (!visible.test(line)) return '';
  let kept = '';
  let count = 0;
  for (const grapheme of graphemesOf(line)) {
    if (++count > MAX_NAME || kept.length + grapheme.length > MAX_NAME * UNITS_PER_GRAPHEME) break;
    kept += grapheme;
  }
  return kept.trim();
}

/** Firefox before 125 has no segmenter: code points then, without a joiner that joins nothing at the end. */
function graphemesOf(line: string): readonly string[] {
  if (typeof Intl.Segmenter === 'undefined') {
    return [
      ...[...line]
        .slice(0, MAX_NAME)
        .join('')
        .replace(/[\u200C\u200D]+$/, ''),
    ];
  }
  return [...new Intl.Segmenter('fr', { granularity: 'grapheme' }).segment(line)].map(
    ({ segment }) => segment,
  );
}

/** What names have in common that look the same: width, capitals and invisible characters make no difference. */
export function lookOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(breaks, ' ');
}
