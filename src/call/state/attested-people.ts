import { cleanName } from '../clean-name.ts';
import type { CallEvent } from './call-event.ts';
import { presentOf, provenBy } from './select.ts';
import type { LiveCall, Participant, Unattested } from './state.ts';

/** Decides who is a participant where the firm attests people's certificates. */
export function reduceAttestation(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'attested':
      return withStatement(live, event);
    case 'not-attested':
      return withRefused(live, ({ id }) => id === event.id);
    case 'renewed': {
      const { issuedAt } = event.attestation;
      const ending = live.notice?.type === 'attestation-ending';
      // No clock of this device decides: the server has vouched for oneself since the other one's ran out.
      return withRefused(
        { ...live, attestation: event.attestation, ...(ending && { notice: null }) },
        ({ attested }) => attested !== undefined && attested.attestation.expiresAt < issuedAt,
      );
    }
    case 'removed': {
      const removed = new Set([...live.removed, event.subject]);
      return withRefused(
        { ...live, removed },
        ({ attested }) => attested?.attestation.subject === event.subject,
      );
    }
    case 'differences':
      return { ...live, differences: event.differences };
    default:
      return live;
  }
}

/** Applies what somebody's element has shown: they are a participant from now on, or no longer. */
function withStatement(live: LiveCall, event: Extract<CallEvent, { type: 'attested' }>): LiveCall {
  const { id, attestation, statement } = event;
  const person = presentOf(live).find((one) => one.id === id);
  if (!person) return live;
  const { join, knows, people, removed } = statement;
  if (!isTheirs(live, person, event)) return withRefused(live, (one) => one.id === id);
  const participant: Participant = {
    ...person,
    ...{ name: cleanName(attestation.name), role: attestation.role, accessId: attestation.subject },
    attested: { attestation, join, knows, people },
  };
  const next = withParticipant(withoutEarlier(live, event), participant);
  // The firm vouches for the role, so a host is believed.
  if (attestation.role !== 'moderator' || removed.every((one) => live.removed.has(one))) return next;
  const gone = new Set([...live.removed, ...removed]);
  return withRefused({ ...next, removed: gone }, ({ attested }) =>
    gone.has(attested?.attestation.subject ?? ''),
  );
}

/** Whether an attestation is about this person, in this consultation, for the certificate that their line has proven. */
function isTheirs(
  live: LiveCall,
  { id, name, role, accessId }: Participant,
  { attestation, statement }: Extract<CallEvent, { type: 'attested' }>,
): boolean {
  const own = live.attestation;
  return (
    own !== null &&
    attestation.issuer === own.issuer &&
    attestation.room === own.room &&
    attestation.session === own.session &&
    attestation.expiresAt >= own.issuedAt &&
    attestation.fingerprint !== own.fingerprint &&
    attestation.fingerprint === provenBy(live, id) &&
    // The name that the session shows is cleaned, too.
    cleanName(attestation.name) === name &&
    attestation.role === (role ?? attestation.role) &&
    attestation.subject === (accessId ?? attestation.subject) &&
    !live.removed.has(attestation.subject) &&
    // A later connection with the same certificate has taken the place of this one.
    !presentOf(live).some(
      (one) =>
        one.id !== id && isSameCertificate(one, attestation) && (one.attested?.join ?? 0) >= statement.join,
    )
  );
}

const isSameCertificate = (
  { attested }: Participant,
  { fingerprint }: { readonly fingerprint: string },
): boolean => attested?.attestation.fingerprint === fingerprint;

/** The certificate has joined again: its earlier connection is over, even if the session still lists it. */
function withoutEarlier(
  live: LiveCall,
  { id, attestation }: Extract<CallEvent, { type: 'attested' }>,
): LiveCall {
  const earlier = presentOf(live).find((one) => one.id !== id && isSameCertificate(one, attestation));
  if (!earlier) return live;
  const certificates = new Map(live.certificates);
  const comparisons = new Map(live.comparisons);
  certificates.delete(earlier.id);
  comparisons.delete(earlier.id);
  const stays = (one: Participant) => one.id !== earlier.id;
  return {
    ...{ ...live, certificates, comparisons },
    participants: live.participants.filter(stays),
    unattested: live.unattested.filter(stays),
    superseded: new Set([...live.superseded, earlier.id]),
  };
}

function withParticipant(live: LiveCall, participant: Participant): LiveCall {
  const { participants, unattested } = live;
  const { refused: _, ...person } = { refused: false, ...participant };
  return participants.some(({ id }) => id === person.id)
    ? { ...live, participants: participants.map((one) => (one.id === person.id ? person : one)) }
    : {
        ...live,
        participants: [...participants, person],
        unattested: unattested.filter(({ id }) => id !== person.id),
      };
}

/** Whom the firm has vouched for, it has not vouched for with another certificate on their line. */
export function withoutOtherCertificate(
  live: LiveCall,
  { id, fingerprint }: { readonly id: string; readonly fingerprint: string },
): LiveCall {
  return withRefused(
    live,
    (one) => one.id === id && one.attested !== undefined && !isSameCertificate(one, { fingerprint }),
  );
}

/** Makes people no participants, or keeps them from becoming some until they show a valid attestation. */
function withRefused(live: LiveCall, matches: (person: Participant) => boolean): LiveCall {
  const gone = live.participants.filter((one) => !one.self && matches(one));
  const waiting = live.unattested.filter((one) => !one.refused && matches(one));
  if (!live.attestation || gone.length + waiting.length === 0) return live;
  const comparisons = new Map(live.comparisons);
  for (const { id } of gone) comparisons.delete(id);
  const refuse = (one: Participant): Unattested => ({ ...one, refused: true });
  return {
    ...live,
    comparisons,
    participants: live.participants.filter((one) => !gone.includes(one)),
    unattested: [
      ...live.unattested.map((one) => (waiting.includes(one) ? refuse(one) : one)),
      ...gone.map(refuse),
    ],
  };
}
