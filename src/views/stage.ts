import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import closeIcon from 'lucide-static/icons/x.svg';
import { arrange, minutesLate, othersOf } from '../call/select.ts';
import type { CallState, LiveCall, Notice } from '../call/state.ts';
import type { CallMessages } from '../i18n/messages.ts';
import { icon } from '../ui/icon.ts';
import { badge } from './badge.ts';
import { cover } from './cover.ts';
import { eachSecond, formatDuration } from './elapsed.ts';
import { textOf } from './error-notice.ts';
import { guardView } from './guard.ts';
import type { CallActions, CallModel } from './model.ts';
import { asideBanner } from './panels/aside.ts';
import { chat } from './panels/chat.ts';
import { people } from './panels/people.ts';
import { security } from './panels/security.ts';
import { settings } from './panels/settings.ts';
import { question } from './question.ts';
import { selfView } from './self-view.ts';
import { tile } from './tile.ts';
import { toolbar } from './toolbar.ts';

type Live = Extract<CallState, { phase: 'connected' | 'reconnecting' }>;

/** The call itself: the others, oneself in a corner, the commands. */
export function stage(state: Live, model: CallModel, actions: CallActions, t: CallMessages): TemplateResult {
  const { live } = state;
  if (live.paused) return cover(actions, t);
  const { tiles, main, floating } = arrange(live, model.layout);
  const late = minutesLate(live);
  const count = tiles.length > 4 ? 'many' : tiles.length;
  return html`<section class="stage" part="stage" aria-label=${t.stage} tabindex="-1" data-focus>
    <div class="tiles" data-count=${count} data-layout=${main ? 'speaker' : 'grid'}>
      ${repeat(
        tiles,
        ({ id }) => id,
        (person) => tile(person, person.id === main, actions, t),
      )}
    </div>
    ${asideBanner(live, actions, t)}
    ${tiles.length === 0 && !live.aside ? nobody(live, t) : nothing}
    ${floating ? selfView(floating, model.corner, actions, t) : nothing}
    <div class="top">
      ${badge(live, model, actions, t)}
      ${live.room?.title ? html`<h1 class="room-title"><bdi>${live.room.title}</bdi></h1>` : nothing}
      <span class="clock" role="timer" aria-label=${t.elapsed} ${eachSecond(live.startedAt, formatDuration)}></span>
      ${late > 0 ? html`<span class="late">${t.startedLate(late)}</span>` : nothing}
    </div>
    ${live.recording ? html`<p class="recording" part="status" role="status">${t.recordingOn}</p>` : nothing}
    ${guardView(live, model, actions, t)}
    ${state.phase === 'reconnecting' ? html`<p class="banner" part="status" role="alert">${t.reconnecting}</p>` : nothing}
    ${live.notice ? notice(live.notice, actions, t) : nothing}
    ${model.panel === 'settings' ? settings(model, actions, t) : nothing}
    ${model.panel === 'chat' ? chat(live, actions, t) : nothing}
    ${model.panel === 'security' ? security(live, model, actions, t) : nothing}
    ${model.panel === 'people' ? people(live, model, actions, t) : nothing}
    ${model.question ? question(model.question, actions, t) : nothing}
    ${toolbar(live, model, actions, t)}
  </section>`;
}

/** Nobody to be seen; whoever listens all the same is not passed over in silence. */
function nobody(live: LiveCall, t: CallMessages): TemplateResult {
  const [text, hint] =
    othersOf(live).length === 0 ? [t.alone, t.aloneHint] : [t.onlyObservers, t.onlyObserversHint];
  return html`<div class="alone"><p>${text}</p><p class="muted">${hint}</p></div>`;
}

function notice(said: Notice, actions: CallActions, t: CallMessages): TemplateResult {
  return html`<div class="notice floating" part="notice" role="alert">
    <span>${noticeText(said, t)}</span>
    <button type="button" part="button" class="bare" aria-label=${t.close} @click=${actions.dismissNotice}>
      ${icon(closeIcon)}
    </button>
  </div>`;
}

function noticeText(said: Notice, t: CallMessages): string {
  switch (said.type) {
    case 'muted-by-host':
      return t.mutedByHost;
    case 'device-lost':
      return t.deviceLost[said.device];
    case 'ending':
      return t.ending(said.minutes);
    case 'aside-over':
      return said.muted ? t.aside.overMuted : t.aside.over;
    case 'error':
      return Object.values(textOf(said.error, t.errors)).join(' ');
  }
}
