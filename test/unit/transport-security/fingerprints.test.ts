import { expect } from '@open-wc/testing';
import {
  fingerprintSet,
  isSha256,
  normaliseFingerprint,
} from '../../../src/transport-security/fingerprints.ts';
import { print } from './support.ts';

const hex = (bytes: number) => 'ab'.repeat(bytes);

describe('a fingerprint', () => {
  it('has one spelling', () => {
    for (const spelling of [
      `sha-256 ${hex(32)}`,
      `SHA-256 ${hex(32).toUpperCase()}`,
      `sha256   ${hex(32)} `,
      `a=fingerprint:sha-256 ${print(0xab).slice(8)}`,
      `fingerprint:sha-256 ${print(0xab).slice(8)}\r\n`,
    ]) {
      expect(normaliseFingerprint(spelling)).to.equal(print(0xab));
    }
  });

  for (const [algorithm, bytes] of [
    ['sha-256', 32],
    ['sha-384', 48],
    ['sha-512', 64],
  ] as const) {
    it(`of ${algorithm} has ${bytes} bytes, no more and no less`, () => {
      const read = normaliseFingerprint(`${algorithm} ${hex(bytes)}`);
      expect(read).to.equal(`${algorithm} ${Array(bytes).fill('AB').join(':')}`);
      for (const wrong of [hex(bytes - 1), hex(bytes + 1), hex(bytes).slice(1), hex(bytes * 2), '']) {
        expect(normaliseFingerprint(`${algorithm} ${wrong}`)).to.equal(undefined);
      }
    });
  }

  it('is no hash that can be forged, or that nobody knows', () => {
    for (const wrong of [
      `sha-1 ${hex(20)}`,
      `sha-1 ${hex(32)}`,
      `sha-224 ${hex(28)}`,
      `md5 ${hex(16)}`,
      `sha-999999 ${hex(32)}`,
      `__proto__ ${hex(32)}`,
    ]) {
      expect(normaliseFingerprint(wrong)).to.equal(undefined);
    }
  });

  it('is nothing else', () => {
    for (const wrong of [
      undefined,
      null,
      7,
      {},
      [`sha-256 ${hex(32)}`],
      '',
      hex(32),
      'sha-256',
      'sha-256 zz',
      'undefined undefined',
      `sha-256 ${hex(32)} ${hex(32)}`,
      `x sha-256 ${hex(32)}`,
      'x'.repeat(1e6),
      `sha-256 ${hex(32)}`.padEnd(301),
    ]) {
      expect(normaliseFingerprint(wrong)).to.equal(undefined);
    }
    expect(normaliseFingerprint(`sha-256 ${hex(32)}`.padEnd(300))).to.equal(print(0xab));
  });
});

describe('a set of fingerprints', () => {
  it('is sorted, and has each once', () => {
    expect(fingerprintSet([print(2), print(1), print(2).toLowerCase(), 'no', null])).to.deep.equal([
      print(1),
      print(2),
    ]);
    expect(fingerprintSet([])).to.deep.equal([]);
  });

  it('stays small, however many are listed', () => {
    expect(fingerprintSet(Array.from({ length: 200 }, (_, byte) => print(byte)))).to.have.length(64);
  });
});

describe('a fingerprint by SHA-256', () => {
  it('has the spelling of this element, and no other', () => {
    expect(isSha256(print(0xab))).to.equal(true);
    for (const other of [
      ...['', print(0xab).toLowerCase(), print(0xab).slice(8), `sha-256 ${hex(32)}`, `${print(0xab)} `],
      ...[`a=fingerprint:${print(0xab)}`, 'sha-256 AB', print(0xab).replace('sha-256', 'SHA-256')],
    ])
      expect(isSha256(other), other).to.equal(false);
  });

  it('is by no other hash: one certificate would be two', () => {
    for (const [algorithm, bytes] of [
      ['sha-384', 48],
      ['sha-512', 64],
    ] as const) {
      const fingerprint = `${algorithm} ${Array(bytes).fill('AB').join(':')}`;
      expect(normaliseFingerprint(fingerprint)).to.equal(fingerprint);
      expect(isSha256(fingerprint)).to.equal(false);
    }
  });
});
