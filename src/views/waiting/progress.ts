import { html, nothing, type TemplateResult } from 'lit';
import type { CallState, Retry } from '../../call/state/state.ts';
import type { Slowness } from '../../file-load.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { keepHeight } from '../../ui/keep-height.ts';
import { preview } from '../lobby/lobby.ts';
import { deviceViews } from '../shared/device-settings.ts';
import { elapsedMinutes, formatDuration, hiddenUntil, secondsUntil } from '../shared/elapsed.ts';
import { textOf } from '../shared/error-notice.ts';
import type { CallActions, CallModel } from '../shared/model.ts';
import { phoneLink } from '../shared/phone-link.ts';

type Progress = Extract<CallState, { phase: 'requesting' | 'waiting' | 'connecting' }>;

/** The view while joining: progress, self view, devices, cancel button. */
export function progress(
  state: Progress,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const waiting = state.phase === 'waiting' ? state : null;
  const retry = state.phase === 'requesting' ? state.retry : undefined;
  if (retry) return delayed(retry, model, actions, t);
  return html`<section class="page" part=${waiting ? 'waiting' : 'status'} aria-labelledby="title" ${keepHeight()}>
    ${waiting ? html`<div class="own">${preview(model, actions, t, deviceViews(model.media, actions, t))}</div>` : nothing}
    <h1 id="title" part="title" tabindex="-1" data-focus>
      ${
        waiting
          ? waiting.opensAt
            ? t.earlyTitle
            : t.waitingTitle
          : state.phase === 'connecting'
            ? t.connecting
            : t.requesting
      }
    </h1>
    ${waiting ? wait(waiting, model, t) : html`<div class="bar" aria-hidden="true"></div>`}
    ${state.phase === 'connecting' ? slow(model.fetching, actions.fetchAgain, t) : nothing}
    <button type="button" part="button" @click=${actions.leave}>${t.cancel}</button>
  </section>`;
}

/** The firm's server cannot answer now: why, when it is asked again, and what else the person can do. */
function delayed(
  { error, at }: Retry,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  return html`<section class="page" part="status" aria-labelledby="title">
    <h1 id="title" part="title" tabindex="-1" data-focus>${textOf(error, t.errors).title}</h1>
    <p role="timer" ${secondsUntil(at, (left) => t.retryIn(formatDuration(left)))}></p>
    <div class="choices">
      <button type="button" class="primary" part="button primary-button" @click=${actions.askAgain}>${t.retry}</button>
      <button type="button" part="button" @click=${actions.leave}>${t.cancel}</button>
    </div>
    ${phoneLink(model, t)}
    <slot name="help"></slot>
  </section>`;
}

/** Minutes after the planned start, or after somebody's arrival where it is later. */
const LONG_WAIT = 5;

function wait(
  state: Extract<Progress, { phase: 'waiting' }>,
  model: CallModel,
  t: CallMessages,
): TemplateResult {
  const { opensAt, startsAt, message, since, clockOffset } = state;
  // Times are shown unchanged; durations are counted by the server's clock.
  const byOwnClock = (date: Date) => date.getTime() - clockOffset;
  const phone = phoneLink(model, t);
  return html`${
    opensAt
      ? html`<p>${t.opensAt(opensAt)}</p>
          <p class="countdown" role="timer" aria-labelledby="title" ${secondsUntil(byOwnClock(opensAt), formatDuration)}></p>`
      : html`<p><bdi>${message ?? t.waitingText}</bdi></p>
          ${startsAt ? html`<p ${elapsedMinutes(byOwnClock(startsAt), (late) => t.planned(startsAt, late))}></p>` : nothing}
          <p class="muted" ${elapsedMinutes(since, t.waitingSince)}></p>
          ${phone === nothing ? nothing : html`<p ${hiddenUntil(Math.max(since, startsAt ? byOwnClock(startsAt) : since), LONG_WAIT)}>${phone}</p>`}`
  }
  <slot name="waiting"></slot>`;
}

/** Says that a file is on its way, and later offers to ask for it again. */
function slow(slowness: Slowness | undefined, again: () => void, t: CallMessages): TemplateResult {
  return html`<p role="status">${slowness ? t.loading : nothing}</p>
    ${slowness === 2 ? html`<button type="button" part="button" @click=${again}>${t.retry}</button>` : nothing}`;
}
