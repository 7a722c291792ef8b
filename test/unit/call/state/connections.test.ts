import { expect } from '@open-wc/testing';
import { allowedConnections, countedConnections, isRouted } from '../../../../src/call/state/connections.ts';
import { type LiveCall, NOTHING_COMPARED } from '../../../../src/call/state/state.ts';
import type { ListedConnection } from '../../../../src/transport-security/remote-ends.ts';
import { callOf, participant } from '../desk-support.ts';

const A = 'sha-256 AA';
const SERVER = 'sha-256 EE';
const listed = (id: number, changes: Partial<ListedConnection> = {}): ListedConnection => ({
  ...{ id, fingerprint: A, direction: 'publish', stream: 'camera', proven: true },
  ...changes,
});
const call = (connections: readonly ListedConnection[], facts: Partial<LiveCall> = {}) =>
  callOf(['self', 'a', 'b'], [], {
    connections,
    certificates: new Map([
      ['a', { status: 'announced', fingerprint: A }],
      ['b', { status: 'announced', fingerprint: 'sha-256 BB' }],
    ]),
    ...facts,
  });
const counted = (live: LiveCall) => countedConnections(live).map(({ id, topology }) => `${id} ${topology}`);

describe('the connections of a call', () => {
  it('carry media to participants alone, proven or still connecting', () => {
    const connecting = listed(2, { direction: 'subscribe', proven: false });
    const live = call([listed(1), connecting, listed(3, { fingerprint: SERVER })]);
    expect(allowedConnections(live)).to.deep.equal([1, 2]);
    expect(counted(live)).to.deep.equal(['1 peer', '3 unknown', '2 peer']);
  });

  it('carry media during a breakout among its members alone, and never to a server', () => {
    const all = [listed(1), listed(2, { fingerprint: 'sha-256 BB' }), listed(3, { fingerprint: SERVER })];
    const breakout = { members: ['self', 'a'] };
    expect(allowedConnections(call(all, { relayed: false }))).to.deep.equal([1, 2]);
    expect(allowedConnections(call(all, { relayed: false, breakout }))).to.deep.equal([1]);
    expect(counted(call(all, { breakout }))).to.deep.equal(['1 peer', '3 unknown']);
    const onlyServer = [listed(3, { fingerprint: SERVER })];
    expect(allowedConnections(call(onlyServer, { relayed: false }))).to.deep.equal([3]);
    expect(allowedConnections(call(onlyServer, { relayed: false, breakout }))).to.deep.equal([]);
  });

  it('do not include a media server’s while the same stream goes from person to person', () => {
    const server = listed(2, { fingerprint: SERVER });
    const live = (...connections: ListedConnection[]) => call(connections, { relayed: false });
    expect(allowedConnections(live(server))).to.deep.equal([2]);
    expect(allowedConnections(live(listed(1), server))).to.deep.equal([1]);
    expect(counted(live(listed(1), server))).to.deep.equal(['1 peer']);
    // Not before the other way is there, and not for another stream.
    expect(allowedConnections(live(listed(1, { proven: false }), server))).to.deep.equal([1, 2]);
    expect(allowedConnections(live(listed(1, { stream: 'screen' }), server))).to.deep.equal([1, 2]);
    expect(allowedConnections(live(listed(1, { direction: 'subscribe' }), server))).to.deep.equal([2, 1]);
    expect([isRouted(live(server)), isRouted(live(listed(1), server))]).to.deep.equal([true, false]);
  });

  it('include what comes from a media server only if it is played', () => {
    const received = (changes: Partial<ListedConnection>) =>
      call([listed(1, { fingerprint: SERVER, direction: 'subscribe', ...changes })], { relayed: false });
    expect(counted(received({ statedPeer: 'a' }))).to.deep.equal(['1 media-server']);
    expect(counted(received({}))).to.deep.equal([]);
    expect(isRouted(received({ statedPeer: 'a' }))).to.equal(false);
  });

  describe('while an alarm stands', () => {
    const B = 'sha-256 BB';
    const alarm = { cause: 'told', name: 'A', count: 1 } as const;
    const alarmed = (...keys: string[]) => ({
      compared: { ...NOTHING_COMPARED, alarms: new Map(keys.map((key) => [key, { ...alarm, id: key }])) },
    });
    const all = [
      ...[listed(1), listed(2, { fingerprint: B })],
      listed(3, { direction: 'subscribe' }),
      listed(4, { direction: 'subscribe', fingerprint: B }),
    ];

    it('carry nothing to anybody, and nothing from the person whom it is about', () => {
      expect(allowedConnections(call(all))).to.deep.equal([1, 2, 3, 4]);
      expect(allowedConnections(call(all, alarmed(A)))).to.deep.equal([4]);
      expect(allowedConnections(call(all, alarmed('a')))).to.deep.equal([4]);
      expect(allowedConnections(call(all, alarmed(A, B)))).to.deep.equal([]);
    });

    it('carry nothing to anybody when it is about somebody who has left', () => {
      expect(allowedConnections(call(all, alarmed('gone')))).to.deep.equal([3, 4]);
    });

    it('carry nothing to a media server, nor to somebody accepted without a certificate', () => {
      const server = [
        listed(1, { fingerprint: SERVER }),
        listed(2, { fingerprint: SERVER, direction: 'subscribe', statedPeer: 'a' }),
      ];
      expect(allowedConnections(call(server, { relayed: false }))).to.deep.equal([1, 2]);
      expect(allowedConnections(call(server, { relayed: false, ...alarmed('b') }))).to.deep.equal([2]);
      const plain = { status: 'accepted', fingerprints: new Map([['publish camera', SERVER]]) } as const;
      const accepted = call([listed(1, { fingerprint: SERVER, statedPeer: 'a' })], {
        ...{ certificates: new Map([['a', plain]]), ...alarmed('b') },
      });
      expect(allowedConnections(accepted)).to.deep.equal([]);
    });

    it('bring nothing through a media server of the person whom it is about', () => {
      const from = (statedPeer: string) =>
        listed(1, { fingerprint: SERVER, direction: 'subscribe', statedPeer });
      const facts = { relayed: false, ...alarmed(A) };
      expect(allowedConnections(call([from('b')], facts))).to.deep.equal([1]);
      expect(allowedConnections(call([from('a')], facts))).to.deep.equal([]);
    });

    it('bring nothing through a media server either when their certificate has become worthless', () => {
      const from = (statedPeer: string) =>
        listed(1, { fingerprint: SERVER, direction: 'subscribe', statedPeer });
      const certificates = new Map([['a', { status: 'contradictory' } as const]]);
      const compared = {
        ...NOTHING_COMPARED,
        alarms: new Map([[A, { ...alarm, id: 'a' }]]),
      };
      for (const one of ['a', 'b'])
        for (const breakout of [null, { members: ['self', 'a', 'b'] }]) {
          const facts = { relayed: false, certificates, compared, breakout };
          const heard = one === 'b' && breakout === null;
          expect(allowedConnections(call([from(one)], facts)), one).to.deep.equal(heard ? [1] : []);
        }
    });

    it('count for the level as before', () => {
      expect(counted(call(all, alarmed(A)))).to.deep.equal(counted(call(all)));
    });
  });

  describe('to somebody who is no participant', () => {
    const unattested = (id: string) => ({
      participants: [participant('self', true), participant('b')],
      unattested: [{ ...participant(id), refused: false }],
    });
    const all = [listed(1), listed(2, { direction: 'subscribe', statedPeer: 'a' })];

    it('carry nothing and count for nothing', () => {
      const live = call(all, unattested('a'));
      expect([allowedConnections(live), counted(live)]).to.deep.equal([[], []]);
      expect(allowedConnections(call(all, unattested('c')))).to.deep.equal([]);
      expect(allowedConnections(call(all))).to.deep.equal([1, 2]);
    });

    it('carry nothing either when they were accepted without a certificate', () => {
      const accepted = {
        status: 'accepted',
        fingerprints: new Map([['publish camera', 'sha-256 CC']]),
      } as const;
      const certificates = new Map([['a', accepted]]);
      const plain = [listed(1, { fingerprint: 'sha-256 CC', statedPeer: 'a' })];
      expect(allowedConnections(call(plain, { certificates }))).to.deep.equal([1]);
      expect(allowedConnections(call(plain, { certificates, ...unattested('a') }))).to.deep.equal([]);
    });

    it('bring nothing through a media server', () => {
      const from = (statedPeer: string) =>
        listed(1, { fingerprint: SERVER, direction: 'subscribe', statedPeer });
      const facts = { relayed: false, ...unattested('a') };
      expect(allowedConnections(call([from('a')], facts))).to.deep.equal([]);
      expect(allowedConnections(call([from('b')], facts))).to.deep.equal([1]);
    });
  });

  it('to somebody without a certificate count, and carry media once that is accepted', () => {
    const plain = (claim: 'missing' | 'accepted') =>
      call([listed(1, { fingerprint: 'sha-256 CC', statedPeer: 'a' })], {
        certificates: new Map([
          ['a', { status: claim, fingerprints: new Map([['publish camera', 'sha-256 CC']]) }],
          ['b', { status: 'announced', fingerprint: 'sha-256 BB' }],
        ]),
      });
    for (const claim of ['missing', 'accepted'] as const) {
      const [facts] = countedConnections(plain(claim));
      expect(facts).to.deep.include({ topology: 'peer', peerId: 'a', certified: false });
    }
    expect(allowedConnections(plain('missing'))).to.deep.equal([]);
    expect(allowedConnections(plain('accepted'))).to.deep.equal([1]);
  });
});
