import type { WaitingRoomList } from '../../access/waiting-room.ts';
import type { VisioError } from '../../error.ts';
import type { Quality } from '../quality.ts';
import type { SessionEvent } from '../session.ts';
import type { BlockedReason, Breakout, ChatEntry, Notice, Security, Verification } from './state.ts';

/** Every event that changes the state of a call: session events, steps of joining, results of the features. */
export type CallEvent =
  | SessionEvent
  | { readonly type: 'requesting' }
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
  | { readonly type: 'verification'; readonly id: string; readonly verification: Verification }
  | { readonly type: 'chat'; readonly entry: ChatEntry }
  | { readonly type: 'readers'; readonly ids: readonly string[] }
  /** Another element has announced its certificate. */
  | { readonly type: 'certificate'; readonly id: string; readonly fingerprint: string }
  /** A person's client has not announced a certificate in time. */
  | { readonly type: 'certificate-missing'; readonly id: string }
  /** The connections of a person who has left must have ended by now. */
  | { readonly type: 'left-for-good'; readonly id: string }
  /** The local person accepts that a person has none. */
  | { readonly type: 'certificate-accepted'; readonly id: string }
  | { readonly type: 'blocked'; readonly reason: BlockedReason | null }
  | { readonly type: 'privacy-screen'; readonly on: boolean }
  | { readonly type: 'waiting-room'; readonly list: WaitingRoomList }
  | { readonly type: 'breakout'; readonly breakout: Breakout | null; readonly notice?: Notice };
