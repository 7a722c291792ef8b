import { expect } from '@open-wc/testing';
import { confidentialityReport } from '../../../src/report/confidentiality-report.ts';
import type { ReportInput } from '../../../src/report/report-types.ts';
import { evidence, print } from '../transport-security/support.ts';

const now = Date.parse('2026-11-24T10:30:00Z');
const input = (changes: Partial<ReportInput> = {}): ReportInput => ({
  ...{
    now,
    startedAt: now - 60_000,
    levels: [{ level: 'end-to-end', at: now - 50_000 }],
    confidentiality: 'any',
  },
  ...{ evidence: [evidence()], verification: [], secret: 'none', relayOnly: false, role: 'publisher' },
  ...{ chatPrivate: true, telemetry: false, proxied: false, privacyNotice: true, traceless: true },
  contacts: { hosts: [{ host: 'cabinet.example', expected: true, firstAt: now, count: 3 }], unlisted: 0 },
  ...changes,
});

describe('confidentialityReport', () => {
  it('asks the six questions and lists the eleven promises, in order', () => {
    const report = confidentialityReport(input());
    expect(report.questions.map(({ number, key }) => `${number} ${key}`)).to.deep.equal([
      ...['1 terms', '2 controller', '3 storage', '4 sharing', '5 surveillance', '6 security'],
    ]);
    expect(report.claims.map(({ number }) => number)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (const { source } of report.claims) {
      expect(source).to.deep.equal({
        date: 'as-published-by-the-provider',
        publisher: 'Vonage',
        article: '360029732271',
      });
    }
  });

  it('has the time of consent, only where there was something to agree to', () => {
    expect(confidentialityReport(input())).not.to.have.property('consent');
    const texts = ['J’accepte la convention'];
    expect(confidentialityReport(input({ consent: { at: now, texts } })).consent).to.deep.equal({
      at: '2026-11-24T10:30:00.000Z',
      texts,
    });
  });

  it('answers for the firm only where the firm has said something', () => {
    const marks = (privacyNotice: boolean) =>
      confidentialityReport(input({ privacyNotice })).questions.map(({ marks }) => marks);
    expect(marks(true)[1]).to.include('set-by-firm');
    expect(marks(false)[1]).not.to.include('set-by-firm');
  });

  /** The sources of each answer, by question. */
  const sources = (changes: Partial<ReportInput> = {}) =>
    Object.fromEntries(confidentialityReport(input(changes)).questions.map(({ key, marks }) => [key, marks]));

  it('has a measured answer only where something was measured', () => {
    const measured = (changes: Partial<ReportInput>) =>
      Object.entries(sources(changes))
        .filter(([, marks]) => marks.includes('measured'))
        .map(([key]) => key);
    expect(measured({})).to.deep.equal(['storage', 'sharing', 'surveillance', 'security']);
    expect(measured({ contacts: { hosts: [], unlisted: 0 } })).not.to.include('sharing');
    expect(measured({ levels: [] })).not.to.include('surveillance');
    expect(measured({ levels: [{ level: 'verifying', at: now }] })).not.to.include('surveillance');
    expect(measured({ evidence: [] })).to.deep.equal(['storage', 'sharing', 'surveillance']);
  });

  it('has the firm’s answer on security without a notice too', () => {
    expect(sources({ privacyNotice: false }).security).to.include('set-by-firm');
    expect(sources({ privacyNotice: false }).controller).to.deep.equal(['stated-by-provider']);
  });

  it('tells whether the messages were private, if there was anybody to read them', () => {
    const { chatPrivate: _private, ...alone } = input();
    expect(confidentialityReport(input()).chat).to.equal('private');
    expect(confidentialityReport(input({ chatPrivate: false })).chat).to.equal('not-private');
    expect(confidentialityReport(alone).chat).to.equal('nobody');
  });

  it('tells where the certificates were seen, and that they contradict each other', () => {
    const certificates = (fingerprints: { local: string[]; remote: string[] }) =>
      confidentialityReport(input({ evidence: [evidence({}, { peerId: 'p', fingerprints })] })).connections[0]
        ?.certificates;
    expect(certificates({ local: [print(0xaa)], remote: [print(0xbb)] })).to.equal('statistics');
    expect(certificates({ local: [print(1)], remote: [print(2)] })).to.equal('conflict');
  });

  it('survives being written and read', () => {
    const report = confidentialityReport(input());
    expect(JSON.parse(JSON.stringify(report))).to.deep.equal(report);
  });

  it('tells times and levels', () => {
    const levels = [
      { level: 'verifying', at: now - 60_000 },
      { level: 'to-media-server', at: now - 1000 },
    ] as const;
    const report = confidentialityReport(input({ levels, confidentiality: 'end-to-end' }));
    expect(report.level).to.equal('to-media-server');
    expect(report.levels[1]).to.deep.equal({ level: 'to-media-server', at: '2026-11-24T10:29:59.000Z' });
    expect(report.confidentiality).to.deep.equal({ asked: 'end-to-end', met: false });
    expect(report).to.have.property('startedAt', '2026-11-24T10:29:00.000Z');
    expect(report).not.to.have.property('endedAt');
    const { startedAt: _started, ...before } = input({ endedAt: now });
    expect(confidentialityReport(before)).to.have.property('endedAt', '2026-11-24T10:30:00.000Z');
    expect(confidentialityReport(before)).not.to.have.property('startedAt');
  });

  it('has neither identifiers nor addresses', () => {
    const hosts = ['192.0.2.7', '192.0.2.7:443', '[2001:db8::1]:443'].map((host) => ({
      host,
      expected: true,
      firstAt: now,
      count: 1,
    }));
    const report = confidentialityReport(
      input({
        evidence: [evidence({}, { peerId: 'secret-id' })],
        contacts: { hosts, unlisted: 0 },
      }),
    );
    expect(JSON.stringify(report)).not.to.match(/secret-id|192\.0\.2|2001:db8|AA:AA|BB:BB/);
    expect(report.servers.map(({ server: host }) => host)).to.deep.equal([
      'ip-address',
      'ip-address',
      'ip-address',
    ]);
  });

  it('counts the comparisons', () => {
    const verification = ['confirmed', 'mismatch', 'confirmed', 'open', 'confirmed', 'mismatch'] as const;
    expect(confidentialityReport(input({ verification })).verification).to.deep.equal({
      people: 6,
      confirmed: 3,
      mismatch: 2,
      open: 1,
    });
    expect(confidentialityReport(input()).verification).to.deep.equal({
      ...{ people: 0, confirmed: 0, mismatch: 0, open: 0 },
    });
  });

  it('has no word of praise without statistics', () => {
    const report = confidentialityReport(input({ evidence: [], levels: [] }));
    expect(report.level).to.equal('verifying');
    for (const key of ['srtp', 'aes-128-hmac-sha1', 'peer-to-peer-keys', 'routed-keys']) {
      expect(report.claims.find((promise) => promise.key === key)?.check, key).to.equal('not-checked');
    }
  });

  it('never says that a mere statement was kept', () => {
    for (const { mark, check: outcome } of confidentialityReport(input()).claims) {
      if (mark === 'stated-by-provider') expect(outcome).to.equal(undefined);
    }
  });
});
