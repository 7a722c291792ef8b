import { type CallState, liveOf, type Participant } from './state.ts';

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
