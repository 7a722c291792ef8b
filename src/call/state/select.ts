import type { LiveCall, Participant } from './state.ts';

/** Oneself. */
export function selfOf(live: LiveCall): Participant | undefined {
  return live.participants.find(({ self }) => self);
}

/** The others, in order of arrival. */
export function othersOf(live: LiveCall): readonly Participant[] {
  return live.participants.filter(({ self }) => !self);
}

/** Whether a breakout goes on without this person. */
export function isOnHold({ breakout }: LiveCall, { id }: Participant): boolean {
  return breakout !== null && !breakout.members.includes(id);
}

/** Whether sound and picture are meant to go between oneself and this person. */
export function exchangesWith(live: LiveCall, id: Participant['id']): boolean {
  const self = selfOf(live);
  return (
    !live.breakout ||
    (self !== undefined && [self.id, id].every((one) => live.breakout?.members.includes(one)))
  );
}

/** Whether the role lets this person send sound and picture. */
export function maySpeak(live: LiveCall): boolean {
  return live.role !== 'subscriber';
}

/** Whether the role lets this person decide about the others. */
export function mayModerate(live: LiveCall): boolean {
  return live.role === 'moderator';
}

/** Fewer minutes than this are punctual; more than a day of them are another appointment. */
const PUNCTUAL = 3;
const ANOTHER_DAY = 24 * 60;

/** How many minutes after the hour the second person came, so that the consultation could begin; 0 for in time. */
export function minutesLate({ room, participants }: LiveCall): number {
  const second = participants.map(({ joinedAt }) => joinedAt).sort((one, other) => one - other)[1];
  if (!room?.startsAt || second === undefined) return 0;
  const late = Math.floor((second - room.startsAt.getTime()) / 60_000);
  return late >= PUNCTUAL && late < ANOTHER_DAY ? late : 0;
}
