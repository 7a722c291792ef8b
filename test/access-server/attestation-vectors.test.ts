import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { calculateJwkThumbprint } from 'jose';
import type { AttestationKey } from '../../demo/access-server/attestation.ts';
import { FINGERPRINT } from '../../demo/access-server/fingerprints.ts';
import { isSigned, readAttestation } from './support/attestation.ts';
import type { Answered } from './support/visitor.ts';

interface Vectors {
  readonly key: AttestationKey;
  readonly reader: { readonly iss: string; readonly aud: string; readonly room: string };
  readonly vectors: readonly {
    readonly name: string;
    readonly valid: boolean;
    readonly fault?: 'form' | 'signature' | 'header' | 'claims';
    readonly jws: string;
  }[];
}

const text = await readFile(new URL('../../docs/vectors/attestation.json', import.meta.url), 'utf8');
const { key, reader, vectors }: Vectors = JSON.parse(text);
const valid = vectors.filter((vector) => vector.valid);
const signatureOf = (jws: string) => Buffer.from(jws.split('.')[2] ?? '', 'base64url');

describe('the vectors of attestations', () => {
  it('have a name each, a public key and no private one', () => {
    assert.equal(new Set(vectors.map(({ name }) => name)).size, vectors.length);
    assert.deepEqual(Object.keys(key), ['kty', 'crv', 'x', 'y']);
    assert.doesNotMatch(text, /"d"|PRIVATE/);
    for (const { jws } of vectors) {
      for (const part of jws.split('.')) assert.ok(!Buffer.from(part, 'base64url').includes('"d":'));
    }
  });

  for (const { name, jws } of valid) {
    it(`verify with WebCrypto, with the claims of the wire: ${name}`, async () => {
      const answered = { body: { attestation: jws } } as Answered;
      const { header, claims } = await readAttestation(answered, key);
      const { iss, aud, room, sub, name: shown, named, role, fingerprint, iat, exp, ...more } = claims;
      assert.deepEqual({ iss, aud, room }, reader);
      assert.deepEqual(more, {});
      assert.ok(sub && shown);
      assert.match(named, /^(invitation|typed)$/);
      assert.match(role, /^(moderator|publisher|subscriber)$/);
      assert.match(fingerprint, FINGERPRINT);
      assert.equal(exp, iat + 600);
      const kid = await calculateJwkThumbprint({ ...key });
      assert.deepEqual(header, { alg: 'ES256', typ: 'visio-attestation+jwt', kid });
      assert.ok(jws.length <= 4096);
    });
  }

  it('have an r and an s that begin with a zero byte, which stays in the signature', () => {
    for (const byte of [0, 32]) {
      const short = valid.filter(({ jws }) => signatureOf(jws)[byte] === 0);
      assert.equal(short.length, 1);
      assert.equal(signatureOf(short[0]?.jws ?? '').length, 64);
    }
  });

  it('are refused for nothing but their header or claims where the signature holds', async () => {
    for (const { name, fault, jws } of vectors) {
      if (fault === 'header' || fault === 'claims') assert.ok(await isSigned(jws, key), name);
    }
  });

  it('are of the form, and under a signature that does not hold, where that is the fault', async () => {
    for (const { name, fault, jws } of vectors) {
      if (fault !== 'signature') continue;
      assert.match(jws, /^[\w-]+\.[\w-]+\.[\w-]{86}$/, name);
      assert.ok(!(await isSigned(jws, key)), name);
    }
  });

  it('have another form than compact JWS with 64 bytes of signature where that is the fault', () => {
    for (const { name, fault, jws } of vectors) {
      if (fault !== 'form') continue;
      const parts = jws.split('.');
      const strict = parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
      const formed = strict && parts.length === 3 && signatureOf(jws).length === 64 && jws.length <= 4096;
      const parsed =
        formed &&
        Buffer.from(parts[1] ?? '', 'base64url')
          .toString()
          .startsWith('{');
      assert.ok(!parsed, name);
    }
  });
});
