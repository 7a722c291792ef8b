import type { Delay } from '../access/delay.ts';
import type { LocalDevices } from '../devices/local-devices.ts';
import type { OpenLine } from '../private-line/private-line.ts';
import type { Confidentiality } from '../transport-security/confidentiality-level.ts';
import type { CreateComparison } from '../verification/comparison.ts';
import type { AskWaitingRoom } from './features/moderation-feature.ts';
import type { AskAccess, Attest } from './join.ts';
import type { OpenSession } from './session.ts';
import type { CallState } from './state/state.ts';

/** Dependencies of a call; tests pass their own. */
export interface CallDeps {
  readonly media: LocalDevices;
  /** Lets the person choose a screen to share. */
  readonly openScreen: () => Promise<MediaStreamTrack>;
  /** Waits until a waiting person's next request is due. */
  readonly waitUntilDue: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly delay: Delay;
  readonly now: () => number;
  /** Called after each change, with the state before it. */
  readonly onChange: (state: CallState, previous: CallState) => void;
}

/** Options and adapters of one join. */
export interface JoinDeps {
  readonly access: AskAccess;
  readonly open: OpenSession;
  readonly attest: Attest;
  /** Opens a private line to another participant, with the certificate of the session's connections. */
  readonly openLine: OpenLine;
  readonly createComparison: CreateComparison;
  /** Shared secret with which this person joins; empty for none. */
  readonly secret?: string;
  /** Requests the waiting room at the URL that the grant names. */
  readonly askWaitingRoom: (url: string) => AskWaitingRoom;
  /** Lowest confidentiality level at which media is sent without the person's consent. */
  readonly confidentiality?: Confidentiality;
}
