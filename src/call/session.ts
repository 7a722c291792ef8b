import type { AccessGrant } from '../access/grant.ts';
import type { VisioError } from '../error.ts';
import type { SecretState } from '../transport-security/confidentiality-level.ts';
import type { Refusal } from '../transport-security/remote-description.ts';
import type { ListedConnection } from '../transport-security/remote-ends.ts';

/** A role granted by the session, read from the session's capabilities, never from the page. */
export type Role = 'moderator' | 'publisher' | 'subscriber';

/** A playing video. The state passes it on unchanged; only a tile mounts it. */
export interface MediaHandle {
  readonly element: HTMLVideoElement;
}

/** A connection to the session. */
export interface Peer {
  /** The connection's id. */
  readonly id: string;
  readonly name: string;
  readonly role?: Role;
  /** The access server's id for the person, if the token carries one. */
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

/** The facts that a session reports. */
export type SessionEvent =
  | {
      readonly type: 'connected';
      readonly self: Peer;
      /** This person's name as the session shows it to the others. */
      readonly shownAs: string;
      readonly role: Role;
      /** Whether media goes from person to person only, by the grant or else by the session. */
      readonly relayed: boolean;
      /** Fingerprint of this element's certificate, `sha-256 AA:BB:…`. */
      readonly fingerprint: string;
    }
  | { readonly type: 'peer-joined'; readonly peer: Peer }
  | { readonly type: 'peer-left'; readonly id: string }
  | { readonly type: 'peer-media'; readonly id: string; readonly media: PeerMedia | null }
  | { readonly type: 'self-media'; readonly handle: MediaHandle | null }
  /** Another participant shares a screen. The handle follows with the first frame. */
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
  /** Whether the browser refuses to play the sound of at least one participant until the person presses something. */
  | { readonly type: 'sound-blocked'; readonly blocked: boolean }
  | { readonly type: 'stalled'; readonly id: string; readonly stalled: boolean }
  /** An archive has started or stopped: the provider records the media that passes through its server. */
  | { readonly type: 'recording'; readonly on: boolean }
  /** A connection named no certificate, several ones or another one than before. It was closed before any media. */
  | { readonly type: 'description-refused'; readonly reason: Refusal }
  /** The connections that exist now. A new one is listed before anything can flow over it. */
  | { readonly type: 'connections'; readonly connections: readonly ListedConnection[] }
  /** State of the shared secret for routed media. */
  | { readonly type: 'secret'; readonly state: SecretState }
  | { readonly type: 'reconnecting' }
  | { readonly type: 'reconnected' }
  | {
      readonly type: 'disconnected';
      readonly reason: LeaveReason;
      readonly error?: VisioError;
      /** The host's message: plain text, never markup. */
      readonly message?: string;
    };

/** A message from another element. It is no fact of the session: any participant can send any content. */
export interface ElementMessage {
  /** The sender's connection id, as the session states it. */
  readonly from: string;
  readonly name: string;
  readonly data: string;
}

/** Receives the events of a session. */
export interface SessionListener {
  onEvent(event: SessionEvent): void;
  onMessage(message: ElementMessage): void;
}

/** Tracks to publish at the start. A missing track is a device that stays closed. */
export interface LocalTracks {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
}

/** Statistics of one listed connection. */
export interface ConnectionStats {
  /** Number of the connection, as in `ListedConnection`. */
  readonly id: number;
  readonly report: RTCStatsReport;
  readonly connectionState: RTCPeerConnectionState;
  /** The certificates that the descriptions name: of this end, as `a=fingerprint:…` lines, and of the remote end. */
  readonly fingerprints: { readonly local: readonly string[]; readonly remote: readonly string[] };
}

/** The STUN and TURN servers of a session, and whether only relays may be used. */
export interface SessionRoute {
  readonly iceServers: readonly RTCIceServer[];
  readonly relayOnly: boolean;
}

/**
 * A running video session: the port that hides the vendor's SDK.
 * Each method rejects with a VisioError. After `close()` the listener receives no more events.
 */
export interface VideoSession {
  connect(): Promise<void>;
  publish(tracks: LocalTracks): Promise<void>;
  /** Sends this microphone track, or none. */
  setMicrophone(track: MediaStreamTrack | null): Promise<void>;
  /** Sends this camera track, or none. */
  setCamera(track: MediaStreamTrack | null): Promise<void>;
  /** Shares this screen track in addition to the camera, or stops sharing. Stopping also stops the track. */
  setScreen(track: MediaStreamTrack | null): Promise<void>;
  /** Plays all remote audio through this output; an empty id is the system's default. */
  setSpeaker(deviceId: string): Promise<void>;
  /** Reports a person's audio level, 0 to 1, until the returned function is called. */
  watchLevel(id: string, onLevel: (level: number) => void): () => void;
  /** Sends a message of at most 8 KB to everybody or to one person. The provider can read it. */
  sendMessage(name: string, data: string, to?: string): Promise<void>;
  /** Mutes one other person. @throws VisioError `not-allowed` without the role */
  mute(id: string): Promise<void>;
  /** Mutes everybody else. @throws VisioError `not-allowed` without the role */
  muteOthers(): Promise<void>;
  /** Disconnects one other person from the session. @throws VisioError `not-allowed` without the role */
  disconnect(id: string): Promise<void>;
  /**
   * Allows media on these listed connections, in both directions, and on no others. Nothing is sent or shown over a
   * connection that is not allowed, or that is not proven.
   */
  allow(connections: readonly number[]): void;
  /** Receives the streams of these people until the next call, and no others. `null` means everybody. */
  setRecipients(ids: readonly string[] | null): void;
  /**
   * Returns the statistics of the listed connections. Connections whose statistics fail or take more than a second are
   * missing.
   */
  stats(): Promise<readonly ConnectionStats[]>;
  /** Mutes all remote audio while on. */
  setSilence(on: boolean): void;
  /** Plays the sound that the browser has refused. Must be called from a user gesture. */
  playSound(): void;
  /** Switches the encryption of routed media to another shared secret. */
  setSecret(secret: string): Promise<void>;
  /** Returns how another connection to the same people may be made. */
  route(): SessionRoute;
  /** Leaves: stops sending and receiving, closes every socket. Safe to call twice. */
  close(): void;
}

/** Opens a session for a grant. Nothing is contacted before `connect()`. */
export type OpenSession = (grant: AccessGrant, listener: SessionListener) => Promise<VideoSession>;
