import { html, nothing, type TemplateResult } from 'lit';
import { live as inDom } from 'lit/directives/live.js';
import { hasLine, isOnHold, othersOf } from '../../call/state/select.ts';
import type { ChatEntry, LiveCall, Participant } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { keepAtEnd } from '../../ui/keep-at-end.ts';
import { takeFocus } from '../../ui/take-focus.ts';
import { links } from '../shared/links.ts';
import type { CallActions } from '../shared/model.ts';
import { shownName } from '../shared/shown-name.ts';
import { panel } from './panel.ts';

/** The messages of this call, and the field for a new one. */
export function chat(live: LiveCall, actions: CallActions, t: CallMessages, draft = ''): TemplateResult {
  const others = othersOf(live).filter((one) => !isOnHold(live, one));
  const without = others.filter(({ id }) => !hasLine(live, id));
  return panel(
    'chat',
    t.chat.title,
    actions,
    t,
    html`<div class="messages" role="log" aria-label=${t.chat.title} tabindex="0" ${keepAtEnd(live.chat.added)}>
        <div>
          <p class="muted">${others.length === 0 ? t.chat.nobody : t.chat.private}</p>
          <ol role="list">
            ${live.chat.entries.map((entry) => line(entry, t))}
          </ol>
        </div>
      </div>
      ${without.length > 0 ? withoutLine(live, without, actions, t) : nothing}
      ${form(actions, t, draft)}`,
    // With a keyboard, focus the field. Elsewhere the on-screen keyboard would cover the messages.
    hasKeys() ? 'content' : 'title',
  );
}

/** Who cannot be reached yet, or not at all. Where relays do not reach each other a direct line is offered. */
function withoutLine(
  live: LiveCall,
  without: readonly Participant[],
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const byRelay = without.filter(({ id }) => live.lines.get(id) === 'relay-unavailable');
  const opening = without.every(({ id }) => (live.lines.get(id) ?? 'opening') === 'opening');
  const names = t.listOf(without.map((one) => shownName(one, t)));
  const direct = () => {
    for (const { id } of byRelay) actions.openDirectLine(id);
  };
  return html`<div class="notice" part="notice" role="status">
    <p><bdi>${opening ? t.code.noLine(names) : t.chat.noLine(names)}</bdi></p>
    ${
      byRelay.length === 0
        ? nothing
        : html`<p>${t.chat.directHint}</p>
            <button type="button" part="button" @click=${direct}>${t.chat.direct}</button>`
    }
  </div>`;
}

function hasKeys(): boolean {
  return matchMedia('(hover: hover) and (pointer: fine)').matches;
}

function form(actions: CallActions, t: CallMessages, draft: string): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem(
      'message',
    ) as HTMLTextAreaElement;
    const text = field.value;
    if (text.trim() === '') return field.focus();
    // A message that could not be sent stays in the field.
    actions.send(text).then(
      () => {
        if (field.value === text) field.value = '';
      },
      () => undefined,
    );
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    (event.target as HTMLTextAreaElement).form?.requestSubmit();
  };
  const write = (event: Event) => actions.draft('message', (event.target as HTMLTextAreaElement).value);
  return html`<form class="compose" @submit=${submit}>
    <label class="field" part="field">
      ${t.chat.field}
      <textarea part="input" name="message" rows="1" maxlength="20000" .value=${inDom(draft)} @input=${write} @keydown=${byKey} ${takeFocus('.panel', hasKeys())}></textarea>
    </label>
    <button class="primary" part="button primary-button">${t.chat.send}</button>
  </form>`;
}

function line(entry: ChatEntry, t: CallMessages): TemplateResult {
  const name = shownName(entry, t);
  if (entry.type === 'fault') {
    return html`<li class="fault" part="message">
      <bdi>${t.chat.fault(name)}</bdi>${entry.count > 1 ? html` ${t.chat.times(entry.count)}` : nothing}
    </li>`;
  }
  const notes = [
    entry.sending !== undefined && t.chat.sending,
    entry.withheld.length > 0 && t.chat.withheld(t.listOf(entry.withheld.map((one) => one || t.guest))),
  ].filter((note) => note !== false);
  return html`<li class=${entry.self ? 'own-message' : ''} part="message">
    <span class="muted"><bdi>${entry.self ? t.you : name}</bdi> · ${t.timeOf(entry.at)}</span>
    <span class="text" dir="auto">${links(entry.text, t)}</span>
    ${notes.map((note) => html`<span class="muted">${note}</span>`)}
  </li>`;
}
