import { expect } from '@open-wc/testing';
import { toBase64Url } from '../../../src/verification/bytes.ts';
import { readSasMessage, type SasMessage, writeSasMessage } from '../../../src/verification/sas-message.ts';
import { print } from '../transport-security/support.ts';

const commitment = toBase64Url(new Uint8Array(32).fill(1));
const seen = toBase64Url(new Uint8Array(32).fill(2));
const reveal = {
  nonce: new Uint8Array(32).fill(3),
  fingerprints: [print(1), print(2)],
  chatKey: new Uint8Array(65).fill(4),
};
const hello: SasMessage = { round: 1, commitment, done: false };
const full: SasMessage = { round: 7, commitment, seen, reveal, done: true };

type Json = Record<string, unknown>;
/** The message of somebody who changes these members. */
const spoiled = (message: SasMessage, change: Json) =>
  readSasMessage(JSON.stringify({ ...(JSON.parse(writeSasMessage(message)) as Json), ...change }));

describe('a message of the exchange', () => {
  it('arrives as it was sent', () => {
    for (const message of [hello, full, { ...full, done: false }, { ...full, round: 1e9 }]) {
      expect(readSasMessage(writeSasMessage(message))).to.deep.equal(message);
    }
  });

  it('says no more than its sender reveals', () => {
    expect(JSON.parse(writeSasMessage(hello))).to.deep.equal({ v: 1, r: 1, c: commitment, done: false });
  });

  it('has the members of the protocol', () => {
    expect(JSON.parse(writeSasMessage(full))).to.deep.equal({
      ...{ v: 1, r: 7, c: commitment, seen, done: true, fps: [print(1), print(2)] },
      nonce: 'AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM',
      key: toBase64Url(reveal.chatKey),
    });
  });

  it('is read without the members that nobody knows', () => {
    expect(spoiled(full, { more: 1, reveal: null })).to.deep.equal(full);
  });

  it('has room for many connections', () => {
    const fingerprints = Array.from({ length: 32 }, (_, byte) => print(byte));
    const message = { ...full, reveal: { ...reveal, fingerprints } };
    expect(readSasMessage(writeSasMessage(message))).to.deep.equal(message);
    const crowd = { ...full, reveal: { ...reveal, fingerprints: [...fingerprints, print(99)] } };
    expect(readSasMessage(writeSasMessage(crowd))).to.equal('malformed');
  });
});

describe('a text that is no message', () => {
  for (const text of [undefined, null, 7, {}, ['{}'], '', '{', 'null', '[]', '{}', '"{}"']) {
    it(`is malformed: ${JSON.stringify(text)}`, () => expect(readSasMessage(text)).to.equal('malformed'));
  }

  it('has nothing from its prototype', () => {
    const text = writeSasMessage(hello);
    expect(readSasMessage(`{"__proto__": ${text}}`)).to.equal('malformed');
  });

  it('is too large from 8001 characters on', () => {
    expect(readSasMessage(writeSasMessage(full).padEnd(8000))).to.deep.equal(full);
    expect(readSasMessage(writeSasMessage(full).padEnd(8001))).to.equal('too-large');
  });

  it('is of another version, if that is one', () => {
    for (const v of [0, 2, 1e6]) expect(spoiled(full, { v })).to.equal('other-version');
    for (const v of ['1', 1.5, -1, 1e7, null, undefined]) expect(spoiled(full, { v })).to.equal('malformed');
  });
});

describe('a message with a member that is wrong', () => {
  const wrong: [string, SasMessage, Json[]][] = [
    ['round', hello, [0, -1, 1.5, 1e9 + 1, '1', null, undefined].map((r) => ({ r }))],
    ['commitment', hello, ['', 'abc', `${commitment}A`, `${commitment}\n`, 7, null].map((c) => ({ c }))],
    ['commitment of 43 blanks', hello, [{ c: ' '.repeat(43) }]],
    ['"done"', full, [undefined, null, 0, 'true'].map((done) => ({ done }))],
    ['"done" before it has seen anything', hello, [{ done: true }]],
    ['nonce before it has seen anything', full, [{ seen: undefined, done: false }]],
    ['"seen"', full, [null, '', 'abc', 7, `${seen}A`].map((one) => ({ seen: one }))],
    ['"seen" without a reveal', hello, [{ seen }]],
    ['nonce', full, [undefined, '', 'AAAA', `${seen}A`, 7].map((nonce) => ({ nonce }))],
    ['chat key', full, [undefined, '', seen, 7].map((key) => ({ key }))],
    ['list of fingerprints', full, [undefined, null, [], {}, print(1)].map((fps) => ({ fps }))],
    ['fingerprint', full, [['no'], [{}], [print(1), 'no'], [7, print(1)]].map((fps) => ({ fps }))],
    ['spelling of a fingerprint', full, [{ fps: [print(0xab).toLowerCase()] }]],
    ['order of fingerprints', full, [{ fps: [print(2), print(1)] }]],
    ['fingerprint twice', full, [{ fps: [print(1), print(1)] }]],
    ['hash that can be forged', full, [{ fps: [`sha-1 ${'AB:'.repeat(19)}AB`] }]],
  ];
  for (const [name, message, changes] of wrong) {
    it(`is malformed: ${name}`, () => {
      for (const change of changes) {
        expect(spoiled(message, change), JSON.stringify(change)).to.equal('malformed');
      }
    });
  }
});
