import type { AccessGrant } from '../access/grant.ts';
import type { VisioError } from '../error.ts';
import type { SecretState } from '../transport-security/confidentiality-level.ts';

/** A role as the session itself grants it, read from its capabilities, never from the page. */
export type Role = 'moderator' | 'publisher' | 'subscriber';

/** A playing video that travels through the state untouched and is only ever mounted in a tile. */
export interface MediaHandle {
  readonly element: HTMLVideoElement;
}

/** Somebody's connection to the session. */
export interface Peer {
  /** The connection's id. */
  readonly id: string;
  readonly name: string;
  readonly role?: Role;
  /** The access server's own name for the person, where it wrote one into the token. */
  readonly accessId?: string;
  /** Milliseconds since the epoch, by the session's clock. */
  readonly joinedAt: number;
}

/** One person's published camera and microphone. */
export interface PeerMedia {
  readonly handle: MediaHandle | null;
  readonly microphone: boolean;
  readonly camera: boolean;
}

export type LeaveReason = 'left' | 'removed' | 'ended' | 'lost';

/** Everything a session tells about itself: facts, something has happened. */
export type SessionEvent =
  | { readonly type: 'connected'; readonly self: Peer; readonly role: Role }
  | { readonly type: 'peer-joined'; readonly peer: Peer }
  | { readonly type: 'peer-left'; readonly id: string }
  | { readonly type: 'peer-media'; readonly id: string; readonly media: PeerMedia | null }
  | { readonly type: 'self-media'; readonly handle: MediaHandle | null }
  /** Somebody shows a screen beside their camera; the handle comes with the first picture. */
  | {
      readonly type: 'peer-screen';
      readonly id: string;
      readonly on: boolean;
      readonly handle: MediaHandle | null;
    }
  | { readonly type: 'self-screen'; readonly on: boolean }
  | { readonly type: 'self-microphone'; readonly on: boolean }
  | { readonly type: 'self-camera'; readonly on: boolean }
  | { readonly type: 'muted-by-host' }
  | { readonly type: 'speaking'; readonly id: string; readonly speaking: boolean }
  | { readonly type: 'stalled'; readonly id: string; readonly stalled: boolean }
  /** An archive has begun or ended: the provider records what goes through its server. */
  | { readonly type: 'recording'; readonly on: boolean }
  /** What is known of the shared secret for routed media. */
  | { readonly type: 'secret'; readonly state: SecretState }
  | { readonly type: 'reconnecting' }
  | { readonly type: 'reconnected' }
  | {
      readonly type: 'disconnected';
      readonly reason: LeaveReason;
      readonly error?: VisioError;
      /** The host's words; text, never markup. */
      readonly message?: string;
    };

/** What another element has sent: no fact of the session, and anybody can send anything. */
export interface ElementMessage {
  /** The sender's connection id, as the session states it. */
  readonly from: string;
  readonly name: string;
  readonly data: string;
}

/** Told of everything that happens in a session. */
export interface SessionListener {
  onEvent(event: SessionEvent): void;
  onMessage(message: ElementMessage): void;
}

/** What is published at the start: a missing track is a device that stays closed. */
export interface LocalTracks {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
}

/** Statistics of one peer connection (`RTCStatsReport`) with what it carries. */
export interface ConnectionStats {
  readonly direction: 'publish' | 'subscribe';
  /** The far person's connection id; absent when the far end is a media server. */
  readonly peerId?: string;
  readonly report: RTCStatsReport;
  readonly connectionState?: RTCPeerConnectionState;
  /** Lines `a=fingerprint:…` of the descriptions in force. */
  readonly fingerprints?: { readonly local: readonly string[]; readonly remote: readonly string[] };
}

/**
 * A running video session: the port that the vendor's SDK stands behind.
 * Each method rejects with a VisioError; after `close()` the listener is told nothing.
 */
export interface VideoSession {
  connect(): Promise<void>;
  publish(tracks: LocalTracks): Promise<void>;
  /** Sends this microphone from now on, or nothing. */
  setMicrophone(track: MediaStreamTrack | null): Promise<void>;
  /** Sends this camera from now on, or nothing. */
  setCamera(track: MediaStreamTrack | null): Promise<void>;
  /** Shows this screen beside the camera, or none any more. The track is stopped with it. */
  setScreen(track: MediaStreamTrack | null): Promise<void>;
  /** Plays everybody through this output; the empty id is the system's choice. */
  setSpeaker(deviceId: string): Promise<void>;
  /** Calls back with somebody's sound level, 0 to 1, until the returned function is called. */
  watchLevel(id: string, onLevel: (level: number) => void): () => void;
  /** Sends a message to everybody or to one person: at most 8 KB, in clear for the provider. */
  sendMessage(name: string, data: string, to?: string): Promise<void>;
  /** Mutes one other person. @throws VisioError `not-allowed` without the role */
  mute(id: string): Promise<void>;
  /** Mutes everybody else. @throws VisioError `not-allowed` without the role */
  muteOthers(): Promise<void>;
  /** Puts one other person out of the session. @throws VisioError `not-allowed` without the role */
  disconnect(id: string): Promise<void>;
  /**
   * Exchanges media with these people only, until called again: nothing is sent to the others, whatever their side
   * does, and nothing received from them. `null` is everybody.
   *
   * @throws VisioError `aside-impossible` where media goes through a server; this side then sends nothing
   */
  setRecipients(ids: readonly string[] | null): Promise<void>;
  /**
   * What each connection says now. One whose statistics cannot be had, or not within a second, is missing: the caller
   * counts them.
   */
  stats(): Promise<readonly ConnectionStats[]>;
  /** Plays nobody's sound while on. */
  setSilence(on: boolean): void;
  /** Encrypts routed media with another shared secret from now on. */
  setSecret(secret: string): Promise<void>;
  /** Leaves: stops sending and receiving, closes every socket. Safe to call twice. */
  close(): void;
}

/** Opens a session for one grant. Nothing is contacted before `connect()`. */
export type OpenSession = (grant: AccessGrant, listener: SessionListener) => Promise<VideoSession>;
