import type { SdkName } from './load.ts';

/** Options of the SDK, the same for every call of one element until its attributes change. */
export interface VonageOptions {
  readonly sdk: SdkName;
  readonly telemetry: boolean;
  readonly relayOnly: boolean;
  readonly displayName: string;
  /** Shared secret for routed media; empty for none. */
  readonly secret: string;
  /** Called with each secret that takes its place. */
  readonly onSecret: (secret: string) => void;
  readonly onServerContact: (host: string) => void;
  /** Called with the URLs of the TURN and STUN servers of a connection. */
  readonly onIceServers: (urls: readonly string[]) => void;
}
