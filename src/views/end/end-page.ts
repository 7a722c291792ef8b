import { html, nothing, type TemplateResult } from 'lit';
import alertIcon from 'lucide-static/icons/triangle-alert.svg';
import type { CallState } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import { keepHeight } from '../../ui/keep-height.ts';
import { textOf } from '../shared/error-notice.ts';
import type { CallActions, CallModel } from '../shared/model.ts';
import { phoneLink } from '../shared/phone-link.ts';

type Ended = Extract<CallState, { phase: 'ended' }>;
type Failed = Extract<CallState, { phase: 'failed' }>;

/** The end page: the call is over, its duration, and that the devices are closed. */
export function endPage(
  state: Ended,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const mayReturn = state.reason === 'left';
  return html`<section class="page" part="ended" aria-labelledby="title" ${keepHeight()}>
    <slot name="logo"></slot>
    <h1 id="title" part="title" tabindex="-1" data-focus>${t.ended[state.reason]}</h1>
    ${state.message ? html`<p><bdi>${state.message}</bdi></p>` : nothing}
    <p>${t.endedDuration(Math.round(state.duration / 60_000))}<br />${t.endedFreed}</p>
    ${model.firm ? html`<p class="muted">${model.firm}</p>` : nothing}
    <slot name="ended"></slot>
    <button type="button" part="button" @click=${() => actions.saveReport('html')}>${t.report.save}</button>
    ${
      mayReturn
        ? html`<button type="button" part="button" @click=${actions.back} @focus=${actions.intend}>${t.comeBack}</button>`
        : nothing
    }
    <slot name="help"></slot>
  </section>`;
}

/** The failure page: what went wrong, what to do about it, and the way back. */
export function failurePage(
  state: Failed,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const { title, advice } = textOf(state.error, t.errors);
  return html`<section class="page" part="error" role="alert" aria-labelledby="title" ${keepHeight()}>
    ${icon(alertIcon)}
    <h1 id="title" part="title" tabindex="-1" data-focus>${title}</h1>
    <p>${advice}</p>
    <div class="choices">
      ${
        state.error.recoverable
          ? html`<button type="button" class="primary" part="button primary-button" @click=${actions.join}>
              ${t.retry}
            </button>`
          : nothing
      }
      <button type="button" part="button" @click=${actions.back}>${t.back}</button>
    </div>
    ${phoneLink(model, t)}
    <slot name="help"></slot>
  </section>`;
}
