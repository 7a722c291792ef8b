import type { LocalDevices } from '../devices/local-devices.ts';
import type { Confidentiality } from '../transport-security/confidentiality-level.ts';
import type { AskWaitingRoom } from './features/moderation-feature.ts';
import type { AskAccess } from './join.ts';
import type { OpenSession } from './session.ts';
import type { CallState } from './state/state.ts';

/** What a call is made of; tests hand in their own. */
export interface CallDeps {
  readonly media: LocalDevices;
  /** Lets the person choose a screen to share. */
  readonly openScreen: () => Promise<MediaStreamTrack>;
  readonly pause: (seconds: number, signal: AbortSignal) => Promise<void>;
  /** Waits for so many seconds, whether the page is visible or not. */
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** Called after each change, with the state before it. */
  readonly onChange: (state: CallState, previous: CallState) => void;
}

/** What one join asks for. */
export interface JoinDeps {
  readonly access: AskAccess;
  readonly open: OpenSession;
  /** Reaches the waiting room at the URL that the grant named. */
  readonly askWaitingRoom: (url: string) => AskWaitingRoom;
  /** The least that is acceptable; below it nothing is sent until the person accepts it. */
  readonly confidentiality?: Confidentiality;
}
