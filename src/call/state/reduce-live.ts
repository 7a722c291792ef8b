import { reduceBreakout } from '../features/breakout-feature.ts';
import { reduceCertificates } from '../features/certificate-feature.ts';
import { reduceChat } from '../features/chat-feature.ts';
import { reduceLine } from '../features/line-feature.ts';
import { reduceMeasurement } from '../features/measurement-feature.ts';
import { reduceModeration } from '../features/moderation-feature.ts';
import { reduceScreenShare } from '../features/screen-share-feature.ts';
import { reduceSendPolicy } from '../features/send-policy-feature.ts';
import { reduceVerification } from '../features/verification-feature.ts';
import type { Peer } from '../session.ts';
import { reduceAttestation } from './attested-people.ts';
import type { CallEvent } from './call-event.ts';
import { changeParticipant, isSelf } from './change-participant.ts';
import { tellApart } from './same-names.ts';
import { isGuarded, presentOf } from './select.ts';
import type { LiveCall, Participant } from './state.ts';

/** Creates the participant for a new connection, which publishes nothing yet. */
export function participantOf(peer: Peer): Participant {
  return {
    ...peer,
    self: false,
    publishing: false,
    microphone: false,
    camera: false,
    speaking: false,
    stalled: false,
    media: null,
    sharing: false,
    screen: null,
  };
}

/**
 * More people do not share one consultation; a provider can invent thousands, which would slow the page down. Those
 * beyond the limit exchange neither media nor messages with this person, because both are for participants only.
 */
const MAX_PARTICIPANTS = 100;

/** Each feature owns a part of the state. Other events concern the participants and devices below. */
const features = [
  reduceAttestation,
  reduceBreakout,
  reduceChat,
  reduceLine,
  reduceMeasurement,
  reduceModeration,
  reduceScreenShare,
  reduceSendPolicy,
  reduceVerification,
  // Last: the level follows from what the others have changed.
  reduceCertificates,
] as const;

/** Applies an event to a call in progress. Returns the same object when nothing changes. */
export function reduceLive(live: LiveCall, event: CallEvent): LiveCall {
  const own = reduceDevices(reducePeople(live, event), event);
  const next = features.reduce((now, reduceFeature) => reduceFeature(now, event), own);
  return tellApart(next, live);
}

function reducePeople(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'peer-joined': {
      const newcomer = participantOf(event.peer);
      const { participants, unattested } = live;
      const present = [...participants, ...unattested];
      const known = live.superseded.has(newcomer.id) || present.some(({ id }) => id === newcomer.id);
      if (known || present.length >= MAX_PARTICIPANTS) return live;
      return isGuarded(live)
        ? { ...live, unattested: [...unattested, { ...newcomer, refused: false }] }
        : { ...live, participants: [...participants, newcomer] };
    }
    case 'peer-left': {
      if (live.superseded.has(event.id))
        return { ...live, superseded: new Set([...live.superseded].filter((id) => id !== event.id)) };
      if (!presentOf(live).some(({ id }) => id === event.id)) return live;
      const known = live.certificates.get(event.id)?.status === 'announced';
      return {
        ...live,
        leaving: known ? live.leaving : new Set([...live.leaving, event.id]),
        participants: live.participants.filter(({ id, self }) => self || id !== event.id),
        unattested: live.unattested.filter(({ id }) => id !== event.id),
      };
    }
    case 'peer-media':
      return changeParticipant(live, ({ id, self }) => !self && id === event.id, {
        publishing: event.media !== null,
        microphone: event.media?.microphone ?? false,
        camera: event.media?.camera ?? false,
        media: event.media?.handle ?? null,
        ...(event.media?.microphone ? {} : { speaking: false }),
      });
    case 'speaking':
      return changeParticipant(
        withSpeaker(live, event.id, event.speaking),
        ({ id, microphone }) => id === event.id && microphone,
        { speaking: event.speaking },
      );
    case 'stalled':
      return changeParticipant(live, ({ id, self }) => !self && id === event.id, { stalled: event.stalled });
    case 'notice':
      return { ...live, notice: event.notice };
    default:
      return live;
  }
}

/** Applies the local devices' state, as the session confirms it. */
function reduceDevices(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'self-media':
      return changeParticipant(live, isSelf, { media: event.handle, publishing: event.handle !== null });
    case 'self-microphone':
      return changeParticipant(
        { ...live, microphone: { on: event.on, pending: false } },
        isSelf,
        event.on ? { microphone: true } : { microphone: false, speaking: false },
      );
    case 'self-camera':
      return changeParticipant({ ...live, camera: { on: event.on, pending: false } }, isSelf, {
        camera: event.on,
      });
    case 'sound-blocked':
      return { ...live, soundBlocked: event.blocked };
    case 'pending':
      return { ...live, [event.device]: { ...live[event.device], pending: true } };
    case 'settled':
      return { ...live, [event.device]: { ...live[event.device], pending: false } };
    default:
      return live;
  }
}

function withSpeaker(live: LiveCall, id: string, speaking: boolean): LiveCall {
  const other = live.participants.some((one) => one.id === id && !one.self);
  return speaking && other ? { ...live, speaker: id } : live;
}
