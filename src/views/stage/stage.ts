import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import screenIcon from 'lucide-static/icons/monitor-up.svg';
import weakIcon from 'lucide-static/icons/signal-low.svg';
import closeIcon from 'lucide-static/icons/x.svg';
import { isOnHold, minutesLate, othersOf, selfOf } from '../../call/state/select.ts';
import type { CallState, LiveCall, Notice } from '../../call/state/state.ts';
import type { Plugged } from '../../devices/device-loss.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import { markIdle } from '../../ui/idle.ts';
import { confirmationDialog } from '../dialogs/confirmation-dialog.ts';
import { sendPolicyDialog } from '../dialogs/send-policy-dialog.ts';
import { breakoutBanner } from '../panels/breakout-panel.ts';
import { chat } from '../panels/chat-panel.ts';
import { people } from '../panels/people-panel.ts';
import { security } from '../panels/security-panel.ts';
import { settings } from '../panels/settings-panel.ts';
import { formatDuration, secondsSince } from '../shared/elapsed.ts';
import { textOf } from '../shared/error-notice.ts';
import type { CallActions, CallModel } from '../shared/model.ts';
import { phoneLink } from '../shared/phone-link.ts';
import { withShortcuts } from '../shared/shortcut-handler.ts';
import { type Arrangement, arrange } from './arrangement.ts';
import { badge } from './badge.ts';
import { display } from './display.ts';
import { privacyScreen } from './privacy-screen.ts';
import { selfView } from './self-view.ts';
import { screenTile, tile } from './tile.ts';
import { toolbar } from './toolbar.ts';

type Live = Extract<CallState, { phase: 'connected' | 'reconnecting' }>;

/** The view of the call: the others, the self view, the toolbar. */
export function stage(state: Live, model: CallModel, actions: CallActions, t: CallMessages): TemplateResult {
  const { live } = state;
  if (live.privacyScreen) return privacyScreen(actions, t);
  const { tiles, main, floating } = arrange(live, model.layout);
  const self = selfOf(live);
  const held = self !== undefined && isOnHold(live, self);
  const count = tiles.length > 4 ? 'many' : tiles.length;
  return html`<section
    class="stage"
    part="stage"
    aria-label=${t.stage}
    tabindex="-1"
    data-focus
    @keydown=${withShortcuts(live, model, actions)}
    ${markIdle(model.fullScreen)}
  >
    <div class="tiles" data-count=${count} data-layout=${main ? 'speaker' : 'grid'}>
      ${repeat(
        tiles,
        ({ key }) => key,
        ({ key, person, shows }) =>
          shows === 'screen' ? screenTile(person, key === main, t) : tile(person, key === main, actions, t),
      )}
    </div>
    ${tiles.length === 0 && !live.breakout ? nobody(live, t) : nothing}
    ${floating ? selfView(floating, model.corner, actions, t) : nothing}
    ${top(live, model, tiles, actions, t)}
    ${held ? breakoutBanner(live, actions, t) : nothing}
    <div class="notes">
      ${live.recording ? html`<p class="recording" part="status" role="status">${t.recordingOn}</p>` : nothing}
      ${sendPolicyDialog(live, model, actions, t)}
      ${model.panel === 'security' ? nothing : askedToCompare(live, actions, t)}
      ${state.phase === 'reconnecting' ? html`<p class="banner" part="status" role="alert">${t.reconnecting} ${phoneLink(model, t)}</p>` : nothing}
      ${held ? nothing : breakoutBanner(live, actions, t)}
      ${live.screen.on ? sharing(actions, t) : nothing}
      ${live.quality?.level === 'poor' ? weak(live, model, actions, t) : nothing}
    </div>
    ${live.notice ? notice(live.notice, actions, t) : nothing}
    ${openPanel(live, model, actions, t)}
    ${model.confirmation ? confirmationDialog(model.confirmation, actions, t) : nothing}
    ${toolbar(live, model, actions, t)}
  </section>`;
}

/** Confidentiality level, title, duration, and the display buttons. */
function top(
  live: LiveCall,
  model: CallModel,
  tiles: Arrangement['tiles'],
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const late = minutesLate(live);
  return html`<div class="top">
    ${badge(live, model, actions, t)}
    ${
      live.room?.title
        ? html`<h1 class="room-title" part="chip"><bdi>${live.room.title}</bdi></h1>`
        : html`<h1 class="hidden">${t.stage}</h1>`
    }
    <span class="clock" part="chip" role="timer" aria-label=${t.elapsed} ${secondsSince(live.startedAt, formatDuration)}></span>
    ${late > 0 ? html`<span class="late" part="chip">${t.startedLate(late)}</span>` : nothing}
    ${display(
      model,
      tiles.some(({ person, shows }) => shows === 'screen' || (person.camera && !person.self)),
      t,
    )}
  </div>`;
}

