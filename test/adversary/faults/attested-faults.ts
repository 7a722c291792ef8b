import type { Scenario, Shown } from '../actions.ts';
import { RENEWAL } from '../any-action.ts';
import { seize } from '../starts.ts';
import { edit, type Fault, fault } from './fault.ts';

const people = 'call/state/attested-people.ts';
const live = 'call/state/reduce-live.ts';
const lineFeature = 'call/features/line-feature.ts';
const commands = 'call/commands.ts';
const moderation = 'call/features/moderation-feature.ts';
const connections = 'call/state/connections.ts';
const feature = 'call/features/attestation-feature.ts';

const attested = (...of: Parameters<typeof fault>): Fault => ({ ...fault(...of), among: 'attested' });
/** One that the first sequences find late. */
const seeded = (seed: number, ...of: Parameters<typeof fault>): Fault => ({ ...attested(...of), seed });
const played = (actions: Scenario['actions'], ...of: Parameters<typeof fault>): Fault => ({
  ...{ ...fault(...of), scenario: { people: 2, luck: 0, attested: true, actions } },
});

const linked = [
  { do: 'join', end: 0, who: 1, name: 1 },
  { do: 'join', end: 1, who: 0, name: 0 },
  { do: 'link', end: 0, who: 1, other: 1, as: 0 },
] as const;
/** The attacker shows an attestation on a line of its own. */
const stating = (shown: Shown): Scenario['actions'] => [
  ...[{ do: 'join', end: 0, who: 1, name: 1 } as const, seize(0, 1, 'answer')],
  { do: 'state', end: 0, who: 1, shown, person: 1, join: 1, people: [], removed: [] },
];
const renewal = { do: 'wait', ms: RENEWAL } as const;

/** Attestations, and commands where the firm attests. */
export const attestedFaults: readonly Fault[] = [
  played(
    stating('forged'),
    'the signature of an attestation is not checked',
    edit(
      'attestation/attestation.ts',
      'if (!(await crypto.subtle.verify(algorithm, key, signature, signed))) return undefined;',
      'await crypto.subtle.verify(algorithm, key, signature, signed);',
    ),
  ),
  attested(
    'the attested certificate is not compared with the proven one',
    edit(people, '    attestation.fingerprint === provenBy(live, id) &&\n', ''),
  ),
  ...(
    [
      ['issuer', 'iss'],
      ['room', 'room'],
      ['session', 'aud'],
    ] as const
  ).map(([claim, shown]) =>
    played(
      stating(shown),
      `“${claim}” of an attestation is not compared`,
      edit(people, `    attestation.${claim} === own.${claim} &&\n`, ''),
    ),
  ),
  attested(
    'the attested name is not compared, and the session’s is shown',
    edit(people, '    cleanName(attestation.name) === name &&\n', ''),
    edit(people, 'name: cleanName(attestation.name), role: attestation.role,', 'role: attestation.role,'),
  ),
  attested(
    'the attested role is not compared, and the session’s counts',
    edit(people, '    attestation.role === (role ?? attestation.role) &&\n', ''),
    edit(people, 'role: attestation.role, accessId', 'accessId'),
  ),
  seeded(
    5,
    'somebody stays a participant when another certificate opens their line',
    edit(
      'call/features/certificate-feature.ts',
      'event.proven ? withoutOtherCertificate(live, event) : live',
      'live',
    ),
  ),
  attested(
    'unattested people are participants at once',
    edit(live, 'return isGuarded(live)\n', 'return isGuarded({ ...live, attestation: null })\n'),
  ),
  attested(
    'messages of unattested people are not held back',
    edit(lineFeature, 'if (isReady(now, person)) for', 'if (isReady(now, person) || person) for'),
  ),
  attested(
    'what waits is sent to somebody who is no participant any more',
    edit(lineFeature, 'const isFormer = !isReady', 'const isFormer = live === null && !isReady'),
  ),
  attested(
    'media is allowed to unattested people',
    edit(
      connections,
      "        end.topology !== 'peer' ||\n        isUnattested(live, end.peerId) ||\n",
      "        end.topology !== 'peer' ||\n",
    ),
  ),
  attested(
    'commands by the session are obeyed',
    edit(commands, 'return attestation !== null && commands', 'return attestation === null && commands'),
  ),
  attested(
    'a mute by the session counts as a host’s',
    edit(
      moderation,
      "type: live.attestation ? 'muted-by-session' : 'muted-by-host'",
      "type: 'muted-by-host'",
    ),
  ),
  attested('a guest’s command counts', edit(moderation, "if (sender.role !== 'moderator') return;", '')),
  played(
    [...linked, { do: 'insider', end: 1, who: 0, what: null, people: [], removed: [0] }],
    'a guest’s list of removed people counts',
    edit(people, "if (attestation.role !== 'moderator' || removed", 'if (removed'),
  ),
  attested(
    'somebody whom a host has removed is a participant again',
    edit(people, '    !live.removed.has(attestation.subject) &&\n', ''),
  ),
  attested(
    'who was removed is forgotten with a lost call',
    edit('call/remembered.ts', 'attested?.attestation.room === room ? subjects : []', '[]'),
  ),
  played(
    [...linked, { do: 'firm', end: 1, alone: true, away: true }, renewal, renewal, renewal],
    'attestations that have run out stay',
    edit(people, 'attested !== undefined && attested.attestation.expiresAt < issuedAt', 'false'),
  ),
  seeded(
    5,
    'somebody who does not reach the firm cuts the others',
    edit(
      feature,
      '    } catch {\n      return false;',
      `    } catch {
      const now = live();
      for (const { id } of now ? othersOf(now) : []) commit({ type: 'not-attested', id });
      return false;`,
    ),
  ),
];
