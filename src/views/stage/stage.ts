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
import { keepHeight } from '../../ui/keep-height.ts';
import { lengths } from '../../ui/lengths.ts';
import { watchSize } from '../../ui/watch-size.ts';
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
import { shownName } from '../shared/shown-name.ts';
import { isRear } from '../shared/stream.ts';
import { type Arrangement, arrange, place } from './arrangement.ts';
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
  const arrangement = arrange(live, model.layout);
  const { tiles, floating } = arrangement;
  const self = selfOf(live);
  const held = self !== undefined && isOnHold(live, self);
  const shortcut = withShortcuts(live, model, actions);
  return html`<section
    class="stage"
    part="stage"
    aria-label=${t.stage}
    tabindex="-1"
    data-focus
    @click=${actions.playSound}
    @keydown=${(event: KeyboardEvent) => {
      actions.playSound();
      shortcut(event);
    }}
      @resize=${{ handleEvent: () => actions.measure(model.area), capture: true }}
    ${markIdle(model.fullScreen)}
    ${keepHeight()}
  >
    ${faces(arrangement, live, model, actions, t)}
    ${tiles.length === 0 && !live.breakout ? nobody(live, t) : nothing}
    ${floating ? selfView(floating, model, actions, t) : nothing}
    ${top(live, model, tiles, actions, t)}
    ${held ? breakoutBanner(live, actions, t) : nothing}
    <div class="notes">
      ${live.recording ? html`<p class="recording" part="status" role="status">${t.recordingOn}</p>` : nothing}
      ${sendPolicyDialog(live, model, actions, t)}
      ${model.panel === 'security' ? nothing : askedToCompare(live, actions, t)}
      ${state.phase === 'reconnecting' ? html`<p class="banner" part="status" role="alert">${t.reconnecting} ${phoneLink(model, t)}</p>` : nothing}
      ${live.soundBlocked ? soundBlocked(t) : nothing}
      ${held ? nothing : breakoutBanner(live, actions, t)}
      ${live.screen.on ? sharing(actions, t) : nothing}
      ${live.quality?.level === 'poor' ? weak(live, model, actions, t) : nothing}
    </div>
    ${live.notice ? notice(live.notice, actions, t) : nothing}
    ${openPanel(live, model, actions, t)}
    ${model.confirmation ? confirmationDialog(model.confirmation, actions, t, model.drafts) : nothing}
    ${toolbar(live, model, actions, t)}
  </section>`;
}

/** The tiles, in the room that there is. */
function faces(
  arrangement: Arrangement,
  live: LiveCall,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const { tiles, main } = arrangement;
  const { seen, beyond, strip, ...sizes } = place(arrangement, live.speaker, model.area);
  const large = sizes.main ?? sizes.tile;
  const rear = isRear(model.media.camera.captured);
  return html`<div
    class="tiles"
    data-layout=${main ? 'speaker' : 'grid'}
    data-strip=${strip}
    ${watchSize(actions.measure)}
    ${lengths({
      ...{ 'tile-width': sizes.tile.width, 'tile-height': sizes.tile.height },
      ...{ 'main-width': large.width, 'main-height': large.height },
    })}
  >
    ${repeat(
      tiles,
      ({ key }) => key,
      ({ key, person, shows }) => {
        const size = key === main ? large : sizes.tile;
        const at = { main: key === main, seen: seen.has(key), size };
        return shows === 'screen' ? screenTile(person, at, t) : tile(person, at, actions, t, rear);
      },
    )}
    ${beyond > 0 ? others(beyond, model, actions, t) : nothing}
  </div>`;
}

/** How many people have no tile. Who they are is in the panel. */
function others(
  count: number,
  { features }: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const text = html`<span aria-hidden="true">+${count}</span><span class="hidden">${t.others(count)}</span>`;
  return features.has('participants')
    ? html`<button type="button" class="others" part="button" title=${t.others(count)} @click=${() => actions.open('people')}>${text}</button>`
    : html`<p class="others">${text}</p>`;
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
  if (panel === 'chat' && features.has('chat')) return chat(live, actions, t, model.drafts.get('message'));
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
    <bdi>${t.code.wanted(shownName(person, t))}</bdi>
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

/** Shown while the browser refuses the sound. Any press inside the call plays it, this one too. */
function soundBlocked(t: CallMessages): TemplateResult {
  return html`<p class="banner weak" part="status">
    <span>${t.sound.blocked}</span>
    <button type="button" part="button" class="bare">${t.sound.play}</button>
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
