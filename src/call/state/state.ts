import type { RoomFacts } from '../../access/grant.ts';
import type { WaitingRoomList } from '../../access/waiting-room.ts';
import type { VisioError } from '../../error.ts';
import type { ChatFault } from '../../private-line/open.ts';
import type { Level, SecretState } from '../../transport-security/confidentiality-level.ts';
import type { ConnectionEvidence } from '../../transport-security/evidence.ts';
import type { SasState } from '../../verification/sas-state.ts';
import type { Quality } from '../quality.ts';
import type { LeaveReason, MediaHandle, Role } from '../session.ts';

/** A switch whose change is asked for before it is a fact: `on` flips only when the session confirms. */
export interface Toggle {
  readonly on: boolean;
  readonly pending: boolean;
}

/** One person in the call. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly role?: Role;
  readonly accessId?: string;
  readonly self: boolean;
  /** Milliseconds since the epoch. */
  readonly joinedAt: number;
  /** False for somebody who is connected but sends nothing: present all the same. */
  readonly publishing: boolean;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly speaking: boolean;
  /** The picture has stopped arriving. */
  readonly stalled: boolean;
  readonly media: MediaHandle | null;
  /** Shows a screen to the others. */
  readonly sharing: boolean;
  /** That screen; one's own is not shown to oneself. */
  readonly screen: MediaHandle | null;
}

/** What is worth telling during a call, once. */
export type Notice =
  | { readonly type: 'muted-by-host' }
  | { readonly type: 'ending'; readonly minutes: number }
  /** The breakout is over; `muted` when its last host has gone and one's own devices were switched off for that. */
  | { readonly type: 'breakout-over'; readonly muted: boolean }
  | { readonly type: 'device-lost'; readonly device: 'camera' | 'microphone' }
  | { readonly type: 'error'; readonly error: VisioError };

/** Some people go on among themselves; the others are on hold, without sound and picture both ways. */
export interface Breakout {
  /** Ids of those who go on. */
  readonly members: readonly string[];
}

/** What the running call's connections were measured to be. */
export interface Security {
  readonly level: Level;
  readonly evidence: readonly ConnectionEvidence[];
  /** Milliseconds since the epoch; `null` before the first measurement. */
  readonly at: number | null;
}

/** The comparison of codes with one other person. */
export interface Verification {
  readonly state: SasState;
  /** The other person says that they see another code. */
  readonly disputed: boolean;
}

/** One line of the chat: what somebody wrote, or what was wrong with what came from them. Text, never markup. */
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
      /** How many of that person's messages before this one never came. */
      readonly missing: number;
      /** Names of those in the call for whom it could not be sealed: they did not get it. */
      readonly withheld: readonly string[];
    }
  | {
      readonly type: 'fault';
      readonly from: string;
      readonly name: string;
      readonly fault: ChatFault | 'key-changed' | 'reflected';
      /** How often it happened in a row. */
      readonly count: number;
    };

export interface Chat {
  /** The latest ones. */
  readonly entries: readonly ChatEntry[];
  /** How many there have been, those that are no longer kept included. */
  readonly added: number;
  /** Ids of the others whose messages are sealed and opened here. */
  readonly readers: readonly string[];
}

/** Why nothing of this person is sent until they decide. */
export type BlockedReason =
  | { readonly type: 'level'; readonly level: Level }
  /** More people than the appointment has. */
  | { readonly type: 'too-many-participants'; readonly expected: number; readonly present: number }
  /** One identity in two connections. */
  | { readonly type: 'duplicate-identity'; readonly name: string }
  | { readonly type: 'recording' };

/** A call in progress. */
export interface LiveCall {
  /** Milliseconds since the epoch, by this browser's clock. */
  readonly startedAt: number;
  readonly room: RoomFacts | null;
  readonly role: Role;
  readonly microphone: Toggle;
  readonly camera: Toggle;
  /** One's own screen, as it is shown to the others. */
  readonly screen: Toggle;
  /** What the connections carry; `null` before the first measurement. */
  readonly quality: Quality | null;
  /** Oneself first, then in order of arrival. */
  readonly participants: readonly Participant[];
  /** Who of the others spoke last. */
  readonly speaker: string | null;
  readonly notice: Notice | null;
  /** Who waits: for hosts whose grant says where to ask. */
  readonly waitingRoom: WaitingRoomList | null;
  readonly breakout: Breakout | null;
  readonly security: Security;
  /** By the other person's connection id. */
  readonly verifications: ReadonlyMap<string, Verification>;
  readonly secret: SecretState;
  readonly chat: Chat;
  readonly blocked: BlockedReason | null;
  /** The session is being recorded. */
  readonly recording: boolean;
  /** The person has covered everything for a moment. */
  readonly privacyScreen: boolean;
}

/**
 * The call, one member a phase.
 *
 * ```text
 * lobby → requesting → connecting → connected ⇄ reconnecting → ended
 *             ⇅             (cancel: back to lobby from the three before connected)
 *          waiting          failed: from any but ended; from ended and failed, join() starts anew
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
      /** The room is not open yet: when it will be. */
      readonly opensAt?: Date;
      /** When the appointment is to begin, or was. */
      readonly startsAt?: Date;
    }
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected'; readonly live: LiveCall }
  | { readonly phase: 'reconnecting'; readonly live: LiveCall }
  | {
      readonly phase: 'ended';
      readonly reason: LeaveReason;
      /** The host's words; text, never markup. */
      readonly message?: string;
      /** Milliseconds. */
      readonly duration: number;
      readonly room: RoomFacts | null;
    }
  | { readonly phase: 'failed'; readonly error: VisioError };

export type Phase = CallState['phase'];

export const LOBBY: CallState = { phase: 'lobby' };

/** The call in progress, or `null` in the other phases. */
export function liveOf(state: CallState): LiveCall | null {
  return state.phase === 'connected' || state.phase === 'reconnecting' ? state.live : null;
}
