import type { Finding } from './explorer.ts';

/** Returns a finding as people read it: the broken invariant, the shortest sequence, and how to draw it again. */
export function printFinding({ invariant, scenario, seed, path }: Finding): string {
  const { people, luck, attested, actions } = scenario;
  const steps = actions.map(
    ({ do: name, ...facts }, index) => `${index + 1}. ${name} ${JSON.stringify(facts)}`,
  );
  return [
    `Broken: ${invariant}.`,
    `${people} people (Anna 0, Boris 1, Clara 2; 3 and 4 are the attacker), luck ${luck}${attested ? ', attested' : ''}:`,
    ...steps,
    `Again: npm run adversary -- --seed ${seed} --path ${path}`,
  ].join('\n');
}
