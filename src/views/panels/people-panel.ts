import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import mutedIcon from 'lucide-static/icons/mic-off.svg';
import cameraOffIcon from 'lucide-static/icons/video-off.svg';
import type { WaitingGuest, WaitingRoomList } from '../../access/waiting-room.ts';
import {
  isOnHold,
  isSecondDevice,
  isTyped,
  isVouchedFor,
  mayModerate,
  minutesLate,
} from '../../call/state/select.ts';
import type { LiveCall, Participant } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import { elapsedMinutes } from '../shared/elapsed.ts';
import type { CallActions, CallModel } from '../shared/model.ts';
import { shownName } from '../shared/shown-name.ts';
import { initials } from '../stage/tile.ts';
import { breakoutForm } from './breakout-panel.ts';
import { panel } from './panel.ts';

/** The participants, the waiting guests, and a host's actions on them. */
export function people(
  live: LiveCall,
  model: Pick<CallModel, 'canAskToNotify'>,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const { waitingRoom, participants } = live;
  const hosting = mayModerate(live);
  return panel(
    'people',
    t.people,
    actions,
    t,
    html`${appointment(live, t)}${hosting && waitingRoom ? waitingGuests(waitingRoom, actions, t) : nothing}
      <ul class="people" role="list" aria-label=${t.participants(participants.length)}>
        ${repeat(
          participants,
          ({ id }) => id,
          (person) => inTheRoom(person, live, actions, t),
        )}
      </ul>
      ${unattested(live, actions, t)}
      ${hosting && waitingRoom && model.canAskToNotify ? notifyMe(actions, t) : nothing}
      ${hosting ? breakoutForm(live, actions, t) : nothing}
      ${hosting ? commands(live, actions, t) : nothing}`,
  );
}

/** Details of the appointment, for narrow stages that have no room for them. */
function appointment(live: LiveCall, t: CallMessages): TemplateResult | typeof nothing {
  const { title } = live.room ?? {};
  const late = minutesLate(live);
  if (!title && late === 0) return nothing;
  return html`<p class="muted"><bdi>${title}</bdi>${late > 0 ? html` · ${t.startedLate(late)}` : nothing}</p>`;
}

function waitingGuests(
  waitingRoom: WaitingRoomList,
  actions: CallActions,
  t: CallMessages,
): TemplateResult | typeof nothing {
  const { waiting } = waitingRoom;
  if (waiting.length === 0) return nothing;
  return html`<section class="waiting" aria-labelledby="waiting-title">
    <h3 id="waiting-title">${t.guestsWaiting(waiting.length)}</h3>
    ${
      waiting.length > 1
        ? html`<button type="button" part="button" @click=${() => actions.admitAll(waiting.map(({ id }) => id))}>
            ${t.admitAll}
          </button>`
        : nothing
    }
    <ul class="people" role="list">
      ${repeat(
        waiting,
        ({ id }) => id,
        (guest) => guestRow(guest, actions, t),
      )}
    </ul>
  </section>`;
}

function notifyMe(actions: CallActions, t: CallMessages): TemplateResult {
  return html`<div class="notify">
    <button type="button" part="button" aria-describedby="notify-hint" @click=${actions.askToNotify}>${t.notifyMe}</button>
    <p class="muted" id="notify-hint">${t.notifyHint}</p>
  </div>`;
}

function guestRow(guest: WaitingGuest, actions: CallActions, t: CallMessages): TemplateResult {
  const name = shownName({ ...guest, name: guest.displayName }, t);
  return html`<li part="person">
    <span class="who">
      <bdi>${name}</bdi>
      ${guest.invitedAs && guest.invitedAs !== guest.displayName ? html`<span class="muted">${t.invitedAs(guest.invitedAs)}</span>` : nothing}
      <span class="muted" ${elapsedMinutes(guest.since.getTime(), t.waitingSince)}></span>
    </span>
    <button
      type="button"
      class="primary"
      part="button primary-button"
      aria-label=${t.admitName(name)}
      @click=${() => actions.admit(guest.id)}
    >
      ${t.admit}
    </button>
    <button
      type="button"
      part="button"
      aria-label=${t.refuseName(name)}
      @click=${() => actions.confirm({ type: 'refuse', guest })}
    >
      ${t.refuse}
    </button>
  </li>`;
}

