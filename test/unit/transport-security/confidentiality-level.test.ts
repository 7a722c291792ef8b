import { expect } from '@open-wc/testing';
import {
  isFall,
  type Level,
  type LevelContext,
  levelOf,
  meets,
} from '../../../src/transport-security/confidentiality-level.ts';
import { evidence, print, stats } from './support.ts';

const context = (changes: Partial<LevelContext> = {}): LevelContext => ({
  ...{ secret: 'none', verifiedPeers: new Set<string>(), attestedPeers: new Set<string>(), expected: [] },
  ...changes,
});
const verified = context({ verifiedPeers: new Set(['peer']) });
const routed = evidence({}, {});

describe('levelOf', () => {
  it('is end to end between people, and verified once they have compared', () => {
    expect(levelOf([evidence()], context())).to.equal('end-to-end');
    expect(levelOf([evidence()], verified)).to.equal('end-to-end-verified');
  });

  it('is attested where the firm vouches for the person at the other end, and less than verified', () => {
    const attested = context({ attestedPeers: new Set(['peer']) });
    expect(levelOf([evidence()], attested)).to.equal('end-to-end-attested');
    expect(levelOf([evidence({}, { peerId: 'third' })], attested)).to.equal('end-to-end');
    expect(levelOf([evidence(), evidence({}, { peerId: 'third' })], attested)).to.equal('end-to-end');
    const both = context({ attestedPeers: new Set(['peer', 'third']), verifiedPeers: new Set(['peer']) });
    expect(levelOf([evidence()], both)).to.equal('end-to-end-verified');
    expect(levelOf([evidence(), evidence({}, { peerId: 'third' })], both)).to.equal('end-to-end-attested');
  });

  it('is attested neither through a media server, nor without a certificate, nor with weak transport', () => {
    const attested = context({ attestedPeers: new Set(['peer']), secret: 'matched' });
    const served = evidence({}, { direction: 'subscribe', statedPeer: 'peer' });
    expect(levelOf([served], attested)).to.equal('end-to-end-secret');
    const uncertified = evidence({}, { peerId: 'peer', certified: false });
    expect(levelOf([uncertified], attested)).to.equal('unverifiable');
    const failed = evidence({ transport: { dtlsState: 'failed' } });
    expect(levelOf([failed], attested)).to.equal('unprotected');
  });

  it('does not count a comparison with somebody else', () => {
    expect(levelOf([evidence({}, { peerId: 'third' })], verified)).to.equal('end-to-end');
  });

  it('says nothing of a connection whose certificates are not seen', () => {
    const unseen = evidence({ transport: { localCertificateId: undefined } });
    expect(levelOf([unseen], verified)).to.equal('verifying');
    expect(levelOf([evidence(), unseen], verified)).to.equal('verifying');
  });

  it('is unverifiable where a client announces no certificate, and nobody can have compared', () => {
    const uncertified = evidence({}, { peerId: 'peer', certified: false });
    expect(levelOf([uncertified], verified)).to.equal('unverifiable');
    expect(levelOf([routed, uncertified], verified)).to.equal('unverifiable');
    expect(levelOf([evidence({}, { topology: 'peer', certified: true })], verified)).to.equal('unverifiable');
  });

  it('alarms at a certificate that is nobody’s, and waits for one that may still be announced', () => {
    const bare = stats({ transport: { dtlsState: 'new' } });
    expect(levelOf([evidence({}, { topology: 'unknown' })], verified)).to.equal('unprotected');
    expect(levelOf([evidence({}, { topology: 'unknown', report: bare })], verified)).to.equal('unprotected');
    expect(levelOf([evidence({}, { topology: 'undecided' })], verified)).to.equal('verifying');
    expect(levelOf([evidence(), evidence({}, { topology: 'undecided' })], verified)).to.equal('verifying');
  });

  for (const [secret, level] of [
    ['none', 'to-media-server'],
    ['pending', 'verifying'],
    ['matched', 'end-to-end-secret'],
    ['mismatched', 'to-media-server'],
  ] as const) {
    it(`routed, secret ${secret}: ${level}`, () => {
      expect(levelOf([routed], context({ secret }))).to.equal(level);
    });
  }

  it('says nothing of a call with nobody else', () => {
    expect(levelOf([], context())).to.equal('verifying');
  });

  it('says nothing while a connection is missing', () => {
    const camera = { direction: 'publish', stream: 'camera', peerId: 'peer' } as const;
    for (const other of [
      { ...camera, direction: 'subscribe' },
      { ...camera, stream: 'screen' },
      { ...camera, peerId: 'third' },
    ] as const) {
      expect(levelOf([evidence()], context({ expected: [camera] }))).to.equal('end-to-end');
      expect(levelOf([evidence()], context({ expected: [camera, other] }))).to.equal('verifying');
      // Several of one kind do not make up for another.
      const four = [1, 2, 3, 4].map(() => evidence());
      expect(levelOf(four, context({ expected: [camera, other] }))).to.equal('verifying');
    }
  });

  it('needs one connection to a media server for each own stream, and one for each stream of each person', () => {
    const needed = (direction: 'publish' | 'subscribe', peerId: string) =>
      levelOf([routed, received], context({ expected: [{ direction, stream: 'camera', peerId }] }));
    const received = evidence({}, { direction: 'subscribe', statedPeer: 'a' });
    expect([needed('publish', 'a'), needed('publish', 'b')]).to.deep.equal([
      'to-media-server',
      'to-media-server',
    ]);
    expect([needed('subscribe', 'a'), needed('subscribe', 'b')]).to.deep.equal([
      'to-media-server',
      'verifying',
    ]);
  });

  it('is that of the weakest connection', () => {
    const bad = evidence({ transport: { dtlsState: 'failed' } });
    expect(levelOf([evidence(), routed], verified)).to.equal('to-media-server');
    expect(levelOf([evidence(), evidence({}, { peerId: 'third' })], verified)).to.equal('end-to-end');
    expect(levelOf([evidence(), bad, routed], verified)).to.equal('unprotected');
    const missing = { direction: 'publish', stream: 'camera', peerId: 'third' } as const;
    expect(levelOf([bad], context({ expected: [missing] }))).to.equal('unprotected');
  });

  it('is no alarm over a connection that is closed, and proves nothing', () => {
    const closed = evidence({ transport: { dtlsState: 'closed' } });
    expect(levelOf([closed], verified)).to.equal('verifying');
    expect(levelOf([evidence(), closed], verified)).to.equal('verifying');
  });

  it('is no alarm over a connection whose network is gone, which Firefox calls failed DTLS, and proves nothing', () => {
    const cut = (transport: object) => evidence({ transport: { dtlsState: 'failed', ...transport } });
    const gone = { iceState: 'closed', tlsVersion: undefined, dtlsCipher: undefined };
    expect(levelOf([cut(gone)], verified)).to.equal('verifying');
    expect(levelOf([evidence(), cut(gone)], verified)).to.equal('verifying');
    expect(levelOf([cut({ ...gone, tlsVersion: 'FEFF' })], verified)).to.equal('unprotected');
  });

  const alarms: [string, Record<string, unknown>][] = [
    ['failed DTLS', { dtlsState: 'failed' }],
    ['failed DTLS over a network that works', { dtlsState: 'failed', iceState: 'connected' }],
    ['DTLS 1.0', { tlsVersion: 'FEFF' }],
    ['a short tag', { srtpCipher: 'SRTP_AES128_CM_HMAC_SHA1_32' }],
    ['no media cipher', { srtpCipher: 'SRTP_NULL_HMAC_SHA1_80' }],
    ['no DTLS cipher', { dtlsCipher: 'TLS_ECDHE_ECDSA_WITH_NULL_SHA' }],
    ['an anonymous suite', { dtlsCipher: 'TLS_ECDH_anon_WITH_AES_128_CBC_SHA' }],
  ];
  for (const [name, transport] of alarms) {
    it(`alarms at ${name}, secret and comparison notwithstanding`, () => {
      expect(levelOf([evidence({ transport })], verified)).to.equal('unprotected');
      expect(levelOf([evidence({ transport }, {})], context({ secret: 'matched' }))).to.equal('unprotected');
    });
  }

  it('alarms at certificates that differ from the descriptions', () => {
    const conflict = evidence(
      {},
      { peerId: 'peer', fingerprints: { local: [print(1)], remote: [print(2)] } },
    );
    expect(levelOf([conflict], verified)).to.equal('unprotected');
  });

  for (const key of ['dtlsState', 'tlsVersion', 'dtlsCipher', 'srtpCipher', 'type']) {
    it(`reassures nobody without ${key}`, () => {
      const incomplete = { transport: { [key]: undefined } };
      expect(levelOf([evidence(incomplete)], verified)).to.equal('verifying');
      expect(levelOf([evidence(incomplete, {})], context({ secret: 'matched' }))).to.equal('verifying');
    });
  }

  for (const dtlsState of ['new', 'connecting']) {
    it(`waits while DTLS is ${dtlsState}`, () => {
      expect(levelOf([evidence({ transport: { dtlsState } })], verified)).to.equal('verifying');
    });
  }
});

