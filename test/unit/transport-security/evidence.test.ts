import { expect } from '@open-wc/testing';
import { type LevelContext, levelOf } from '../../../src/transport-security/confidentiality-level.ts';
import { readEvidence } from '../../../src/transport-security/evidence.ts';
import { compareWithBaseline } from '../../../src/transport-security/srtp-policy.ts';
import { evidence, print, random, recorded, stats } from './support.ts';

const context: LevelContext = {
  secret: 'matched',
  verifiedPeers: new Set(['peer']),
  attestedPeers: new Set(),
  expected: [],
};

const peer = { id: 1, stream: 'camera', topology: 'peer', certified: true } as const;

describe('readEvidence on recorded calls', () => {
  for (const [browser, profile, floor] of [
    ['chromium', 'SRTP_AES128_CM_HMAC_SHA1_80', 'equal'],
    ['firefox', 'SRTP_AEAD_AES_128_GCM', 'stronger'],
  ] as const) {
    for (const direction of ['publish', 'subscribe'] as const) {
      it(`reads ${browser}, ${direction}`, async () => {
        const { connectionState, fingerprints, stats } = (await recorded(browser))[direction];
        const read = readEvidence({
          ...peer,
          direction,
          peerId: 'p',
          report: stats,
          fingerprints,
          connectionState,
        });
        expect(read).to.deep.include({
          ...{ direction, peerId: 'p', topology: 'peer', connectionState: 'connected' },
          ...{ dtlsState: 'connected', dtlsVersion: '1.3', dtlsCipher: 'TLS_AES_128_GCM_SHA256' },
          srtpProfile: profile,
        });
        expect(compareWithBaseline(read.srtpProfile)).to.equal(floor);
        expect(read.route.kind).to.equal('direct');
        expect(read.fingerprints.local).to.deep.equal(fingerprints.local);
        expect(read.fingerprints.remote).to.deep.equal(fingerprints.remote);
        expect(read.fingerprints.conflict).to.equal(false);
        expect(JSON.stringify(read)).not.to.match(/192\.0\.2|2001:db8/);
      });
    }
  }

  it('takes the certificates from the statistics where the browser has them, and both ends agree', async () => {
    const { publish, subscribe } = await recorded('chromium');
    const near = readEvidence({ ...peer, direction: 'publish', report: publish.stats });
    expect(near.fingerprints.source).to.equal('statistics');
    expect(near.fingerprints.remote).to.deep.equal(subscribe.fingerprints.local);
  });

  it('says that Firefox reports no certificates when there are no descriptions either', async () => {
    const { publish } = await recorded('firefox');
    const { fingerprints } = readEvidence({ ...peer, direction: 'publish', report: publish.stats });
    expect(fingerprints).to.deep.equal({ local: [], remote: [], source: 'not-reported', conflict: false });
  });
});

describe('readEvidence', () => {
  it('marks a remote certificate that is named by a forgeable hash, and not that none is described', () => {
    const named = (remote: string[]) =>
      evidence({}, { peerId: 'peer', fingerprints: { local: [print(0xaa)], remote } }).fingerprints.conflict;
    expect(named([`sha-1 ${'AB:'.repeat(19)}AB`])).to.equal(true);
    expect(named([print(0xbb)])).to.equal(false);
    expect(evidence({}, { peerId: 'peer' }).fingerprints.conflict).to.equal(false);
  });

  it('marks statistics and descriptions that name different certificates', () => {
    const input = { peerId: 'peer', fingerprints: { local: [print(0xaa)], remote: [print(0xcc)] } };
    expect(evidence({}, input).fingerprints.conflict).to.equal(true);
    const same = {
      peerId: 'peer',
      fingerprints: { local: [print(0xaa)], remote: [print(0xbb).toLowerCase()] },
    };
    expect(evidence({}, same).fingerprints.conflict).to.equal(false);
  });

  it('reads a far end without a name as the media server', () => {
    expect(evidence({}, {}).topology).to.equal('media-server');
    expect(evidence({}, {})).not.to.have.property('peerId');
  });

  it('lets the worst of several transports speak', () => {
    const read = (change: object, first = {}) =>
      readEvidence({
        ...peer,
        direction: 'publish',
        peerId: 'peer',
        report: [...stats({ transport: first }), { ...stats()[0], id: 'T2', ...change }],
      });
    expect(read({ dtlsState: 'failed' }).dtlsState).to.equal('failed');
    expect(read({ dtlsState: undefined }).dtlsState).to.equal('not-reported');
    expect(read({ dtlsState: 'closed' }, { dtlsState: undefined }).dtlsState).to.equal('closed');
    expect(read({ dtlsState: 'failed' }, { dtlsState: undefined }).dtlsState).to.equal('failed');
    expect(read({ dtlsState: 'new' }, { dtlsState: undefined }).dtlsState).to.equal('not-reported');
    expect(read({ tlsVersion: 'FEFF' }).dtlsVersion).to.equal('below-1.2');
    expect(read({ tlsVersion: 'FEFF' }, { tlsVersion: undefined }).dtlsVersion).to.equal('below-1.2');
    expect(read({ tlsVersion: 'FEFC' }, { tlsVersion: undefined }).dtlsVersion).to.equal('not-reported');
    expect(read({ srtpCipher: 'SRTP_NULL_HMAC_SHA1_80' }).srtpProfile).to.equal('SRTP_NULL_HMAC_SHA1_80');
    expect(read({ srtpCipher: 'SRTP_AEAD_AES_128_GCM' }).srtpProfile).to.equal('not-reported');
  });

  it('tells DTLS that failed from a network that is gone', () => {
    const read = (change: object, second?: object) =>
      readEvidence({
        ...peer,
        direction: 'publish',
        report: [
          ...stats({ transport: { dtlsState: 'failed', ...change } }),
          ...(second ? [{ ...stats()[0], id: 'T2', dtlsState: 'failed', ...second }] : []),
        ],
      }).dtlsState;
    for (const iceState of ['new', 'checking', 'failed', 'closed']) {
      expect(read({ iceState }), iceState).to.equal('closed');
      expect(read({ iceState }, { iceState }), iceState).to.equal('closed');
      expect(read({ iceState }, { iceState: 'connected' }), iceState).to.equal('failed');
      expect(read({ iceState: 'connected' }, { iceState }), iceState).to.equal('failed');
    }
    for (const iceState of ['connected', 'completed', 'disconnected', 'Closed', {}, undefined])
      expect(read({ iceState }), String(iceState)).to.equal('failed');
    expect(read({ dtlsState: 'connected', iceState: 'failed' })).to.equal('connected');
  });

  it('takes an RTCStatsReport, which is a map', () => {
    const report = new Map(stats().map((entry) => [String(entry.id), entry]));
    expect(readEvidence({ ...peer, direction: 'publish', report }).dtlsState).to.equal('connected');
  });
});

