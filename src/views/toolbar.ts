import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import coverIcon from 'lucide-static/icons/eye-off.svg';
import chatIcon from 'lucide-static/icons/message-square-text.svg';
import microphoneIcon from 'lucide-static/icons/mic.svg';
import microphoneOffIcon from 'lucide-static/icons/mic-off.svg';
import leaveIcon from 'lucide-static/icons/phone.svg';
import settingsIcon from 'lucide-static/icons/settings-2.svg';
import peopleIcon from 'lucide-static/icons/users.svg';
import cameraIcon from 'lucide-static/icons/video.svg';
import cameraOffIcon from 'lucide-static/icons/video-off.svg';
import { maySpeak } from '../call/select.ts';
import type { LiveCall } from '../call/state.ts';
import type { CallMessages } from '../i18n/messages.ts';
import type { DeviceKind } from '../media/devices.ts';
import { icon } from '../ui/icon.ts';
import type { CallActions, CallModel, Panel } from './model.ts';

const drawings: Record<DeviceKind, { on: SVGTemplateResult; off: SVGTemplateResult }> = {
  microphone: { on: microphoneIcon, off: microphoneOffIcon },
  camera: { on: cameraIcon, off: cameraOffIcon },
};

/** The call's commands, as far as the role has them. */
export function toolbar(
  live: LiveCall,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  return html`<div class="toolbar" part="toolbar" role="group" aria-label=${t.toolbar}>
    ${maySpeak(live) ? [deviceToggle('microphone', live, actions, t), deviceToggle('camera', live, actions, t)] : ''}
    ${panelButton('people', peopleIcon, t.people, model, actions, live.door?.waiting.length ?? 0, t.atTheDoor)}
    ${panelButton('chat', chatIcon, t.chat.title, model, actions, model.unread, t.chat.unread)}
    ${panelButton('settings', settingsIcon, t.settings, model, actions)}
    <button type="button" part="control control-pause" title=${t.pause.hint} @click=${() => actions.pause(true)}>
      ${icon(coverIcon)}<span class="control-label">${t.pause.button}</span>
    </button>
    <button type="button" class="leave" part="control control-leave danger-button" @click=${actions.leave}>
      ${icon(leaveIcon)}<span class="control-label">${t.leave}</span>
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
    aria-expanded=${open}
    aria-controls="panel-${name}"
    @click=${() => actions.open(open ? null : name)}
  >
    ${icon(drawing)}<span class="control-label">${label}</span>
    ${count > 0 ? html`<span class="badge" part="badge">${count}<span class="hidden">${counted(count)}</span></span>` : nothing}
  </button>`;
}

function deviceToggle(
  kind: DeviceKind,
  live: LiveCall,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const { on, pending } = live[kind];
  return html`<button
    type="button"
    part="control control-${kind}${on ? ' pressed' : ''}${pending ? ' pending' : ''}"
    class=${on ? '' : 'off'}
    aria-pressed=${on}
    aria-busy=${pending}
    aria-label=${t[kind]}
    title=${t[`${kind}${on ? 'On' : 'Off'}`]}
    @click=${() => actions.switch(kind, !on)}
  >
    ${icon(drawings[kind][on ? 'on' : 'off'])}<span class="control-label">${t[kind]}</span>
  </button>`;
}
