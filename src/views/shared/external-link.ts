import { html, type TemplateResult } from 'lit';
import type { LobbyMessages } from '../../i18n/messages.ts';

/** A link that opens a new tab, so that the call goes on. It says so, and sends no referrer. */
export function externalLink(
  address: string,
  text: string,
  t: Pick<LobbyMessages, 'newWindow'>,
): TemplateResult {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">${text}<span class="hidden"> (${t.newWindow})</span></a>`;
}
