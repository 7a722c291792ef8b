// The part of the vendor's API in use, the same in both builds. Their own declarations differ from each other and
// from their behaviour.

export interface SdkError {
  readonly name?: string;
  readonly code?: number;
  readonly message?: string;
}

type Done = (error?: SdkError | null) => void;

export interface SdkEvents {
  on(type: string, handler: (event: never) => void): void;
  off(type?: string, handler?: (event: never) => void): void;
}

export interface SdkConnection {
  readonly connectionId: string;
  readonly creationTime: number;
  /** Data that the token's issuer added. */
  readonly data?: string;
  /** The role's permissions, as the session reports them. */
  readonly permissions?: SdkCapabilities;
}

export interface SdkStream {
  readonly streamId: string;
  readonly connection: SdkConnection;
  readonly name?: string;
  readonly hasAudio: boolean;
  readonly hasVideo: boolean;
  readonly videoType?: 'camera' | 'screen' | 'custom';
}

export interface SdkSignal {
  readonly type: string;
  readonly data?: string;
  readonly from?: SdkConnection | null;
}

export interface SdkCapabilities {
  readonly publish?: number;
  readonly forceDisconnect?: number;
}

export interface SdkPublisher extends SdkEvents {
  readonly stream?: SdkStream | null;
  publishAudio(on: boolean): void;
  publishVideo(on: boolean): void;
  setAudioSource(track: MediaStreamTrack): Promise<unknown>;
  getRtcStatsReport(): Promise<
    readonly { connectionId?: string; subscriberId?: string; rtcStatsReport: RTCStatsReport }[]
  >;
  destroy(): void;
}

export interface SdkSubscriber extends SdkEvents {
  readonly stream?: SdkStream;
}

export interface SdkSession extends SdkEvents {
  readonly connection?: SdkConnection;
  readonly capabilities: SdkCapabilities;
  /** Not documented by the vendor; available in both builds once connected. */
  readonly sessionInfo?: {
    readonly p2pEnabled?: boolean;
    /** Whether the session was created for media that is encrypted with a shared secret. */
    readonly e2ee?: boolean;
    readonly iceServers?: readonly {
      readonly url?: string;
      readonly urls?: string | string[];
      readonly username?: string;
      readonly credential?: string;
    }[];
  };
  isConnected(): boolean;
  connect(token: string, done: Done): void;
  disconnect(): void;
  publish(publisher: SdkPublisher, done: Done): void;
  subscribe(
    stream: SdkStream,
    target: undefined,
    options: Readonly<Record<string, unknown>>,
    done: Done,
  ): SdkSubscriber;
  unsubscribe(subscriber: SdkSubscriber): void;
  setEncryptionSecret(secret: string): Promise<unknown>;
  signal(signal: { type: string; data: string; to?: SdkConnection }, done: Done): void;
  forceMuteStream(stream: SdkStream): Promise<unknown>;
  forceMuteAll(excluded: readonly SdkStream[]): Promise<unknown>;
  disableForceMute(): Promise<unknown>;
  forceDisconnect(connection: SdkConnection, done: Done): void;
}

export interface Sdk {
  setProxyUrl(url: string): void;
  initSession(
    applicationId: string,
    sessionId: string,
    options: Readonly<Record<string, unknown>>,
  ): SdkSession;
  /** Plays the sound that the browser has refused. Must be called from a user gesture. */
  unblockAudio(): Promise<unknown>;
  initPublisher(target: undefined, options: Readonly<Record<string, unknown>>, done: Done): SdkPublisher;
}
