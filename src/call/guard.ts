import { type Confidentiality, meets } from '../security/level.ts';
import { othersOf } from './select.ts';
import type { Guard, LiveCall } from './state.ts';

/** What the page and the grant ask of a call. */
export interface GuardRules {
  readonly confidentiality: Confidentiality;
  /** How many people the appointment has. */
  readonly expected?: number;
}

/** Names one reason to hold back; accepting it does not accept another. */
export function keyOf(guard: Guard): string {
  switch (guard.type) {
    case 'level':
      return `level ${guard.level}`;
    case 'crowd':
      return `crowd ${guard.expected}`;
    case 'twice':
      return `twice ${guard.name}`;
    case 'recording':
      return 'recording';
  }
}

/** Why nothing may be sent now, the gravest reason first; `null` where there is none, or the person has accepted it. */
export function guardOf(live: LiveCall, rules: GuardRules, accepted: ReadonlySet<string>): Guard | null {
  return reasons(live, rules).find((guard) => !accepted.has(keyOf(guard))) ?? null;
}

function reasons(live: LiveCall, { confidentiality, expected }: GuardRules): readonly Guard[] {
  const { level } = live.security;
  const { participants } = live;
  const twin = othersOf(live).find(({ id, accessId }) =>
    participants.some((one) => accessId !== undefined && one.accessId === accessId && one.id !== id),
  );
  return [
    ...(meets(level, confidentiality) ? [] : [{ type: 'level', level } as const]),
    ...(live.recording ? [{ type: 'recording' } as const] : []),
    ...(twin ? [{ type: 'twice', name: twin.name } as const] : []),
    ...(expected !== undefined && participants.length > expected
      ? [{ type: 'crowd', expected } as const]
      : []),
  ];
}
