import { expect } from '@open-wc/testing';
import { readStatement, writeStatement } from '../../../src/attestation/statement.ts';
import { print } from '../transport-security/support.ts';
import { statementOf } from './support.ts';

const full = statementOf({
  ...{ attestation: 'a.b.c', join: 3, removed: ['subject-eve'] },
  people: [
    { fingerprint: print(0xb), name: 'Ben' },
    { fingerprint: print(0xc), name: 'Cleo' },
  ],
});

describe('a statement', () => {
  const read = (facts: object) => readStatement(JSON.stringify({ ...full, ...facts }));

  it('is read as it is written', () => {
    for (const one of [full, statementOf()]) expect(readStatement(writeStatement(one))).to.deep.equal(one);
  });

  it('may have members of a later version', () => {
    const [first] = full.people;
    expect(read({ later: 1, people: [{ ...first, later: 1 }] })).to.deep.equal({ ...full, people: [first] });
  });

  it('is an object with all its members', () => {
    for (const text of ['', 'null', '7', '"x"', '[]', '{}', `[${writeStatement(full)}]`, '{'])
      expect(readStatement(text), text).to.equal(undefined);
    for (const name of Object.keys(full)) expect(read({ [name]: undefined }), name).to.equal(undefined);
    const { join: _, ...rest } = full;
    const inherited = JSON.stringify(rest).replace('{', '{"__proto__":{"join":1},');
    expect(readStatement(inherited)).to.equal(undefined);
  });

  it('has an attestation as text', () => {
    for (const attestation of [null, 1, {}, ['a.b.c']]) expect(read({ attestation })).to.equal(undefined);
  });

  it('counts joins from one', () => {
    for (const join of [0, -1, 1.5, '1', null, 1e6 + 1, [1]]) expect(read({ join })).to.equal(undefined);
    for (const join of [1, 1e6]) expect(read({ join })).to.deep.include({ join });
  });

  it('knows people by fingerprint and name', () => {
    const person = { fingerprint: print(0xb), name: 'Ben' };
    expect(read({ people: [person] })).to.deep.include({ people: [person] });
    for (const wrong of [
      ...[null, 'Ben', 7, [], {}, { name: 'Ben' }, { fingerprint: print(0xb) }],
      ...['', null, 7, 'x'.repeat(301)].map((name) => ({ ...person, name })),
      ...['', null, 7, print(0xb).toLowerCase(), print(0xb).slice(8), 'sha-1 AA'].map((fingerprint) => ({
        ...person,
        fingerprint,
      })),
    ])
      expect(read({ people: [person, wrong] }), JSON.stringify(wrong)).to.equal(undefined);
  });

  it('names the subjects of removed people', () => {
    for (const wrong of ['', null, 7, {}, ['subject'], 'x'.repeat(301)])
      expect(read({ removed: ['subject', wrong] }), JSON.stringify(wrong)).to.equal(undefined);
    expect(read({ removed: ['x'.repeat(300)] })).not.to.equal(undefined);
  });

  it('has lists of a hundred at most', () => {
    const people = (count: number) => Array(count).fill({ fingerprint: print(0xb), name: 'Ben' });
    const removed = (count: number) => Array(count).fill('subject');
    expect(read({ people: people(100), removed: removed(100) })).not.to.equal(undefined);
    expect(read({ people: people(101) })).to.equal(undefined);
    expect(read({ removed: removed(101) })).to.equal(undefined);
    for (const wrong of [null, {}, 'x', 7, { length: 0 }]) {
      expect(read({ people: wrong })).to.equal(undefined);
      expect(read({ removed: wrong })).to.equal(undefined);
    }
  });
});
