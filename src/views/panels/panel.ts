import { html, type TemplateResult } from 'lit';
import closeIcon from 'lucide-static/icons/x.svg';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import { takeFocus } from '../../ui/take-focus.ts';
import type { CallActions, Panel } from '../shared/model.ts';

/** A panel over the stage: title, close button (also Escape), content. */
export function panel(
  name: Panel,
  title: string,
  actions: CallActions,
  t: CallMessages,
  content: TemplateResult,
  focus: 'title' | 'content' = 'title',
): TemplateResult {
  const close = () => actions.open(null);
  return html`<section
    class="panel ${name}-panel"
    id="panel-${name}"
    part="panel ${name}"
    aria-labelledby="panel-title"
  >
    <header>
      <h2 id="panel-title" part="panel-title" tabindex="-1" data-focus ${takeFocus('.panel', focus === 'title')}>${title}</h2>
      <button type="button" part="button" class="bare" aria-label=${t.close} @click=${close}>${icon(closeIcon)}</button>
    </header>
    ${content}
  </section>`;
}
