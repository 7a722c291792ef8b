import { expect } from '@open-wc/testing';
import { checkClaim } from '../../../src/report/claim-checks.ts';
import { type ClaimKey, claimKeys } from '../../../src/report/provider-claims.ts';
import type { ReportInput } from '../../../src/report/report-types.ts';
import { evidence, print } from '../transport-security/support.ts';

const now = Date.parse('2026-11-24T10:30:00Z');
const facts = (changes: Partial<ReportInput> = {}): ReportInput => ({
  ...{ now, levels: [], confidentiality: 'any', evidence: [evidence()], verification: [], secret: 'none' },
  ...{ relayOnly: false, role: 'publisher', telemetry: false, proxied: false, privacyNotice: true },
  ...{ traceless: true },
  contacts: { hosts: [{ host: 'cabinet.example', expected: true, firstAt: now, count: 3 }], unlisted: 0 },
  ...changes,
});
const verdict = (key: ClaimKey, changes: Partial<ReportInput>) => {
  const { mark, check = '' } = checkClaim(key, facts(changes));
  return `${mark} ${check}`.trim();
};

describe('the outcome of each promise', () => {
  const routed = [evidence({}, {})];
  const failed = [evidence(), evidence({ transport: { dtlsState: 'failed' } })];
  const silent = [evidence({ transport: { srtpCipher: undefined } })];
  const relayed = [evidence({ local: { candidateType: 'relay', relayProtocol: 'tls' } })];
  const unrouted = [evidence({}, { peerId: 'peer', report: [] })];
  const cases: [ClaimKey, Partial<ReportInput>, string][] = [
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
    ['routed-keys', { evidence: [] }, 'measured not-checked'],
    ['routed-keys', { evidence: [evidence(), ...routed] }, 'measured met'],
    ['peer-to-peer-keys', { evidence: [] }, 'measured not-checked'],
    ['peer-to-peer-keys', { evidence: [...failed, ...routed] }, 'measured not-met'],
    ['ephemeral-keys', {}, 'measured met'],
    ['ephemeral-keys', { traceless: false }, 'measured not-met'],
    ['ip-addresses-only', {}, 'stated-by-provider'],
    ['ip-addresses-only', { relayOnly: true }, 'measured not-met'],
    ['ip-addresses-only', { relayOnly: true, evidence: relayed }, 'measured met'],
    ['ip-addresses-only', { relayOnly: true, evidence: unrouted }, 'measured not-checked'],
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

  it('is open while nobody knows', () => {
    const { traceless: _audit, role: _role, ...unknown } = facts();
    expect(checkClaim('ephemeral-keys', unknown)).to.deep.equal({ mark: 'measured', check: 'not-checked' });
    expect(checkClaim('roles', unknown)).to.deep.equal({ mark: 'measured', check: 'not-checked' });
  });

  it('is tried for every promise', () => {
    expect(new Set(cases.map(([key]) => key))).to.have.property('size', claimKeys.length);
  });
});
