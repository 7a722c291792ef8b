import { html, nothing, type TemplateResult } from 'lit';
import type { BlockedReason, LiveCall } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { modal } from '../../ui/modal.ts';
import type { CallActions, CallModel, Panel } from '../shared/model.ts';

/** Shows why sending is blocked, and what the person can do about it. */
export function sendPolicyDialog(
  live: LiveCall,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult | typeof nothing {
  const { blocked: guard } = live;
  if (!guard) return nothing;
  // Nothing to decide yet: this reason passes by itself.
  if (guard.type === 'level' && guard.level === 'verifying') {
    return html`<p class="banner" part="status" role="status">${t.sendPolicy.verifying}</p>`;
  }
  if (guard === model.dismissedReason) {
    return html`<div class="banner" part="status" role="status">
      <p>${t.sendPolicy.held}</p>
      <button type="button" part="button" class="bare" @click=${() => actions.dismissBlocked(null)}>${t.sendPolicy.why}</button>
    </div>`;
  }
  const { title, text } = wordsOf(guard, t);
  const look: Panel = guard.type === 'level' ? 'security' : 'people';
  const aside = () => actions.dismissBlocked(guard);
  return html`<dialog part="dialog" role="alertdialog" aria-labelledby="guard" aria-describedby="guard-text" ${modal(aside)}>
    <h2 id="guard" part="title">${title}</h2>
    <p id="guard-text">${text}</p>
    <div class="choices">
      <button
        type="button"
        class="primary"
        part="button primary-button"
        @click=${() => {
          aside();
          actions.open(look);
        }}
      >
        ${look === 'security' ? t.sendPolicy.look : t.sendPolicy.people}
      </button>
      <button type="button" part="button" @click=${actions.acceptBlocked}>
        ${guard.type === 'recording' ? t.sendPolicy.consent : t.sendPolicy.accept}
      </button>
      <button type="button" class="danger" part="button danger-button" @click=${actions.leave}>${t.leave}</button>
    </div>
  </dialog>`;
}

function wordsOf(guard: BlockedReason, t: CallMessages): { title: string; text: string } {
  switch (guard.type) {
    case 'level':
      return guard.level.startsWith('end-to-end')
        ? t.sendPolicy.toCompare
        : t.sendPolicy.level(t.security.levels[guard.level]);
    case 'too-many-participants':
      return t.sendPolicy.tooManyParticipants(guard.expected);
    case 'duplicate-identity':
      return t.sendPolicy.duplicateIdentity(guard.name || t.guest);
    case 'recording':
      return t.sendPolicy.recording;
  }
}
