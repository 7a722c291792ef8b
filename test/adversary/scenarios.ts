import fc from 'fast-check';
import type { Scenario } from './actions.ts';
import { anyAction } from './any-action.ts';
import { STARTS, startOf } from './starts.ts';
import { tactics } from './tactics.ts';

/** Most single actions and tactics in a sequence, after its start. */
const MAX_LENGTH = 12;

/** Whether the firm attests in a sequence: in a third of them. */
export type Among = 'all' | 'plain' | 'attested';

/** Draws a sequence of actions between two or three honest ends. */
export function scenarios(among: Among = 'all'): fc.Arbitrary<Scenario> {
  switch (among) {
    case 'plain':
      return sequences(false);
    case 'attested':
      return sequences(true);
    case 'all':
      return fc.oneof({ weight: 2, arbitrary: sequences(false) }, { weight: 1, arbitrary: sequences(true) });
  }
}

function sequences(attested: boolean): fc.Arbitrary<Scenario> {
  const of = (people: 2 | 3) => {
    const single = anyAction(people, attested).map((one) => [one]);
    const step = fc.oneof(
      { weight: 2, arbitrary: single },
      { weight: 1, arbitrary: tactics(people, attested) },
    );
    return fc
      .record({
        luck: fc.nat(0xffff),
        start: fc.constantFrom(...STARTS),
        steps: fc.array(step, { maxLength: MAX_LENGTH, size: 'max' }),
      })
      .map(({ luck, start, steps }) => ({
        ...{
          people,
          luck,
          ...(attested && { attested }),
          actions: [...startOf(start, people), ...steps.flat()],
        },
      }));
  };
  return fc.oneof({ weight: 4, arbitrary: of(2) }, { weight: 1, arbitrary: of(3) });
}
