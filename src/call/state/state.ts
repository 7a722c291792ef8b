import type { RoomFacts } from '../../access/grant.ts';
import type { WaitingRoomList } from '../../access/waiting-room.ts';
import type { Attestation } from '../../attestation/attestation.ts';
import type { Plugged } from '../../devices/device-loss.ts';
import type { VisioError } from '../../error.ts';
import type { LineFault, LineState } from '../../private-line/private-line.ts';
import type { Level, SecretState } from '../../transport-security/confidentiality-level.ts';
import type { ConnectionEvidence } from '../../transport-security/evidence.ts';
import type { CertificateClaim, ListedConnection } from '../../transport-security/remote-ends.ts';
import type { ComparisonState } from '../../verification/comparison-state.ts';
import type { Quality } from '../quality.ts';
import type { LeaveReason, MediaHandle, Role } from '../session.ts';
import type { Attested, Difference } from './attested.ts';

/** A switch whose change takes time: `on` changes only when the session confirms. */
export interface Toggle {
  readonly on: boolean;
  readonly pending: boolean;
}

/** A participant in the call. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  /** 2 or more for somebody whose name others have, too. Not part of the name. */
  readonly number?: number;
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
  /** What the firm's server attests of another participant, where it attests anything. */
  readonly attested?: Attested;
}

/** Somebody in the session whom the firm's server has not vouched for: no participant. */
export interface Unattested extends Participant {
  /** Whether their attestation is wrong or late, or a host has removed them. */
  readonly refused: boolean;
}

/** A notice shown once during a call. */
export type Notice =
  | { readonly type: 'muted-by-host' }
  /** The session has muted this person; that a host wants it, only the provider says. */
  | { readonly type: 'muted-by-session' }
  | { readonly type: 'ending'; readonly minutes: number }
  /** The breakout is over. `muted` when its last host has left and this person's devices were switched off. */
  | { readonly type: 'breakout-over'; readonly muted: boolean }
  /** The others have renewed the firm's attestation, and this element cannot: soon they send it nothing. */
  | { readonly type: 'attestation-ending' }
  | { readonly type: 'device-lost'; readonly device: 'camera' | 'microphone' }
  /** A device was unplugged, and another one, of this name, took its place. */
  | { readonly type: 'device-replaced'; readonly label: string }
  /** Devices that were plugged in, which the person may want to use. */
  | { readonly type: 'device-plugged'; readonly devices: Plugged }
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

/**
 * State of the private line to a person. `unavailable`: it could not be opened in time, and is still being tried;
 * `relay-unavailable`: a direct path, which shows addresses, may help.
 */
export type LineStatus = LineState | 'unavailable' | 'relay-unavailable';

/** Why somebody may be between two people. */
export type AlarmCause =
  /** This person did not hear the right row. */
  | 'mismatch'
  /** The other person reports a mismatch. */
  | 'told'
  /** Another certificate was announced for the same connection id, or proven on the private line. */
  | 'certificate'
  /** What arrived during a comparison cannot come from an honest element. */
  | 'failed';

export interface Alarm {
  readonly cause: AlarmCause;
  /** The person's connection id when it was raised. */
  readonly id: string;
  /** The person's name when it was raised. */
  readonly name: string;
  /** Number of times that it was raised. */
  readonly count: number;
}

/** What the person has found out by comparing. It outlives a lost call, as the certificates do. */
export interface Compared {
  /** Names of the people compared, by the fingerprint of their certificate. */
  readonly verified: ReadonlyMap<string, string>;
  /** By fingerprint, or by connection id where no fingerprint is known. Nothing from outside clears one. */
  readonly alarms: ReadonlyMap<string, Alarm>;
  /** Number of nonces revealed without a code coming on screen, in the life of the element: an attacker's guesses. */
  readonly attempts: number;
}

/** An entry of the chat: a message, or a fault in what a person sent. Plain text, never markup. */
export type ChatEntry =
  | {
      readonly type: 'message';
      /** The sender's connection id. */
      readonly from: string;
      readonly name: string;
      readonly number?: number;
      readonly self: boolean;
      readonly text: string;
      /** Milliseconds since the epoch, by the sender's clock. */
      readonly at: number;
      /** Names of the participants who did not get the message. */
      readonly withheld: readonly string[];
      /** Number of a message that some have not received yet. */
      readonly sending?: number;
    }
  | {
      readonly type: 'fault';
      readonly from: string;
      readonly name: string;
      readonly number?: number;
      readonly fault: LineFault;
      /** Number of consecutive occurrences. */
      readonly count: number;
    };

