/**
 * Strength of an SRTP protection profile relative to the baseline that the provider claims: AES with 128-bit keys,
 * HMAC-SHA1.
 */
export type SrtpStrength = 'stronger' | 'equal' | 'weaker' | 'not-reported';

/** Names from RFC 5764 and RFC 7714 as browsers write them, without `SRTP_`. */
const profiles: ReadonlyMap<string, SrtpStrength> = new Map([
  ['AES128_CM_HMAC_SHA1_80', 'equal'],
  ['AES_128_CM_HMAC_SHA1_80', 'equal'],
  ['AES_CM_128_HMAC_SHA1_80', 'equal'],
  ['AEAD_AES_128_GCM', 'stronger'],
  ['AEAD_AES_256_GCM', 'stronger'],
  // A 32-bit tag can be forged by trial.
  ['AES128_CM_HMAC_SHA1_32', 'weaker'],
  ['AES_128_CM_HMAC_SHA1_32', 'weaker'],
  ['AES_CM_128_HMAC_SHA1_32', 'weaker'],
]);

/**
 * Compares an SRTP profile with the baseline.
 * An unknown name proves nothing and counts as not reported; a profile without encryption is weaker.
 */
export function compareWithBaseline(profile: string): SrtpStrength {
  const known = profiles.get(profile.toUpperCase().replace(/^SRTP_/, ''));
  if (known) return known;
  return /(^|_)NULL(_|$)/i.test(profile) ? 'weaker' : 'not-reported';
}

/** Whether a DTLS cipher suite provides no real protection. */
export function isBrokenSuite(suite: string): boolean {
  return /NULL|anon|EXPORT|RC4|DES_/i.test(suite);
}
