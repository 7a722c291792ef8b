import { html, nothing, type TemplateResult } from 'lit';
import type { CallMessages } from '../../i18n/messages.ts';
import type { CallModel } from './model.ts';

/**
 * Returns the `tel:` URI (RFC 3966) of a number as people write it, `+33 (0)1 44 00 00 00`, or an empty string where the
 * text is none.
 */
export function telephoneUri(number: string): string {
  // The zero in brackets is dialled within the country only.
  const dialled = number.trim().replace(/^(\+.*?)\(0\)/, '$1');
  const digits = dialled.replace(/[\s()./\u2010-\u2013-]/g, '');
  return /^\+?\d{3,15}$/.test(digits) ? `tel:${digits}` : '';
}

/** A link that calls the firm, where the page has given its telephone number. */
export function phoneLink({ phone }: CallModel, t: CallMessages): TemplateResult | typeof nothing {
  const address = telephoneUri(phone);
  return address === ''
    ? nothing
    : html`<a class="phone" href=${address}>${t.callFirm} <bdi dir="ltr">${phone.trim()}</bdi></a>`;
}
