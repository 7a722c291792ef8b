import { expect } from '@open-wc/testing';
import { reduceMeasurement, watchConnections } from '../../../../src/call/features/measurement-feature.ts';
import type { ConnectionStats } from '../../../../src/call/session.ts';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import { readEvidence } from '../../../../src/transport-security/evidence.ts';
import type { ListedConnection } from '../../../../src/transport-security/remote-ends.ts';
import { liveIn, liveState } from '../../../support/fakes.ts';
import { print } from '../../transport-security/support.ts';

const transport = {
  id: 'T',
  type: 'transport',
  dtlsState: 'connected',
  tlsVersion: 'FEFC',
  dtlsCipher: 'TLS_AES_128_GCM_SHA256',
  srtpCipher: 'SRTP_AES128_CM_HMAC_SHA1_80',
};
interface Measured {
  readonly listed: ListedConnection;
  readonly stats: ConnectionStats;
}
/** Everybody's certificate follows from their id. */
const fingerprintOf = (id: string) => print(id === '' ? 2 : id.charCodeAt(0));
let count = 0;

/** A connection and its statistics. Without a person at the remote end it leads to a media server. */
function connected(
  direction: 'publish' | 'subscribe',
  change: object = {},
  peerId = 'other',
  statedPeer = peerId || 'other',
): Measured {
  count += 1;
  const fingerprint = fingerprintOf(peerId);
  const report = new Map([['T', { ...transport, ...change }]]) as unknown as RTCStatsReport;
  return {
    listed: { id: count, fingerprint, direction, stream: 'camera', statedPeer, proven: true },
    stats: {
      ...{ id: count, report, connectionState: 'connected' },
      fingerprints: { local: [print(1)], remote: [fingerprint] },
    },
  };
}

/** What a call knows of these connections and the people in it. */
function known(connections: readonly Measured[], facts: Partial<LiveCall>): LiveCall {
  const { participants = [] } = facts;
  const others = participants.filter(({ self }) => !self);
  return liveIn(
    liveState({
      connections: connections.map(({ listed }) => listed),
      certificates: new Map(
        others.map(({ id }) => [id, { status: 'announced', fingerprint: fingerprintOf(id) }]),
      ),
      relayed: connections.every(({ listed }) => listed.fingerprint !== fingerprintOf('')),
      ...facts,
    }),
  );
}
const person = (id: string, self: boolean) => ({
  ...{ id, name: id, self, joinedAt: 0, publishing: true, microphone: true, camera: true },
  ...{
    speaking: false,
    stalled: false,
    sharing: false,
    screen: null,
    media: { element: document.createElement('video') },
  },
});

/** The level after one measurement. Some connections may give no statistics. */
async function measured(
  connections: readonly Measured[],
  facts: Partial<LiveCall> = { participants: [person('self', true), person('other', false)] },
  answer = async () => connections.map(({ stats }) => stats),
): Promise<string> {
  const abort = new AbortController();
  const reports: CallEvent[] = [];
  await watchConnections(
    {
      session: { stats: answer },
      live: () => known(connections, facts),
      commit: (report) => reports.push(report),
      now: () => 0,
      delay: async () => abort.abort(),
    },
    abort.signal,
  );
  const [first] = reports;
  return first?.type === 'security' ? first.security.level : 'none';
}