function openPanel(
  live: LiveCall,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult | typeof nothing {
  const { panel, features } = model;
  if (panel === 'settings' && features.has('settings')) return settings(model, actions, t);
  if (panel === 'chat' && features.has('chat')) return chat(live, actions, t);
  if (panel === 'people' && features.has('participants')) return people(live, model, actions, t);
  // With `nosecurity`, the send policy dialog still opens this panel.
  if (panel === 'security') return security(live, model, actions, t);
  return nothing;
}

/** Another person has opened the comparison, and waits. */
function askedToCompare(
  live: LiveCall,
  actions: CallActions,
  t: CallMessages,
): TemplateResult | typeof nothing {
  const person = othersOf(live).find(({ id }) => {
    const state = live.comparisons.get(id);
    return state?.status === 'idle' && state.wanted;
  });
  if (!person) return nothing;
  return html`<p class="banner" part="status" role="status">
    <bdi>${t.code.wanted(person.name || t.guest)}</bdi>
    <button type="button" part="button" class="bare" @click=${() => actions.open('security')}>${t.code.begin}</button>
  </p>`;
}

/** Shown when the connection is weak: offers to turn the camera off, so that the sound stays, or the telephone. */
function weak({ camera }: LiveCall, model: CallModel, actions: CallActions, t: CallMessages): TemplateResult {
  return html`<p class="banner weak" part="status">
    ${icon(weakIcon)}<span>${t.quality.poor}</span>
    ${
      camera.on
        ? html`<button type="button" part="button" class="bare" @click=${() => actions.switch('camera', false)}>
            ${t.turnCameraOff}
          </button>`
        : phoneLink(model, t)
    }
  </p>`;
}

/** Reminds the person that their screen is shared. */
function sharing(actions: CallActions, t: CallMessages): TemplateResult {
  return html`<p class="sharing" part="status" role="status">
    ${icon(screenIcon)}<span>${t.screen.on}</span>
    <button type="button" part="button" aria-label=${t.screen.stop} @click=${() => actions.shareScreen(false)}>
      ${t.screen.end}
    </button>
  </p>`;
}

/** Shown when nobody publishes; mentions observers. */
function nobody(live: LiveCall, t: CallMessages): TemplateResult {
  const { alone, aloneHint } = live.unattested.some(({ refused }) => refused) ? t.attestation : t;
  const [text, hint] =
    othersOf(live).length === 0 ? [alone, aloneHint] : [t.onlyObservers, t.onlyObserversHint];
  return html`<div class="alone"><p>${text}</p><p class="muted">${hint}</p></div>`;
}

function notice(said: Notice, actions: CallActions, t: CallMessages): TemplateResult {
  return html`<div class="notice floating" part="notice" role=${said.type === 'device-plugged' ? 'status' : 'alert'}>
    <p>${noticeText(said, t)}</p>
    ${
      said.type === 'device-plugged'
        ? html`<button type="button" part="button" @click=${() => useDevices(said.devices, actions)}>${t.useDevice}</button>`
        : nothing
    }
    <button type="button" part="button" class="bare" aria-label=${t.close} @click=${actions.dismissNotice}>
      ${icon(closeIcon)}
    </button>
  </div>`;
}

/** The name of what was plugged in: a headset is a microphone and a speaker. */
function labelOf({ microphone, camera, speaker }: Plugged): string {
  return (microphone ?? camera ?? speaker)?.label ?? '';
}

function useDevices({ microphone, camera, speaker }: Plugged, actions: CallActions): void {
  actions.dismissNotice();
  if (microphone) actions.choose('microphone', microphone.id);
  if (camera) actions.choose('camera', camera.id);
  if (speaker) actions.chooseSpeaker(speaker.id);
}

function noticeText(said: Notice, t: CallMessages): string {
  switch (said.type) {
    case 'muted-by-host':
      return t.mutedByHost;
    case 'muted-by-session':
      return t.muted;
    case 'attestation-ending':
      return t.attestation.ending;
    case 'device-lost':
      return t.deviceLost[said.device];
    case 'device-replaced':
      return t.deviceReplaced(said.label);
    case 'device-plugged':
      return t.devicePlugged(labelOf(said.devices));
    case 'ending':
      return t.ending(said.minutes);
    case 'breakout-over':
      return said.muted ? t.breakout.overMuted : t.breakout.over;
    case 'error':
      return Object.values(textOf(said.error, t.errors)).join(' ');
  }
}
