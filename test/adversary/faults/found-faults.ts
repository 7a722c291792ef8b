import type { Scenario } from '../actions.ts';

/** A fault of the product that the explorer has found, with the shortest sequence that shows it. */
interface FoundFault {
  readonly name: string;
  readonly scenario: Scenario;
}

const told = [
  { do: 'join', end: 0, who: 1, name: 1 },
  { do: 'join', end: 1, who: 0, name: 0 },
] as const;
const linked = [...told, { do: 'link', end: 0, who: 1, other: 1, as: 0 }] as const;
const panels = [
  { do: 'panel', end: 0, open: true },
  { do: 'panel', end: 1, open: true },
] as const;
const seizedByAttacker = { do: 'seize', key: 0, lie: 'none', strategy: 'answer' } as const;

const scenario = (...actions: Scenario['actions']): Scenario => ({ people: 2, luck: 0, actions });
const attested = (...actions: Scenario['actions']): Scenario => ({ ...scenario(...actions), attested: true });
/** The host removes somebody who does not hear of it. */
const removed = [
  { do: 'hold', end: 1, who: 0, pass: 0 },
  { do: 'moderate', end: 0, who: 1, what: 'removed' },
] as const;

export const foundFaults: readonly FoundFault[] = [
  {
    name: 'a code that is on screen when the provider ends the call is not counted as an attempt',
    scenario: scenario(...linked, ...panels, { do: 'lose-call', end: 0, renamed: false }),
  },
  {
    name: 'messages of somebody about whom there is an alarm are shown once their certificates contradict each other',
    scenario: scenario(
      ...linked,
      { do: 'announce', end: 1, who: 0, owner: 3 },
      { do: 'chat', end: 0, long: false },
    ),
  },
  {
    name: 'a message that waits for the line goes to a certificate that contradicts the announced one',
    scenario: scenario(
      ...told,
      { do: 'announce', end: 1, who: 0, owner: 0 },
      { do: 'chat', end: 1, long: false },
      { ...seizedByAttacker, end: 1, who: 0 },
    ),
  },
  {
    name: 'a message that waits for the line is sent when it opens, though an alarm was raised meanwhile',
    scenario: scenario(
      ...told,
      { do: 'chat', end: 1, long: false },
      { do: 'forged-mismatch', end: 1, who: 0 },
      { ...seizedByAttacker, end: 1, who: 0 },
    ),
  },
  {
    name: 'a mismatch that the person presses is lost when the provider says at that moment that the other one has left',
    scenario: scenario(
      ...told,
      { ...seizedByAttacker, end: 1, who: 0 },
      { ...seizedByAttacker, end: 0, who: 1 },
      ...[...panels].reverse(),
      { do: 'pick', end: 0, who: 1, rush: true },
      { do: 'leave', end: 0, who: 1 },
    ),
  },
  {
    name: 'a mismatch that the person presses is lost when the provider ends the call at that moment',
    scenario: scenario(
      ...told,
      { ...seizedByAttacker, end: 1, who: 0 },
      { ...seizedByAttacker, end: 0, who: 1 },
      ...[...panels].reverse(),
      { do: 'pick', end: 0, who: 1, rush: true },
      { do: 'lose-call', end: 0, renamed: false },
    ),
  },
  {
    name: 'an alarm that is raised while a code is being confirmed is cleared by it',
    scenario: scenario(
      ...[told[0], { ...told[1], rush: true } as const, linked[2], ...[...panels].reverse()],
      { do: 'pick', end: 0, who: 1 },
      { do: 'pick', end: 1, who: 0, rush: true },
      { ...seizedByAttacker, lie: 'silent', end: 1, who: 0 },
    ),
  },
  {
    name: 'a message that waits as a host removes its receiver is sent when their line opens again',
    scenario: attested(
      ...[...linked, ...removed],
      { do: 'chat', end: 0, long: false },
      { do: 'cut', end: 0, who: 1 },
      { do: 'link', end: 0, who: 1, other: 1, as: 0 },
    ),
  },
  {
    name: 'somebody whom a host has removed is a participant again after the host’s call was lost',
    scenario: attested(
      ...[...linked, ...removed, { do: 'wait', ms: 1000 } as const],
      { do: 'lose-call', end: 0, renamed: false },
      { do: 'join', end: 0, who: 1, name: 1 },
      { do: 'link', end: 1, who: 0, other: 0, as: 1 },
    ),
  },
  {
    name: 'somebody stays a participant, and a host, when another certificate has opened their line',
    scenario: attested(
      ...linked,
      { ...seizedByAttacker, end: 1, who: 0 },
      { ...seizedByAttacker, end: 1, who: 0 },
      { do: 'command', end: 1, who: 0, what: 'end', by: 'line' },
    ),
  },
  {
    name: 'what another certificate has said on a line counts as said by the next one to prove theirs',
    scenario: attested(
      ...told,
      { do: 'seize', end: 0, who: 1, key: 0, lie: 'silent', strategy: 'answer' },
      { do: 'say', end: 0, who: 1, what: 'next-round' },
      { do: 'link', end: 0, who: 1, other: 1, as: 0 },
    ),
  },
];
