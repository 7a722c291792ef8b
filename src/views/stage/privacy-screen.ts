import { html, type TemplateResult } from 'lit';
import hiddenIcon from 'lucide-static/icons/eye-off.svg';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import type { CallActions } from '../shared/model.ts';

/** The privacy screen: hides the whole call until a press on its button. */
export function privacyScreen(actions: CallActions, t: CallMessages): TemplateResult {
  return html`<section class="stage privacy" part="stage" aria-labelledby="privacy-title">
    <div class="on-hold" part="status">
      ${icon(hiddenIcon)}
      <h1 id="privacy-title" part="title" tabindex="-1" data-focus>${t.privacyScreen.title}</h1>
      <p>${t.privacyScreen.text}</p>
      <button type="button" class="primary" part="button primary-button" @click=${() => actions.setPrivacyScreen(false)}>
        ${t.privacyScreen.back}
      </button>
    </div>
  </section>`;
}
