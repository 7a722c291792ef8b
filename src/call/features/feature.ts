import type { ElementMessage } from '../session.ts';
import type { LiveCall, Participant } from '../state/state.ts';

/** Something to do after a commit. It may commit: that is queued. A rejection is the feature's own to tell. */
export type Effect = () => unknown;

/** A part of a call in progress that follows its state. */
export interface Feature {
  /** @param before `null` at the beginning of the call. */
  onChange?(live: LiveCall, before: LiveCall | null): readonly Effect[];
  /** Takes a message of another element. Anybody can send anything. */
  onMessage?(live: LiveCall, sender: Participant, message: ElementMessage): void;
}
