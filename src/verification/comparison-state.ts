import type { MessageFault } from './comparison-message.ts';
import type { Party, Sas } from './sas.ts';

export interface ComparisonOptions {
  /** Session id. */
  readonly session: string;
  /** Both people as this side knows them; the fingerprints are those of the private line's DTLS. */
  readonly self: Party;
  readonly peer: Party;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/** Why a comparison has failed. */
export type ComparisonFault =
  | MessageFault
  /** More messages at once than an honest element sends. */
  | 'flooded'
  /** Our own commitment, sent back. */
  | 'reflected'
  /** A second commitment in one round. */
  | 'commitment-changed'
  /** The nonce and the two people, as this side sees them, are not what the other side has committed to. */
  | 'wrong-commitment'
  /** A message that an honest element does not send at this point. */
  | 'out-of-order';

export type ComparisonState =
  /** `wanted`: the other person has opened theirs. */
  | { readonly status: 'idle'; readonly wanted: boolean }
  /** Opened here; no code yet. */
  | {
      readonly status: 'waiting';
      /** Whether the nonce is revealed: then it is an attempt until the code comes. */
      readonly revealed: boolean;
    }
  | {
      readonly status: 'shown';
      /** Names the code on screen, for `pick`. */
      readonly transcript: string;
      /** The row that this person reads aloud. */
      readonly own: Sas;
      /** Four rows, one of which is the other person's. */
      readonly choices: readonly Sas[];
    }
  /** This person has picked the right row. */
  | { readonly status: 'confirmed'; readonly transcript: string }
  | { readonly status: 'failed'; readonly fault: ComparisonFault };

/** What a call has changed. */
export interface ComparisonStep {
  readonly state: ComparisonState;
  /** Messages for the other side, in this order. */
  readonly send: readonly string[];
  /**
   * Change of the number of attempts: +1 when a nonce is revealed, -1 when the person answers its code.
   */
  readonly attempts: number;
  readonly result: null | 'confirmed' | 'both-confirmed' | 'mismatch' | 'told-mismatch' | 'failed';
}
