import { html, nothing, type TemplateResult } from 'lit';
import type { CallMessages } from '../../i18n/messages.ts';
import { modal } from '../../ui/modal.ts';
import type { CallActions, CallModel, Confirmation } from '../shared/model.ts';
import { shownName } from '../shared/shown-name.ts';

/** Asks for confirmation of an action that cannot be undone. */
export function confirmationDialog(
  asked: Confirmation,
  actions: CallActions,
  t: CallMessages,
  drafts: CallModel['drafts'] = new Map(),
): TemplateResult {
  const { title, text, confirm, draft, act } = wording(asked, actions, t);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('reason');
    act(field instanceof HTMLInputElement ? field.value.trim() : '');
  };
  return html`<dialog part="dialog" aria-labelledby="question" aria-describedby="question-text" ${modal(() => actions.confirm(null))}>
    <form method="dialog" @submit=${submit}>
      <h2 id="question" part="title">${title}</h2>
      <p id="question-text">${text}</p>
      ${
        draft
          ? html`<div class="field" part="field">
              <label for="reason" part="label">${t.reason}</label>
              <input
                id="reason"
                part="input"
                name="reason"
                maxlength="200"
                autocomplete="off"
                .value=${drafts.get(draft) ?? ''}
                @input=${(event: Event) => actions.draft(draft, (event.target as HTMLInputElement).value)}
              />
            </div>`
          : nothing
      }
      <div class="choices">
        <button type="button" part="button" @click=${() => actions.confirm(null)}>${t.cancel}</button>
        <button class="danger" part="button danger-button">${confirm}</button>
      </div>
    </form>
  </dialog>`;
}

interface Wording {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  /** Under what the reason is kept while it is written; `null` where none is asked for. */
  readonly draft: string | null;
  readonly act: (reason: string) => void;
}

function wording(asked: Confirmation, actions: CallActions, t: CallMessages): Wording {
  switch (asked.type) {
    case 'remove': {
      const { id } = asked.person;
      return {
        ...t.questions.remove(shownName(asked.person, t)),
        confirm: t.remove,
        draft: `remove ${id}`,
        act: (reason) => actions.remove(id, reason),
      };
    }
    case 'refuse': {
      const { id, displayName: name } = asked.guest;
      return {
        ...t.questions.refuse(shownName({ ...asked.guest, name }, t)),
        confirm: t.refuse,
        draft: `refuse ${id}`,
        act: (reason) => actions.refuse(id, reason),
      };
    }
    case 'end':
      return { ...t.questions.end, confirm: t.endForAll, draft: null, act: actions.endForAll };
  }
}
