import { expect } from '@open-wc/testing';
import { compareWithBaseline, isBrokenSuite } from '../../../src/transport-security/srtp-policy.ts';

describe('an SRTP profile against the baseline', () => {
  for (const [profile, result] of [
    ['SRTP_AES128_CM_HMAC_SHA1_80', 'equal'],
    ['AES_CM_128_HMAC_SHA1_80', 'equal'],
    ['srtp_aes128_cm_hmac_sha1_80', 'equal'],
    ['SRTP_AEAD_AES_128_GCM', 'stronger'],
    ['AEAD_AES_256_GCM', 'stronger'],
    ['SRTP_AES128_CM_HMAC_SHA1_32', 'weaker'],
    ['AES_CM_128_HMAC_SHA1_32', 'weaker'],
    ['SRTP_NULL_HMAC_SHA1_80', 'weaker'],
    ['SRTP_NULL_SHA1_32', 'weaker'],
    ['null', 'weaker'],
    ['AES_NULL', 'weaker'],
    ['SRTP_ANNULLED', 'not-reported'],
    ['not-reported', 'not-reported'],
    ['SRTP_NEW_AND_UNKNOWN', 'not-reported'],
    ['SRTP_SRTP_AEAD_AES_256_GCM', 'not-reported'],
    ['__proto__', 'not-reported'],
    ['', 'not-reported'],
  ] as const) {
    it(`${profile || 'nothing'}: ${result}`, () => expect(compareWithBaseline(profile)).to.equal(result));
  }
});

describe('a DTLS cipher suite', () => {
  for (const suite of [
    'TLS_RSA_WITH_NULL_SHA256',
    'TLS_ECDH_anon_WITH_AES_128_CBC_SHA',
    'TLS_RSA_EXPORT_WITH_DES40_CBC_SHA',
    'TLS_ECDHE_RSA_WITH_RC4_128_SHA',
    'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
    'tls_rsa_with_null_sha',
  ]) {
    it(`is broken: ${suite}`, () => expect(isBrokenSuite(suite)).to.equal(true));
  }

  for (const suite of [
    'TLS_AES_128_GCM_SHA256',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
    'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
    'not-reported',
    '',
  ]) {
    it(`is no alarm: ${suite || 'nothing'}`, () => expect(isBrokenSuite(suite)).to.equal(false));
  }
});
