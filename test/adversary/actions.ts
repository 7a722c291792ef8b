import fc from 'fast-check';
import type { Lie, Saying, Strategy } from './simulation/impostor.ts';

/** Somebody by number: the honest people first; from `ATTACKER` on, the attacker under an id and a name of its own. */
export type Who = number;
export const ATTACKER = 3;

export interface Connection {
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
  | { readonly do: 'hold'; readonly end: Who; readonly who: Who; readonly on: boolean }
  | { readonly do: 'say'; readonly end: Who; readonly who: Who; readonly what: Saying }
  | { readonly do: 'connections'; readonly end: Who; readonly list: readonly Connection[] }
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

/** How a sequence begins, so that it need not find the way to a call by chance. */
export const STARTS = ['alone', 'met', 'linked', 'comparing', 'between', 'comparing-between'] as const;

export interface Scenario {
  readonly people: 2 | 3;
  /** Seed of everything that the product and the attacker draw. */
  readonly luck: number;
  readonly actions: readonly (Action & { readonly rush?: true })[];
}

const MAX_ACTIONS = 22;

/** What happens before the drawn actions. */
export function prefixOf(start: (typeof STARTS)[number], people: number): Scenario['actions'] {
  const ends = Array.from({ length: people }, (_, index) => index);
  const pairs = ends.flatMap((end) => ends.filter((who) => who !== end).map((who) => ({ end, who })));
  const joins = pairs.map(({ end, who }) => ({ do: 'join', end, who, name: who, rush: true }) as const);
  const mail = pairs.map(({ end, who }) => ({ do: 'mail', end, who, from: who, how: 'deliver', rush: true }) as const);
  const links = pairs
    .filter(({ end, who }) => end < who)
    .map(({ end, who }) => ({ do: 'link', end, who, other: who, as: end }) as const);
  const seized = pairs
    .filter(({ end, who }) => end + who === 1)
    .map(
      ({ end, who }) => ({ do: 'seize', end, who, key: 0, lie: 'none', strategy: end === 0 ? 'search' : 'answer' }) as const,
    );
  const panels = ends.map((end) => ({ do: 'panel', end, open: true }) as const);
  switch (start) {
    case 'alone':
      return [];
    case 'met':
      return [...joins, ...mail];
    case 'linked':
      return [...joins, ...mail, ...links];
    case 'comparing':
      return [...joins, ...mail, ...links, ...panels];
    case 'between':
      return [...joins, ...seized];
    case 'comparing-between':
      return [...joins, ...seized, ...[...panels].reverse()];
  }
}

function actionArbitrary(people: number): fc.Arbitrary<Action & { readonly rush?: true }> {
  const end = fc.nat(people - 1);
  const who = fc.oneof({ weight: 8, arbitrary: end }, { weight: 1, arbitrary: fc.constant(ATTACKER) });
  const owner = fc.oneof({ weight: 3, arbitrary: end }, { weight: 2, arbitrary: fc.constantFrom(3, 4) });
  const at = { end, who };
  const action = <K extends Action['do']>(
    weight: number,
    name: K,
    facts: { [key in Exclude<keyof Extract<Action, { do: K }>, 'do'>]: fc.Arbitrary<unknown> },
  ) => ({
    weight,
    arbitrary: fc.record({ do: fc.constant(name), ...facts }) as unknown as fc.Arbitrary<Action>,
  });
  const connection = fc.record({
    owner,
    direction: fc.constantFrom('publish', 'subscribe'),
    stated: fc.option(who),
    proven: fc.boolean(),
  });
  const drawn = fc.oneof(
    action(3, 'join', { ...at, name: who }),
    action(3, 'leave', at),
    action(3, 'announce', { ...at, owner }),
    action(2, 'forged-mismatch', at),
    action(4, 'mail', {
      ...at,
      from: end,
      how: fc.constantFrom('deliver', 'deliver', 'repeat', 'reverse', 'drop'),
    }),
    action(5, 'link', { ...at, other: end, as: who }),
    action(5, 'seize', {
      ...at,
      key: fc.constantFrom(0, 0, 0, 1),
      lie: fc.constantFrom('none', 'none', 'none', 'none', 'none', 'session', 'from', 'to', 'name', 'sees'),
      strategy: fc.constantFrom('answer', 'withhold', 'search'),
    }),
    action(5, 'cut', at),
    action(4, 'hold', { ...at, on: fc.boolean() }),
    action(6, 'say', {
      ...at,
      what: fc.constantFrom(
        ...(['next-round', 'next-round', 'reveal', 'confirmed', 'mismatch', 'garbage'] as const),
        ...(['chat', 'stolen-chat', 'again', 'gap'] as const),
      ),
    }),
    action(4, 'connections', { end, list: fc.array(connection, { maxLength: 3 }) }),
    action(2, 'media', { ...at, on: fc.boolean() }),
    action(4, 'wait', { ms: fc.constantFrom(500, 500, 5000, 15_000) }),
    action(3, 'lose-call', { end, renamed: fc.boolean() }),
    action(4, 'panel', { end, open: fc.boolean() }),
    action(5, 'compare', at),
    action(4, 'look', at),
    action(4, 'press', { end }),
    action(6, 'pick', at),
    action(7, 'chat', { end, long: fc.constantFrom(false, false, false, true) }),
    action(1, 'accept', { end }),
    action(1, 'reload', { end }),
  );
  return fc
    .tuple(drawn, fc.nat(9))
    .map(([one, rush]) => (rush === 9 ? { ...one, rush: true as const } : one));
}

/** Draws a sequence of actions between two or three honest ends. */
export function scenarios(): fc.Arbitrary<Scenario> {
  const of = (people: 2 | 3) =>
    fc
      .record({
        luck: fc.nat(0xffff),
        start: fc.constantFrom(...STARTS),
        actions: fc.array(actionArbitrary(people), { maxLength: MAX_ACTIONS, size: 'max' }),
      })
      .map(({ luck, start, actions }) => ({ people, luck, actions: [...prefixOf(start, people), ...actions] }));
  return fc.oneof({ weight: 4, arbitrary: of(2) }, { weight: 1, arbitrary: of(3) });
}
