import { isSha256 } from '../transport-security/fingerprints.ts';
import {
  type Bytes,
  fromBase64Url,
  isWhole,
  parseObject,
  sha256,
  toBase64Url,
  utf8,
} from '../verification/bytes.ts';

/** What the firm's server says about the holder of a certificate. */
export interface Attestation {
  /** Origin of the server. */
  readonly issuer: string;
  /** The session's id. */
  readonly session: string;
  /** The firm's own id of the consultation: the provider chooses the session's. */
  readonly room: string;
  /** The person, over all their devices in this consultation. */
  readonly subject: string;
  readonly name: string;
  /** Whether the firm knows the name, or the person has typed it. */
  readonly named: 'invitation' | 'typed';
  readonly role: 'moderator' | 'publisher' | 'subscriber';
  /** `sha-256 AA:BB:…` */
  readonly fingerprint: string;
  /** Seconds since the epoch, by the server's clock alone. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Returns what a signed text attests, or `undefined` when it attests nothing. */
export type VerifyAttestation = (jws: string) => Promise<Attestation | undefined>;

/** Public key of the consultation (RFC 7517); its members as the server sends them. */
export interface AttestationKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

const MAX_LENGTH = 4096;
const MAX_TEXT = 300;
/** Seconds. The servers give ten minutes. */
const MAX_LIFETIME = 3600;
const CLAIMS = ['iss', 'aud', 'room', 'sub', 'name', 'named', 'role', 'fingerprint', 'iat', 'exp'] as const;
const algorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;

/**
 * Returns the verification of compact JWS (RFC 7515) by one key: ES256, one type, no other header.
 *
 * @throws Error when the browser does not take the key.
 */
export async function attestationVerifier({ kty, crv, x, y }: AttestationKey): Promise<VerifyAttestation> {
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty, crv, x, y },
    { name: 'ECDSA', namedCurve: crv },
    false,
    ['verify'],
  );
  // RFC 7638.
  const thumbprint = toBase64Url(await sha256(utf8(JSON.stringify({ crv, kty, x, y }))));
  return async (jws) => {
    if (jws.length > MAX_LENGTH) return undefined;
    const parts = jws.split('.');
    const [header, claims, signature] = parts.map((part) => fromBase64Url(part, MAX_LENGTH));
    if (parts.length !== 3 || !header || !claims || signature?.length !== 64) return undefined;
    const signed = utf8(jws.slice(0, jws.lastIndexOf('.')));
    if (!(await crypto.subtle.verify(algorithm, key, signature, signed))) return undefined;
    return isHeader(header, thumbprint) ? readClaims(claims) : undefined;
  };
}

function isHeader(bytes: Bytes, thumbprint: string): boolean {
  const header = exactly(bytes, ['alg', 'typ'], ['kid']);
  return (
    header?.('alg') === 'ES256' &&
    header('typ') === 'visio-attestation+jwt' &&
    [undefined, thumbprint].includes(header('kid') as string | undefined)
  );
}

function readClaims(bytes: Bytes): Attestation | undefined {
  const claim = exactly(bytes, CLAIMS);
  if (!claim) return undefined;
  const text = (name: (typeof CLAIMS)[number]): string => {
    const value = claim(name);
    return typeof value === 'string' && value.length <= MAX_TEXT ? value : '';
  };
  const named = oneOf(text('named'), ['invitation', 'typed']);
  const role = oneOf(text('role'), ['moderator', 'publisher', 'subscriber']);
  const [issuedAt, expiresAt] = [claim('iat'), claim('exp')];
  const timed =
    isWhole(issuedAt, 0, Number.MAX_SAFE_INTEGER) &&
    isWhole(expiresAt, issuedAt + 1, issuedAt + MAX_LIFETIME);
  if (!named || !role || !timed || !isSha256(text('fingerprint'))) return undefined;
  const who = { subject: text('sub'), name: text('name'), fingerprint: text('fingerprint') };
  const where = { issuer: text('iss'), session: text('aud'), room: text('room') };
  if ([...Object.values(who), ...Object.values(where)].includes('')) return undefined;
  return { ...who, ...where, named, role, issuedAt, expiresAt };
}

const oneOf = <T extends string>(text: string, known: readonly T[]): T | undefined =>
  known.find((one) => one === text);

/** Reads an object that has all of `required`, and nothing but them and `optional`. */
function exactly(
  bytes: Bytes,
  required: readonly string[],
  optional: readonly string[] = [],
): ((key: string) => unknown) | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const keys = Object.keys(Object(JSON.parse(text)));
    const known = keys.every((key) => required.includes(key) || optional.includes(key));
    return known && required.every((key) => keys.includes(key)) ? parseObject(text) : undefined;
  } catch {
    return undefined;
  }
}
