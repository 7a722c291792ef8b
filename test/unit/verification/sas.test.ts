import { expect } from '@open-wc/testing';
import type { Bytes } from '../../../src/verification/bytes.ts';
import { pictures } from '../../../src/verification/pictures.ts';
import { commitmentOf, type SasParty, sasDigest, sasOf } from '../../../src/verification/sas.ts';
import { print } from '../transport-security/support.ts';

const nonce = (byte: number): Bytes => new Uint8Array(32).fill(byte);
const key = (byte: number): Bytes => new Uint8Array(65).fill(byte);
const party = (id: string, byte: number): SasParty => ({
  ...{ id, nonce: nonce(byte), fingerprints: [print(byte)], chatKey: key(byte) },
});

describe('the pictures of a code', () => {
  it('stand for six bits each, the highest first', () => {
    expect(sasOf(new Uint8Array([0, 0, 0])).pictures).to.deep.equal(Array(4).fill(pictures[0]));
    expect(sasOf(new Uint8Array([255, 255, 255])).pictures).to.deep.equal(Array(4).fill(pictures[63]));
    // 000001 000010 000011 000100
    const code = sasOf(new Uint8Array([0b00000100, 0b00100000, 0b11000100, 99]));
    expect(code.pictures).to.deep.equal([pictures[1], pictures[2], pictures[3], pictures[4]]);
  });

  it('are the same number as the digits', () => {
    expect(sasOf(new Uint8Array([0, 0, 7])).digits).to.equal('0000 0007');
    expect(sasOf(new Uint8Array([255, 255, 255])).digits).to.equal('1677 7215');
  });
});

describe('what is hashed', () => {
  const [alice, bob] = [party('alice', 1), party('bob', 2)] as const;
  const set = [print(1), print(2)];
  const digest = async (...input: Parameters<typeof sasDigest>): Promise<string> =>
    `${await sasDigest(...input)}`;

  it('is the same from both ends', async () => {
    expect(await digest('room', [alice, bob], set)).to.equal(await digest('room', [bob, alice], set));
  });

  it('changes with every input', async () => {
    const codes = [
      digest('room', [alice, bob], set),
      digest('other', [alice, bob], set),
      digest('room', [{ ...alice, id: 'alix' }, bob], set),
      digest('room', [{ ...alice, nonce: nonce(9) }, bob], set),
      digest('room', [{ ...alice, chatKey: key(9) }, bob], set),
      digest('room', [alice, { ...bob, nonce: nonce(9) }], set),
      digest('room', [alice, { ...bob, chatKey: key(9) }], set),
      digest('room', [alice, bob], [print(1)]),
      digest('room', [alice, bob], [print(1), print(3)]),
    ];
    expect(new Set(await Promise.all(codes))).to.have.property('size', codes.length);
  });

  it('commits to sender, recipient, room, round, nonce, certificates and key', async () => {
    const commitments = [
      commitmentOf(alice, 'bob', 'room', 1),
      commitmentOf({ ...alice, id: 'alix' }, 'bob', 'room', 1),
      commitmentOf(alice, 'carol', 'room', 1),
      commitmentOf(alice, 'bob', 'other', 1),
      commitmentOf(alice, 'bob', 'room', 2),
      commitmentOf({ ...alice, nonce: nonce(9) }, 'bob', 'room', 1),
      commitmentOf({ ...alice, fingerprints: [print(9)] }, 'bob', 'room', 1),
      commitmentOf({ ...alice, fingerprints: [] }, 'bob', 'room', 1),
      commitmentOf({ ...alice, chatKey: key(9) }, 'bob', 'room', 1),
    ];
    expect(new Set(await Promise.all(commitments))).to.have.property('size', commitments.length);
  });

  // The values are computed from docs/verification-code.md alone: both ends may run different releases.
  it('is what the protocol says', async () => {
    expect(await commitmentOf(alice, 'bob', 'room', 1)).to.equal(
      '8dh8-7USFLfwg1CqhTBX1U9V71rWU1TS9Jkk0n1kLt4',
    );
    const bytes = [...(await sasDigest('room', [alice, bob], set))];
    expect(bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')).to.equal(
      '3d9714355a12af272cb257ae519eb24083e3231a055078b6e7afeaee6b3cb4a2',
    );
    expect(sasOf(Uint8Array.from(bytes)).digits).to.equal('0403 6372');
  });
});