export interface Chat {
  /** The latest entries. */
  readonly entries: readonly ChatEntry[];
  /** Number of entries so far, including those no longer kept. */
  readonly added: number;
}

/** A reason that blocks sending until the person decides. */
export type BlockedReason =
  | {
      readonly type: 'level';
      readonly level: Level;
      /** Whether the person lets sound through, in order to compare. */
      readonly sound?: boolean;
      /** What the page requires, where nothing less can be accepted. */
      readonly required?: 'attested' | 'verified';
    }
  /** Somebody may be between two people. It cannot be accepted. */
  | ({ readonly type: 'mismatch' } & Alarm)
  /** Somebody has the name of a person who was compared and has left, and another certificate. */
  | { readonly type: 'returned'; readonly id: string; readonly name: string }
  /** More people are present than the appointment expects. */
  | { readonly type: 'too-many-participants'; readonly expected: number; readonly present: number }
  /** One identity, or one certificate, has two connections. */
  | { readonly type: 'duplicate-identity'; readonly name: string }
  /** Somebody who is no participant wanted to receive. The reason stays until the person accepts it. */
  | { readonly type: 'unknown-receiver'; readonly count: number }
  /** Somebody whom the firm does not attest receives what the media server passes on. It cannot be accepted. */
  | { readonly type: 'unattested'; readonly name: string }
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
  /** The firm's attestation of this element's certificate; `null` where it gives none: then nobody needs one. */
  readonly attestation: Attestation | null;
  /** People in the session who are no participants. Nothing is sent to them, and nothing of theirs is shown. */
  readonly unattested: readonly Unattested[];
  /** Subjects of the people whom a host has removed, where the firm attests. */
  readonly removed: ReadonlySet<string>;
  /** What people see differently for longer than it takes to join. */
  readonly differences: readonly Difference[];
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
  /** This person's name as the session shows it to the others. */
  readonly shownAs: string;
  /** Fingerprint of this element's certificate. */
  readonly ownFingerprint: string;
  readonly connections: readonly ListedConnection[];
  /** By the other person's connection id. */
  readonly certificates: ReadonlyMap<string, CertificateClaim>;
  /** Fingerprints that people who have left had announced. */
  readonly departed: ReadonlySet<string>;
  /** Ids of people who have just left without having announced a certificate: their connections are about to end. */
  readonly leaving: ReadonlySet<string>;
  /** Ids under which people are still listed who have joined again: the later one is theirs. */
  readonly superseded: ReadonlySet<string>;
  /** Ids of the connections to receivers who were no participants. */
  readonly unknownReceivers: ReadonlySet<number>;
  /** By the other person's connection id. */
  readonly lines: ReadonlyMap<string, LineStatus>;
  /** By the other person's connection id. */
  readonly comparisons: ReadonlyMap<string, ComparisonState>;
  readonly compared: Compared;
  readonly secret: SecretState;
  readonly chat: Chat;
  readonly blocked: BlockedReason | null;
  /** Whether the session is being recorded. */
  readonly recording: boolean;
  /** Whether the privacy screen is on. */
  readonly privacyScreen: boolean;
  /** Whether the browser refuses to play somebody's sound until the person presses something. */
  readonly soundBlocked: boolean;
}

/** Why the firm's server cannot answer now, and when it is asked again. */
export interface Retry {
  readonly error: VisioError;
  /** Milliseconds since the epoch, by this browser's clock. */
  readonly at: number;
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
  | { readonly phase: 'requesting'; readonly retry?: Retry }
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

export const NOTHING_COMPARED: Compared = { verified: new Map(), alarms: new Map(), attempts: 0 };

/** Returns the call in progress, or `null` in the other phases. */
export function liveOf(state: CallState): LiveCall | null {
  return state.phase === 'connected' || state.phase === 'reconnecting' ? state.live : null;
}
