/** How an SRTP protection profile stands beside the provider's promise: AES with 128-bit keys, HMAC-SHA1. */
export type SrtpStrength = 'better' | 'as-promised' | 'less' | 'not-reported';

/** Names of RFC 5764 and RFC 7714 as browsers write them, without `SRTP_`. */
const profiles: ReadonlyMap<string, SrtpStrength> = new Map([
  ['AES128_CM_HMAC_SHA1_80', 'as-promised'],
  ['AES_128_CM_HMAC_SHA1_80', 'as-promised'],
  ['AES_CM_128_HMAC_SHA1_80', 'as-promised'],
  ['AEAD_AES_128_GCM', 'better'],
  ['AEAD_AES_256_GCM', 'better'],
  // A tag of 32 bits can be forged by trying.
  ['AES128_CM_HMAC_SHA1_32', 'less'],
  ['AES_128_CM_HMAC_SHA1_32', 'less'],
  ['AES_CM_128_HMAC_SHA1_32', 'less'],
]);

/**
 * Compares an SRTP profile with the promise.
 * A name that is not known proves nothing, so it counts as not reported; one that names no encryption is less.
 */
export function compareWithBaseline(profile: string): SrtpStrength {
  const known = profiles.get(profile.toUpperCase().replace(/^SRTP_/, ''));
  if (known) return known;
  return /(^|_)NULL(_|$)/i.test(profile) ? 'less' : 'not-reported';
}

/** Whether a DTLS cipher suite protects nothing worth the name. */
export function isBrokenSuite(suite: string): boolean {
  return /NULL|anon|EXPORT|RC4|DES_/i.test(suite);
}
