import { ATTESTATION_LIFETIME } from './attestation.ts';
import { Problem } from './problem.ts';
import type { AttestationState } from './store.ts';

/** How a request writes the fingerprint of its certificate: as in SDP (RFC 8122), SHA-256 only. */
export const FINGERPRINT = /^sha-256 [0-9A-F]{2}(?::[0-9A-F]{2}){31}$/;
/** Certificates of one person that can be renewed at the same time: their devices. */
const MAX_LIVE = 4;

/** Refuses a certificate that was first brought by somebody else. @throws Problem `refused` */
export function checkOwner(
  attestation: AttestationState | undefined,
  fingerprint: string | undefined,
  person: string,
): void {
  const entry = attestation?.fingerprints.find((one) => one.fingerprint === fingerprint);
  if (entry && entry.person !== person) throw new Problem('refused');
}

/**
 * Writes down that a person's certificate is attested now. A fifth live one takes the place of that whose attestation
 * ends first: the pages of earlier reloads, which ask no more.
 *
 * @param now seconds since the epoch
 * @param newcomer called before an unknown certificate is written down. @throws Problem `rate-limited`
 * @throws Problem `refused` when the certificate is somebody else's
 */
export function recordAttested(
  attestation: AttestationState,
  { fingerprint, person }: { readonly fingerprint: string; readonly person: string },
  now: number,
  newcomer: () => void,
): void {
  checkOwner(attestation, fingerprint, person);
  const entries = attestation.fingerprints;
  const until = now + ATTESTATION_LIFETIME;
  const known = entries.find((one) => one.fingerprint === fingerprint);
  if (known) Object.assign(known, { until, displaced: false });
  else {
    newcomer();
    entries.push({ fingerprint, person, until });
  }
  const others = entries
    .filter((one) => one.person === person && one.fingerprint !== fingerprint && one.until > now)
    .reverse()
    .sort((a, b) => b.until - a.until);
  for (const one of others.slice(MAX_LIVE - 1)) Object.assign(one, { until: now, displaced: true });
}

/** Whether a certificate was attested, and no other has taken its place. A server that was away must cut nobody. */
export function isHeld({ fingerprints }: AttestationState, fingerprint: string): boolean {
  return fingerprints.some((one) => one.fingerprint === fingerprint && !one.displaced);
}
