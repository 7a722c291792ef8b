import { html, type TemplateResult } from 'lit';

const ADDRESS = /https?:\/\/[^\s<>"«»]+/gi;

/** Text whose web addresses can be followed: shown as they are, opened apart, telling nothing of this page. */
export function links(text: string): readonly (string | TemplateResult)[] {
  const pieces: (string | TemplateResult)[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    // A stop at the end belongs to the sentence.
    const address = found.replace(/[.,;:!?)\]]+$/, '');
    if (!URL.canParse(address)) continue;
    pieces.push(text.slice(end, index));
    pieces.push(html`<a href=${address} target="_blank" rel="noopener noreferrer">${address}</a>`);
    end = index + address.length;
  }
  return [...pieces, text.slice(end)];
}
