import type { RoomFacts } from '../../access/grant.ts';
import type { WaitingRoomList } from '../../access/waiting-room.ts';
import type { VisioError } from '../../error.ts';
import type { ChatFault } from '../../private-line/open.ts';
import type { Level, SecretState } from '../../transport-security/confidentiality-level.ts';
import type { ConnectionEvidence } from '../../transport-security/evidence.ts';
import type { CertificateClaim, ListedConnection } from '../../transport-security/remote-ends.ts';
import type { SasState } from '../../verification/sas-state.ts';
import type { Quality } from '../quality.ts';
import type { LeaveReason, MediaHandle, Role } from '../session.ts';

/** A switch whose change takes time: `on` changes only when the session confirms. */
export interface Toggle {
  readonly on: boolean;
  readonly pending: boolean;
}

/** A participant in the call. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly role?: Role;
  readonly accessId?: string;
  readonly self: boolean;
  /** Milliseconds since the epoch. */
  readonly joinedAt: number;
  /** False for a participant who is connected but publishes nothing. */
  readonly publishing: boolean;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly speaking: boolean;
  /** Whether the video has stopped arriving. */
  readonly stalled: boolean;
  readonly media: MediaHandle | null;
  /** Whether the participant shares a screen. */
  readonly sharing: boolean;
  /** The shared screen; `null` for the local participant's own. */
  readonly screen: MediaHandle | null;
}

/** A notice shown once during a call. */
export type Notice =
  | { readonly type: 'muted-by-host' }
  | { readonly type: 'ending'; readonly minutes: number }
  /** The breakout is over. `muted` when its last host has left and this person's devices were switched off. */
  | { readonly type: 'breakout-over'; readonly muted: boolean }
  | { readonly type: 'device-lost'; readonly device: 'camera' | 'microphone' }
  | { readonly type: 'error'; readonly error: VisioError };

/** A breakout: its members exchange media only with each other; the others are on hold. */
export interface Breakout {
  /** Ids of the members. */
  readonly members: readonly string[];
}

/** The measured confidentiality of the call's connections. */
export interface Security {
  readonly level: Level;
  readonly evidence: readonly ConnectionEvidence[];
  /** Milliseconds since the epoch; `null` before the first measurement. */
  readonly at: number | null;
}

/** The SAS comparison with one other person. */
export interface Verification {
  readonly state: SasState;
  /** Whether the other person reports a mismatch. */
  readonly disputed: boolean;
}

/** An entry of the chat: a message, or a fault in what a person sent. Plain text, never markup. */
export type ChatEntry =
  | {
      readonly type: 'message';
      /** The sender's connection id. */
      readonly from: string;
      readonly name: string;
      readonly self: boolean;
      readonly text: string;
      /** Milliseconds since the epoch, by the sender's clock. */
      readonly at: number;
      /** Number of that person's messages lost before this one. */
      readonly missing: number;
      /** Names of the participants who did not get the message, because it could not be sealed for them. */
      readonly withheld: readonly string[];
    }
  | {
      readonly type: 'fault';
      readonly from: string;
      readonly name: string;
      readonly fault: ChatFault | 'key-changed' | 'reflected';
      /** Number of consecutive occurrences. */
      readonly count: number;
    };

export interface Chat {
  /** The latest entries. */
  readonly entries: readonly ChatEntry[];
  /** Number of entries so far, including those no longer kept. */
  readonly added: number;
  /** Ids of the participants with whom sealed messages are exchanged. */
  readonly readers: readonly string[];
}

/** A reason that blocks sending until the person decides. */
export type BlockedReason =
  | { readonly type: 'level'; readonly level: Level }
  /** More people are present than the appointment expects. */
  | { readonly type: 'too-many-participants'; readonly expected: number; readonly present: number }
  /** One identity, or one certificate, has two connections. */
  | { readonly type: 'duplicate-identity'; readonly name: string }
  /** Somebody who is no participant wanted to receive. The reason stays until the person accepts it. */
  | { readonly type: 'unknown-receiver'; readonly count: number }
  /** A participant's client announces no certificate. */
  | { readonly type: 'unverifiable'; readonly id: string; readonly name: string }
  | { readonly type: 'recording' };

