import type { AccessGrant } from '../access/grant.ts';
import type { VisioError } from '../error.ts';
import type { SecretState } from '../transport-security/confidentiality-level.ts';
import type { Refusal } from '../transport-security/remote-description.ts';

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
  | { readonly type: 'connected'; readonly self: Peer; readonly role: Role }
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
  | { readonly type: 'stalled'; readonly id: string; readonly stalled: boolean }
  /** An archive has started or stopped: the provider records the media that passes through its server. */
  | { readonly type: 'recording'; readonly on: boolean }
  /** A connection named no certificate, several ones or another one than before. It was closed before any media. */
  | { readonly type: 'description-refused'; readonly reason: Refusal }
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

/** Statistics of one peer connection (`RTCStatsReport`) with the media that it carries. */
export interface ConnectionStats {
  readonly direction: 'publish' | 'subscribe';
  /** Connection id of the remote person; absent when the remote end is a media server. */
  readonly peerId?: string;
  readonly report: RTCStatsReport;
  readonly connectionState?: RTCPeerConnectionState;
  /** `a=fingerprint:…` lines of the current descriptions. */
  readonly fingerprints?: { readonly local: readonly string[]; readonly remote: readonly string[] };
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
   * Limits media to these people until the next call: sends nothing to the others, whatever their element does, and
   * receives nothing from them. `null` means everybody.
   *
   * @throws VisioError `breakout-impossible` when media goes through a server; this element then sends nothing
   */
  setRecipients(ids: readonly string[] | null): Promise<void>;
  /**
   * Returns the statistics of each connection. Connections whose statistics fail or take more than a second are
   * missing; the caller counts them.
   */
  stats(): Promise<readonly ConnectionStats[]>;
  /** Mutes all remote audio while on. */
  setSilence(on: boolean): void;
  /** Switches the encryption of routed media to another shared secret. */
  setSecret(secret: string): Promise<void>;
  /** Leaves: stops sending and receiving, closes every socket. Safe to call twice. */
  close(): void;
}

/** Opens a session for a grant. Nothing is contacted before `connect()`. */
export type OpenSession = (grant: AccessGrant, listener: SessionListener) => Promise<VideoSession>;
