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
  const { blocked } = live;
  if (!blocked) return nothing;
  // Nothing to decide yet: this reason passes by itself.
  if (blocked.type === 'level' && blocked.level === 'verifying') {
    return html`<p class="banner" part="status" role="status">${t.sendPolicy.verifying}</p>`;
  }
  if (blocked === model.dismissedReason) {
    return html`<div class="banner" part="status" role="status">
      <p>${t.sendPolicy.suspended}</p>
      <button type="button" part="button" class="bare" @click=${() => actions.dismissBlocked(null)}>${t.sendPolicy.why}</button>
    </div>`;
  }
  const { title, text } = wordsOf(blocked, t);
  const panel: Panel = isAboutConnections(blocked) ? 'security' : 'people';
  const dismiss = () => actions.dismissBlocked(blocked);
  return html`<dialog part="dialog" role="alertdialog" aria-labelledby="blocked" aria-describedby="blocked-text" ${modal(dismiss)}>
    <h2 id="blocked" part="title">${title}</h2>
    <p id="blocked-text">${text}</p>
    <div class="choices">
      <button
        type="button"
        class="primary"
        part="button primary-button"
        @click=${() => {
          dismiss();
          actions.open(panel);
        }}
      >
        ${panel === 'security' ? t.sendPolicy.look : t.sendPolicy.people}
      </button>
      <button type="button" part="button" @click=${actions.acceptBlocked}>
        ${blocked.type === 'recording' ? t.sendPolicy.consent : t.sendPolicy.accept}
      </button>
      <button type="button" class="danger" part="button danger-button" @click=${actions.leave}>${t.leave}</button>
    </div>
  </dialog>`;
}

function isAboutConnections({ type }: BlockedReason): boolean {
  return type === 'level' || type === 'unknown-receiver';
}

function wordsOf(blocked: BlockedReason, t: CallMessages): { title: string; text: string } {
  switch (blocked.type) {
    case 'level':
      return blocked.level.startsWith('end-to-end')
        ? t.sendPolicy.toCompare
        : t.sendPolicy.level(t.security.levels[blocked.level]);
    case 'too-many-participants':
      return t.sendPolicy.tooManyParticipants(blocked.expected);
    case 'duplicate-identity':
      return t.sendPolicy.duplicateIdentity(blocked.name || t.guest);
    case 'unknown-receiver':
      return t.sendPolicy.unknownReceiver(blocked.count);
    case 'unverifiable':
      return t.sendPolicy.unverifiable(blocked.name || t.guest);
    case 'recording':
      return t.sendPolicy.recording;
  }
}
