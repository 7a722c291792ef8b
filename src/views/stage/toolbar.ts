import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import coverIcon from 'lucide-static/icons/eye-off.svg';
import chatIcon from 'lucide-static/icons/message-square-text.svg';
import microphoneIcon from 'lucide-static/icons/mic.svg';
import microphoneOffIcon from 'lucide-static/icons/mic-off.svg';
import screenIcon from 'lucide-static/icons/monitor-up.svg';
import screenOffIcon from 'lucide-static/icons/monitor-x.svg';
import leaveIcon from 'lucide-static/icons/phone.svg';
import settingsIcon from 'lucide-static/icons/settings-2.svg';
import peopleIcon from 'lucide-static/icons/users.svg';
import cameraIcon from 'lucide-static/icons/video.svg';
import cameraOffIcon from 'lucide-static/icons/video-off.svg';
import { maySpeak } from '../../call/state/select.ts';
import type { LiveCall, Toggle } from '../../call/state/state.ts';
import type { DeviceKind } from '../../devices/open-devices.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import type { Feature } from '../shared/controls-list.ts';
import type { CallActions, CallModel, Panel } from '../shared/model.ts';
import type { Command } from '../shared/shortcut-keys.ts';
import { switchTitle } from '../shared/switch-title.ts';

const drawings: Record<DeviceKind, { on: SVGTemplateResult; off: SVGTemplateResult }> = {
  microphone: { on: microphoneIcon, off: microphoneOffIcon },
  camera: { on: cameraIcon, off: cameraOffIcon },
};

/** The toolbar, with the controls that the role allows. */
export function toolbar(
  live: LiveCall,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const has = (feature: Feature) => model.features.has(feature);
  return html`<div class="toolbar" part="toolbar" role="group" aria-label=${t.toolbar}>
    ${maySpeak(live) ? [deviceToggle('microphone', live, model, actions, t), deviceToggle('camera', live, model, actions, t)] : nothing}
    ${maySpeak(live) && has('screenshare') && model.canShareScreen ? screenToggle(live, model, actions, t) : nothing}
    ${
      has('participants')
        ? panelButton(
            'people',
            peopleIcon,
            t.people,
            model,
            actions,
            live.waitingRoom?.waiting.length ?? 0,
            t.guestsWaiting,
          )
        : nothing
    }
    ${has('chat') ? panelButton('chat', chatIcon, t.chat.title, model, actions, model.unread, t.chat.unread) : nothing}
    ${has('settings') ? panelButton('settings', settingsIcon, t.settings, model, actions) : nothing}
    <button type="button" part="control control-pause" title=${`${t.privacyScreen.button} – ${t.privacyScreen.hint}`} @click=${() => actions.setPrivacyScreen(true)}>
      ${icon(coverIcon)}<span class="control-label" part="control-label">${t.privacyScreen.button}</span>
    </button>
    <button type="button" class="leave" part="control control-leave danger-button" @click=${actions.leave}>
      ${icon(leaveIcon)}<span class="control-label" part="control-label">${t.leave}</span>
    </button>
  </div>`;
}

function panelButton(
  name: Panel,
  drawing: SVGTemplateResult,
  label: string,
  model: CallModel,
  actions: CallActions,
  count = 0,
  counted: (count: number) => string = String,
): TemplateResult {
  const open = model.panel === name;
  return html`<button
    type="button"
    part="control control-${name}${open ? ' pressed' : ''}"
    title=${label}
    aria-expanded=${open}
    aria-controls="panel-${name}"
    aria-keyshortcuts=${name === 'chat' || name === 'people' ? keyOf(name, model) : nothing}
    @click=${() => actions.open(open ? null : name)}
  >
    ${icon(drawing)}<span class="control-label" part="control-label">${label}</span>
    ${count > 0 ? html`<span class="badge" part="badge"><span aria-hidden="true">${count}</span><span class="hidden">${counted(count)}</span></span>` : nothing}
  </button>`;
}

/** Returns the key of a command, if shortcuts are on. */
function keyOf(command: Command, { shortcuts }: CallModel): string | typeof nothing {
  return (shortcuts.on && shortcuts.keys[command]) || nothing;
}

function screenToggle(
  { screen }: LiveCall,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const { on } = screen;
  return toggle('screen', screen, model, {
    drawing: on ? screenOffIcon : screenIcon,
    look: on ? 'showing' : '',
    name: t.screen.start,
    label: t.screen.label,
    title: on ? t.screen.stop : t.screen.start,
    act: () => actions.shareScreen(!on),
  });
}

function deviceToggle(
  kind: DeviceKind,
  live: LiveCall,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const { on } = live[kind];
  return toggle(kind, live[kind], model, {
    drawing: drawings[kind][on ? 'on' : 'off'],
    look: on ? '' : 'off',
    name: t[kind],
    label: t[kind],
    title: switchTitle(kind, on, t),
    act: () => actions.switch(kind, !on),
  });
}

interface Appearance {
  readonly drawing: SVGTemplateResult;
  /** The class that distinguishes the control from one at rest. */
  readonly look: string;
  /** The accessible name; it contains the label. */
  readonly name: string;
  readonly label: string;
  /** The effect of a press. */
  readonly title: string;
  readonly act: () => void;
}

function toggle(
  command: Command,
  { on, pending }: Toggle,
  model: CallModel,
  { drawing, look, name, label, title, act }: Appearance,
): TemplateResult {
  return html`<button
    type="button"
    part="control control-${command}${on ? ' pressed' : look === 'off' ? ' off' : ''}${pending ? ' pending' : ''}"
    class=${look}
    aria-pressed=${on}
    aria-busy=${pending}
    aria-label=${name}
    aria-keyshortcuts=${keyOf(command, model)}
    title=${title}
    @click=${act}
  >
    ${icon(drawing)}<span class="control-label" part="control-label">${label}</span>
  </button>`;
}
