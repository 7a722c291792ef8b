import { newEntries, participantChanges } from './call/diff.ts';
import { type CallState, type ChatEntry, liveOf } from './call/state.ts';
import type { CallMessages } from './i18n/messages.ts';
import { isFall } from './security/level.ts';

/** What a change of the call's state is to be said aloud as, for those who do not see it; empty for nothing. */
export function announcementOf(state: CallState, previous: CallState, t: CallMessages): string {
  const live = liveOf(state);
  if (!live) return '';
  if (!liveOf(previous)) return t.announce.connected;
  const names = (kind: 'joined' | 'left') =>
    participantChanges(state, previous)
      .filter((change) => change.kind === kind)
      .map(({ participant }) => participant.name || t.guest);
  const known = new Set(liveOf(previous)?.door?.waiting.map(({ id }) => id));
  const arrived = (live.door?.waiting ?? []).filter(({ id }) => !known.has(id));
  return [
    ...names('joined').map(t.announce.joined),
    ...names('left').map(t.announce.left),
    ...authors(newEntries(state, previous)).map((name) => t.announce.message(name || t.guest)),
    ...(live.recording && !liveOf(previous)?.recording ? [t.announce.recording] : []),
    ...(isFall(liveOf(previous)?.security.level ?? 'verifying', live.security.level)
      ? [t.security.fallen(t.security.levels[live.security.level])]
      : []),
    ...arrived.slice(0, 3).map(({ displayName }) => t.announce.waiting(displayName || t.guest)),
  ].join(' ');
}

/** Who of the others has written; several of one person are said once. */
function authors(fresh: readonly ChatEntry[]): readonly string[] {
  return [...new Set(fresh.flatMap((one) => (one.type === 'message' && !one.self ? [one.name] : [])))];
}

/** Whether somebody new stands at the door. */
export function someoneArrived(state: CallState, previous: CallState): boolean {
  const known = new Set(liveOf(previous)?.door?.waiting.map(({ id }) => id));
  return (liveOf(state)?.door?.waiting ?? []).some(({ id }) => !known.has(id));
}
