import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import holdIcon from 'lucide-static/icons/circle-pause.svg';
import breakoutIcon from 'lucide-static/icons/message-square-lock.svg';
import { isOnHold, mayModerate, othersOf, selfOf } from '../../call/state/select.ts';
import type { LiveCall } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import type { CallActions } from '../shared/model.ts';
import { shownName } from '../shared/shown-name.ts';

/** The form that starts a breakout. Requires two other participants, because one must remain. */
export function breakoutForm(
  live: LiveCall,
  actions: CallActions,
  t: CallMessages,
): TemplateResult | typeof nothing {
  const others = othersOf(live);
  if (live.breakout) return endButton(live, actions, t);
  if (others.length < 2) return nothing;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="with"]')];
    const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    const said = form.querySelector('[role=alert]');
    if (said) said.textContent = chosen.length > 0 ? '' : t.breakout.nobody;
    if (chosen.length > 0) actions.setBreakout(chosen);
    else boxes[0]?.focus();
  };
  return html`<details class="breakout">
    <summary>${t.breakout.title}</summary>
    <form @submit=${submit}>
      <fieldset aria-describedby="breakout-hint">
        <legend class="muted" id="breakout-hint">${t.breakout.hint}</legend>
        ${repeat(
          others,
          ({ id }) => id,
          (one) =>
            html`<label class="choice">
              <input type="checkbox" name="with" value=${one.id} /><bdi>${shownName(one, t)}</bdi>
            </label>`,
        )}
      </fieldset>
      <p class="wrong" role="alert"></p>
      <button part="button">${t.breakout.begin}</button>
    </form>
  </details>`;
}

/** Shows everybody who is in the breakout and who is on hold. */
export function breakoutBanner(
  live: LiveCall,
  actions: CallActions,
  t: CallMessages,
): TemplateResult | typeof nothing {
  const self = selfOf(live);
  if (!live.breakout || !self) return nothing;
  if (isOnHold(live, self)) {
    return html`<div class="on-hold" part="status on-hold" role="alert">
      ${icon(holdIcon)}
      <h2 part="title">${t.breakout.onHoldTitle}</h2>
      <p>${t.breakout.onHoldText}</p>
      <p>${t.breakout.onHoldMedia}</p>
    </div>`;
  }
  const names = othersOf(live)
    .filter((one) => !isOnHold(live, one))
    .map((one) => shownName(one, t));
  return html`<div class="breakout-banner" part="status breakout" role="status">
    ${icon(breakoutIcon)}
    <p><strong><bdi>${t.breakout.among(t.listOf(names))}</bdi></strong> ${t.breakout.amongText}</p>
    ${endButton(live, actions, t)}
  </div>`;
}

/** For hosts who are members of the breakout. */
function endButton(live: LiveCall, actions: CallActions, t: CallMessages): TemplateResult | typeof nothing {
  const self = selfOf(live);
  return mayModerate(live) && self && !isOnHold(live, self)
    ? html`<button type="button" part="button" @click=${() => actions.setBreakout(null)}>${t.breakout.end}</button>`
    : nothing;
}
