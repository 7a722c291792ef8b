import { type CallState, type ChatEntry, liveOf, type Participant } from './state.ts';

/** A change of one participant between two states. */
export type Change = { readonly kind: 'joined' | 'left' | 'changed'; readonly participant: Participant };

/** Returns the participants that joined, left or changed. */
export function participantChanges(state: CallState, previous: CallState): readonly Change[] {
  const now = liveOf(state)?.participants ?? [];
  const before = new Map((liveOf(previous)?.participants ?? []).map((one) => [one.id, one]));
  const changes: Change[] = [];
  for (const participant of now) {
    const known = before.get(participant.id);
    before.delete(participant.id);
    if (!known) changes.push({ kind: 'joined', participant });
    else if (differ(known, participant)) changes.push({ kind: 'changed', participant });
  }
  for (const participant of before.values()) changes.push({ kind: 'left', participant });
  return changes;
}

/** Whether something differs that anybody sees: a renewed attestation does not. */
function differ({ attested: _, ...before }: Participant, { attested: __, ...now }: Participant): boolean {
  const keys = Object.keys({ ...before, ...now }) as (keyof typeof now)[];
  return keys.some((key) => before[key] !== now[key]);
}

/** Returns the chat entries added since the previous state. */
export function newEntries(state: CallState, previous: CallState): readonly ChatEntry[] {
  const chat = liveOf(state)?.chat;
  if (!chat) return [];
  const fresh = chat.added - (liveOf(previous)?.chat.added ?? 0);
  return fresh > 0 ? chat.entries.slice(-fresh) : [];
}
