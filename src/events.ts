import type { WaitingGuest } from './access/waiting-room.ts';
import type { QualityLevel } from './call/quality.ts';
import type { LeaveReason, Role } from './call/session.ts';
import type { Participant, Phase } from './call/state/state.ts';
import type { VisioError } from './error.ts';
import type { Level } from './transport-security/confidentiality-level.ts';

/** A participant as the page sees them: everything but the media itself. */
export type ParticipantInfo = Readonly<
  Omit<Participant, 'media' | 'screen' | 'stalled' | 'accessId' | 'role'>
> & {
  readonly role?: Role;
};

/** What each event carries in `detail`. */
export interface VisioEventDetails {
  'visio-phase': { readonly phase: Phase; readonly previous: Phase };
  /** Cancelable; headers added here go with the request. */
  'visio-access': { readonly headers: Headers };
  'visio-joined': undefined;
  'visio-left': { readonly reason: LeaveReason };
  'visio-participant': {
    readonly kind: 'joined' | 'left' | 'changed';
    readonly participant: ParticipantInfo;
  };
  'visio-waiting': { readonly waiting: readonly WaitingGuest[] };
  /** A message of this call, one's own too. `from` is a participant's id; the text is text, never markup. */
  'visio-message': { readonly from: string; readonly text: string; readonly at: Date };
  /** The call's measured level has changed; `verified` says whether its people have compared codes. */
  'visio-security': { readonly level: Level; readonly verified: boolean };
  /** How well sound and picture get through has changed. */
  'visio-quality': { readonly level: QualityLevel };
  /** A network host was contacted; `expected` says whether the page or the grant named it. */
  'visio-server-contact': { readonly server: string; readonly expected: boolean };
  /** Cancelable. */
  'visio-before-leave': undefined;
  'visio-error': { readonly error: VisioError };
}

/** Any event of the element: it bubbles and crosses shadow roots, so that a page can listen anywhere above it. */
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
