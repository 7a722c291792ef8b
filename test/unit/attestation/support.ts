import type { Attestation, AttestationKey } from '../../../src/attestation/attestation.ts';
import type { Statement } from '../../../src/attestation/statement.ts';
import { toBase64Url, utf8 } from '../../../src/verification/bytes.ts';
import { print } from '../transport-security/support.ts';

/** Seconds; attestations of the tests are issued from here on. */
export const T0 = 1_700_000_000;

/** The claims of a valid attestation, as the server writes them. */
export const claims = {
  ...{ iss: 'https://cabinet.example', aud: 'session', room: 'consultation-0123456789' },
  ...{ sub: 'subject-ada', name: 'Ada', named: 'invitation', role: 'publisher' },
  ...{ fingerprint: print(0xaa), iat: T0, exp: T0 + 600 },
};

/** Whom the firm vouches for: the holder of the certificate of this byte, named after their connection. */
export const attestationOf = (id: string, byte: number, facts: Partial<Attestation> = {}): Attestation => ({
  ...{ issuer: claims.iss, session: claims.aud, room: claims.room },
  ...{ subject: `subject-${id}`, name: id.toUpperCase(), named: 'invitation', role: 'publisher' },
  ...{ fingerprint: print(byte), issuedAt: T0, expiresAt: T0 + 600 },
  ...facts,
});

/** What an element says with an attestation, where it knows nobody. */
export const statementOf = (facts: Partial<Statement> = {}): Statement => ({
  ...{ attestation: 'jws', join: 1, knows: true, people: [], removed: [] },
  ...facts,
});

export type Part = string | object;

/** Writes a part of a JWS: JSON, unless it is a text already. */
export const part = (value: Part): string =>
  toBase64Url(utf8(typeof value === 'string' ? value : JSON.stringify(value)));

const algorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A key pair of a consultation. */
export class Signer {
  readonly key: AttestationKey;
  readonly header: { readonly alg: string; readonly typ: string; readonly kid: string };
  readonly #pair: CryptoKeyPair;

  private constructor(pair: CryptoKeyPair, key: AttestationKey, kid: string) {
    this.#pair = pair;
    this.key = key;
    this.header = { alg: 'ES256', typ: 'visio-attestation+jwt', kid };
  }

  static async create(): Promise<Signer> {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    // RFC 7638: the required members in this order.
    const text = utf8(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`);
    const kid = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
    return new Signer(pair, { kty: 'EC', crv: 'P-256', x, y }, kid);
  }

  /** The raw signature (r‖s) of a text. */
  async signature(text: string): Promise<Uint8Array> {
    return new Uint8Array(await crypto.subtle.sign(algorithm, this.#pair.privateKey, utf8(text)));
  }

  /** A compact JWS of these two parts, each in base64url already. */
  async signParts(header: string, payload: string): Promise<string> {
    const signed = `${header}.${payload}`;
    return `${signed}.${toBase64Url(await this.signature(signed))}`;
  }

  /** A compact JWS of these claims. */
  sign(payload: Part = claims, header: Part = this.header): Promise<string> {
    return this.signParts(part(header), part(payload));
  }
}
