import microphoneIcon from 'lucide:mic';
import microphoneOffIcon from 'lucide:mic-off';
import leaveIcon from 'lucide:phone';
import settingsIcon from 'lucide:settings-2';
import cameraIcon from 'lucide:video';
import cameraOffIcon from 'lucide:video-off';
import { html, type SVGTemplateResult, type TemplateResult } from 'lit';
import { maySpeak } from '../call/select.ts';
import type { LiveCall } from '../call/state.ts';
import type { CallMessages } from '../i18n/fr-call.ts';
import type { DeviceKind } from '../media/devices.ts';
import { icon } from '../ui/icon.ts';
import type { Actions, ViewModel } from './model.ts';

const drawings: Record<DeviceKind, { on: SVGTemplateResult; off: SVGTemplateResult }> = {
  microphone: { on: microphoneIcon, off: microphoneOffIcon },
  camera: { on: cameraIcon, off: cameraOffIcon },
};

/** The call's commands, as far as the role has them. */
export function toolbar(live: LiveCall, model: ViewModel, actions: Actions, t: CallMessages): TemplateResult {
  return html`<div class="toolbar" part="toolbar" role="group" aria-label=${t.toolbar}>
    ${maySpeak(live) ? [deviceToggle('microphone', live, actions, t), deviceToggle('camera', live, actions, t)] : ''}
    <button
      type="button"
      part="control control-settings${model.settingsOpen ? ' pressed' : ''}"
      aria-expanded=${model.settingsOpen}
      @click=${() => actions.openSettings(!model.settingsOpen)}
    >
      ${icon(settingsIcon)}<span class="control-label">${t.settings}</span>
    </button>
    <button type="button" class="leave" part="control control-leave danger-button" @click=${actions.leave}>
      ${icon(leaveIcon)}<span class="control-label">${t.leave}</span>
    </button>
  </div>`;
}

function deviceToggle(kind: DeviceKind, live: LiveCall, actions: Actions, t: CallMessages): TemplateResult {
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
