import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** An icon of the set, hidden from assistive technology: the control it stands in has a name. */
export function icon(drawing: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${drawing}</svg>`;
}
