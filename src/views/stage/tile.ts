import { html, nothing, type TemplateResult } from 'lit';
import mutedIcon from 'lucide-static/icons/mic-off.svg';
import screenIcon from 'lucide-static/icons/monitor.svg';
import { isTyped } from '../../call/state/select.ts';
import type { Participant } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import { liveValue, writeLevel } from '../../ui/live-value.ts';
import { mountMedia } from '../../ui/mount-media.ts';
import type { CallActions } from '../shared/model.ts';
import { shownName } from '../shared/shown-name.ts';

/** Returns up to two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.split(/[\s\-–]+/u).filter((word) => /\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends
    .map((word) => [...(word ?? '')].find((letter) => /\p{L}/u.test(letter)) ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** The tile of a shared screen, never cropped, because its edges may contain text. */
export function screenTile(person: Participant, main: boolean, t: CallMessages): TemplateResult {
  return html`<div class="tile shown-screen ${main ? 'main' : ''}" part="tile screen">
    <div class="picture">${person.screen ? mountMedia(person.screen.element, 'tile-video') : nothing}</div>
    <div class="tile-name" part="tile-name">${icon(screenIcon)}<bdi>${t.screen.of(shownName(person, t))}</bdi></div>
  </div>`;
}

/** The tile of a participant: their video, or their initials while the camera is off. */
export function tile(
  person: Participant,
  main: boolean,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const name = shownName(person, t);
  return html`<div class="tile ${person.speaking ? 'speaking' : ''} ${main ? 'main' : ''}" part="tile${person.speaking ? ' speaking' : ''}">
    ${picture(person, name)}
    <div class="tile-name" part="tile-name">
      <span
        class="sound"
        aria-hidden="true"
        ${liveValue(`${person.id} ${person.publishing}`, (onLevel) => actions.watchLevel(person.id, onLevel), writeLevel)}
        >${person.microphone ? nothing : icon(mutedIcon)}</span
      >
      <bdi>${person.self ? t.you : name}</bdi>
      ${isTyped(person) ? html`<span class="typed">${t.attestation.typed}</span>` : nothing}
      <span class="hidden">${states(person, t)}</span>
    </div>
    ${person.stalled && person.camera ? html`<p class="tile-note" role="status">${t.isStalled}</p>` : nothing}
  </div>`;
}

/** The video element, which stays in place while the camera is off because it plays the audio. */
export function picture(person: Participant, name: string): TemplateResult {
  return html`<div class="picture ${person.camera ? '' : 'off'} ${person.self ? 'own-picture' : ''}">
      ${person.media ? mountMedia(person.media.element, 'tile-video') : nothing}
    </div>
    ${person.camera ? nothing : html`<div class="avatar" part="tile-avatar" aria-hidden="true">${initials(name) || '·'}</div>`}`;
}

function states(person: Participant, t: CallMessages): string {
  return [!person.microphone && t.isMuted, !person.camera && t.cameraIsOffOf, person.speaking && t.isSpeaking]
    .filter(Boolean)
    .join(', ');
}
