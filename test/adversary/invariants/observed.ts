import type { LiveCall } from '../../../src/call/state/state.ts';
import type { Order } from '../actions.ts';
import type { Product } from '../product.ts';
import type { Firm } from '../simulation/firm.ts';
import type { Certificate, Link } from '../simulation/network.ts';
import type { Owners } from './owners.ts';

/** A press on a row, made by a person for a code that was on screen long enough. */
export interface Press {
  readonly transcript: string;
  /** Index of the person whose voice read the row. */
  readonly heard: number;
}

/** What the checker of one end knows. */
export interface Testimony {
  /** Fingerprints of all certificates that this person has used. */
  readonly certificates: ReadonlySet<string>;
  readonly presses: readonly Press[];
  /** Codes that came on screen, and when, by transcript. */
  readonly shown: ReadonlyMap<string, number>;
  /** Fingerprint that the line to each participant has proven. */
  readonly lines: ReadonlyMap<string, string>;
  readonly owners: Owners;
  readonly attestations: { readonly ordered: ReadonlySet<Order> } | null;
  readonly end: Observed;
  /** Whether this end has sent a first frame. */
  hasSaid(hello: string): boolean;
  /** Whether this person and another one have both pressed for the same code. */
  bothPressed(owner: Observed | undefined): boolean;
  /** The honest person who owns a certificate now or has owned it. */
  ownerOf(fingerprint: string | undefined): Observed | undefined;
  readonly messages: {
    /** Number of a message that the person has sent. */
    numberOf(text: string): number | undefined;
    /** Number of the last message accepted from a person. */
    acceptedFrom(index: number): number;
  };
}

/** What a checker sees of an end. */
export interface Observed {
  readonly index: number;
  readonly name: string;
  readonly role: string;
  readonly id: string;
  readonly certificate: Certificate;
  readonly live: LiveCall | null;
  readonly links: ReadonlyMap<string, Link>;
  readonly session: { readonly allowed: readonly number[]; readonly warned: ReadonlySet<string> };
  readonly checker: Testimony;
}

export interface CheckerDeps {
  readonly product: Product;
  /** The firm's server, if it attests. */
  readonly firm: Firm | null;
  readonly ends: readonly Observed[];
  readonly now: () => number;
  readonly violated: (invariant: string) => undefined;
}
