import type { Elsewhere } from './simulation/firm.ts';
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

/** The role that the provider says, where it is another one than that of the named person. */
type ToldRole = 'moderator' | 'publisher' | undefined;

/** A host's command. */
export type Order = 'removed' | 'end' | 'mute' | 'breakout';

/** The attestation that the attacker shows: none, an honest one, one that it signs, or one of another consultation. */
export type Shown = 'none' | 'repeated' | 'older' | 'forged' | Elsewhere;

/** What a statement says beside the attestation. */
interface Lists {
  readonly people: readonly Who[];
  readonly removed: readonly Who[];
}

/** `end` is the honest end to which something happens; `who` a participant as it is told. */
export type Action =
  // The network, in the attacker's hands.
  | {
      readonly do: 'join';
      readonly end: Who;
      readonly who: Who;
      readonly name: Who;
      readonly role?: ToldRole;
    }
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
  // Where the firm attests.
  | { readonly do: 'show-as'; readonly end: Who; readonly as: Who; readonly role?: ToldRole }
  | ({
      readonly do: 'state';
      readonly end: Who;
      readonly who: Who;
      readonly shown: Shown;
      readonly person: Who;
      readonly join: number;
    } & Lists)
  | {
      readonly do: 'command';
      readonly end: Who;
      readonly who: Who;
      readonly what: Order;
      readonly by: 'line' | 'session';
    }
  | ({ readonly do: 'insider'; readonly end: Who; readonly who: Who; readonly what: Order | null } & Lists)
  | { readonly do: 'firm'; readonly end: Who; readonly alone: boolean; readonly away: boolean }
  // Honest people.
  | { readonly do: 'panel'; readonly end: Who; readonly open: boolean }
  | { readonly do: 'compare'; readonly end: Who; readonly who: Who }
  | { readonly do: 'look'; readonly end: Who; readonly who: Who }
  | { readonly do: 'press'; readonly end: Who }
  | { readonly do: 'pick'; readonly end: Who; readonly who: Who }
  | { readonly do: 'chat'; readonly end: Who; readonly long: boolean }
  | { readonly do: 'accept'; readonly end: Who }
  | { readonly do: 'moderate'; readonly end: Who; readonly who: Who; readonly what: Order }
  | { readonly do: 'reload'; readonly end: Who };

export type DrawnAction = Action & {
  /** The next action comes before everything has settled. */
  readonly rush?: true;
};

export interface Scenario {
  readonly people: 2 | 3;
  /** Whether the firm attests. */
  readonly attested?: boolean;
  /** Seed of everything that the product and the attacker draw. */
  readonly luck: number;
  readonly actions: readonly DrawnAction[];
}
