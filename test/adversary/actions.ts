import type { Lie, Saying, Strategy } from './simulation/impostor.ts';

/** Somebody by number: the honest people first; from `ATTACKER` on, the attacker under an id and a name of its own. */
export type Who = number;
export const ATTACKER = 3;

interface Connection {
  /** Owner of the certificate at the remote end. */
  readonly owner: Who;
  readonly direction: 'publish' | 'subscribe';
  readonly stated: Who | null;
  readonly proven: boolean;
}

/** `end` is the honest end to which something happens; `who` a participant as it is told. */
export type Action =
  // The network, in the attacker's hands.
  | { readonly do: 'join'; readonly end: Who; readonly who: Who; readonly name: Who }
  | { readonly do: 'leave'; readonly end: Who; readonly who: Who }
  | { readonly do: 'announce'; readonly end: Who; readonly who: Who; readonly owner: Who }
  | { readonly do: 'forged-mismatch'; readonly end: Who; readonly who: Who }
  | {
      readonly do: 'mail';
      readonly end: Who;
      readonly who: Who;
      readonly from: Who;
      readonly how: 'deliver' | 'repeat' | 'reverse' | 'drop';
    }
  | { readonly do: 'link'; readonly end: Who; readonly who: Who; readonly other: Who; readonly as: Who }
  | {
      readonly do: 'seize';
      readonly end: Who;
      readonly who: Who;
      readonly key: 0 | 1;
      readonly lie: Lie;
      readonly strategy: Strategy;
    }
  | { readonly do: 'cut'; readonly end: Who; readonly who: Who }
  | { readonly do: 'hold'; readonly end: Who; readonly who: Who; readonly pass: number | null }
  | { readonly do: 'say'; readonly end: Who; readonly who: Who; readonly what: Saying }
  | { readonly do: 'connections'; readonly end: Who; readonly list: readonly Connection[] }
  | { readonly do: 'exchange'; readonly end: Who }
  | { readonly do: 'media'; readonly end: Who; readonly who: Who; readonly on: boolean }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'lose-call'; readonly end: Who; readonly renamed: boolean }
  // Honest people.
  | { readonly do: 'panel'; readonly end: Who; readonly open: boolean }
  | { readonly do: 'compare'; readonly end: Who; readonly who: Who }
  | { readonly do: 'look'; readonly end: Who; readonly who: Who }
  | { readonly do: 'press'; readonly end: Who }
  | { readonly do: 'pick'; readonly end: Who; readonly who: Who }
  | { readonly do: 'chat'; readonly end: Who; readonly long: boolean }
  | { readonly do: 'accept'; readonly end: Who }
  | { readonly do: 'reload'; readonly end: Who };

export type DrawnAction = Action & {
  /** The next action comes before everything has settled. */
  readonly rush?: true;
};

export interface Scenario {
  readonly people: 2 | 3;
  /** Seed of everything that the product and the attacker draw. */
  readonly luck: number;
  readonly actions: readonly DrawnAction[];
}
