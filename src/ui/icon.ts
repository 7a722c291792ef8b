import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** An icon, hidden from assistive technology because its control has a name. */
export function icon(drawing: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${drawing}</svg>`;
}
