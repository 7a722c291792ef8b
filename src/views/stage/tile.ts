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
import { type Area, mayFill, shapeOf } from './fit.ts';

/** The place of a tile. */
export interface Place {
  readonly main: boolean;
  /** Whether there is room for it. One that is not seen stays, because its video plays the sound. */
  readonly seen: boolean;
  readonly size: Area;
}

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
export function screenTile(person: Participant, { main, seen }: Place, t: CallMessages): TemplateResult {
  return html`<div class="tile shown-screen ${main ? 'main' : ''}" part="tile screen" ?hidden=${!seen}>
    <div class="picture">${person.screen ? mountMedia(person.screen.element, 'tile-video') : nothing}</div>
    <div class="tile-name" part="tile-name">${icon(screenIcon)}<bdi>${t.screen.of(shownName(person, t))}</bdi></div>
  </div>`;
}

/**
 * The tile of a participant: their video, or their initials while the camera is off.
 *
 * @param rear Whether this person's own camera looks away from them.
 */
export function tile(
  person: Participant,
  { main, seen, size }: Place,
  actions: CallActions,
  t: CallMessages,
  rear = false,
): TemplateResult {
  const name = shownName(person, t);
  return html`<div
    class="tile ${person.speaking ? 'speaking' : ''} ${main ? 'main' : ''}"
    part="tile${person.speaking ? ' speaking' : ''}"
    ?hidden=${!seen}
  >
    ${picture(person, name, size, rear)}
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

/**
 * The video element, which stays in place while the camera is off because it plays the audio. A person sees themselves
 * as in a mirror, but not what the camera at the back of a phone sees.
 */
export function picture(person: Participant, name: string, size: Area, rear: boolean): TemplateResult {
  const fills = mayFill(shapeOf(person.media?.element), size);
  return html`<div class="picture ${person.camera ? '' : 'off'} ${fills ? 'fills' : ''} ${person.self && !rear ? 'own-picture' : ''}">
      ${person.media ? mountMedia(person.media.element, 'tile-video') : nothing}
    </div>
    ${person.camera ? nothing : html`<div class="avatar" part="tile-avatar" aria-hidden="true">${initials(name) || '·'}</div>`}`;
}

function states(person: Participant, t: CallMessages): string {
  return [!person.microphone && t.isMuted, !person.camera && t.cameraIsOffOf, person.speaking && t.isSpeaking]
    .filter(Boolean)
    .join(', ');
}
