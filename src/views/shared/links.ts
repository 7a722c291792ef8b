import type { TemplateResult } from 'lit';
import type { CallMessages } from '../../i18n/messages.ts';
import { externalLink } from './external-link.ts';

const ADDRESS = /https?:\/\/[^\s<>"«»‹›“”„]+/gi;

/**
 * Returns an address as the browser will open it, with its host in ASCII and without characters that reorder text; none
 * where a name stands before the host, which would pass for it.
 */
function normalised(address: string): string | undefined {
  // `URL.canParse` is missing in browsers that can run a call.
  try {
    const { href, username, password } = new URL(address);
    return username === '' && password === '' ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Renders text with its web addresses as links, each shown as it will be opened. */
export function links(text: string, t: CallMessages): readonly (string | TemplateResult)[] {
  const pieces: (string | TemplateResult)[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    // Trailing punctuation belongs to the sentence.
    const written = found.replace(/[.,;:!?…)\]'‘’،؛؟]+$/, '');
    const address = normalised(written);
    if (address === undefined) continue;
    pieces.push(text.slice(end, index));
    pieces.push(externalLink(address, address, t));
    end = index + written.length;
  }
  return [...pieces, text.slice(end)];
}
