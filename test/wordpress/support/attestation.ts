import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { Json } from './door.ts';

/** The fingerprint of a certificate that nobody has. */
export const certificate = (): string =>
  `sha-256 ${randomBytes(32).toString('hex').toUpperCase().match(/../g)?.join(':')}`;

const decode = (part = ''): Json => JSON.parse(Buffer.from(part, 'base64url').toString());

/** The claims of an attestation that an element would accept, verified by WebCrypto. */
export async function claimsOf(attestation: unknown, key: unknown): Promise<Json> {
  const jws = String(attestation);
  assert.match(jws, /^[\w-]+\.[\w-]+\.[\w-]{86}$/);
  assert.ok(jws.length <= 4096);
  const jwk = key as JsonWebKey;
  assert.deepEqual(Object.keys(jwk).sort(), ['crv', 'kty', 'x', 'y']);
  const [head, body, signature = ''] = jws.split('.');
  assert.deepEqual(decode(head), {
    alg: 'ES256',
    typ: 'visio-attestation+jwt',
    kid: await calculateJwkThumbprint(jwk as Parameters<typeof calculateJwkThumbprint>[0]),
  });
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const imported = await crypto.subtle.importKey('jwk', jwk, curve, false, ['verify']);
  const signed = Buffer.from(`${head}.${body}`);
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  assert.ok(await crypto.subtle.verify(algorithm, imported, Buffer.from(signature, 'base64url'), signed));
  return decode(body);
}

/** The claims in a grant. */
export const attested = ({ attestation, attestationKey }: Json): Promise<Json> =>
  claimsOf(attestation, attestationKey);

/** What the token tells the others in the session. */
export const connectionData = ({ token }: Json): Json =>
  JSON.parse(String(decode(String(token).split('.')[1]).connection_data));
