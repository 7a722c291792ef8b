import { html, nothing, type TemplateResult } from 'lit';
import type { Device, DeviceKind } from '../../devices/open-devices.ts';
import type { DevicesSnapshot } from '../../devices/snapshot.ts';
import type { LobbyMessages } from '../../i18n/messages.ts';
import { liveValue, writeLevel } from '../../ui/live-value.ts';
import type { DeviceViews } from '../lobby/lobby.ts';
import type { CallActions, LobbyActions } from './model.ts';

/** Audio level, 0 to 1, above which a microphone has picked up more than background noise. */
const HEARD = 0.1;

/** Views of the devices for the lobby and the waiting room. */
export function deviceViews(media: DevicesSnapshot, actions: CallActions, t: LobbyMessages): DeviceViews {
  return {
    lists: () => devices(media, actions, t),
    gauge: (track) =>
      html`<span
        class="level"
        aria-hidden="true"
        ${liveValue(
          track,
          (onLevel) => actions.watchMicrophone(track, onLevel),
          (gauge, level) => {
            writeLevel(gauge, level);
            // Screen reader users need to hear it only once.
            const said = gauge.closest('.switches')?.querySelector('[role=status]');
            if (level > HEARD && said && !said.textContent) said.textContent = t.heard;
          },
        )}
      ></span>`,
  };
}

/** Renders the lists of cameras, microphones and speakers, as far as the browser provides them. */
export function devices(media: DevicesSnapshot, actions: LobbyActions, t: LobbyMessages): TemplateResult {
  const input = (kind: DeviceKind) =>
    select(t[kind], media.devices[kind], media[kind].id, (id) => actions.choose(kind, id), t);
  return html`<div class="devices">
    ${input('camera')}${input('microphone')}
    ${select(t.speaker, media.devices.speaker, media.speakerId, actions.chooseSpeaker, t)}
  </div>`;
}

function select(
  label: string,
  list: readonly Device[],
  chosen: string,
  choose: (id: string) => void,
  t: LobbyMessages,
): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  const known = list.some(({ id }) => id === chosen);
  return html`<label class="field" part="field">
    ${label}
    <select part="input" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${known ? nothing : html`<option value="" selected>${t.systemChoice}</option>`}
      ${list.map((one) => html`<option value=${one.id} .selected=${one.id === chosen}>${one.label}</option>`)}
    </select>
  </label>`;
}