describe('hostile statistics', () => {
  const cycle: Record<string, unknown> = { type: 'transport' };
  cycle.dtlsState = cycle;
  const thrower = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      has: () => {
        throw new Error('no');
      },
    },
  );
  const endless = {
    *values() {
      for (;;) yield { type: 'transport' };
    },
  };
  const breaking = {
    *values() {
      yield stats()[0];
      throw new Error('no');
    },
  };
  const reports: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['no list', {}],
    ['scalars', [1, 'x', null, undefined, true, Symbol('x')]],
    ['a cycle', [cycle]],
    ['members that throw', [thrower]],
    ['an endless list', endless],
    ['a list that breaks', breaking],
    ['huge strings', [{ ...stats()[0], srtpCipher: 'A'.repeat(1e6), dtlsCipher: 'B'.repeat(1e6) }]],
    ['markup', [{ ...stats()[0], srtpCipher: '<img src=x onerror=alert(1)>', dtlsCipher: 'a b' }]],
    ['a lookalike', [{ ...stats()[0], srtpCipher: 'SRTP_AES128_CM_HMAC_SHA1_8O' }]],
    ['objects for strings', [{ ...stats()[0], srtpCipher: { toString: () => 'SRTP_AEAD_AES_128_GCM' } }]],
    ['inherited by prototype name', [{ ...stats()[0], srtpCipher: '__proto__' }]],
  ];
  for (const [name, report] of reports) {
    it(`${name}: neither throws nor reassures`, () => {
      const read = readEvidence({ ...peer, direction: 'publish', peerId: 'peer', report: report as [] });
      expect(levelOf([read], context)).to.equal('verifying');
      expect(JSON.stringify(read).length).to.be.below(1500);
    });
  }

  it('whatever is broken, the level is never better than the whole report allows', () => {
    const next = random(4);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const junk = [
      undefined,
      null,
      '',
      0,
      Number.NaN,
      [],
      {},
      cycle,
      'connected',
      'FEFD',
      'transport',
      'x'.repeat(500),
    ];
    // The name of the suite may be any word that is not known for a broken one.
    const needed = ['type', 'dtlsState', 'tlsVersion', 'srtpCipher'];
    for (let run = 0; run < 3000; run++) {
      const entries = stats();
      const [transport] = entries as [Record<string, unknown>];
      const before = { ...transport };
      for (let count = 1 + Math.floor(next() * 4); count > 0; count--) {
        const entry = pick(entries);
        entry[pick(Object.keys(entry))] = pick(junk);
      }
      const read = readEvidence({ ...peer, direction: 'publish', peerId: 'peer', report: entries });
      const level = levelOf([read], context);
      const whole = needed.every((key) => transport[key] === before[key]);
      if (!whole) expect(level, JSON.stringify(Object.entries(read))).not.to.match(/^end-to-end/);
    }
  });
});
