import closeIcon from 'lucide:x';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { onStage, selfOf } from '../call/select.ts';
import type { CallState, LiveCall, Notice } from '../call/state.ts';
import type { CallMessages } from '../i18n/fr-call.ts';
import { icon } from '../ui/icon.ts';
import { liveValue } from '../ui/live-value.ts';
import { devices } from './devices.ts';
import { textOf } from './error-notice.ts';
import type { Actions, ViewModel } from './model.ts';
import { selfView } from './self-view.ts';
import { tile } from './tile.ts';
import { toolbar } from './toolbar.ts';

type Live = Extract<CallState, { phase: 'connected' | 'reconnecting' }>;

/** The call itself: the others, oneself in a corner, the commands. */
export function stage(state: Live, model: ViewModel, actions: Actions, t: CallMessages): TemplateResult {
  const { live } = state;
  const others = onStage(live);
  const self = selfOf(live);
  return html`<section class="stage" part="stage" aria-label=${t.stage} tabindex="-1" data-focus>
    <div class="tiles" data-count=${others.length} data-layout=${model.layout}>
      ${repeat(
        others,
        ({ id }) => id,
        (person) => tile(person, actions, t),
      )}
    </div>
    ${others.length === 0 ? html`<div class="alone"><p>${t.alone}</p><p class="muted">${t.aloneHint}</p></div>` : nothing}
    ${self?.publishing ? selfView(self, model.corner, actions, t) : nothing}
    <div class="top">
      ${live.room?.title ? html`<h1 class="room-title"><bdi>${live.room.title}</bdi></h1>` : nothing}
      <span class="clock" role="timer" aria-label=${t.elapsed} ${clock(live)}></span>
    </div>
    ${state.phase === 'reconnecting' ? html`<p class="banner" part="status" role="alert">${t.reconnecting}</p>` : nothing}
    ${live.notice ? notice(live.notice, actions, t) : nothing}
    ${model.settingsOpen ? settings(model, actions, t) : nothing}
    ${toolbar(live, model, actions, t)}
  </section>`;
}

function clock(live: LiveCall) {
  const tick = (onValue: (seconds: number) => void): (() => void) => {
    const tell = () => onValue(Math.max(0, Math.floor((Date.now() - live.startedAt) / 1000)));
    const timer = setInterval(tell, 1000);
    tell();
    return () => clearInterval(timer);
  };
  return liveValue(live.startedAt, tick, (element, seconds) => {
    element.textContent = formatDuration(seconds);
  });
}

/** `4:05`, and `1:04:05` from an hour on. */
export function formatDuration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function notice(said: Notice, actions: Actions, t: CallMessages): TemplateResult {
  const text =
    said.type === 'muted-by-host'
      ? t.mutedByHost
      : said.type === 'device-lost'
        ? t.deviceLost[said.device]
        : Object.values(textOf(said.error, t.errors)).join(' ');
  return html`<div class="notice floating" part="notice" role="alert">
    <span>${text}</span>
    <button type="button" part="button" class="bare" aria-label=${t.close} @click=${actions.dismissNotice}>
      ${icon(closeIcon)}
    </button>
  </div>`;
}

function settings(model: ViewModel, actions: Actions, t: CallMessages): TemplateResult {
  return html`<section
    class="panel"
    part="panel"
    aria-labelledby="settings-title"
    @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && actions.openSettings(false)}
  >
    <header>
      <h2 id="settings-title" part="panel-title" tabindex="-1">${t.settings}</h2>
      <button type="button" part="button" class="bare" aria-label=${t.close} @click=${() => actions.openSettings(false)}>
        ${icon(closeIcon)}
      </button>
    </header>
    ${devices(model.media, actions, t)}
  </section>`;
}
