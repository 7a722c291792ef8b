import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { MAX_ATTESTATION, parseGrant } from '../../src/access/grant.ts';
import { type AttestationKey, attestationVerifier } from '../../src/attestation/attestation.ts';
import { readStatement, type Statement, writeStatement } from '../../src/attestation/statement.ts';
import { Commands } from '../../src/call/commands.ts';
import { AttestationFeature } from '../../src/call/features/attestation-feature.ts';
import { MESSAGES } from '../../src/call/message-names.ts';
import type { AttestationDeps } from '../../src/call/own-attestation.ts';
import type { LiveCall, Participant } from '../../src/call/state/state.ts';
import { root } from '../package/support/scratch.ts';
import { number, read, sorted } from './support/protocol.ts';

const attestation = read('docs/attestation.md');

interface Vector {
  readonly name: string;
  readonly valid: boolean;
  readonly fault?: string;
  readonly jws: string;
}
const vectors: { key: AttestationKey; vectors: readonly Vector[] } = JSON.parse(
  readFileSync(join(root, 'docs/vectors/attestation.json'), 'utf8'),
);
const [example = ''] = vectors.vectors.filter(({ valid }) => valid).map(({ jws }) => jws);
const { privateKey, publicKey } = await generateKeyPair('ES256');
const { x = '', y = '' } = await exportJWK(publicKey);
const verify = await attestationVerifier({ kty: 'EC', crv: 'P-256', x, y });
const claims = decodeJwt(example);
const header = { alg: 'ES256', typ: 'visio-attestation+jwt' };
const sign = (changed: JWTPayload, head: object = header) =>
  new SignJWT(changed).setProtectedHeader({ ...header, ...head }).sign(privateKey);

/** Each name of a first column alone, with the code beside it. */
const namesOf = (heading: string) =>
  new Map(attestation.rows(heading).flatMap(({ names, rest }) => names.map((name) => [name, rest] as const)));

