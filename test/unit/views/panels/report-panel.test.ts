import { expect } from '@open-wc/testing';
import { reportMessages as t } from '../../../../src/i18n/fr/report.ts';
import { confidentialityReport } from '../../../../src/report/confidentiality-report.ts';
import type { ReportInput } from '../../../../src/report/report-types.ts';
import { page, reportView } from '../../../../src/views/panels/report-panel.ts';
import { spaced, View } from '../../../support/view.ts';
import { evidence } from '../../transport-security/support.ts';

const now = Date.parse('2026-11-24T10:30:00Z');
const server = (host: string, expected = true) => ({ host, expected, firstAt: now, count: 1 });
const input: ReportInput = {
  ...{ now, confidentiality: 'any', levels: [{ level: 'end-to-end', at: now }], evidence: [evidence()] },
  ...{ verification: [], secret: 'none', relayOnly: false, role: 'publisher', telemetry: false },
  ...{ proxied: false, privacyNotice: true, traceless: true },
  contacts: { hosts: [server('cabinet.example')], unlisted: 0 },
};

let view: View;
const show = (changes: Partial<ReportInput> = {}, made = reportView) => {
  view = View.show(made(confidentialityReport({ ...input, ...changes }), t));
};
const items = (list: string) =>
  [...view.root.querySelectorAll(`${list} > li`)].map((one) => spaced(one.textContent));
afterEach(() => view.close());

describe('the sheet of the confidentiality', () => {
  /** The answers to one of the six questions. */
  const answers = (index: number) =>
    [...(view.root.querySelectorAll('.questions > li')[index]?.querySelectorAll('li') ?? [])].map((one) =>
      spaced(one.textContent),
    );

  it('asks six questions, and gives each answer with its source', () => {
    show();
    expect([...view.root.querySelectorAll('.questions strong')].map((one) => one.textContent)).to.deep.equal(
      Object.values(t.questions).map(({ title }) => title),
    );
    expect(answers(3)).to.deep.equal([
      spaced(`${t.questions.sharing.answers.measured?.(confidentialityReport(input))} ${t.marks.measured}`),
      `Le prestataire dit ne rien vendre. ${t.marks['stated-by-provider']}`,
    ]);
    expect(view.text).not.to.contain(t.unmeasured);
  });

  it('says when the person agreed and to what, in the firm’s words, as text; nothing where nothing was asked', () => {
    show();
    expect(view.text).not.to.contain(t.consentTitle);
    view.close();
    show({ consent: { at: now, texts: ['J’accepte <b>la</b> convention'] } });
    expect(view.text).to.contain(spaced(t.consentAt(new Date(now))));
    expect(items('ul')).to.include('J’accepte <b>la</b> convention');
  });

  it('says of what is not measured that it is not', () => {
    show({ levels: [] });
    expect(answers(4)[0]).to.equal(t.unmeasured);
    expect(answers(4)).to.have.length(2);
  });

  it('leaves out an answer that has nothing to say', () => {
    show();
    const report = { ...confidentialityReport(input), connections: [] };
    view.update(reportView(report, t));
    expect(answers(5).some((one) => one.startsWith(t.marks.measured))).to.equal(false);
    expect(answers(5)).to.have.length(2);
  });

  it('says of each promise who vouches for it, and marks the broken one', () => {
    show({ evidence: [evidence({ transport: { srtpCipher: 'SRTP_AES128_CM_HMAC_SHA1_32' } })] });
    const claims = items('.claims');
    expect(view.text).to.contain(t.source('360029732271'));
    expect(claims[0]).to.equal(spaced(`${t.claims['authorised-endpoints']} ${t.marks['set-by-firm']}`));
    expect(claims[1]).to.equal(spaced(`${t.claims.roles} ${t.marks.measured} : ${t.checks.met}`));
    expect(claims[5]).to.equal(spaced(`${t.claims['routed-keys']} ${t.checks['not-applicable']}`));
    const broken = [...view.root.querySelectorAll('.unexpected')].map((one) => spaced(one.textContent));
    expect(broken).to.include(
      spaced(`${t.claims['aes-128-hmac-sha1']} ${t.marks.measured} : ${t.checks['not-met']}`),
    );
    expect(broken.length).to.be.lessThan(claims.length);
    view.close();
    show({ evidence: [] });
    expect(items('.claims')[2]).to.equal(spaced(`${t.claims.srtp} ${t.checks['not-checked']}`));
    expect(view.root.querySelectorAll('.unexpected')).to.have.length(0);
  });

  it('lists the servers, and points out one that nobody expected', () => {
    show({ contacts: { hosts: [server('cabinet.example'), server('192.0.2.7', false)], unlisted: 0 } });
    expect(items('.hosts')).to.deep.equal(['cabinet.example', `${t.anAddress} ${t.unexpected}`]);
    expect([...view.root.querySelectorAll('.hosts > li')].map((one) => one.className)).to.deep.equal([
      '',
      'unexpected',
    ]);
    expect(view.text).not.to.contain(t.noServers).and.not.to.contain('au-delà');
  });

  it('says that there was no server yet, or more than the list has', () => {
    show({ contacts: { hosts: [], unlisted: 0 } });
    expect(view.text).to.contain(t.noServers);
    expect(view.root.querySelector('.hosts')).to.equal(null);
    view.close();
    show({ contacts: { ...input.contacts, unlisted: 2 } });
    expect(view.text).to.contain(spaced(t.unlisted(2)));
  });
});

describe('the report on a page', () => {
  const whole = (changes: Partial<ReportInput> = {}) => show(changes, page);
  const [start, end] = [new Date(now - 60_000), new Date(now - 1000)];

  it('has the sheet, the levels and the connections', () => {
    whole();
    expect(view.root.querySelector('h1')?.textContent).to.equal(t.title);
    expect(view.text)
      .to.contain(spaced(t.levelAt(t.levels['end-to-end'], new Date(now))))
      .and.to.contain(t.legend)
      .and.to.contain(t.chat.nobody);
    const [connection] = confidentialityReport(input).connections;
    expect(view.text).to.contain(connection && spaced(t.connection(connection)));
  });

  it('says whether the messages had a private line to everybody', () => {
    for (const [chatPrivate, said] of [
      [true, t.chat.private],
      [false, t.chat['not-private']],
    ] as const) {
      whole({ chatPrivate });
      expect(view.text).to.contain(spaced(said)).and.not.to.contain(t.chat.nobody);
      view.close();
    }
    whole();
  });

  it('says when the call began and ended, if it has', () => {
    whole();
    expect(view.text).not.to.match(/Appel (du|commencé)/);
    view.close();
    whole({ startedAt: start.getTime() });
    expect(view.text).to.contain(spaced(t.period(start, null)));
    view.close();
    whole({ startedAt: start.getTime(), endedAt: end.getTime() });
    expect(view.text).to.contain(spaced(t.period(start, end)));
  });

  it('says what the firm requires, and whether it is so', () => {
    whole();
    expect(view.text).to.contain(t.asked.any).and.not.to.contain(t.met.true).and.not.to.contain(t.met.false);
    view.close();
    whole({ confidentiality: 'end-to-end' });
    expect(view.text).to.contain(`${t.asked['end-to-end']} ${t.met.true}`);
    view.close();
    whole({ confidentiality: 'verified' });
    expect(view.text).to.contain(`${t.asked.verified} ${t.met.false}`);
  });
});
