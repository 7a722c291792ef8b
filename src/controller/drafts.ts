import type { CallState } from '../call/state/state.ts';

/**
 * What the person has written and not sent: a chat message, and a reason for each person. It outlives a closed panel, the
 * privacy screen and a lost connection, and is in memory only.
 */
export class Drafts {
  readonly #texts = new Map<string, string>();
  #appointment = '';

  get texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  /** Joins an appointment: what was written for another one is none of its business. */
  begin(appointment: string): void {
    if (appointment !== this.#appointment) this.#texts.clear();
    this.#appointment = appointment;
  }

  write(key: string, text: string): void {
    if (text === '') this.#texts.delete(key);
    else this.#texts.set(key, text);
  }

  /** Forgets what was sent, unless it has been changed since. */
  sent(key: string, text: string): void {
    if (this.#texts.get(key)?.trim() === text.trim()) this.#texts.delete(key);
  }

  /** Forgets everything at the end of the call. A lost connection that the person may retry is none. */
  follow(state: CallState): void {
    const over = state.phase === 'failed' ? !state.error.recoverable : state.phase === 'ended';
    if (over || state.phase === 'lobby') this.#texts.clear();
  }
}
