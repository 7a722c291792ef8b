import type { WaitingRoomList } from '../../access/waiting-room.ts';
import type { Attestation } from '../../attestation/attestation.ts';
import type { Statement } from '../../attestation/statement.ts';
import type { VisioError } from '../../error.ts';
import type { ComparisonStep } from '../../verification/comparison-state.ts';
import type { Quality } from '../quality.ts';
import type { SessionEvent } from '../session.ts';
import type { Difference } from './attested.ts';
import type {
  AlarmCause,
  BlockedReason,
  Breakout,
  ChatEntry,
  LineStatus,
  Notice,
  Retry,
  Security,
} from './state.ts';

/** Every event that changes the state of a call: session events, steps of joining, results of the features. */
export type CallEvent =
  | SessionEvent
  | { readonly type: 'requesting'; readonly retry?: Retry }
  | {
      readonly type: 'waiting';
      readonly at: number;
      readonly clockOffset: number;
      readonly message?: string;
      readonly opensAt?: Date;
      readonly startsAt?: Date;
    }
  | { readonly type: 'connecting' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: VisioError }
  | { readonly type: 'pending'; readonly device: 'microphone' | 'camera' | 'screen' }
  | { readonly type: 'settled'; readonly device: 'microphone' | 'camera' | 'screen' }
  | { readonly type: 'notice'; readonly notice: Notice | null }
  | { readonly type: 'security'; readonly security: Security }
  | { readonly type: 'quality'; readonly quality: Quality }
  | { readonly type: 'line'; readonly id: string; readonly status: LineStatus }
  /** A comparison with the holder of this certificate has taken a step. */
  | {
      readonly type: 'comparison';
      readonly id: string;
      readonly fingerprint: string;
      readonly step: Omit<ComparisonStep, 'send'>;
    }
  | { readonly type: 'alarm'; readonly id: string; readonly cause: AlarmCause }
  | { readonly type: 'chat'; readonly entry: ChatEntry }
  /** A sent message has arrived, or is given up for the people of these names. */
  | { readonly type: 'delivered'; readonly sending: number; readonly withheld: readonly string[] }
  /** Another element has announced its certificate, or proven it on the private line. */
  | {
      readonly type: 'certificate';
      readonly id: string;
      readonly fingerprint: string;
      readonly proven?: boolean;
    }
  /** A person's client has not announced a certificate in time. */
  | { readonly type: 'certificate-missing'; readonly id: string }
  /** The connections of a person who has left must have ended by now. */
  | { readonly type: 'left-for-good'; readonly id: string }
  /** The local person accepts that a person has none. */
  | { readonly type: 'certificate-accepted'; readonly id: string }
  /** Another element has shown on its line that the firm's server attests its certificate. */
  | {
      readonly type: 'attested';
      readonly id: string;
      readonly attestation: Attestation;
      readonly statement: Statement;
    }
  /** What it has shown is wrong, or nothing has come in time. */
  | { readonly type: 'not-attested'; readonly id: string }
  /** The server has attested this element's certificate again. */
  | { readonly type: 'renewed'; readonly attestation: Attestation }
  /** The local person, a host, has removed somebody. */
  | { readonly type: 'removed'; readonly subject: string }
  | { readonly type: 'differences'; readonly differences: readonly Difference[] }
  | { readonly type: 'blocked'; readonly reason: BlockedReason | null }
  | { readonly type: 'privacy-screen'; readonly on: boolean }
  | { readonly type: 'waiting-room'; readonly list: WaitingRoomList }
  | { readonly type: 'breakout'; readonly breakout: Breakout | null; readonly notice?: Notice };