describe('the security watch', () => {
  it('finds end to end where every connection leads to a person and is protected', async () => {
    expect(await measured([connected('publish'), connected('subscribe')])).to.equal('end-to-end');
  });

  it('says nothing reassuring while a connection is missing, silent, or nobody is there', async () => {
    expect(await measured([connected('subscribe')])).to.equal('verifying');
    expect(await measured([])).to.equal('verifying');
    expect(await measured([connected('publish'), connected('subscribe', { srtpCipher: 7 })])).to.equal(
      'verifying',
    );
    expect(await measured([], { participants: [person('self', true)] })).to.equal('verifying');
  });

  it('takes statistics that cannot be had, of one connection or of all, for no proof', async () => {
    const connections = [connected('publish'), connected('subscribe')];
    for (const answer of [
      () => Promise.reject(new Error('gone')),
      async () => connections.slice(0, 1).map(({ stats }) => stats),
    ])
      expect(await measured(connections, undefined, answer)).to.equal('verifying');
  });

  it('takes no alarm from connections that a breakout has closed', async () => {
    const participants = ['self', 'other', 'held'].map((id) => ({
      ...person(id, id === 'self'),
      ...(id === 'held' ? { publishing: false } : {}),
    }));
    const closed = connected('publish', { dtlsState: 'failed' }, 'held');
    const open = [connected('publish'), connected('subscribe')];
    const facts = { participants, breakout: { members: ['self', 'other'] } };
    expect(await measured([...open, closed], facts)).to.equal('end-to-end');
    expect(await measured([...open, closed], { participants })).to.equal('unprotected');
    // On hold there is nothing to measure.
    const held = { ...facts, breakout: { members: ['other', 'held'] } };
    expect(await measured([closed], held)).to.equal('verifying');
  });

  it('takes the weakest connection for the whole call', async () => {
    expect(await measured([connected('publish'), connected('subscribe', { dtlsState: 'failed' })])).to.equal(
      'unprotected',
    );
    expect(await measured([connected('publish', {}, ''), connected('subscribe')])).to.equal(
      'to-media-server',
    );
  });

  it('measures every second, and tells what is new at once, what is old every ten seconds', async () => {
    const abort = new AbortController();
    const told: string[] = [];
    // The first second is waited for while the first measurement is taken.
    let [now, at] = [-1000, 0];
    const direct = [connected('publish'), connected('subscribe')];
    const routed = [connected('publish', {}, ''), connected('subscribe', {}, '')];
    let connections = direct;
    await watchConnections(
      {
        session: { stats: async () => connections.map(({ stats }) => stats) },
        live: () =>
          known(connections, {
            participants: [person('self', true), person('other', false)],
            security: { level: 'verifying', evidence: [], at },
          }),
        commit: (report) => {
          if (report.type !== 'security') return;
          at = now;
          told.push(`${now / 1000} ${report.security.level}`);
        },
        now: () => now,
        delay: async (durationMs) => {
          now += durationMs;
          if (now === 4000) connections = routed;
          if (now === 15_000) abort.abort();
        },
      },
      abort.signal,
    );
    expect(told).to.deep.equal(['0 end-to-end', '4 to-media-server', '14 to-media-server']);
  });

  it('tells the quality at first, when its level changes, and every ten seconds', async () => {
    const abort = new AbortController();
    const told: string[] = [];
    let [now, received, lost, at] = [-1000, 0, 0, 0];
    let quality: LiveCall['quality'] = null;
    const counted = (): ConnectionStats => ({
      ...connected('subscribe').stats,
      report: new Map<string, unknown>([
        ['T', transport],
        ['in', { type: 'inbound-rtp', ssrc: 1, packetsReceived: received, packetsLost: lost }],
      ]) as unknown as RTCStatsReport,
    });
    await watchConnections(
      {
        session: { stats: async () => [counted()] },
        live: () => liveIn(liveState({ quality, security: { level: 'verifying', evidence: [], at } })),
        commit: (event) => {
          if (event.type === 'security') at = now;
          if (event.type !== 'quality') return;
          quality = event.quality;
          told.push(`${now / 1000} ${event.quality.level}`);
        },
        now: () => now,
        delay: async () => {
          now += 1000;
          received += 50;
          if (now > 14_000) lost += 50;
          if (now === 25_000) abort.abort();
        },
      },
      abort.signal,
    );
    // A measurement needs another one before it, and a fall has to last.
    expect(told).to.deep.equal(['1 good', '10 good', '17 poor', '20 poor']);
  });

  it('judges by the people who are there when the statistics have come', async () => {
    const two = [person('self', true), person('other', false)];
    for (const [meanwhile, level] of [
      [{ participants: [...two, person('third', false)] }, 'verifying'],
      // The call is over.
      [null, 'end-to-end'],
    ] as const) {
      let facts: Partial<LiveCall> | null = { participants: two };
      const connections = [connected('publish'), connected('subscribe')];
      const levels: string[] = [];
      const abort = new AbortController();
      await watchConnections(
        {
          session: {
            stats: async () => {
              facts = meanwhile;
              return connections.map(({ stats }) => stats);
            },
          },
          live: () => facts && known(connections, facts),
          commit: (event) => event.type === 'security' && levels.push(event.security.level),
          now: () => 0,
          delay: async () => abort.abort(),
        },
        abort.signal,
      );
      expect(levels).to.deep.equal([level]);
    }
  });
});

describe('what is measured', () => {
  const before = liveIn(liveState({ participants: [person('self', true), person('other', false)] }));

  it('is shown as it comes', () => {
    const security = { level: 'end-to-end', evidence: [], at: 1 } as const;
    const quality = { level: 'fair', loss: 0.05, roundTrip: null } as const;
    expect(reduceMeasurement(before, { type: 'security', security }).security).to.equal(security);
    expect(reduceMeasurement(before, { type: 'quality', quality }).quality).to.equal(quality);
    expect(reduceMeasurement(before, { type: 'reconnected' })).to.equal(before);
  });

  it('is judged anew when a secret proves to be shared', () => {
    const connections = [connected('publish', {}, ''), connected('subscribe', {}, '')];
    const evidence = connections.map(({ listed, stats }) =>
      readEvidence({ ...listed, topology: 'media-server', certified: false, ...stats }),
    );
    const routed = {
      ...known(connections, { participants: before.participants }),
      security: { level: 'to-media-server', evidence, at: 1 },
    } as const;
    const matched = reduceMeasurement(routed, { type: 'secret', state: 'matched' });
    expect([matched.secret, matched.security.level]).to.deep.equal(['matched', 'end-to-end-secret']);
  });
});
