import assert from 'node:assert/strict';
import { createHash, webcrypto } from 'node:crypto';
import type { AttestationKey } from '../../../demo/access-server/attestation.ts';
import { type Answered, claimsOf } from './visitor.ts';

/** The fingerprint of the certificate of that number. */
export function fingerprint(number: number): string {
  const hex = createHash('sha256').update(`certificate ${number}`).digest('hex').toUpperCase();
  return `sha-256 ${hex.match(/../g)?.join(':')}`;
}

/** What an attestation says. */
export interface Attestation {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: {
    readonly iss: string;
    readonly aud: string;
    readonly room: string;
    readonly sub: string;
    readonly name: string;
    readonly named: string;
    readonly role: string;
    readonly fingerprint: string;
    readonly iat: number;
    readonly exp: number;
  };
}

const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

/** Whether WebCrypto, as a browser has it, finds the signature to be the key's. */
export async function isSigned(jws: string, key: AttestationKey): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const imported = await webcrypto.subtle.importKey('jwk', { ...key }, algorithm, false, ['verify']);
  const [header, payload, signature = ''] = jws.split('.');
  const signed = Buffer.from(`${header}.${payload}`);
  const raw = Buffer.from(signature, 'base64url');
  return webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, raw, signed);
}

/** Reads an attestation. @throws AssertionError when it is missing, or not signed with the key */
export async function readAttestation(
  { body: { attestation } }: Answered,
  key: AttestationKey | undefined,
): Promise<Attestation> {
  assert.ok(attestation && key, 'an attestation and its key');
  assert.ok(await isSigned(attestation, key), 'signed with the key of the grant');
  const [header = '', claims = ''] = attestation.split('.');
  return { header: decode(header), claims: decode(claims) };
}

/** Reads a grant's own. */
export const attestationOf = (answered: Answered): Promise<Attestation> =>
  readAttestation(answered, answered.body.attestationKey);

/** What the provider tells the others about who holds the token. */
export const connectionData = ({ body }: Answered): { id: string; name: string; role: string } =>
  JSON.parse(claimsOf(body.token).connection_data);
