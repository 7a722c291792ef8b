import type { LiveCall, Participant } from './state.ts';

export const isSelf = ({ self }: Participant): boolean => self;

/** The call with other facts of those participants that match. */
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