/** A call in progress. */
export interface LiveCall {
  /** Milliseconds since the epoch, by this browser's clock. */
  readonly startedAt: number;
  readonly room: RoomFacts | null;
  readonly role: Role;
  readonly microphone: Toggle;
  readonly camera: Toggle;
  /** The local participant's screen share. */
  readonly screen: Toggle;
  /** Quality of the connections; `null` before the first measurement. */
  readonly quality: Quality | null;
  /** The local participant first, then the others in order of arrival. */
  readonly participants: readonly Participant[];
  /** Id of the other participant who spoke last. */
  readonly speaker: string | null;
  readonly notice: Notice | null;
  /** The waiting room, for hosts whose grant names one. */
  readonly waitingRoom: WaitingRoomList | null;
  readonly breakout: Breakout | null;
  readonly security: Security;
  /** Number of connections that were refused for the certificates they named. The alarm stays for the whole call. */
  readonly refused: number;
  /** Whether media goes from person to person only. Fixed on joining: by the grant, else by the session. */
  readonly relayed: boolean;
  /** Fingerprint of this element's certificate. */
  readonly ownFingerprint: string;
  readonly connections: readonly ListedConnection[];
  /** By the other person's connection id. */
  readonly certificates: ReadonlyMap<string, CertificateClaim>;
  /** Fingerprints that people who have left had announced. */
  readonly departed: ReadonlySet<string>;
  /** Ids of people who have just left without having announced a certificate: their connections are about to end. */
  readonly leaving: ReadonlySet<string>;
  /** Ids of the connections to receivers who were no participants. */
  readonly unknownReceivers: ReadonlySet<number>;
  /** By the other person's connection id. */
  readonly verifications: ReadonlyMap<string, Verification>;
  readonly secret: SecretState;
  readonly chat: Chat;
  readonly blocked: BlockedReason | null;
  /** Whether the session is being recorded. */
  readonly recording: boolean;
  /** Whether the privacy screen is on. */
  readonly privacyScreen: boolean;
}

/**
 * The state of the call, one member per phase.
 *
 * ```text
 * lobby → requesting → connecting → connected ⇄ reconnecting → ended
 *             ⇅             (cancel: back to lobby from the three before connected)
 *          waiting          failed: from any but ended; from ended and failed, join() starts again
 * ```
 */
export type CallState =
  | { readonly phase: 'lobby' }
  | { readonly phase: 'requesting' }
  | {
      readonly phase: 'waiting';
      /** Milliseconds since the epoch. */
      readonly since: number;
      readonly message?: string;
      /** How far the server's clock is ahead of this browser's, in milliseconds. */
      readonly clockOffset: number;
      /** When the room opens, if it is not open yet. */
      readonly opensAt?: Date;
      /** Start of the appointment. */
      readonly startsAt?: Date;
    }
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected'; readonly live: LiveCall }
  | { readonly phase: 'reconnecting'; readonly live: LiveCall }
  | {
      readonly phase: 'ended';
      readonly reason: LeaveReason;
      /** The host's message: plain text, never markup. */
      readonly message?: string;
      /** Milliseconds. */
      readonly duration: number;
      readonly room: RoomFacts | null;
    }
  | { readonly phase: 'failed'; readonly error: VisioError };

export type Phase = CallState['phase'];

export const LOBBY: CallState = { phase: 'lobby' };

/** Returns the call in progress, or `null` in the other phases. */
export function liveOf(state: CallState): LiveCall | null {
  return state.phase === 'connected' || state.phase === 'reconnecting' ? state.live : null;
}
