/** What is over these is refused. */
export interface SessionLimits {
  readonly connections: number;
  readonly streamsPerConnection: number;
  /** Bytes of a signal's type and data. */
  readonly signalBytes: number;
}

/** What the session tells every client about itself: topology, features. */
export interface SessionProperties {
  readonly mediaMode: 'relayed' | 'routed' | 'adaptive';
  readonly relayOnly: boolean;
  readonly e2ee: boolean;
}
