import type { OwnAttestation } from './own-attestation.ts';
import { withLateMismatch } from './state/alarms.ts';
import type { CallEvent } from './state/call-event.ts';
import { type Compared, type LiveCall, NOTHING_COMPARED } from './state/state.ts';

/** What the element remembers of its last call when it joins again. */
export class Remembered {
  #compared = NOTHING_COMPARED;
  /** This element's certificate in the last call. */
  #ownFingerprint = '';
  /** Whom hosts had removed, and from which consultation. */
  #removed: { readonly room?: string; readonly subjects: ReadonlySet<string> } = { subjects: new Set() };

  /** What was compared with a certificate of this element. Another one is another appointment. */
  compared(ownFingerprint: string): Compared {
    if (ownFingerprint === this.#ownFingerprint) return this.#compared;
    // Guesses count for the life of the element.
    return { ...NOTHING_COMPARED, attempts: this.#compared.attempts };
  }

  /** Whom hosts have removed from a consultation: the server says so, and what was heard before a rejoin stays. */
  removed(attested: OwnAttestation | undefined): ReadonlySet<string> {
    const { room, subjects } = this.#removed;
    const known = attested?.attestation.room === room ? subjects : [];
    return new Set([...known, ...(attested?.removed ?? [])]);
  }

  follow({ compared, ownFingerprint, attestation, removed }: LiveCall): void {
    this.#compared = compared;
    this.#ownFingerprint = ownFingerprint;
    if (attestation) this.#removed = { room: attestation.room, subjects: removed };
  }

  /** Applies an event of a call that is over. */
  late(event: CallEvent): void {
    this.#compared = withLateMismatch(this.#compared, event);
  }
}
