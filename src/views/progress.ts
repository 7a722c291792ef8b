import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../call/state.ts';
import type { CallMessages } from '../i18n/fr-call.ts';
import { liveValue } from '../ui/live-value.ts';
import type { Actions, ViewModel } from './model.ts';
import { streamOf } from './stream.ts';

type Progress = Extract<CallState, { phase: 'requesting' | 'waiting' | 'connecting' }>;

/** On the way in: what is happening, one's own picture, a way out. */
export function progress(
  state: Progress,
  model: ViewModel,
  actions: Actions,
  t: CallMessages,
): TemplateResult {
  const waiting = state.phase === 'waiting' ? state : null;
  const { track } = model.media.camera;
  return html`<section class="page" part=${waiting ? 'waiting' : 'status'} aria-labelledby="title">
    ${
      track
        ? html`<div class="preview small" part="preview">
            <video autoplay muted playsinline .muted=${true} .srcObject=${streamOf(track)} aria-label=${t.previewLabel}></video>
          </div>`
        : nothing
    }
    <h1 id="title" tabindex="-1" data-focus>
      ${waiting ? t.waitingTitle : state.phase === 'connecting' ? t.connecting : t.requesting}
    </h1>
    ${
      waiting
        ? html`<p>${waiting.message ?? t.waitingText}</p>
            <p class="muted" ${liveValue(waiting.since, everyMinute(waiting.since), (element, minutes) => {
              element.textContent = t.waitingSince(minutes);
            })}></p>
            <slot name="waiting"></slot>`
        : html`<div class="bar" aria-hidden="true"></div>`
    }
    <button type="button" part="button" @click=${actions.leave}>${t.cancel}</button>
  </section>`;
}

/** Whole minutes since a moment, told when they change. */
function everyMinute(since: number) {
  return (onValue: (minutes: number) => void): (() => void) => {
    const tell = () => onValue(Math.floor((Date.now() - since) / 60_000));
    const timer = setInterval(tell, 10_000);
    tell();
    return () => clearInterval(timer);
  };
}
