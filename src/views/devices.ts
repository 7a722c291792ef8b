import { html, nothing, type TemplateResult } from 'lit';
import type { LobbyMessages } from '../i18n/messages.ts';
import type { Device, DeviceKind } from '../media/devices.ts';
import type { MediaSnapshot } from '../media/local-media.ts';
import type { LobbyActions } from './model.ts';

/** The lists of cameras, microphones and speakers, as far as the browser tells them. */
export function devices(media: MediaSnapshot, actions: LobbyActions, t: LobbyMessages): TemplateResult {
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
      ${list.map((one) => html`<option value=${one.id} ?selected=${one.id === chosen}>${one.label}</option>`)}
    </select>
  </label>`;
}
