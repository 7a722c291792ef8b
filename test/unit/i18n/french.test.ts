import { expect } from '@open-wc/testing';
import { contactCodes } from '../../../src/contact-codes.ts';
import { remedies } from '../../../src/error.ts';
import { callMessages } from '../../../src/i18n/fr/call.ts';
import { languageOf } from '../../../src/i18n/localize.ts';
import { texts } from './texts.ts';

describe('French', () => {
  const all = texts(callMessages);

  for (const code of [...Object.values(remedies).flat(), ...contactCodes]) {
    it(`says what ${code} is, and what to do`, () => {
      const text = callMessages.errors[code]?.({});
      expect(text?.title).to.match(/[.!?]$/);
      expect(text?.advice.length).to.be.greaterThan(10);
    });
  }

  it('puts a non-breaking space before double signs, and inside quotation marks', () => {
    for (const [path, text] of all) {
      expect(text, path).not.to.match(/[^\s\d\u00a0\u202f][:;?!»]|[ ][:;?!»]|«[^\u00a0\u202f]/);
    }
  });

  it('never exclaims, never says "Oups", never claims what cannot be checked', () => {
    for (const [path, text] of all) {
      expect(text, path).not.to.match(/!|oups|100\s*%|AES-256|entièrement chiffré|totalement/i);
      expect(text, path).to.equal(text.trim());
      expect(text, path).not.to.contain('undefined');
    }
  });

  it('counts one as one', () => {
    for (const [path, text] of texts(callMessages, 1)) {
      expect(text, path).not.to.match(/\b1[ \u00a0](?!fois\b)\p{L}+s\b/u);
    }
  });

  it('names a device as the sentence wants it', () => {
    for (const [path, text] of all) expect(text, path).not.to.match(/\b(?:à le|de le|de les|à les) /i);
    const of = (device: 'camera' | 'microphone' | 'both') =>
      callMessages.errors['permission-denied']({ device }).title;
    expect(of('microphone')).to.equal('L’accès au micro a été refusé.');
    expect(of('camera')).to.equal('L’accès à la caméra a été refusé.');
    expect(of('both')).to.equal('L’accès à la caméra et au micro a été refusé.');
    const { sends, receives, mediaServer } = callMessages.security;
    for (const say of [sends, receives]) expect(say(mediaServer)).to.match(/\u00a0: serveur du prestataire$/);
  });

  it('uses the typographic apostrophe', () => {
    for (const [path, text] of all) expect(text, path).not.to.match(/\p{L}'\p{L}/u);
  });
});

describe('languageOf', () => {
  it('takes the nearest language, across shadow roots', () => {
    const outer = document.createElement('div');
    outer.lang = 'de';
    const inner = outer.attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
    expect(languageOf(inner)).to.equal('de');
    inner.lang = 'en';
    expect(languageOf(inner)).to.equal('en');
    expect(languageOf(document.createElement('p'))).to.equal('fr');
  });
});
