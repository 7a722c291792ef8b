import type { Bytes } from './bytes.ts';
import type { Sas } from './sas.ts';

/** Fingerprints of all connections between two people, as one of them sees them. */
export interface FingerprintPair {
  readonly local: readonly string[];
  readonly remote: readonly string[];
}

/** Why a message was not believed, or why no code can be had. */
export type SasFault =
  /** Not a message of this protocol, or longer than one can be. */
  | 'malformed'
  | 'too-large'
  /** The other person's element speaks another version. */
  | 'other-version'
  /** More messages at once than an honest end sends. */
  | 'flooded'
  /** One of our own messages, sent back. */
  | 'reflected'
  /** Of a round that is over: late or replayed. */
  | 'stale'
  /** Of a round so far ahead that nobody honest can be there. */
  | 'round-out-of-range'
  /** A second commitment in one round. */
  | 'commitment-changed'
  /** What was revealed is not what was committed to. */
  | 'wrong-commitment'
  /** Every new round is another guess for an attacker, so their number is bounded. */
  | 'too-many-rounds';

/** The person's own answer to "do you both see the same?". */
export type SasAnswer = 'none' | 'same' | 'different';

export type SasState = {
  /** Rounds that have begun; each gives an attacker one guess in 2^24. */
  readonly round: number;
  /**
   * `same` counts for the code on screen only and is withdrawn with it; `different` stays until the person answers
   * anew, so that nobody can clear an alarm from afar.
   */
  readonly answer: SasAnswer;
  /** A `same` was withdrawn because the connections changed. */
  readonly withdrawn: boolean;
} & (
  | {
      readonly status: 'waiting';
      /**
       * `no-fingerprints`: this end cannot see them yet. `peer`: the other end has not answered yet.
       * `fingerprints-differ`: the other end names other certificates of its own than those seen here: for a moment while a
       * connection is made or replaced; for longer, somebody is in between.
       */
      readonly reason: 'no-fingerprints' | 'peer' | 'fingerprints-differ';
    }
  | {
      readonly status: 'ready';
      readonly code: Sas;
      /** The other person's raw chat key, which the code covers. */
      readonly peerChatKey: Bytes;
    }
  | { readonly status: 'failed'; readonly reason: SasFault }
);

export interface SasExchangeOptions {
  /** Own connection id. */
  readonly self: string;
  /** The other person's connection id. */
  readonly peer: string;
  /** Session id. */
  readonly room: string;
  readonly fingerprints: FingerprintPair;
  /** Own raw chat key (`ChatKey.raw`). */
  readonly chatKey: Uint8Array;
}

/** What became of a message. */
export interface SasReceipt {
  /** To be sent to that peer now, in this order. */
  readonly send: readonly string[];
  /** Set when the message was refused. */
  readonly fault?: SasFault;
}
