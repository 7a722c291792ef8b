import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isAlarmed, othersOf, returnedPeople, verifiedPeople } from '../../call/state/select.ts';
import type { LiveCall, Participant } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import type { ComparisonState } from '../../verification/comparison-state.ts';
import { pictures as pictureList } from '../../verification/pictures.ts';
import type { Sas } from '../../verification/sas.ts';
import type { CallActions, CallModel } from '../shared/model.ts';
import { shownName } from '../shared/shown-name.ts';

type Model = Pick<CallModel, 'pictures'>;

/** The comparison with each other person. */
export function verifications(
  live: LiveCall,
  model: Model,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  // One that waits for the other person has not failed.
  const waiting = [...live.comparisons.values()].filter(
    (state) => state.status === 'shown' || (state.status === 'waiting' && state.revealed),
  ).length;
  const attempts = live.compared.attempts - waiting;
  return html`${repeat(
    othersOf(live),
    ({ id }) => id,
    (person) => {
      const claim = live.certificates.get(person.id)?.status;
      // Without a certificate of theirs there is nothing to compare. It may still come, on a line that opens late.
      const without = (claim === 'missing' || claim === 'accepted') && !live.comparisons.has(person.id);
      return without ? nothing : section(live, person, model, actions, t);
    },
  )}
  ${attempts > 0 ? html`<p class="muted" role="status">${t.code.attempts(attempts)}</p>` : nothing}`;
}

function section(
  live: LiveCall,
  person: Participant,
  model: Model,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const name = person.name || t.guest;
  const alarm = isAlarmed(live, person.id);
  const state = live.comparisons.get(person.id);
  const verified = verifiedPeople(live).includes(person);
  const back = returnedPeople(live).includes(person);
  return html`<div class="verification" role="group" tabindex="-1" aria-label=${t.code.title(shownName(person, t))}>
    <h3><bdi>${t.code.title(shownName(person, t))}</bdi></h3>
    ${alarm ? html`<p class="alarm" part="notice" role="alert">${t.sendPolicy.mismatch.title}. ${t.code.undo}</p>` : nothing}
    ${back ? html`<p role="status"><bdi>${t.code.returned(name)}</bdi></p>` : nothing}
    ${verified ? html`<p class="confirmed" role="status"><bdi>${t.code.confirmed(name)}</bdi></p>` : nothing}
    ${
      state?.status === 'waiting' || state?.status === 'shown'
        ? comparing(state, person, name, model, actions, t)
        : resting(live, state, person, name, { again: verified || alarm }, actions, t)
    }
  </div>`;
}

/** The button goes with the press: the focus stays with its person. */
const keepFocus = ({ currentTarget }: Event): void =>
  (currentTarget as HTMLElement).closest<HTMLElement>('.verification')?.focus();

/** Nothing is compared now: why not, or the button that begins. */
function resting(
  live: LiveCall,
  state: ComparisonState | undefined,
  { id }: Participant,
  name: string,
  { again }: { readonly again: boolean },
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  if (!state) {
    const unavailable = live.lines.get(id)?.endsWith('unavailable');
    return html`<p class="muted" role="status"><bdi>${unavailable ? t.code.lineUnavailable(name) : t.code.noLine(name)}</bdi></p>`;
  }
  const wanted = state.status === 'idle' && state.wanted;
  const begin = (event: Event) => {
    keepFocus(event);
    actions.compare(id);
  };
  return html`${wanted ? html`<p role="status"><bdi>${t.code.wanted(name)}</bdi></p>` : nothing}
    <button type="button" part="button" @click=${begin}>${again ? t.code.again : t.code.begin}</button>`;
}

function comparing(
  state: Extract<ComparisonState, { status: 'waiting' | 'shown' }>,
  { id }: Participant,
  name: string,
  model: Model,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const shown = state.status === 'shown';
  // One live region, so that the code's coming is announced.
  return html`<p class=${shown ? 'muted' : ''} role="status"><bdi>${shown ? t.code.how : t.code.waiting(name)}</bdi></p>
    ${shown ? rows(state, id, name, model, actions, t) : nothing}`;
}

/** The row to read aloud, and those to pick from. */
function rows(
  { transcript, own, choices }: Extract<ComparisonState, { status: 'shown' }>,
  id: Participant['id'],
  name: string,
  model: Model,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const pick = (choice: number | null) => (event: Event) => {
    keepFocus(event);
    actions.pickRow(id, transcript, choice);
  };
  return html`<h4>${t.code.own}</h4>
    <div class="own-row" role="group" aria-label=${t.code.own}>${row(own, model, t)}</div>
    <h4 id="row-${id}"><bdi>${t.code.choose(name)}</bdi></h4>
    <div class="rows" role="group" aria-labelledby="row-${id}">
      ${choices.map(
        (choice, index) =>
          html`<button type="button" part="button" class="row" @click=${pick(index)}>${row(choice, model, t)}</button>`,
      )}
      <button type="button" class="danger" part="button danger-button" @click=${pick(null)}>${t.code.none}</button>
    </div>`;
}

/** Four pictures with their names, and the same in digits. */
function row({ pictures, digits }: Sas, model: Model, t: CallMessages): TemplateResult {
  return html`<span class="pictures">
      ${pictures.map(
        (picture) =>
          html`<span>${model.pictures ? icon(model.pictures[picture]) : nothing}${t.pictures[pictureList.indexOf(picture)]}</span>`,
      )}
    </span>
    <span class="digits" dir="ltr">${digits}</span>`;
}
