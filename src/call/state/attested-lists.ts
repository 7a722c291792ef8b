import type { Difference } from './attested.ts';
import type { LiveCall, Participant } from './state.ts';

/** Returns whom one person sees and another does not, by what attested participants say of whom they know. */
export function differencesOf({ participants, ownFingerprint, relayed }: LiveCall): readonly Difference[] {
  // Where a media server passes everything on, people may see each other without a line.
  if (!relayed) return [];
  const others = participants.filter(({ attested }) => attested !== undefined);
  const fingerprintOf = ({ attested }: Participant) => attested?.attestation.fingerprint ?? '';
  const mine = new Set([ownFingerprint, ...others.map(fingerprintOf)]);
  return others.flatMap((one): readonly Difference[] => {
    // Who does not know the local person says nothing about the others.
    if (!one.attested?.knows) return [{ with: one.name, name: null, unseenBy: 'other' }];
    const { people } = one.attested;
    const theirs = new Set([fingerprintOf(one), ...people.map(({ fingerprint }) => fingerprint)]);
    const unseen = people.filter(({ fingerprint }) => !mine.has(fingerprint));
    const missing = others.filter((other) => !theirs.has(fingerprintOf(other)));
    return [
      ...unseen.map(({ name }) => ({ with: one.name, name, unseenBy: 'self' }) as const),
      ...missing.map(({ name }) => ({ with: one.name, name, unseenBy: 'other' }) as const),
    ];
  });
}

/** Seconds after which an element has missed a renewal that others have got. */
const MISSED = 300;

/** Whether the others have renewed the firm's attestation, and this element has not. */
export function isLosingAttestation({ attestation, participants }: LiveCall): boolean {
  return participants.some(
    ({ attested }) =>
      attestation !== null && (attested?.attestation.issuedAt ?? 0) - attestation.issuedAt >= MISSED,
  );
}
