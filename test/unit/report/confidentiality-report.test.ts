import { expect } from '@open-wc/testing';
import { confidentialityReport } from '../../../src/report/confidentiality-report.ts';
import { claimKeys } from '../../../src/report/provider-claims.ts';
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
  ...{ chatSealed: true, telemetry: false, proxied: false, privacyNotice: true, traceless: true },
  contacts: { hosts: [{ host: 'cabinet.example', expected: true, firstAt: now, count: 3 }], unlisted: 0 },
  ...changes,
});
const verdict = (key: string, changes: Partial<ReportInput> = {}) => {
  const found = confidentialityReport(input(changes)).claims.find((promise) => promise.key === key);
  return `${found?.mark} ${found?.check ?? ''}`.trim();
};

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

  it('answers for the firm only where the firm has said something', () => {
    const marks = (privacyNotice: boolean) =>
      confidentialityReport(input({ privacyNotice })).questions.map(({ marks }) => marks);
    expect(marks(true)[1]).to.include('set-by-firm');
    expect(marks(false)[1]).not.to.include('set-by-firm');
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
    expect(report).not.to.have.property('endedAt');
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
    const verification = [
      { status: 'ready', answer: 'same' },
      { status: 'ready', answer: 'different' },
      { status: 'failed', answer: 'none' },
      { status: 'failed', answer: 'different' },
      { status: 'waiting', answer: 'same' },
      { status: 'ready', answer: 'none' },
    ] as const;
    expect(confidentialityReport(input({ verification })).verification).to.deep.equal({
      people: 6,
      same: 1,
      different: 2,
      failed: 1,
      open: 2,
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

describe('the outcome of each promise', () => {
  const routed = [evidence({}, {})];
  const failed = [evidence(), evidence({ transport: { dtlsState: 'failed' } })];
  const silent = [evidence({ transport: { srtpCipher: undefined } })];
  const relayed = [evidence({ local: { candidateType: 'relay', relayProtocol: 'tls' } })];
  const cases: [string, Partial<ReportInput>, string][] = [
    ['roles', {}, 'measured met'],
    ['srtp', {}, 'measured met'],
    ['srtp', { evidence: failed }, 'measured not-met'],
    ['srtp', { evidence: silent }, 'measured not-checked'],
    ['aes-128-hmac-sha1', {}, 'measured met'],
    [
      'aes-128-hmac-sha1',
      { evidence: [evidence({ transport: { srtpCipher: 'SRTP_AEAD_AES_128_GCM' } })] },
      'measured exceeded',
    ],
    [
      'aes-128-hmac-sha1',
      { evidence: [evidence({ transport: { srtpCipher: 'SRTP_AES128_CM_HMAC_SHA1_32' } })] },
      'measured not-met',
    ],
    ['peer-to-peer-keys', {}, 'measured met'],
    ['peer-to-peer-keys', { evidence: routed }, 'measured not-applicable'],
    [
      'peer-to-peer-keys',
      { evidence: [evidence({}, { peerId: 'p', fingerprints: { local: [print(1)], remote: [print(2)] } })] },
      'measured not-met',
    ],
    ['routed-keys', {}, 'measured not-applicable'],
    ['routed-keys', { evidence: routed }, 'measured met'],
    ['ephemeral-keys', { traceless: false }, 'measured not-met'],
    ['ip-addresses-only', {}, 'stated-by-provider'],
    ['ip-addresses-only', { relayOnly: true }, 'measured not-met'],
    ['ip-addresses-only', { relayOnly: true, evidence: relayed }, 'measured met'],
    ['gdpr-eu', {}, 'stated-by-provider'],
    ['gdpr-eu', { proxied: true }, 'set-by-firm'],
    ['gdpr-eu', { proxied: true, contacts: { hosts: [], unlisted: 0 } }, 'set-by-firm'],
    [
      'gdpr-eu',
      {
        proxied: true,
        contacts: { hosts: [{ host: 'x', expected: false, firstAt: now, count: 1 }], unlisted: 0 },
      },
      'measured not-met',
    ],
    ['logs-seven-days', {}, 'stated-by-provider'],
    ['certifications', {}, 'stated-by-provider'],
    ['authorised-endpoints', {}, 'set-by-firm'],
  ];
  for (const [index, [key, changes, expected]] of cases.entries()) {
    it(`${index + 1}. ${key}: ${expected}`, () => expect(verdict(key, changes)).to.equal(expected));
  }

  it('is tried for every promise', () => {
    expect(new Set(cases.map(([key]) => key))).to.have.property('size', claimKeys.length);
  });
});
