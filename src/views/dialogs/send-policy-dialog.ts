import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { isToCompare } from '../../call/state/select.ts';
import type { BlockedReason, LiveCall } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { modal } from '../../ui/modal.ts';
import type { CallActions, CallModel, Panel } from '../shared/model.ts';
import { phoneLink } from '../shared/phone-link.ts';

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
  if (blocked === model.dismissedReason || (blocked.type === 'level' && blocked.sound)) {
    const soundOnly = blocked.type === 'level' && blocked.sound === true;
    return html`<div class="banner" part="status" role="status">
      <p>${soundOnly ? t.sendPolicy.soundOnly : t.sendPolicy.suspended}</p>
      ${
        soundOnly
          ? html`<button type="button" part="button" class="bare" @click=${() => actions.open('security')}>${t.code.begin}</button>`
          : html`<button type="button" part="button" class="bare" @click=${() => actions.dismissBlocked(null)}>${t.sendPolicy.why}</button>`
      }
    </div>`;
  }
  const { title, text } = wordsOf(blocked, t);
  // Nobody can accept that somebody may be in between.
  const final =
    ['mismatch', 'unattested'].includes(blocked.type) ||
    (blocked.type === 'level' && blocked.required !== undefined);
  const panel: Panel = isAboutConnections(blocked) ? 'security' : 'people';
  const dismiss = () => actions.dismissBlocked(blocked);
  const look = () => {
    dismiss();
    actions.open(panel);
  };
  const compare = () => {
    actions.allowSound();
    look();
  };
  // Another reason is another dialog: a press that was meant for this one does not count for it.
  return html`${keyed(
    JSON.stringify(blocked),
    html`<dialog part="dialog" role="alertdialog" aria-labelledby="blocked" aria-describedby="blocked-text" ${modal(dismiss)}>
    <h2 id="blocked" part="title">${title}</h2>
    <p id="blocked-text">${text}</p>
    ${isForTelephone(blocked) ? phoneLink(model, t) : nothing}
    <div class="choices">
      ${
        isToCompare(blocked)
          ? html`<button type="button" class="primary" part="button primary-button" @click=${compare}>${t.sendPolicy.compare}</button>`
          : html`<button type="button" class=${final ? '' : 'primary'} part="button ${final ? '' : 'primary-button'}" @click=${look}>
              ${panel === 'security' ? t.sendPolicy.look : t.sendPolicy.people}
            </button>`
      }
      ${
        final || isToCompare(blocked)
          ? nothing
          : html`<button type="button" part="button" @click=${() => actions.acceptBlocked(blocked)}>
              ${blocked.type === 'recording' ? t.sendPolicy.consent : t.sendPolicy.accept}
            </button>`
      }
      <button type="button" class="danger" part="button danger-button" @click=${actions.leave}>${t.leave}</button>
    </div>
  </dialog>`,
  )}`;
}

/** Whether the person should call the firm instead, because this call may be overheard. */
function isForTelephone(blocked: BlockedReason): boolean {
  return blocked.type === 'unattested' || (isAboutConnections(blocked) && !isToCompare(blocked));
}

function isAboutConnections({ type }: BlockedReason): boolean {
  return ['level', 'unknown-receiver', 'mismatch', 'returned'].includes(type);
}

function wordsOf(blocked: BlockedReason, t: CallMessages): { title: string; text: string } {
  switch (blocked.type) {
    case 'level':
      if (blocked.required === 'attested') return t.sendPolicy.toAttest;
      return isToCompare(blocked)
        ? t.sendPolicy.toCompare
        : t.sendPolicy.level(t.security.levels[blocked.level]);
    case 'mismatch': {
      const { title, text } = t.sendPolicy.mismatch;
      // By line and by signal it is reported twice.
      const reported = blocked.count > 2 ? ` ${t.sendPolicy.reported(blocked.count)}` : '';
      return { title, text: text(t.code.causes[blocked.cause](blocked.name || t.guest)) + reported };
    }
    case 'returned':
      return t.sendPolicy.returned(blocked.name || t.guest);
    case 'too-many-participants':
      return t.sendPolicy.tooManyParticipants(blocked.expected);
    case 'duplicate-identity':
      return t.sendPolicy.duplicateIdentity(blocked.name || t.guest);
    case 'unknown-receiver':
      return t.sendPolicy.unknownReceiver(blocked.count);
    case 'unattested':
      return t.sendPolicy.unattested(blocked.name || t.guest);
    case 'unverifiable':
      return t.sendPolicy.unverifiable(blocked.name || t.guest);
    case 'recording':
      return t.sendPolicy.recording;
  }
}
