import type { LiveCall, Participant } from './state.ts';

export const isSelf = ({ self }: Participant): boolean => self;

/** Returns the call with changed members of the people in the session that match. */
export function changeParticipant(
  live: LiveCall,
  matches: (participant: Participant) => boolean,
  facts: Partial<Participant>,
): LiveCall {
  const changed = <T extends Participant>(one: T): T => (matches(one) ? { ...one, ...facts } : one);
  return {
    ...live,
    participants: live.participants.map(changed),
    // They may become participants.
    ...(live.unattested.length > 0 && { unattested: live.unattested.map(changed) }),
  };
}
