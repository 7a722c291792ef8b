import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { othersOf } from '../../call/state/select.ts';
import type { LiveCall, Participant, Verification } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import { pictures as pictureList } from '../../verification/pictures.ts';
import type { Sas } from '../../verification/sas.ts';
import type { CallActions, CallModel } from '../shared/model.ts';

/** The SAS to compare with each other person. */
export function verifications(
  live: LiveCall,
  model: Pick<CallModel, 'pictures'>,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  return html`${repeat(
    othersOf(live),
    ({ id }) => id,
    (person) => {
      const verification = live.verifications.get(person.id);
      const claim = live.certificates.get(person.id)?.status;
      // Without a certificate of theirs there is nothing to compare.
      const comparable = claim !== 'missing' && claim !== 'accepted';
      return verification && comparable ? section(person, verification, model, actions, t) : nothing;
    },
  )}`;
}

function section(
  person: Participant,
  { state, disputed }: Verification,
  model: Pick<CallModel, 'pictures'>,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const name = person.name || t.guest;
  const alarm = disputed || state.answer === 'different';
  const content = () => {
    if (alarm) return alarmed(person, name, disputed, actions, t);
    if (state.status === 'failed') return html`<p>${t.code.failed}</p>${again(person, actions, t)}`;
    if (state.status === 'waiting') return html`<p role="status">${t.code.waiting[state.reason]}</p>`;
    return html`${state.withdrawn ? html`<p role="alert">${t.code.withdrawn}</p>` : nothing}
      ${code(state.code, model, t)}
      ${
        state.answer === 'same'
          ? html`<p class="confirmed" role="status">${t.code.confirmed}</p>`
          : html`<p class="muted">${t.code.how}</p>
              <div class="choices">
                ${answer('same', person, actions, t)}${answer('different', person, actions, t)}
              </div>`
      }`;
  };
  return html`<div class="verification" role="group" aria-label=${t.code.title(name)}>
    <h3><bdi>${t.code.title(name)}</bdi></h3>
    ${content()}
  </div>`;
}

function code(
  { pictures, digits }: Sas,
  model: Pick<CallModel, 'pictures'>,
  t: CallMessages,
): TemplateResult {
  return html`<ol class="pictures" role="list">
      ${pictures.map(
        (picture) =>
          html`<li>${model.pictures ? icon(model.pictures[picture]) : nothing}${t.pictures[pictureList.indexOf(picture)]}</li>`,
      )}
    </ol>
    <p class="digits"><span class="muted">${t.code.digits}</span> <b dir="ltr">${digits}</b></p>`;
}

function answer(
  which: 'same' | 'different',
  { id }: Participant,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  return html`<button
    type="button"
    class=${which === 'same' ? 'primary' : 'danger'}
    part="button ${which === 'same' ? 'primary-button' : 'danger-button'}"
    @click=${() => actions.answerSas(id, which)}
  >
    ${t.code[which]}
  </button>`;
}

function alarmed(
  person: Participant,
  name: string,
  disputed: boolean,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  return html`<div class="alarm" part="notice" role="alert">
      <strong>${t.code.alarmTitle}</strong>
      ${disputed ? html`<p><bdi>${t.code.disputed(name)}</bdi></p>` : nothing}
      <p>${t.code.alarm}</p>
    </div>
    ${again(person, actions, t)}`;
}

function again({ id }: Participant, actions: CallActions, t: CallMessages): TemplateResult {
  return html`<button type="button" part="button" @click=${() => actions.renewSas(id)}>${t.code.again}</button>`;
}
