import type { Bytes } from './bytes.ts';
import type { Sas } from './sas.ts';

/** Fingerprints of all connections between two people, as one of them sees them. */
export interface FingerprintPair {
  readonly local: readonly string[];
  readonly remote: readonly string[];
}

/** Reason why a message was rejected, or why there is no SAS. */
export type SasFault =
  /** Not a message of this protocol, or too long. */
  | 'malformed'
  | 'too-large'
  /** The other person's element speaks another version. */
  | 'other-version'
  /** More messages at once than an honest element sends. */
  | 'flooded'
  /** One of our own messages, sent back. */
  | 'reflected'
  /** From an earlier round: late or replayed. */
  | 'stale'
  /** From a round that no honest element can have reached. */
  | 'round-out-of-range'
  /** A second commitment in one round. */
  | 'commitment-changed'
  /** The revealed values do not match the commitment. */
  | 'wrong-commitment'
  /** Every new round is another guess for an attacker, so the number of rounds is limited. */
  | 'too-many-rounds';

/** The person's own answer to "do you both see the same?". */
export type SasAnswer = 'none' | 'same' | 'different';

export type SasState = {
  /** Number of rounds so far; each gives an attacker one guess in 2^24. */
  readonly round: number;
  /**
   * `same` applies only to the SAS on screen and is withdrawn with it. `different` stays until the person answers
   * again, so that nobody can clear an alarm remotely.
   */
  readonly answer: SasAnswer;
  /** A `same` was withdrawn because the connections changed. */
  readonly withdrawn: boolean;
} & (
  | {
      readonly status: 'waiting';
      /**
       * `no-fingerprints`: this end has none yet. `peer`: the other end has not answered yet.
       * `fingerprints-differ`: the other end reports other certificates for itself than this end sees. This is normal
       * briefly while a connection is set up or replaced; for longer, the connection may be intercepted.
       */
      readonly reason: 'no-fingerprints' | 'peer' | 'fingerprints-differ';
    }
  | {
      readonly status: 'ready';
      readonly code: Sas;
      /** The other person's raw chat key, covered by the SAS. */
      readonly peerChatKey: Bytes;
    }
  | { readonly status: 'failed'; readonly reason: SasFault }
);

export interface SasExchangeOptions {
  /** This person's connection id. */
  readonly self: string;
  /** The other person's connection id. */
  readonly peer: string;
  /** Session id. */
  readonly room: string;
  readonly fingerprints: FingerprintPair;
  /** This person's raw chat key (`ChatKey.raw`). */
  readonly chatKey: Uint8Array;
}

/** The result of handling a message. */
export interface SasReceipt {
  /** Messages to send to the other person now, in this order. */
  readonly send: readonly string[];
  /** Set when the message was rejected. */
  readonly fault?: SasFault;
}
