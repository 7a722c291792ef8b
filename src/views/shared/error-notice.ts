import { html, type TemplateResult } from 'lit';
import type { VisioError } from '../../error.ts';
import type { ErrorText, ErrorTexts } from '../../i18n/messages.ts';

/** Returns the text of an error; every language file contains `script-unreachable`. */
export function textOf(error: VisioError, texts: ErrorTexts): ErrorText {
  const text = texts[error.code] ?? texts['script-unreachable'];
  return text ? text(error.facts) : { title: error.message, advice: '' };
}

/** An alert that says what went wrong and what to do. */
export function errorNotice(error: VisioError, texts: ErrorTexts): TemplateResult {
  const { title, advice } = textOf(error, texts);
  return html`<div class="notice" part="notice error" role="alert"><p><strong>${title}</strong></p><p>${advice}</p></div>`;
}
