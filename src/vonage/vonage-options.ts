import type { SdkName } from './load.ts';

/** How the SDK is to behave; the same for every call of one element until its attributes change. */
export interface VonageOptions {
  readonly sdk: SdkName;
  readonly telemetry: boolean;
  readonly relayOnly: boolean;
  readonly displayName: string;
  /** The shared secret for routed media; empty for none. */
  readonly secret: string;
  readonly onServerContact: (host: string) => void;
  /** URLs of the TURN and STUN servers that a connection uses. */
  readonly onIceServers: (urls: readonly string[]) => void;
}
