import { expect } from '@open-wc/testing';
import { cleanName, lookOf } from '../../../src/call/clean-name.ts';

const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';

describe('a name', () => {
  const { Segmenter } = Intl;
  afterEach(() => {
    Reflect.set(Intl, 'Segmenter', Segmenter);
  });

  it('keeps the joiners that scripts and emoji need', () => {
    for (const name of [
      `Famille ${FAMILY}`,
      // Persian: without the non-joiner it is written as another word.
      '\u0639\u0644\u06CC\u200C\u0631\u0636\u0627',
      // Sinhala and Devanagari conjuncts.
      '\u0DC1\u0DCA\u200D\u0DBB\u0DD3',
      '\u0936\u094D\u200D\u0930\u0940',
      'Zoé ❤\uFE0F',
    ])
      expect(cleanName(name)).to.equal(name);
  });

  it('loses what reorders, hides or imitates text', () => {
    for (const sign of [
      ...[
        '\u202E',
        '\u2066',
        '\u200B',
        '\u2060',
        '\uFEFF',
        '\u00AD',
        '\u3164',
        '\u{E0041}',
        '\u2800',
        '\u{1D159}',
      ],
      ...['\uFFFC', '\uE000', '\uD800', '\u0000', '\u2028'],
    ])
      expect(cleanName(`Anne${sign} Martin`), sign.codePointAt(0)?.toString(16)).to.equal('Anne Martin');
  });

  it('of which nothing is visible is none', () => {
    for (const name of ['', ' ', '\u200D', '\u200C\uFE0F', '\u0301', 7, null])
      expect(cleanName(name)).to.equal('');
  });

  it('is cut between characters as people count them', () => {
    expect(cleanName(FAMILY.repeat(100))).to.equal(FAMILY.repeat(40));
    expect(cleanName('e\u0301'.repeat(100))).to.equal('e\u0301'.repeat(80));
    // One letter under hundreds of marks is no name.
    expect(cleanName(`Zoé ${'a'}${'\u0301'.repeat(2000)}`)).to.equal('Zoé');
    Reflect.set(Intl, 'Segmenter', undefined);
    expect(cleanName(`${'x'.repeat(78)}${FAMILY}`)).to.equal(`${'x'.repeat(78)}\u{1F468}`);
    expect([...cleanName('x'.repeat(500))]).to.have.length(80);
  });

  it('looks like another one, whatever is invisible, wide or a capital in it', () => {
    for (const other of [
      'ANNE MARTIN',
      'Anne\u200D Martin',
      'Ａｎｎｅ Martin',
      'Anne\u00A0\u00A0Martin',
      'An\u200Cne Martin',
    ])
      expect(lookOf(other)).to.equal(lookOf('Anne Martin'));
    expect(lookOf('Anne Martine')).not.to.equal(lookOf('Anne Martin'));
  });
});
