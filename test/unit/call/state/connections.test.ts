import { expect } from '@open-wc/testing';
import { allowedConnections, countedConnections, isRouted } from '../../../../src/call/state/connections.ts';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import type { ListedConnection } from '../../../../src/transport-security/remote-ends.ts';
import { callOf } from '../desk-support.ts';

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
