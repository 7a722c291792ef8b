import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { type Bytes, toBase64Url } from '../../../src/verification/bytes.ts';
import { commitmentOf, type PartyWithNonce, sasDigest } from '../../../src/verification/sas.ts';
import type { Rule } from './bench.ts';
import { compute, type Value } from './formula.ts';

/** `H` as the document defines it in words. */
const functions = {
  H(fields: readonly Value[]) {
    const hash = createHash('sha256');
    for (const field of fields) {
      const bytes = Buffer.from(field as Buffer);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      hash.update(length).update(bytes);
    }
    return hash.digest();
  },
};

/** Statements such as `commitment = H(…)`, one a line. */
const statements = (code: string) =>
  new Map(code.split('\n').map((line) => /^(\w+) += (.+)$/.exec(line)?.slice(1) as [string, string]));

const person = (id: string, byte: string): PartyWithNonce => ({
  ...{ id, name: `Élodie ${id}`, role: `role ${id}` },
  fingerprint: `sha-256 ${Array(32).fill(byte).join(':')}`,
  nonce: new Uint8Array(randomBytes(32)) as Bytes,
});

/** A person's values in a formula: `ownId`, `lowNonce`, … */
const named = (prefix: string, { id, name, role, fingerprint, nonce }: PartyWithNonce) => ({
  [`${prefix}Id`]: id,
  [`${prefix}Name`]: name,
  [`${prefix}Role`]: role,
  [`${prefix}Fingerprint`]: fingerprint,
  [`${prefix}Nonce`]: Buffer.from(nonce),
});

export const codeFormulas: Rule = {
  name: 'its formulas give what the element computes',
  covers: ({ language, code }) => language === '' && code.startsWith('commitment = H('),
  async check({ code }) {
    const formulas = statements(code);
    assert.deepEqual([...formulas.keys()], ['commitment', 'digest']);
    // By code unit, "B" comes before "a".
    const [low, high] = [person('B', 'B2'), person('a', 'A1')];
    const facts = { session: '1_session', round: '3' };
    const result = (name: string, values: Readonly<Record<string, Value>>) =>
      compute(formulas.get(name) ?? '', { values: { ...facts, ...values }, functions }) as Buffer;
    for (const [own, other] of [
      [low, high],
      [high, low],
    ] as const) {
      const { otherNonce: _, ...known } = named('other', other);
      const commitment = toBase64Url(result('commitment', { ...named('own', own), ...known }));
      assert.equal(commitment, await commitmentOf(facts.session, 3, own, other));
      const seen = { lowSeen: high.fingerprint, highSeen: low.fingerprint };
      const digest = result('digest', { ...named('low', low), ...named('high', high), ...seen });
      assert.deepEqual(new Uint8Array(digest), await sasDigest(facts.session, 3, own, other));
    }
  },
};
