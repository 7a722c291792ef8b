import type { ElementMessage } from '../session.ts';
import type { LiveCall, Participant } from '../state/state.ts';

/** Work to do after a commit. It may commit events, which are queued. The feature reports its own failures. */
export type Effect = () => unknown;

/** A part of a call in progress that follows the call's state. */
export interface Feature {
  /** @param before The previous state, `null` at the beginning of the call. */
  onChange?(live: LiveCall, before: LiveCall | null): readonly Effect[];
  /** Handles a message from another element. Any participant can send any content. */
  onMessage?(live: LiveCall, sender: Participant, message: ElementMessage): void;
}