describe('meets', () => {
  const table: [Level, boolean, boolean, boolean, boolean][] = [
    ['verifying', true, false, false, false],
    ['end-to-end-verified', true, true, true, true],
    ['end-to-end-attested', true, true, true, false],
    ['end-to-end', true, true, false, false],
    ['end-to-end-secret', true, true, false, false],
    ['to-media-server', true, false, false, false],
    ['unverifiable', true, false, false, false],
    ['unprotected', false, false, false, false],
  ];
  for (const [level, ...met] of table) {
    it(level, () => {
      const required = ['any', 'end-to-end', 'attested', 'verified'] as const;
      expect(required.map((one) => meets(level, one))).to.deep.equal(met);
    });
  }
});

describe('isFall', () => {
  it('is any step down between levels that are known', () => {
    expect(isFall('end-to-end', 'to-media-server')).to.equal(true);
    expect(isFall('end-to-end-verified', 'end-to-end')).to.equal(true);
    expect(isFall('end-to-end-verified', 'end-to-end-attested')).to.equal(true);
    expect(isFall('end-to-end-attested', 'end-to-end')).to.equal(true);
    expect(isFall('end-to-end-attested', 'end-to-end-secret')).to.equal(true);
    expect(isFall('end-to-end-attested', 'end-to-end-verified')).to.equal(false);
    expect(isFall('end-to-end', 'end-to-end-attested')).to.equal(false);
    expect(isFall('to-media-server', 'unprotected')).to.equal(true);
    expect(isFall('to-media-server', 'unverifiable')).to.equal(true);
    expect(isFall('unverifiable', 'unprotected')).to.equal(true);
    expect(isFall('to-media-server', 'end-to-end')).to.equal(false);
    expect(isFall('end-to-end', 'end-to-end')).to.equal(false);
  });

  it('leaves out what is not known', () => {
    expect(isFall('end-to-end', 'verifying')).to.equal(false);
    expect(isFall('verifying', 'unprotected')).to.equal(false);
  });
});
