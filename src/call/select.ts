import type { LiveCall, Participant } from './state.ts';

/** Oneself. */
export function selfOf(live: LiveCall): Participant | undefined {
  return live.participants.find(({ self }) => self);
}

/** The others, in order of arrival. */
export function othersOf(live: LiveCall): readonly Participant[] {
  return live.participants.filter(({ self }) => !self);
}

/** Those who have a tile on the stage: the others who send something. An observer stays in the list of people. */
export function onStage(live: LiveCall): readonly Participant[] {
  return othersOf(live).filter(({ publishing, role }) => publishing || role !== 'subscriber');
}

/** Whether the role lets this person send sound and picture. */
export function maySpeak(live: LiveCall): boolean {
  return live.role !== 'subscriber';
}

/** Whether the role lets this person decide about the others. */
export function mayModerate(live: LiveCall): boolean {
  return live.role === 'moderator';
}
