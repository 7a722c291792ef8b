import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { calculateJwkThumbprint, SignJWT } from 'jose';
import { randomId } from './links.ts';
import type { AttestationState, RoomState } from './store.ts';

/** Seconds for which an attestation counts. */
export const ATTESTATION_LIFETIME = 600;
/** Characters of a compact JWS that readers accept. */
const MAX_LENGTH = 4096;
const IV = 12;
const TAG = 16;

type Session = NonNullable<RoomState['session']>;

/** What is vouched for, besides the server's own part. */
export interface Vouched {
  /** The person's id. */
  readonly sub: string;
  readonly name: string;
  /** Whether the server itself knows the name, or the visitor typed it. */
  readonly named: 'invitation' | 'typed';
  /** As in the token. */
  readonly role: 'moderator' | 'publisher' | 'subscriber';
  readonly fingerprint: string;
  /** Seconds since the epoch. */
  readonly iat: number;
}

/** The public key that attestations are checked with: a JWK of these four members. */
export interface AttestationKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y: string;
}

/** The two members of a grant that vouch for a certificate. */
export interface Attested {
  /** Compact JWS (RFC 7515). */
  readonly attestation: string;
  readonly attestationKey: AttestationKey;
}

/** Signs that a certificate belongs to a person, with an ES256 key pair a consultation. */
export class Attestor {
  readonly #secret: string;
  readonly #issuer: string;

  /** @param secret the server's own; private keys are encrypted under it @param issuer the server's origin */
  constructor(secret: string, issuer: string) {
    this.#secret = secret;
    this.#issuer = issuer;
  }

  /** A new key pair, encrypted, and a random id for the consultation. */
  begin(appointment: string, sessionId: string): AttestationState {
    const room = randomId();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = this.#seal(privateKey, appointment, sessionId, room);
    return { room, key, fingerprints: [] };
  }

  /** The private key; `undefined` when it was encrypted under another secret, or for another session. */
  open(appointment: string, { sessionId, attestation }: Session): KeyObject | undefined {
    if (!attestation) return undefined;
    const { key, room } = attestation;
    const sealed = Buffer.from(key, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#keyOf(room), sealed.subarray(0, IV), {
        authTagLength: TAG,
      });
      decipher.setAAD(boundTo(appointment, sessionId, room));
      decipher.setAuthTag(sealed.subarray(-TAG));
      const der = Buffer.concat([decipher.update(sealed.subarray(IV, -TAG)), decipher.final()]);
      return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    } catch {
      return undefined;
    }
  }

  /**
   * Vouches for one certificate in one session.
   *
   * @throws Error when the key cannot be opened, or a provider's session id makes the attestation too long
   */
  async attest(appointment: string, session: Session, vouched: Vouched): Promise<Attested> {
    const privateKey = this.open(appointment, session);
    if (!session.attestation || !privateKey) throw new Error('No key for the attestation.');
    const attestationKey = publicPart(privateKey);
    const claims = {
      iss: this.#issuer,
      aud: session.sessionId,
      room: session.attestation.room,
      ...vouched,
      exp: vouched.iat + ATTESTATION_LIFETIME,
    };
    const attestation = await new SignJWT(claims)
      .setProtectedHeader({
        alg: 'ES256',
        typ: 'visio-attestation+jwt',
        kid: await calculateJwkThumbprint(attestationKey),
      })
      .sign(privateKey);
    if (attestation.length > MAX_LENGTH) throw new RangeError('attestation too long');
    return { attestation, attestationKey };
  }

  /** AES-256-GCM: initialisation vector, encrypted PKCS #8, tag. */
  #seal(privateKey: KeyObject, appointment: string, sessionId: string, room: string): string {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.#keyOf(room), iv);
    cipher.setAAD(boundTo(appointment, sessionId, room));
    const der = privateKey.export({ format: 'der', type: 'pkcs8' });
    return Buffer.concat([iv, cipher.update(der), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  #keyOf(room: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#secret, room, 'visio attestation key', 32));
  }
}

/** Keeps a stored key from being moved to another room or session. */
function boundTo(appointment: string, sessionId: string, room: string): Buffer {
  return Buffer.from(JSON.stringify([appointment, sessionId, room]));
}

function publicPart(privateKey: KeyObject): AttestationKey {
  const { kty = '', crv = '', x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { kty, crv, x, y };
}
