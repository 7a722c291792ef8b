/**
 * Characters that reorder, hide or imitate text: Unicode's default ignorables (bidirectional controls, zero-width and
 * filler characters, tags) except the joiners and variation selectors that scripts and emoji need; symbols that look like
 * spaces; lone surrogates and private ones. With them one name can pass for another on the host's screen.
 */
const deceptive =
  /(?!\u200C|\u200D|\uFE0E|\uFE0F)\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFC\u2800\u{1D159}\u{13430}-\u{13455}]|\p{Cs}|\p{Co}/gu;
const breaks = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** UTF-16 units per grapheme, on average: stops a single letter from carrying hundreds of combining marks. */
const UNITS_PER_GRAPHEME = 4;
const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/**
 * One line of harmless text of at most `max` graphemes (Unicode UAX #29), or `undefined` when nothing visible is left.
 * It is still text: whoever shows it escapes it.
 */
export function oneLine(text: string, max: number): string | undefined {
  const clean = text
    // More than this is cut anyway; the rest need not be looked at.
    .slice(0, max * 40)
    .normalize('NFC')
    .replace(deceptive, '')
    .replace(breaks, ' ')
    .trim();
  if (!visible.test(clean)) return undefined;
  let line = '';
  let count = 0;
  for (const { segment } of graphemes.segment(clean)) {
    if (++count > max || line.length + segment.length > max * UNITS_PER_GRAPHEME) break;
    line += segment;
  }
  return line.trimEnd() || undefined;
}

/**
 * What two names have in common that look alike: full-width letters, accents, capitals, spaces and invisible characters
 * make no difference. Look-alikes from another alphabet are not found.
 */
export function lookOf(name: string): string {
  return (
    name
      .normalize('NFKD')
      // Upper case first, as it alone joins `ß` and `ss`.
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
      .normalize('NFKC')
      .replace(breaks, ' ')
      .trim()
  );
}

/** The longest name that is shown, in graphemes. */
export const NAME_LENGTH = 80;
/** The longest reason or message from a host, in graphemes. */
export const SENTENCE_LENGTH = 300;
