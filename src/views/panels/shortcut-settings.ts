import { html, nothing, type TemplateResult } from 'lit';
import type { CallMessages } from '../../i18n/messages.ts';
import type { CallActions } from '../shared/model.ts';
import { COMMANDS, type Command, type Shortcuts } from '../shared/shortcut-keys.ts';

/** Returns the label of a command. */
function labelOf(command: Command, t: CallMessages): string {
  switch (command) {
    case 'microphone':
    case 'camera':
    case 'people':
      return t[command];
    case 'screen':
      return t.screen.start;
    case 'chat':
      return t.chat.title;
    case 'fullScreen':
      return t.fullScreen.start;
  }
}

/**
 * Keyboard shortcuts can be turned off and changed (WCAG 2.1.4, RGAA 12.10). Changes apply to this call and are not
 * stored.
 */
export function shortcutSettings(
  shortcuts: Shortcuts,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const use = (event: Event) =>
    actions.setShortcuts({ ...shortcuts, on: (event.target as HTMLInputElement).checked });
  return html`<details class="shortcuts">
    <summary id="shortcuts-title">${t.shortcuts.title}</summary>
    <label class="choice"><input type="checkbox" .checked=${shortcuts.on} @change=${use} />${t.shortcuts.use}</label>
    ${
      shortcuts.on
        ? html`<p class="muted" id="shortcuts-hint">${t.shortcuts.hint}</p>
            <fieldset aria-labelledby="shortcuts-title">
              ${COMMANDS.map((command) => keyOf(command, shortcuts, actions, t))}
            </fieldset>`
        : nothing
    }
  </details>`;
}

function keyOf(
  command: Command,
  shortcuts: Shortcuts,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const change = (event: Event) => {
    const field = event.target as HTMLInputElement;
    const key = field.value.trim().toLowerCase();
    const owner = COMMANDS.find((one) => one !== command && key !== '' && shortcuts.keys[one] === key);
    // The browser shows the message next to the field.
    field.setCustomValidity(owner ? t.shortcuts.taken(labelOf(owner, t)) : '');
    if (field.reportValidity()) {
      actions.setShortcuts({ ...shortcuts, keys: { ...shortcuts.keys, [command]: key } });
    }
  };
  return html`<label class="field key" part="field">
    ${labelOf(command, t)}
    <input
      part="input"
      maxlength="1"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-describedby="shortcuts-hint"
      .value=${shortcuts.keys[command]}
      @change=${change}
    />
  </label>`;
}
