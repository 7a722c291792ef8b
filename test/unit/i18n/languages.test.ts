import { expect } from '@open-wc/testing';
import { contactCodes } from '../../../src/contact-codes.ts';
import { confidentialityReport } from '../../../src/controller/report-files.ts';
import { remedies } from '../../../src/error.ts';
import { callIn } from '../../../src/i18n/call-words.ts';
import { directionOf, type Language, languageFor, lobbyIn } from '../../../src/i18n/localize.ts';
import type { CallMessages } from '../../../src/i18n/messages.ts';
import { reportIn } from '../../../src/i18n/report-words.ts';
import { texts } from './texts.ts';

const others = ['ar', 'de', 'en', 'es', 'it', 'nl', 'pt'] as const satisfies readonly Language[];

/** The letters that the language is written with, digits and names of protocols apart. */
const letters = (text: string): string => text.replace(/[^\p{L}]/gu, '');

for (const language of ['fr', ...others] as const) {
  it(`in ${language}, what a button is called has the words that stand on it (WCAG 2.5.3)`, async () => {
    const t = await callIn(language);
    const said = [
      [t.admit, t.admitName('Zoé')],
      [t.refuse, t.refuseName('Zoé')],
      [t.mute, t.muteName('Zoé')],
      [t.remove, t.removeName('Zoé')],
      [t.screen.label, t.screen.start],
      [t.screen.end, t.screen.stop],
    ] as const;
    for (const [words, name] of said) {
      expect(name.toLocaleLowerCase(language)).to.contain(words.toLocaleLowerCase(language));
    }
  });
}

for (const language of others) {
  describe(`the interface in ${language}`, () => {
    let words: CallMessages;
    let french: Map<string, string>;
    let all: [string, string][];
    before(async () => {
      words = await callIn(language);
      french = new Map(texts(await callIn('fr')));
      all = texts(words);
    });

    it('says all that French says, and nothing else', () => {
      expect(all.map(([path]) => path)).to.have.members([...french.keys()]);
      for (const [path, text] of all) {
        expect(text.trim(), path).not.to.equal('');
        expect(text, path).not.to.match(/undefined|\[object|100\s*%|AES-256|[!！]/);
      }
    });

    it('is in its own words', () => {
      const long = all.filter(([, text]) => letters(text).length > 20);
      const same = long.filter(([path, text]) => text === french.get(path));
      expect(same).to.deep.equal([]);
      if (language === 'ar') {
        const latin = long.filter(([, text]) => !/\p{Script=Arabic}/u.test(text));
        expect(latin).to.deep.equal([]);
      }
    });

    it('says what each failure is, and what to do', () => {
      for (const code of [...Object.values(remedies).flat(), ...contactCodes]) {
        const { title, advice } = words.errors[code]({});
        expect(title, code).to.match(/[.?؟]$/);
        expect(advice.length, code).to.be.greaterThan(10);
      }
    });

    it('counts as the language counts', () => {
      const forms = [1, 2, 3].map((count) => words.guestsWaiting(count).replace(/\d+/, '#'));
      expect(forms[0]).not.to.equal(forms[2]);
      for (const count of [0, 1, 2, 3, 11, 100]) expect(words.participants(count)).to.match(/\S/);
    });

    it('has a name of its own for each picture of the code', () => {
      expect(words.pictures).to.have.length(64);
      expect(new Set(words.pictures).size).to.equal(64);
    });

    it('begins in the lobby with the same words as in the call', async () => {
      const lobby = await lobbyIn(language);
      expect(words.join).to.equal(lobby.join);
      expect(words.title).to.equal(lobby.title);
    });

    it('writes the report', async () => {
      const t = await reportIn(language);
      const now = Date.parse('2026-11-24T10:30:00Z');
      const report = confidentialityReport({
        ...{ now, startedAt: now - 60_000, levels: [{ level: 'end-to-end', at: now }], evidence: [] },
        ...{ confidentiality: 'any', verification: [], secret: 'none', relayOnly: false, telemetry: false },
        ...{ proxied: false, privacyNotice: true, contacts: { hosts: [], unlisted: 0 } },
      });
      for (const { title, answers } of Object.values(t.questions)) {
        expect(title).to.match(/[?؟;]$/);
        for (const answer of Object.values(answers)) expect(answer(report)).not.to.match(/undefined/);
      }
      expect(Object.values(t.claims).every((text) => text.length > 10)).to.equal(true);
      expect(t.title).not.to.equal((await reportIn('fr')).title);
    });
  });
}

describe('languageFor', () => {
  it('takes the primary language of a tag, and French for what it does not speak', () => {
    const asked = ['de', 'de-CH', 'EN-us', 'ar-EG', 'pt-BR', 'zh', '', 'fr-CA', 'constructor', '__proto__'];
    expect(asked.map(languageFor)).to.deep.equal([
      ...['de', 'de', 'en', 'ar', 'pt', 'fr', 'fr', 'fr', 'fr', 'fr'],
    ]);
  });

  it('reads Arabic from the right', () => {
    expect(others.filter((language) => directionOf(language) === 'rtl')).to.deep.equal(['ar']);
  });
});
