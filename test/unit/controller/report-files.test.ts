import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { confidentialityReport, print, reportView, save } from '../../../src/controller/report-files.ts';
import { reportMessages as t } from '../../../src/i18n/fr/report.ts';
import type { ReportInput } from '../../../src/report/report-types.ts';
import { evidence } from '../transport-security/support.ts';

const now = Date.parse('2026-11-24T10:30:00Z');
const input: ReportInput = {
  ...{ now, startedAt: now - 60_000, confidentiality: 'end-to-end' },
  levels: [
    { level: 'verifying', at: now - 60_000 },
    { level: 'end-to-end', at: now - 50_000 },
  ],
  ...{ evidence: [evidence()], verification: ['confirmed'] },
  ...{ secret: 'none', relayOnly: false, role: 'publisher', chatPrivate: true, telemetry: false },
  ...{ proxied: false, privacyNotice: true, traceless: true },
  contacts: {
    hosts: [
      { host: 'cabinet.example', expected: true, firstAt: now, count: 3 },
      { host: '<img src=x onerror=alert(1)>', expected: false, firstAt: now, count: 1 },
    ],
    unlisted: 2,
  },
};

/** What the report says, as it is read. */
function read(changes: Partial<ReportInput> = {}): HTMLElement {
  const place = document.createElement('div');
  render(reportView(confidentialityReport({ ...input, ...changes }), t), place);
  return place;
}

/** The files that something saves, as texts by name, and the type of each. */
async function saved(work: () => void): Promise<{ name: string; text: string; type: string }[]> {
  const links: HTMLAnchorElement[] = [];
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    links.push(this);
  };
  try {
    work();
  } finally {
    HTMLAnchorElement.prototype.click = click;
  }
  return Promise.all(
    links.map(async ({ href, download }) => {
      const response = await fetch(href);
      return {
        name: download,
        text: await response.text(),
        type: response.headers.get('content-type') ?? '',
      };
    }),
  );
}

describe('the confidentiality report', () => {
  it('answers the six questions, each answer with its voucher', () => {
    const questions = read().querySelectorAll('.questions > li');
    expect(questions).to.have.length(6);
    for (const question of questions) {
      const answers = [...question.querySelectorAll('ul > li')];
      expect(answers.length, question.textContent ?? '').to.be.greaterThan(0);
      for (const answer of answers) {
        expect(answer.textContent).to.match(
          /(mesuré maintenant|réglé par le cabinet|dit par le prestataire)\s*$/,
        );
      }
    }
    expect(read().querySelectorAll('.claims > li')).to.have.length(11);
    expect(read().textContent).to.include('article 360029732271');
  });

  it('shows what others have named as text, and marks what nobody expected', () => {
    const place = read();
    expect(place.querySelector('img')).to.equal(null);
    const [fine, strange] = place.querySelectorAll('.hosts li');
    expect(fine?.className).to.equal('');
    expect(strange?.textContent).to.include('<img src=x onerror=alert(1)>').and.to.include('inattendu');
    expect(place.textContent).to.include('à des serveurs qui n’étaient pas prévus');
  });

  it('says nothing reassuring of what was not measured', () => {
    const { traceless: _looked, role: _known, ...unlooked } = input;
    const place = document.createElement('div');
    const nothing: ReportInput = {
      ...unlooked,
      ...{ evidence: [evidence({}, { peerId: 'peer', report: [] })], levels: [] },
      contacts: { hosts: [], unlisted: 0 },
    };
    render(reportView(confidentialityReport(nothing), t), place);
    const text = place.textContent ?? '';
    expect(text.split('Rien n’est encore mesuré à ce sujet')).to.have.length(5);
    expect(text).not.to.match(/mesuré maintenant|mieux que promis|comme promis|Chiffré d’un navigateur/);
  });

  it('says when a promise is not kept', () => {
    const weak = { evidence: [evidence({ transport: { srtpCipher: 'SRTP_NULL_HMAC_SHA1_80' } })] };
    expect(read(weak).querySelectorAll('.claims .unexpected').length).to.be.greaterThan(0);
    expect(read({ traceless: false }).textContent).to.include('quelque chose de l’appel a été écrit');
  });

  it('keeps to the typography and the modesty of the rest', () => {
    const text = read().textContent ?? '';
    expect(text).not.to.match(/[^\s\d\u00a0\u202f][:;?!»]|[ ][:;?!»]|\p{L}'\p{L}/u);
    expect(text).not.to.match(/!|100\s*%|AES-256|totalement|undefined/i);
  });
});

describe('the report', () => {
  it('is saved as data, the same as the method gives', async () => {
    const report = confidentialityReport(input);
    const [file] = await saved(() => save(report, 'json', t, 'fr'));
    expect(file?.name).to.equal('confidentialite-2026-11-24.json');
    expect(JSON.parse(file?.text ?? '')).to.deep.equal(report);
  });

  it('is saved as a page that needs nothing else and runs nothing', async () => {
    const [file] = await saved(() => save(confidentialityReport(input), 'html', t, 'fr'));
    expect(file?.name).to.equal('confidentialite-2026-11-24.html');
    expect(file?.text)
      .to.match(/^<!doctype html>/)
      .and.not.to.include('<!--');
    const page = new DOMParser().parseFromString(file?.text ?? '', 'text/html');
    expect(page.querySelectorAll('script, link, img, iframe')).to.have.length(0);
    expect(page.querySelector('h1')?.textContent).to.equal('Rapport de confidentialité');
    expect(page.body.textContent)
      .to.include('Chiffré d’un navigateur à l’autre · à vérifier')
      .and.to.include('Le code a été comparé avec chacun, et il était identique.');
  });

  it('is printed alone, and nothing of it stays', () => {
    const place = document.body.appendChild(document.createElement('div'));
    const shadow = place.attachShadow({ mode: 'open' });
    let printed = '';
    const append = shadow.append.bind(shadow);
    shadow.append = (frame: HTMLIFrameElement) => {
      append(frame);
      const { contentWindow: view } = frame;
      if (!view) return;
      view.print = () => {
        printed = view.document.body.textContent ?? '';
        const { lang, dir } = view.document.documentElement;
        expect([lang, dir]).to.deep.equal(['ar', 'rtl']);
        view.dispatchEvent(new Event('afterprint'));
      };
    };
    print(confidentialityReport(input), t, 'ar', shadow);
    expect(printed).to.include('Rapport de confidentialité').and.to.include('Les six questions');
    expect(shadow.querySelector('iframe')).to.equal(null);
    place.remove();
  });
});
