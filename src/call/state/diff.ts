import { type CallState, type ChatEntry, liveOf, type Participant } from './state.ts';

/** What one change of state means to people. */
export type Change = { readonly kind: 'joined' | 'left' | 'changed'; readonly participant: Participant };

/** Who came, who went, and whose facts differ. */
export function participantChanges(state: CallState, previous: CallState): readonly Change[] {
  const now = liveOf(state)?.participants ?? [];
  const before = new Map((liveOf(previous)?.participants ?? []).map((one) => [one.id, one]));
  const changes: Change[] = [];
  for (const participant of now) {
    const known = before.get(participant.id);
    before.delete(participant.id);
    if (!known) changes.push({ kind: 'joined', participant });
    else if (known !== participant) changes.push({ kind: 'changed', participant });
  }
  for (const participant of before.values()) changes.push({ kind: 'left', participant });
  return changes;
}

/** What has been added to the chat since. */
export function newEntries(state: CallState, previous: CallState): readonly ChatEntry[] {
  const chat = liveOf(state)?.chat;
  if (!chat) return [];
  const fresh = chat.added - (liveOf(previous)?.chat.added ?? 0);
  return fresh > 0 ? chat.entries.slice(-fresh) : [];
}