function inTheRoom(
  person: Participant,
  live: LiveCall,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const hosting = mayModerate(live);
  const name = shownName(person, t);
  const facts = [
    person.self && t.you,
    person.role === 'moderator' && t.host,
    person.role === 'subscriber' && t.observer,
    !person.self && !isVouchedFor(live, person) && t.attestation.missingMark,
    person.number && t.sameName,
    isTyped(person) && t.attestation.typed,
    isSecondDevice(live, person) && t.attestation.device,
    live.breakout && (isOnHold(live, person) ? t.breakout.onHold : t.breakout.member),
  ];
  return html`<li part="person">
    <span class="initials" aria-hidden="true">${initials(name) || '·'}</span>
    <span class="who">
      <bdi>${name}</bdi>
      <span class="muted">${facts.filter(Boolean).join(' · ')}</span>
    </span>
    ${person.role === 'subscriber' || isOnHold(live, person) ? nothing : devicesOff(person, t)}
    ${
      hosting && !person.self
        ? html`${
            person.microphone
              ? html`<button
                    type="button"
                    part="button"
                    aria-label=${t.muteName(name)}
                    @click=${() => actions.mute(person.id)}
                  >
                    ${t.mute}
                  </button>`
              : nothing
          }${removeButton(person, actions, t)}`
        : nothing
    }
  </li>`;
}

/** People in the session for whom the firm does not vouch. A host can put them out. */
function unattested(live: LiveCall, actions: CallActions, t: CallMessages): TemplateResult | typeof nothing {
  const refused = live.unattested.filter((one) => one.refused);
  if (refused.length === 0) return nothing;
  return html`<section aria-labelledby="unattested-title">
    <h3 id="unattested-title">${t.attestation.title}</h3>
    <ul class="people" role="list">
      ${repeat(
        refused,
        ({ id }) => id,
        (person) => unattestedRow(person, mayModerate(live), actions, t),
      )}
    </ul>
  </section>`;
}

function unattestedRow(
  person: Participant,
  hosting: boolean,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  return html`<li part="person">
    <span class="who"><bdi>${t.attestation.unattested(shownName(person, t))}</bdi></span>
    ${hosting ? removeButton(person, actions, t) : nothing}
  </li>`;
}

function removeButton(person: Participant, actions: CallActions, t: CallMessages): TemplateResult {
  return html`<button
    type="button"
    part="button"
    aria-label=${t.removeName(shownName(person, t))}
    @click=${() => actions.confirm({ type: 'remove', person })}
  >
    ${t.remove}
  </button>`;
}

function devicesOff(person: Participant, t: CallMessages): TemplateResult {
  return html`${person.microphone ? nothing : html`${icon(mutedIcon)}<span class="hidden">${t.isMuted}</span>`}
  ${person.camera ? nothing : html`${icon(cameraOffIcon)}<span class="hidden">${t.cameraIsOffOf}</span>`}`;
}

function commands(
  { waitingRoom, participants }: LiveCall,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const someoneElse = participants.some(({ self }) => !self);
  return html`<div class="commands">
    ${
      someoneElse
        ? html`<button type="button" part="button" @click=${() => actions.mute(null)}>${t.muteAll}</button>`
        : nothing
    }
    ${
      waitingRoom
        ? html`<button
            type="button"
            part="button${waitingRoom.locked ? ' pressed' : ''}"
            aria-pressed=${waitingRoom.locked}
            @click=${() => actions.lock(!waitingRoom.locked)}
          >
            ${t.lock}
          </button>`
        : nothing
    }
    <button type="button" part="button danger-button" class="danger" @click=${() => actions.confirm({ type: 'end' })}>
      ${t.endForAll}
    </button>
  </div>`;
}
