import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import type { Level } from '../../../../src/transport-security/confidentiality-level.ts';
import type { ConnectionEvidence } from '../../../../src/transport-security/evidence.ts';
import { security } from '../../../../src/views/panels/security-panel.ts';
import type { CallModel } from '../../../../src/views/shared/model.ts';
import {
  callModel,
  liveCall,
  notedActions,
  participant,
  spaced,
  View,
  words,
} from '../../../support/view.ts';
import { evidence } from '../../transport-security/support.ts';

const t = words.security;

describe('the panel of the confidentiality', () => {
  let view: View;
  let asked: string[];
  const show = (facts: Partial<LiveCall> = {}, model: Partial<CallModel> = {}) => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(security(liveCall(facts), callModel(model), noted.actions, words));
  };
  const measured = (...connections: readonly ConnectionEvidence[]) =>
    show({ security: { level: 'end-to-end', evidence: connections, at: 0 } });
  const titles = () => [...view.root.querySelectorAll('.connection h3')].map((one) => one.textContent);
  /** What is said of the first connection, by term. */
  const facts = () =>
    Object.fromEntries(
      [...(view.root.querySelector('dl')?.querySelectorAll('dt') ?? [])].map((one) => [
        one.textContent,
        one.nextElementSibling?.textContent,
      ]),
    );
  afterEach(() => view.close());

  for (const level of Object.keys(t.levels) as Level[]) {
    it(`says what is measured, and what it means: ${level}`, () => {
      show({ security: { level, evidence: [], at: null } });
      expect(view.root.querySelector('strong')?.textContent).to.equal(t.levels[level]);
      expect(view.text).to.contain(spaced(t.meanings[level]));
    });
  }

  it('offers the telephone where the call is not protected, and nowhere else', () => {
    for (const level of Object.keys(t.levels) as Level[]) {
      show({ security: { level, evidence: [], at: null } }, { phone: '01 44 00 00 00' });
      const links = view.root.querySelectorAll('a[href="tel:0144000000"]');
      expect(links, level).to.have.length(level === 'unprotected' ? 1 : 0);
      view.close();
    }
    show();
  });

  it('claims nothing while one is alone', () => {
    show({ participants: [participant('Zoé', { self: true })] });
    expect(view.text).to.contain(spaced(t.alone)).and.not.to.contain(spaced(t.meanings['end-to-end']));
  });

  it('says whether the shared secret is the same, where there is one', () => {
    show();
    expect(view.root.querySelector('.panel > [role=status]')).to.equal(null);
    for (const secret of ['pending', 'matched', 'mismatched'] as const) {
      view.close();
      show({ secret });
      expect(view.byRole('status')[0]?.textContent).to.equal(t.secret[secret]);
    }
  });

  it('tells of people whom one sees and another does not', () => {
    const t = words.attestation;
    show({ differences: [{ with: 'Vasseur', name: 'Ève', unseenBy: 'self' }] });
    expect(view.byRole('alert').map((one) => one.textContent)).to.deep.equal([t.hidden('Vasseur', 'Ève')]);
    view.close();
    show({
      differences: [
        { with: 'Vasseur', name: 'Ève', unseenBy: 'other' },
        { with: '', name: '', unseenBy: 'self' },
      ],
    });
    expect(view.byRole('alert').map((one) => one.textContent)).to.deep.equal([
      ...[t.missing('Vasseur', 'Ève'), t.hidden(words.guest, words.guest)],
    ]);
    view.close();
    show();
    expect(view.byRole('alert')).to.have.length(0);
  });

  it('says when it was measured', () => {
    show({ security: { level: 'end-to-end', evidence: [], at: 1000 } });
    expect(view.text).to.contain(t.measuredAt(words.secondOf(1000)));
    view.close();
    show({ security: { level: 'verifying', evidence: [], at: null } });
    expect(view.text).not.to.contain(t.measuredAt('').trim());
  });

  it('asks to compare the code', () => {
    show({ comparisons: new Map([['Maître Vasseur', { status: 'waiting', revealed: false }]]) });
    expect(view.text).to.contain(spaced(words.code.waiting('Maître Vasseur')));
  });

  it('names the far end of each connection', () => {
    const unnamed = participant('c3', { name: '' });
    show({
      participants: [...liveCall().participants, unnamed],
      security: {
        level: 'end-to-end',
        at: 0,
        evidence: [
          evidence({}, { peerId: 'Maître Vasseur' }),
          evidence({}, { direction: 'subscribe', peerId: 'c3' }),
          evidence({}, { direction: 'subscribe', peerId: 'gone' }),
          evidence({}, {}),
        ],
      },
    });
    expect(titles()).to.deep.equal([
      t.sends('Maître Vasseur'),
      t.receives(words.guest),
      t.receives(words.guest),
      t.sends(t.mediaServer),
    ]);
  });

  it('says what protects a connection, compared with the promise', () => {
    measured(evidence());
    expect(facts()).to.deep.equal({
      [t.facts.key]: t.dtls['1.2'],
      [t.facts.cipher]: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
      [t.facts.media]: `SRTP_AES128_CM_HMAC_SHA1_80, ${t.strength.equal}`,
      [t.facts.route]: t.route.direct,
    });
    view.close();
    measured(evidence({ transport: { srtpCipher: 'SRTP_AES128_CM_HMAC_SHA1_32' } }));
    expect(facts()[t.facts.media]).to.contain(t.strength.weaker);
  });

  it('says of what the browser keeps to itself that it is not reported', () => {
    measured(evidence({}, { peerId: 'Maître Vasseur', report: [] }));
    expect(Object.values(facts())).to.deep.equal(Array(4).fill(t.notReported));
  });

  it('opens the report with its details, not when they close', () => {
    show();
    const details = view.root.querySelector('details') as HTMLDetailsElement;
    expect(view.text).to.contain(words.report.coming);
    details.dispatchEvent(new Event('toggle'));
    expect(asked).to.deep.equal([]);
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    expect(asked).to.deep.equal(['openReport']);
    view.close();
    show({}, { report: html`<p>La fiche</p>` });
    expect(view.text).to.contain('La fiche').and.not.to.contain(words.report.coming);
  });

  it('saves and prints the report', () => {
    show();
    view.intoShadow();
    view.press(words.report.save);
    view.press(words.report.data);
    view.press(words.report.print);
    expect(asked.map((one) => one.split(' {')[0])).to.deep.equal([
      'saveReport html',
      'saveReport json',
      'printReport',
    ]);
  });
});
