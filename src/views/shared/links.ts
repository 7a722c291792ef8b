import type { TemplateResult } from 'lit';
import type { CallMessages } from '../../i18n/messages.ts';
import { externalLink } from './external-link.ts';

const ADDRESS = /https?:\/\/[^\s<>"«»‹›“”„]+/gi;

/** Renders text with its web addresses as links. */
export function links(text: string, t: CallMessages): readonly (string | TemplateResult)[] {
  const pieces: (string | TemplateResult)[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    // Trailing punctuation belongs to the sentence.
    const address = found.replace(/[.,;:!?…)\]'‘’،؛؟]+$/, '');
    if (!URL.canParse(address)) continue;
    pieces.push(text.slice(end, index));
    pieces.push(externalLink(address, address, t));
    end = index + address.length;
  }
  return [...pieces, text.slice(end)];
}
