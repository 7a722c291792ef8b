import { newEntries, participantChanges } from '../call/state/diff.ts';
import { type CallState, liveOf, type Participant } from '../call/state/state.ts';
import { type ParticipantInfo, VisioEvent } from '../events.ts';

/** Returns a participant as the page may see them. */
export function infoOf({
  media: _media,
  screen: _screen,
  stalled: _stalled,
  accessId: _accessId,
  attested: _attested,
  number: _number,
  ...info
}: Participant): ParticipantInfo {
  return info;
}

/** Returns the DOM events of one state change, in a meaningful order. */
export function eventsOf(state: CallState, previous: CallState): readonly Event[] {
  const events: Event[] = [];
  const [live, before] = [liveOf(state), liveOf(previous)];
  if (state.phase !== previous.phase) {
    events.push(new VisioEvent('visio-phase', { phase: state.phase, previous: previous.phase }));
  }
  if (live && !before) events.push(new VisioEvent('visio-joined', undefined));
  for (const { kind, participant } of participantChanges(state, previous)) {
    events.push(new VisioEvent('visio-participant', { kind, participant: infoOf(participant) }));
  }
  if (live?.waitingRoom && live.waitingRoom.waiting !== before?.waitingRoom?.waiting) {
    events.push(new VisioEvent('visio-waiting', { waiting: live.waitingRoom.waiting }));
  }
  for (const entry of newEntries(state, previous)) {
    if (entry.type !== 'message') continue;
    const { from, text, at } = entry;
    events.push(new VisioEvent('visio-message', { from, text, at: new Date(at) }));
  }
  if (live && live.security.level !== (before?.security.level ?? 'verifying')) {
    const { level } = live.security;
    const attested = level === 'end-to-end-attested';
    const verified = level === 'end-to-end-verified';
    events.push(new VisioEvent('visio-security', { level, attested, verified }));
  }
  if (live?.quality && live.quality.level !== (before?.quality?.level ?? null)) {
    events.push(new VisioEvent('visio-quality', { level: live.quality.level }));
  }
  if (before && !live) {
    events.push(new VisioEvent('visio-left', { reason: state.phase === 'ended' ? state.reason : 'lost' }));
  }
  return events;
}
