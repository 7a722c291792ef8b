const HASH_BYTES: Readonly<Record<string, number>> = { 'sha-256': 32, 'sha-384': 48, 'sha-512': 64 };

/** More than a call between two people can have. */
const MAX_FINGERPRINTS = 64;

/**
 * Normalises a certificate fingerprint (RFC 8122) to `sha-256 AA:BB:…`.
 * Returns `undefined` for forgeable hashes (MD5, SHA-1) and for invalid values.
 */
export function normaliseFingerprint(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 300) return undefined;
  const [, name = '', hash = ''] =
    /^(?:a=)?(?:fingerprint:)?\s*(sha-?\d+)\s+([0-9a-f:]+)\s*$/i.exec(value) ?? [];
  const algorithm = name.toLowerCase().replace(/^sha-?/, 'sha-');
  const digits = hash.replaceAll(':', '').toUpperCase();
  if (digits.length !== (HASH_BYTES[algorithm] ?? -1) * 2) return undefined;
  return `${algorithm} ${digits.match(/../g)?.join(':')}`;
}

/** Whether a text is a fingerprint as this element writes it, by SHA-256: by two hashes, one certificate could be two. */
export const isSha256 = (value: string): boolean =>
  value.startsWith('sha-256 ') && normaliseFingerprint(value) === value;

/** Returns the fingerprints among `values`, normalised, sorted and without duplicates. */
export function fingerprintSet(values: readonly unknown[]): readonly string[] {
  const found = values
    .slice(0, MAX_FINGERPRINTS)
    .map(normaliseFingerprint)
    .filter((value) => value !== undefined);
  return [...new Set(found)].sort();
}

/** Computes the fingerprint of a certificate (DER). @param algorithm `sha-256`, `sha-384` or `sha-512` */
export async function certificateFingerprint(der: ArrayBuffer, algorithm: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest(algorithm.toUpperCase(), der));
  const bytes = [...hash].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase());
  return `${algorithm} ${bytes.join(':')}`;
}
