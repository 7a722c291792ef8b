import fc from 'fast-check';
import { type Action, ATTACKER, type DrawnAction } from './actions.ts';
import { anyAction, lie, order, RENEWAL, saying, shown, toldRole } from './any-action.ts';
import { HOST } from './simulation/names.ts';
import { linkOf, pairsOf, seize } from './starts.ts';

/** Draws a few actions that belong together: what chance alone seldom puts in this order. */
export function tactics(people: number, attested = false): fc.Arbitrary<readonly DrawnAction[]> {
  const pair = fc.constantFrom(...pairsOf(people));
  const between = fc.array(anyAction(people, attested), { minLength: 1, maxLength: 3 });
  const returns = fc.constantFrom<'link' | 'seize'>('link', 'seize');
  /** Somebody is told to have left and come back, and their line leads to them or to the attacker. */
  const comeBack = ({ end, who }: { end: number; who: number }, to: 'link' | 'seize'): readonly Action[] => [
    { do: 'leave', end, who },
    { do: 'join', end, who, name: who },
    to === 'link' ? linkOf({ end, who }) : seize(end, who, 'withhold'),
  ];
  return fc.oneof(
    // Something changes between what a person reads and what they press.
    fc
      .tuple(pair, between)
      .map(([{ end, who }, middle]): DrawnAction[] => [
        ...[{ do: 'look', end, who } as const, ...middle, { do: 'wait', ms: 500 } as const],
        { do: 'press', end },
      ]),
    fc
      .tuple(pair, returns)
      .map(([{ end, who }, to]): DrawnAction[] => [
        { do: 'look', end, who },
        ...[{ do: 'compare', end, who } as const, { do: 'compare', end: who, who: end } as const],
        ...(to === 'seize' ? comeBack({ end, who }, to) : []),
        ...[{ do: 'wait', ms: 500 } as const, { do: 'press', end } as const],
      ]),
    // Frames or acknowledgements are lost with a connection.
    fc
      .tuple(pair, fc.constantFrom(0, 0, 1), fc.boolean(), fc.boolean(), returns, fc.nat(2))
      .map(([{ end, who }, pass, speaks, long, to, loser]): DrawnAction[] => [
        { do: 'hold', end, who, pass },
        { do: 'chat', end: speaks ? end : who, long },
        ...(loser === 1 ? loseCall(end, who) : loser === 2 ? loseCall(who, end) : []),
        { do: 'cut', end, who },
        to === 'link' ? linkOf({ end, who }) : seize(end, who, 'answer'),
        { do: 'chat', end, long: false },
      ]),
    fc
      .tuple(pair, returns)
      .map(([{ end, who }, to]): DrawnAction[] => [
        { do: 'cut', end, who },
        { do: 'chat', end, long: false },
        to === 'link' ? linkOf({ end, who }) : seize(end, who, 'answer'),
      ]),
    // The attacker speaks on a line of its own.
    fc
      .tuple(pair, lie, fc.array(saying, { minLength: 1, maxLength: 3 }))
      .map(([at, said, words]): DrawnAction[] => [
        { ...seize(at.end, at.who, 'answer'), lie: said } as Action,
        ...words.map((what) => ({ do: 'say', ...at, what }) as const),
      ]),
    // Guess after guess.
    fc
      .tuple(pair, returns, fc.integer({ min: 1, max: 4 }))
      .map(([one, to, times]): DrawnAction[] =>
        Array.from({ length: times }, () => comeBack(one, to)).flat(),
      ),
    // Another person has a certificate, or somebody comes back without one.
    fc
      .tuple(pair, fc.constantFrom(0, 1, 2, ATTACKER), fc.boolean())
      .map(([{ end, who }, owner, invented]) => [
        ...(invented
          ? ([
              { do: 'join', end, who: ATTACKER, name: ATTACKER },
              { do: 'announce', end, who: ATTACKER, owner },
            ] as const)
          : ([{ do: 'leave', end, who }, joinOf(end, who)] as const)),
        { do: 'exchange', end } as const,
      ]),
    ...(attested ? attestedTactics(people) : []),
  );
}

/** Tactics where the firm attests. */
function attestedTactics(people: number): readonly fc.Arbitrary<readonly DrawnAction[]>[] {
  const pair = fc.constantFrom(...pairsOf(people));
  const person = fc.nat(people - 1);
  return [
    // The attacker shows an attestation on a line of its own, and speaks.
    fc
      .tuple(pair, shown, person, order, fc.boolean())
      .map(([at, what, one, ordered, speaks]): DrawnAction[] => [
        seize(at.end, at.who, 'answer'),
        { do: 'state', ...at, shown: what, person: one, join: 9, people: [at.end], removed: [] },
        { do: 'connections', end: at.end, list: [leadingTo(ATTACKER, at.who)] },
        speaks ? { do: 'say', ...at, what: 'chat' } : { do: 'command', ...at, what: ordered, by: 'line' },
      ]),
    // Time passes while the firm is away, for everybody or for one.
    fc
      .tuple(person, fc.boolean(), fc.integer({ min: 1, max: 4 }))
      .map(([end, alone, times]): DrawnAction[] => [
        { do: 'firm', end, alone, away: true },
        ...Array.from({ length: times }, () => ({ do: 'wait', ms: RENEWAL }) as const),
        { do: 'firm', end, alone, away: false },
      ]),
    // A host removes somebody who does not hear of it, and whose line comes back.
    fc
      .tuple(fc.integer({ min: 1, max: people - 1 }), fc.boolean(), fc.boolean())
      .map(([who, hears, speaks]): DrawnAction[] => [
        ...(hears ? [] : [{ do: 'hold', end: who, who: HOST, pass: 0 } as const]),
        { do: 'moderate', end: HOST, who, what: 'removed' },
        ...(speaks ? [{ do: 'chat', end: HOST, long: false } as const] : []),
        ...[{ do: 'wait', ms: 1000 } as const, { do: 'cut', end: HOST, who } as const],
        linkOf({ end: HOST, who }),
      ]),
    // Somebody is shown under another name or role, to themselves, too.
    fc
      .tuple(pair, fc.constantFrom(0, 0, 1, 1, 2, ATTACKER), toldRole)
      .map(([{ end, who }, as, role]): DrawnAction[] => [
        { do: 'show-as', end: who, as, role },
        { do: 'join', end, who, name: as, role },
        ...[joinOf(who, end), linkOf({ end, who })],
      ]),
  ];
}

const leadingTo = (owner: number, stated: number) =>
  ({ owner, direction: 'publish', stated, proven: true }) as const;

const loseCall = (end: number, who: number): readonly Action[] => [
  { do: 'lose-call', end, renamed: false },
  joinOf(end, who),
];

const joinOf = (end: number, who: number): Action => ({ do: 'join', end, who, name: who });
