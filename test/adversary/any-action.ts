import fc from 'fast-check';
import { type Action, ATTACKER, type DrawnAction } from './actions.ts';
import { pairsOf } from './starts.ts';

/** Milliseconds after which attestations are renewed. */
export const RENEWAL = 241_000;

type Facts<K extends Action['do']> = {
  [key in Exclude<keyof Extract<Action, { do: K }>, 'do' | 'end' | 'who' | 'role'>]: fc.Arbitrary<unknown>;
} & { readonly role?: typeof toldRole };

export const lie = fc.oneof(
  { weight: 3, arbitrary: fc.constant('none' as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...(['silent', 'session', 'from', 'to', 'name', 'sees'] as const)),
  },
);
export const toldRole = fc.constantFrom(undefined, undefined, 'moderator' as const, 'publisher' as const);
export const order = fc.constantFrom(...(['removed', 'end', 'mute', 'breakout'] as const));
export const shown = fc.constantFrom(
  ...(['none', 'repeated', 'repeated', 'older', 'forged', 'iss', 'aud', 'room'] as const),
);
export const saying = fc.constantFrom(
  ...(['next-round', 'next-round', 'reveal', 'confirmed', 'mismatch', 'garbage'] as const),
  ...(['chat', 'chat', 'stolen-chat', 'again', 'again', 'gap'] as const),
);

/** Draws one action; `at` draws an end and, mostly, another honest person. */
export function anyAction(people: number, attested = false): fc.Arbitrary<DrawnAction> {
  const pairs = pairsOf(people);
  const ends = pairs.map(({ end }) => end);
  const end = fc.constantFrom(...ends);
  const invented = ends.map((one) => ({ end: one, who: ATTACKER }));
  const at = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...pairs) },
    { weight: 1, arbitrary: fc.constantFrom(...invented) },
  );
  const who = fc.oneof({ weight: 8, arbitrary: end }, { weight: 1, arbitrary: fc.constant(ATTACKER) });
  const owner = fc.oneof(
    { weight: 3, arbitrary: end },
    { weight: 2, arbitrary: fc.constantFrom(ATTACKER, ATTACKER + 1) },
  );
  const drawn = <K extends Action['do']>(weight: number, name: K, facts: Facts<K>) => ({
    weight,
    arbitrary: fc
      .tuple(at, fc.record(facts as Record<string, fc.Arbitrary<unknown>>))
      .map(([pair, rest]) => ({ do: name, ...pair, ...rest }) as unknown as Action),
  });
  const connection = fc.record({
    owner,
    direction: fc.constantFrom('publish', 'subscribe'),
    stated: fc.option(who),
    proven: fc.boolean(),
  });
  const lists = { people: fc.array(owner, { maxLength: 3 }), removed: fc.array(end, { maxLength: 2 }) };
  const moreActions = attested
    ? [
        drawn(6, 'state', { shown, person: end, join: fc.constantFrom(1, 1, 2, 9), ...lists }),
        drawn(5, 'command', { what: order, by: fc.constantFrom('line', 'session') }),
        drawn(3, 'insider', { what: fc.option(order), ...lists }),
        drawn(3, 'firm', { alone: fc.boolean(), away: fc.boolean() }),
        drawn(3, 'moderate', { what: order }),
        drawn(4, 'wait', { ms: fc.constantFrom(1000, 60_000, RENEWAL) }),
        drawn(2, 'show-as', { as: who, role: toldRole }),
      ]
    : [];
  const action = fc.oneof(
    drawn(3, 'join', { name: who }),
    drawn(3, 'leave', {}),
    drawn(3, 'announce', { owner }),
    drawn(2, 'forged-mismatch', {}),
    drawn(4, 'mail', {
      from: end,
      how: fc.constantFrom('deliver', 'deliver', 'repeat', 'reverse', 'drop'),
    }),
    drawn(3, 'link', { other: end, as: who }),
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...pairs)
        .map((pair): Action => ({ do: 'link', ...pair, other: pair.who, as: pair.end })),
    },
    drawn(5, 'seize', {
      key: fc.constantFrom(0, 0, 0, 1),
      lie,
      strategy: fc.constantFrom('answer', 'withhold', 'search'),
    }),
    drawn(5, 'cut', {}),
    drawn(4, 'hold', { pass: fc.constantFrom(0, 0, 1, null) }),
    drawn(6, 'say', { what: saying }),
    drawn(4, 'connections', { list: fc.array(connection, { maxLength: 3 }) }),
    drawn(3, 'exchange', {}),
    drawn(2, 'media', { on: fc.boolean() }),
    drawn(4, 'wait', { ms: fc.constantFrom(500, 500, 5000, 15_000) }),
    drawn(3, 'lose-call', { renamed: fc.boolean() }),
    drawn(4, 'panel', { open: fc.boolean() }),
    drawn(5, 'compare', {}),
    drawn(4, 'look', {}),
    drawn(4, 'press', {}),
    drawn(6, 'pick', {}),
    drawn(7, 'chat', { long: fc.constantFrom(false, false, false, true) }),
    drawn(1, 'accept', {}),
    drawn(1, 'reload', {}),
    ...moreActions,
  );
  return fc.tuple(action, fc.nat(9)).map(([one, rush]) => (rush === 9 ? { ...one, rush: true } : one));
}
