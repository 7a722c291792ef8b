import { expect } from '@open-wc/testing';
import { watchConnections } from '../../../../src/call/features/measurement-feature.ts';
import type { ConnectionStats } from '../../../../src/call/session.ts';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import { liveIn, liveState } from '../../../support/fakes.ts';

const transport = {
  id: 'T',
  type: 'transport',
  dtlsState: 'connected',
  tlsVersion: 'FEFC',
  dtlsCipher: 'TLS_AES_128_GCM_SHA256',
  srtpCipher: 'SRTP_AES128_CM_HMAC_SHA1_80',
};
const stats = (
  direction: 'publish' | 'subscribe',
  change: object = {},
  peerId = 'other',
): ConnectionStats => ({
  direction,
  ...(peerId ? { peerId } : {}),
  report: new Map([['T', { ...transport, ...change }]]) as unknown as RTCStatsReport,
});
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

/** The level after one measurement. */
async function measured(
  answer: () => Promise<readonly ConnectionStats[]>,
  facts: Partial<LiveCall> = { participants: [person('self', true), person('other', false)] },
): Promise<string> {
  const abort = new AbortController();
  const reports: CallEvent[] = [];
  await watchConnections(
    {
      session: { stats: answer },
      live: () => liveIn(liveState(facts)),
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
    expect(await measured(async () => [stats('publish'), stats('subscribe')])).to.equal('end-to-end');
  });

  it('says nothing reassuring while a connection is missing, silent, or nobody is there', async () => {
    expect(await measured(async () => [stats('subscribe')])).to.equal('verifying');
    expect(await measured(async () => [])).to.equal('verifying');
    expect(await measured(async () => [stats('publish'), stats('subscribe', { srtpCipher: 7 })])).to.equal(
      'verifying',
    );
    expect(await measured(async () => [], { participants: [person('self', true)] })).to.equal('verifying');
  });

  it('takes statistics that cannot be had for no proof', async () => {
    expect(await measured(() => Promise.reject(new Error('gone')))).to.equal('verifying');
  });

  it('takes no alarm from connections that a breakout has closed', async () => {
    const participants = ['self', 'other', 'held'].map((id) => ({
      ...person(id, id === 'self'),
      ...(id === 'held' ? { media: null } : {}),
    }));
    const closed = stats('publish', { dtlsState: 'failed' }, 'held');
    const open = [stats('publish'), stats('subscribe')];
    const facts = { participants, breakout: { members: ['self', 'other'] } };
    expect(await measured(async () => [...open, closed], facts)).to.equal('end-to-end');
    expect(await measured(async () => [...open, closed], { participants })).to.equal('unprotected');
    // On hold there is nothing to measure.
    const held = { ...facts, breakout: { members: ['other', 'held'] } };
    expect(await measured(async () => [closed], held)).to.equal('verifying');
  });

  it('takes the weakest connection for the whole call', async () => {
    expect(
      await measured(async () => [stats('publish'), stats('subscribe', { dtlsState: 'failed' })]),
    ).to.equal('unprotected');
    expect(await measured(async () => [stats('publish', {}, ''), stats('subscribe')])).to.equal(
      'to-media-server',
    );
  });

  it('measures every second, and tells what is new at once, what is old every ten seconds', async () => {
    const abort = new AbortController();
    const told: string[] = [];
    // The first second is waited for while the first measurement is taken.
    let [now, at, topology] = [-1000, 0, 'other'];
    await watchConnections(
      {
        session: { stats: async () => [stats('publish', {}, topology), stats('subscribe', {}, topology)] },
        live: () =>
          liveIn(
            liveState({
              participants: [person('self', true), person('other', false)],
              security: { level: 'verifying', evidence: [], at },
            }),
          ),
        commit: (report) => {
          if (report.type !== 'security') return;
          at = now;
          told.push(`${now / 1000} ${report.security.level}`);
        },
        now: () => now,
        delay: async (seconds) => {
          now += seconds * 1000;
          if (now === 4000) topology = '';
          if (now === 15_000) abort.abort();
        },
      },
      abort.signal,
    );
    expect(told).to.deep.equal(['0 end-to-end', '4 to-media-server', '14 to-media-server']);
  });
});
