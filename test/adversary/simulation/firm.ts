import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { AttestationKey } from '../../../src/attestation/attestation.ts';
import { HOST, ROLE, ROOM, SESSION } from './names.ts';

/** Whom an attestation is about. */
export interface Attested {
  readonly name: string;
  readonly role: string;
  readonly fingerprint: string;
}

/** A claim that is not about this consultation. */
export type Elsewhere = 'iss' | 'aud' | 'room';

interface Issued {
  readonly jws: string;
  readonly fingerprint: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Seconds. */
const LIFETIME = 600;
const EPOCH = 1_700_000_000;
const createKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const [ofFirm, ofAttacker] = [createKeys(), createKeys()];
const { x = '', y = '' } = ofFirm.publicKey.export({ format: 'jwk' });

export const subjectOf = (name: string): string => `subject of ${name}`;
export const roleOf = (index: number): 'moderator' | typeof ROLE => (index === HOST ? 'moderator' : ROLE);

/** The firm's server, which is honest, and which the attacker does not reach. */
export class Firm {
  readonly key: AttestationKey = { kty: 'EC', crv: 'P-256', x, y };
  /** Whether nobody reaches it. */
  away = false;
  /** Indexes of people who alone do not reach it. */
  readonly cutOff = new Set<number>();
  /** Indexes of people whom a host has removed. */
  readonly removed = new Set<number>();
  readonly #issued = new Map<number, readonly Issued[]>();
  readonly #now: () => number;

  /** @param now Milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Vouches for a person's certificate. @throws Error when they do not reach the server, or may not join */
  attest(index: number, name: string, fingerprint: string): string {
    if (this.away || this.cutOff.has(index) || this.removed.has(index)) throw new Error('no attestation');
    const issuedAt = this.#seconds;
    const jws = this.#write({ name, role: roleOf(index), fingerprint }, ofFirm.privateKey);
    const issued = { jws, fingerprint, issuedAt, expiresAt: issuedAt + LIFETIME };
    this.#issued.set(index, [...this.issuedTo(index), issued]);
    return jws;
  }

  /** What a person was given, the oldest first. */
  issuedTo(index: number): readonly Issued[] {
    return this.#issued.get(index) ?? [];
  }

  /** Vouches in another consultation, where the attacker has given itself this name. */
  attestElsewhere(whom: Attested, claim: Elsewhere): string {
    return this.#write(whom, ofFirm.privateKey, { [claim]: 'another one' });
  }

  /** What the attacker signs itself. */
  forge(whom: Attested): string {
    return this.#write(whom, ofAttacker.privateKey);
  }

  get #seconds(): number {
    return EPOCH + Math.floor(this.#now() / 1000);
  }

  #write(
    { name, role, fingerprint }: Attested,
    key: KeyObject,
    other: Partial<Record<Elsewhere, string>> = {},
  ) {
    const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
    const where = { iss: 'https://firm.example', aud: SESSION, room: ROOM, ...other };
    const who = { sub: subjectOf(name), name, named: 'invitation', role, fingerprint };
    const claims = { ...where, ...who, iat: this.#seconds, exp: this.#seconds + LIFETIME };
    const signed = `${encode({ alg: 'ES256', typ: 'visio-attestation+jwt' })}.${encode(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  }
}
