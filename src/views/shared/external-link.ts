import { html, type TemplateResult } from 'lit';
import type { LobbyMessages } from '../../i18n/messages.ts';

/** A link that opens apart, so that the call goes on; it says so, and tells nothing of this page. */
export function externalLink(
  address: string,
  text: string,
  t: Pick<LobbyMessages, 'newWindow'>,
): TemplateResult {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">${text}<span class="hidden"> (${t.newWindow})</span></a>`;
}
