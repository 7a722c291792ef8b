import type { WaitingGuest } from './access/waiting-room.ts';
import type { QualityLevel } from './call/quality.ts';
import type { LeaveReason, Role } from './call/session.ts';
import type { Participant, Phase } from './call/state/state.ts';
import type { VisioError } from './error.ts';
import type { Level } from './transport-security/confidentiality-level.ts';

/** A participant as the page sees them: everything but the media. */
export type ParticipantInfo = Readonly<
  Omit<Participant, 'number' | 'media' | 'screen' | 'stalled' | 'accessId' | 'role' | 'attested'>
> & {
  readonly role?: Role;
};

/** The type of each event's `detail`. */
export interface VisioEventDetails {
  'visio-phase': { readonly phase: Phase; readonly previous: Phase };
  /**
   * Cancelable. `url` is the absolute URL that is about to be asked. The request carries the headers added here if it
   * goes to the endpoint's origin; the waiting room may be on another one.
   */
  'visio-access': { readonly url: string; readonly headers: Headers };
  /** Cancelable. */
  'visio-before-join': undefined;
  'visio-joined': undefined;
  'visio-left': { readonly reason: LeaveReason };
  'visio-participant': {
    readonly kind: 'joined' | 'left' | 'changed';
    readonly participant: ParticipantInfo;
  };
  'visio-waiting': { readonly waiting: readonly WaitingGuest[] };
  /**
   * A chat message of this call, also the local participant's own, once it is on its way. `from` is a participant's id;
   * `text` is plain text, never markup.
   */
  'visio-message': { readonly from: string; readonly text: string; readonly at: Date };
  /**
   * The call's measured confidentiality level has changed. `attested` is true for `end-to-end-attested`: the firm's
   * server vouches for every certificate. `verified` is true for `end-to-end-verified`: the local
   * participant has compared with every other one whose media counts, and found what each read aloud.
   */
  'visio-security': { readonly level: Level; readonly attested: boolean; readonly verified: boolean };
  /** The call's connection quality has changed. */
  'visio-quality': { readonly level: QualityLevel };
  /** A server was contacted. `expected` is true when the page or the grant named it. */
  'visio-server-contact': { readonly server: string; readonly expected: boolean };
  /** Cancelable. */
  'visio-before-leave': undefined;
  'visio-error': { readonly error: VisioError };
}

/** An event of the element. It bubbles and crosses shadow roots, so a page can listen on any ancestor. */
export class VisioEvent<T extends keyof VisioEventDetails> extends Event {
  readonly detail: VisioEventDetails[T];

  constructor(type: T, detail: VisioEventDetails[T], cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
    this.detail = detail;
  }
}

type VisioEventMap = { [T in keyof VisioEventDetails]: VisioEvent<T> };

declare global {
  interface HTMLElementEventMap extends VisioEventMap {}
}
