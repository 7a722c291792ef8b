import type { LiveCall, Participant } from './state.ts';

export const isSelf = ({ self }: Participant): boolean => self;

/** Returns the call with changed members of the participants that match. */
export function changeParticipant(
  live: LiveCall,
  matches: (participant: Participant) => boolean,
  facts: Partial<Participant>,
): LiveCall {
  return {
    ...live,
    participants: live.participants.map((one) => (matches(one) ? { ...one, ...facts } : one)),
  };
}
