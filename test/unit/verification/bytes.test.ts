import { expect } from '@open-wc/testing';
import {
  fromBase64Url,
  isWhole,
  lengthPrefixed,
  parseObject,
  sha256,
  toBase64Url,
  utf8,
} from '../../../src/verification/bytes.ts';

describe('fields behind their lengths', () => {
  it('are 32 bits, big-endian, and the bytes', () => {
    expect([...lengthPrefixed('é', new Uint8Array([7]))]).to.deep.equal([
      0, 0, 0, 2, 0xc3, 0xa9, 0, 0, 0, 1, 7,
    ]);
    expect([...lengthPrefixed('x'.repeat(258)).slice(0, 5)]).to.deep.equal([0, 0, 1, 2, 0x78]);
    expect([...lengthPrefixed()]).to.deep.equal([]);
  });

  it('are never ambiguous where one ends and the next begins', () => {
    expect(`${lengthPrefixed('ab', 'c')}`).not.to.equal(`${lengthPrefixed('a', 'bc')}`);
    expect(`${lengthPrefixed('ab', '')}`).not.to.equal(`${lengthPrefixed('ab')}`);
  });
});

describe('sha256', () => {
  it('is that of FIPS 180', async () => {
    const hex = [...(await sha256(utf8('abc')))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(hex).to.equal('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('base64url', () => {
  it('has two characters of its own and no padding', () => {
    expect(toBase64Url(new Uint8Array([0xfb, 0xff, 0xfe]))).to.equal('-__-');
    expect(toBase64Url(new Uint8Array([0xff]))).to.equal('_w');
    expect(toBase64Url(new Uint8Array())).to.equal('');
  });

  it('comes back as it was, at any length up to the limit', () => {
    for (let length = 0; length <= 66; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => 255 - index * 7);
      const text = toBase64Url(bytes);
      expect(fromBase64Url(text, length)).to.deep.equal(bytes);
      expect(fromBase64Url(text, length + 1)).to.deep.equal(bytes);
      if (length > 0) expect(fromBase64Url(text, length - 1)).to.equal(undefined);
    }
  });

  for (const [name, text] of [
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', ['AA']],
    ['padding', 'AA=='],
    ['the alphabet of base64', '+/+/'],
    ['a blank', 'AA AA'],
    ['a line break at the end', 'AAAA\n'],
    ['a letter too many', 'AAAAA'],
    ['bits that belong to no byte', 'AB'],
    ['megabytes', 'A'.repeat(4e6)],
  ] as const) {
    it(`is not ${name}`, () => expect(fromBase64Url(text, 32)).to.equal(undefined));
  }
});

describe('an object from elsewhere', () => {
  it('gives its own members', () => {
    const get = parseObject('{"a": 1, "b": null, "__proto__": {"c": 3}}');
    expect(get?.('a')).to.equal(1);
    expect(get?.('b')).to.equal(null);
    for (const key of ['c', 'toString', 'constructor']) expect(get?.(key)).to.equal(undefined);
  });

  for (const text of ['', '{', 'null', '7', '"a"', 'true', '[]', '[{}]', '{"a": 1} x']) {
    it(`is not ${text || 'nothing'}`, () => expect(parseObject(text)).to.equal(undefined));
  }
});

describe('a whole number', () => {
  it('lies between two limits, which are allowed', () => {
    for (const value of [1, 2, 9]) expect(isWhole(value, 1, 9)).to.equal(true);
    for (const value of [0, 10, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '2', null, undefined, [2]]) {
      expect(isWhole(value, 1, 9)).to.equal(false);
    }
  });

  it('is counted exactly', () => {
    expect(isWhole(2 ** 53, 0, 2 ** 60)).to.equal(false);
  });
});