describe('the page about attestations', () => {
  it('has each member of the header, as the vectors have them and the reader takes them', async () => {
    const said = namesOf('header');
    const { kid, ...rest } = decodeProtectedHeader(example);
    assert.ok(kid);
    assert.deepEqual(sorted(said.keys()), sorted(['kid', ...Object.keys(rest)]));
    for (const [name, value] of Object.entries(rest)) assert.deepEqual(said.get(name), [value]);
    // `kid` may be missing.
    assert.ok(await verify(await sign(claims)));
    assert.equal(await verify(await sign(claims, { jku: 'https://keys.example' })), undefined);
  });

  it('has each claim and nothing else, as the vectors have them and the reader takes them', async () => {
    const said = [...namesOf('claim').keys()];
    for (const { jws } of vectors.vectors.filter(({ valid }) => valid))
      assert.deepEqual(sorted(said), sorted(Object.keys(decodeJwt(jws))));
    assert.ok(await verify(await sign(claims)));
    assert.equal(await verify(await sign({ ...claims, more: 1 })), undefined);
    for (const name of said) {
      const { [name]: _, ...others } = claims;
      assert.equal(await verify(await sign(others)), undefined, name);
    }
  });

  it('has the values that claims take', async () => {
    const said = namesOf('claim');
    for (const name of ['named', 'role']) {
      const values = said.get(name) ?? [];
      assert.ok(values.length > 1, name);
      for (const value of values) assert.ok(await verify(await sign({ ...claims, [name]: value })), value);
    }
    assert.equal(
      number(attestation, 'whole seconds; the servers give #'),
      (claims.exp ?? 0) - (claims.iat ?? 0),
    );
    const most = number(attestation, 'the reader takes at most #');
    const lasts = (seconds: number) => sign({ ...claims, exp: (claims.iat ?? 0) + seconds }).then(verify);
    assert.ok(await lasts(most));
    assert.equal(await lasts(most + 1), undefined);
    const long = number(attestation, 'Texts have 1 to # characters');
    assert.ok(await verify(await sign({ ...claims, name: 'x'.repeat(long) })));
    assert.equal(await verify(await sign({ ...claims, name: 'x'.repeat(long + 1) })), undefined);
    assert.equal(number(attestation, 'compact JWS (RFC 7515) of at most # characters'), MAX_ATTESTATION);
  });

  it('has each fault of the vectors', () => {
    const [, said = ''] = /`fault` says why one is refused: ([^.]+)\./.exec(attestation.prose) ?? [];
    const faults = vectors.vectors.flatMap(({ fault }) => fault ?? []);
    assert.deepEqual(sorted(said.match(/\w+(?=`)/g) ?? []), sorted(faults));
  });

  it('has the members of request and grant, and those of the key', () => {
    const grant = namesOf('grant');
    const body = { applicationId: 'a', sessionId: 's', token: 't' };
    const own: object = { attestation: example, attestationKey: vectors.key, removed: ['x'] };
    const read = Object.keys(parseGrant({ ...body, ...own }, 'https://cabinet.example/'));
    assert.deepEqual(sorted(grant.keys()), sorted(read.filter((name) => !(name in body))));
    for (const name of ['attestation', 'attestationKey'])
      assert.throws(
        () => parseGrant({ ...body, ...own, [name]: undefined }, 'https://cabinet.example/'),
        name,
      );
    assert.deepEqual(sorted(grant.get('attestationKey') ?? []), sorted(Object.keys(vectors.key)));
    const asked = { fingerprint: '', purpose: 'attestation' } as const;
    assert.deepEqual(sorted(namesOf('request').keys()), sorted(Object.keys(asked)));
    assert.deepEqual(namesOf('request').get('purpose'), [asked.purpose]);
  });

  it('has each member of a statement, none of which may be missing', () => {
    const people = [{ fingerprint: String(claims.fingerprint), name: 'Bob' }];
    const statement: Statement = { attestation: example, join: 1, knows: true, people, removed: ['x'] };
    const written: Record<string, unknown> = JSON.parse(writeStatement(statement));
    const said = namesOf('member');
    assert.deepEqual(sorted(said.keys()), sorted(Object.keys(written)));
    assert.deepEqual(said.get('people'), [`{${Object.keys(people[0] ?? {}).join(', ')}}`]);
    for (const name of said.keys())
      assert.equal(readStatement(JSON.stringify({ ...written, [name]: undefined })), undefined, name);
    assert.deepEqual(readStatement(JSON.stringify({ ...written, more: 1 })), statement);
    const most = number(attestation, 'A list has at most # entries');
    const long = number(attestation, 'entries, a text at most # characters');
    const removed = (entries: number, characters: number) =>
      readStatement(writeStatement({ ...statement, removed: Array(entries).fill('x'.repeat(characters)) }));
    assert.ok(removed(most, long));
    assert.equal(removed(most + 1, long), undefined);
    assert.equal(removed(most, long + 1), undefined);
  });

  it('has each command that is read from a line, and ignored over the session', () => {
    const live = { attestation: {} } as LiveCall;
    const commands = new Commands({} as ConstructorParameters<typeof Commands>[0]);
    const from = { id: 'alice' } as Participant;
    const [, sentence = ''] = /with the names\s+([^.]+)\./.exec(attestation.prose) ?? [];
    const said: readonly string[] = sentence.match(/visio-\w+/g) ?? [];
    for (const name of Object.values(MESSAGES)) {
      const known = said.includes(name);
      const read = commands.read(live, from, JSON.stringify({ name, data: '' }));
      assert.deepEqual(read, known ? { from: 'alice', name, data: '' } : undefined, name);
      assert.equal(commands.ignores(live, { from: 'alice', name, data: '' }), known, name);
    }
    assert.ok(attestation.spans.includes('{"name", "data"}') && said.length > 0);
  });

  it('says when attestations are renewed', async () => {
    const stop = new AbortController();
    const waits: number[] = [];
    const feature = new AttestationFeature({
      ...{ own: { jws: '', renew: () => Promise.reject(new Error('away')) }, live: () => null },
      abortSignal: stop.signal,
      delay: async (milliseconds: number) => {
        waits.push(milliseconds / 1000);
        if (waits.length === 4) stop.abort();
      },
    } as unknown as AttestationDeps);
    await feature.start();
    const [first = 0, pause = 0, retry = 0] = waits;
    assert.ok(
      attestation.prose.replace(/\s+/g, ' ').includes('every four minutes, again after 30 seconds where'),
    );
    assert.equal(first, 4 * 60);
    assert.equal(pause + retry, 30);
  });
});
