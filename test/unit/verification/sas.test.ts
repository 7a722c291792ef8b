import { expect } from '@open-wc/testing';
import { type Bytes, fromBase64Url, toBase64Url } from '../../../src/verification/bytes.ts';
import { pictures } from '../../../src/verification/pictures.ts';
import {
  commitmentOf,
  type PartyWithNonce,
  SAS_VERSION,
  type Sas,
  sasDigest,
  sasOf,
} from '../../../src/verification/sas.ts';
import { print } from '../transport-security/support.ts';
import { vectors } from './vectors.ts';

describe('the pictures of a row', () => {
  it('stand for six bits each, the highest first', () => {
    expect(sasOf(new Uint8Array([0, 0, 0])).pictures).to.deep.equal(Array(4).fill(pictures[0]));
    expect(sasOf(new Uint8Array([255, 255, 255])).pictures).to.deep.equal(Array(4).fill(pictures[63]));
    // 000001 000010 000011 000100
    const row = sasOf(new Uint8Array([0b00000100, 0b00100000, 0b11000100, 99]));
    expect(row.pictures).to.deep.equal([pictures[1], pictures[2], pictures[3], pictures[4]]);
  });

  it('are the same number as the digits', () => {
    expect(sasOf(new Uint8Array([0, 0, 7])).digits).to.equal('0000 0007');
    expect(sasOf(new Uint8Array([255, 255, 255])).digits).to.equal('1677 7215');
  });
});

describe('what is hashed', () => {
  const party = (id: string, byte: number): PartyWithNonce => ({
    ...{ id, name: `name of ${id}`, role: `role of ${id}`, fingerprint: print(byte) },
    nonce: new Uint8Array(32).fill(byte),
  });
  const [alice, bob] = [party('alice', 1), party('bob', 2)] as const;
  const digest = async (...input: Parameters<typeof sasDigest>): Promise<string> =>
    `${await sasDigest(...input)}`;
  /** The same person with each fact changed, one at a time. */
  const changed = (one: PartyWithNonce): PartyWithNonce[] =>
    [{ id: 'x' }, { name: 'x' }, { role: 'x' }, { fingerprint: print(9) }, { nonce: new Uint8Array(32) }].map(
      (change) => ({ ...one, ...change }),
    );

  it('is the same from both ends', async () => {
    expect(await digest('session', 1, alice, bob)).to.equal(await digest('session', 1, bob, alice));
  });

  it('changes with every fact of either person, the session and the round', async () => {
    const digests = await Promise.all([
      digest('session', 1, alice, bob),
      digest('other', 1, alice, bob),
      digest('session', 2, alice, bob),
      ...changed(alice).map((other) => digest('session', 1, other, bob)),
      ...changed(bob).map((other) => digest('session', 1, alice, other)),
    ]);
    expect(new Set(digests)).to.have.property('size', 13);
  });

  it('is committed to, but for the nonce of the other one', async () => {
    const commitments = await Promise.all([
      commitmentOf('session', 1, alice, bob),
      commitmentOf('session', 1, bob, alice),
      commitmentOf('other', 1, alice, bob),
      commitmentOf('session', 2, alice, bob),
      ...changed(alice).map((other) => commitmentOf('session', 1, other, bob)),
      ...changed(bob).map((other) => commitmentOf('session', 1, alice, other)),
    ]);
    // The last one changes Bob's nonce alone.
    expect(commitments.pop()).to.equal(commitments[0]);
    expect(new Set(commitments)).to.have.property('size', 13);
  });
});

// The values are computed from docs/verification.md alone: both sides may run different releases.
describe('the vectors of the protocol', () => {
  it('are those of this version', async () => expect((await vectors()).version).to.equal(SAS_VERSION));

  for (const index of [0, 1]) {
    it(`give the same commitments, digest and rows: ${index}`, async () => {
      const code = (await vectors()).codes[index];
      if (!code) throw new Error('no such vector');
      const { session, round, parties } = code;
      const [low, high] = parties.map((one) => ({ ...one, nonce: fromBase64Url(one.nonce, 32) as Bytes }));
      if (!low || !high) throw new Error('not two people');
      expect([
        await commitmentOf(session, round, low, high),
        await commitmentOf(session, round, high, low),
      ]).to.deep.equal(parties.map(({ commitment }) => commitment));
      const digest = await sasDigest(session, round, high, low);
      expect([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')).to.equal(code.digest);
      expect(toBase64Url(digest)).to.equal(code.transcript);
      const rows: Sas[] = [sasOf(digest), sasOf(digest.subarray(3))];
      expect(rows).to.deep.equal(parties.map(({ row }) => row));
    });
  }
});
