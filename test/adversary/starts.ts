import type { Action, DrawnAction, Who } from './actions.ts';
import type { Strategy } from './simulation/impostor.ts';

/** How a sequence begins, so that it need not find the way to a call by chance. */
export const STARTS = [
  'alone',
  'met',
  'linked',
  'comparing',
  'between',
  'compared-between',
  'searching',
] as const;
export type Start = (typeof STARTS)[number];

interface Pair {
  readonly end: Who;
  readonly who: Who;
}

export function pairsOf(people: number): readonly Pair[] {
  const ends = Array.from({ length: people }, (_, index) => index);
  return ends.flatMap((end) => ends.filter((who) => who !== end).map((who) => ({ end, who })));
}

export const linkOf = ({ end, who }: Pair): Action => ({ do: 'link', end, who, other: who, as: end });

/** Returns the actions with which a sequence begins. */
export function startOf(start: Start, people: number): readonly DrawnAction[] {
  const pairs = pairsOf(people);
  const joins = pairs.map(({ end, who }) => ({ do: 'join', end, who, name: who, rush: true }) as const);
  const mail = pairs.map(
    ({ end, who }) => ({ do: 'mail', end, who, from: who, how: 'deliver', rush: true }) as const,
  );
  const links = pairs.filter(({ end, who }) => end < who).map(linkOf);
  const panels = pairs
    .filter(({ end, who }) => who === (end + 1) % people)
    .map(({ end }) => ({ do: 'panel', end, open: true }) as const)
    .reverse();
  // The attacker stands between the first two.
  const seized = (strategy: Strategy) => [seize(1, 0, 'answer'), seize(0, 1, strategy)];
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
      return [...joins, ...seized('answer')];
    case 'compared-between':
      return [...joins, ...seized('answer'), ...panels];
    case 'searching':
      return [...joins, ...seized('search'), ...panels];
  }
}

export const seize = (end: Who, who: Who, strategy: Strategy): Action => ({
  ...{ do: 'seize', end, who, key: 0, lie: 'none', strategy },
});
