import { expect } from '@open-wc/testing';
import {
  announced,
  bound,
  type CertificateClaim,
  type CertificateFacts,
  type ListedConnection,
  remoteEndOf,
} from '../../../src/transport-security/remote-ends.ts';

const A = 'sha-256 AA';
const B = 'sha-256 BB';
const OWN = 'sha-256 00';
const claim = (fingerprint: string): CertificateClaim => ({ status: 'announced', fingerprint });
const facts = (changes: Partial<CertificateFacts> = {}): CertificateFacts => ({
  ownFingerprint: OWN,
  others: ['a', 'b'],
  certificates: new Map([
    ['a', claim(A)],
    ['b', claim(B)],
  ]),
  departed: new Set(),
  leaving: new Set(),
  superseded: new Set(),
  relayed: true,
  ...changes,
});
const connection = (fingerprint: string, changes: Partial<ListedConnection> = {}): ListedConnection => ({
  ...{ id: 1, fingerprint, direction: 'publish', stream: 'camera', proven: true },
  ...changes,
});
const endOf = (one: ListedConnection, changes: Partial<CertificateFacts> = {}) =>
  remoteEndOf(one, facts(changes));
const topology = (one: ListedConnection, changes: Partial<CertificateFacts> = {}) =>
  endOf(one, changes).topology;

describe('the remote end of a connection', () => {
  it('is who has announced its certificate, whatever the provider states', () => {
    expect(endOf(connection(A))).to.deep.equal({ topology: 'peer', peerId: 'a', certified: true });
    expect(endOf(connection(B, { statedPeer: 'a' }))).to.deep.include({ peerId: 'b' });
    expect(endOf(connection(A), { relayed: false })).to.deep.include({ topology: 'peer', peerId: 'a' });
  });

  it('is nobody known where the certificate is nobody’s', () => {
    expect(topology(connection('sha-256 EE'))).to.equal('unknown');
    expect(topology(connection('sha-256 EE', { statedPeer: 'a' }))).to.equal('unknown');
    expect(topology(connection('sha-256 EE'), { others: [] })).to.equal('unknown');
  });

  it('is not decided where two people announce one certificate', () => {
    const certificates = new Map([
      ['a', claim(A)],
      ['b', claim(A)],
    ]);
    expect(topology(connection(A), { certificates })).to.equal('undecided');
  });

  it('is nobody known where one person announces two', () => {
    const certificates = new Map<string, CertificateClaim>([
      ['a', announced(claim(A), 'sha-256 EE')],
      ['b', claim(B)],
    ]);
    for (const fingerprint of [A, 'sha-256 EE'])
      expect(topology(connection(fingerprint), { certificates })).to.equal('unknown');
  });

  it('is nobody known where one person’s media comes under another’s name', () => {
    const from = (statedPeer: string) => connection(A, { direction: 'subscribe', statedPeer });
    expect(topology(from('b'))).to.equal('unknown');
    expect(topology(from('a'))).to.equal('peer');
  });

  it('is nobody known where the certificate is named by another hash than the one that is announced', () => {
    const certificates = new Map<string, CertificateClaim>([
      ['a', claim(A)],
      ['b', { status: 'missing' }],
    ]);
    for (const statedPeer of ['a', 'b'])
      expect(topology(connection('sha-384 AA', { statedPeer }), { certificates })).to.equal('unknown');
  });

  it('is not decided while somebody may still announce it', () => {
    const certificates = new Map([['a', claim(A)]]);
    expect(topology(connection(B), { certificates })).to.equal('undecided');
    expect(topology(connection(A), { certificates })).to.equal('peer');
  });

  it('is not decided while the connections of somebody who has just left are about to end', () => {
    const leaving = new Set(['c']);
    expect(topology(connection('sha-256 EE'), { leaving })).to.equal('undecided');
  });

  it('is oneself, or somebody who has left: no alarm, and nobody', () => {
    expect(topology(connection(OWN))).to.equal('none');
    const certificates = new Map([['a', claim(OWN)]]);
    expect(topology(connection(OWN), { certificates })).to.equal('none');
    expect(topology(connection('sha-256 CC'), { departed: new Set(['sha-256 CC']) })).to.equal('none');
    // Who comes back with the same certificate has announced it again.
    expect(topology(connection(A), { departed: new Set([A]) })).to.equal('peer');
  });

  it('is nobody where the provider states the earlier connection of somebody who has joined again', () => {
    const superseded = new Set(['old']);
    for (const direction of ['publish', 'subscribe'] as const)
      for (const fingerprint of [A, 'sha-256 EE'])
        for (const relayed of [true, false]) {
          const one = connection(fingerprint, { direction, statedPeer: 'old' });
          expect(topology(one, { superseded, relayed })).to.equal('none');
        }
    expect(topology(connection(A, { statedPeer: 'a' }), { superseded })).to.equal('peer');
    expect(topology(connection(A), { superseded })).to.equal('peer');
    expect(topology(connection('sha-256 EE'), { superseded })).to.equal('unknown');
  });

  it('is the media server for any other certificate, where the session has one', () => {
    expect(topology(connection('sha-256 EE'), { relayed: false })).to.equal('media-server');
    expect(topology(connection('sha-256 EE', { statedPeer: 'a' }), { relayed: false })).to.equal(
      'media-server',
    );
  });
});

describe('a participant without a certificate', () => {
  const others = ['a', 'plain'];
  const withClaim = (status: CertificateClaim): Partial<CertificateFacts> => ({
    others,
    certificates: new Map([
      ['a', claim(A)],
      ['plain', status],
    ]),
  });
  const theirs = connection('sha-256 C1', { statedPeer: 'plain' });
  const accepted: CertificateClaim = { status: 'accepted', fingerprints: new Map() };

  it('is who the provider states, and counts as not certified', () => {
    expect(endOf(theirs, withClaim({ status: 'missing' }))).to.deep.equal({
      topology: 'peer',
      peerId: 'plain',
      certified: false,
    });
    expect(
      topology(connection('sha-256 C1', { statedPeer: 'a' }), withClaim({ status: 'missing' })),
    ).to.equal('unknown');
  });

  it('is waited for until the session has stated to whom the connection leads', () => {
    for (const status of [{ status: 'missing' } as const, accepted])
      expect(topology(connection('sha-256 C1'), withClaim(status))).to.equal('undecided');
    expect(topology(connection('sha-256 C1', { statedPeer: 'x' }), withClaim(accepted))).to.equal('unknown');
  });

  it('has, once accepted, the first certificate of each direction and stream, and no other', () => {
    const received = { ...theirs, direction: 'subscribe', fingerprint: 'sha-256 C2' } as const;
    const first = bound(accepted, 'plain', [theirs, received, connection(A, { statedPeer: 'a' })]);
    for (const one of [theirs, received])
      expect(endOf(one, withClaim(first))).to.deep.include({ peerId: 'plain', certified: false });
    const second = { ...theirs, fingerprint: 'sha-256 C3' };
    const later = bound(first, 'plain', [theirs, received, second]);
    expect(later).to.equal(first);
    expect(topology(second, withClaim(later))).to.equal('unknown');
    // Once the first has ended, the place is free for another.
    expect(endOf(second, withClaim(bound(later, 'plain', [second])))).to.deep.include({ peerId: 'plain' });
    const screen = { ...second, stream: 'screen' } as const;
    expect(endOf(screen, withClaim(bound(later, 'plain', [screen])))).to.deep.include({ peerId: 'plain' });
  });

  it('is bound only once accepted', () => {
    const missing: CertificateClaim = { status: 'missing' };
    expect(bound(missing, 'plain', [theirs])).to.equal(missing);
    expect(bound(claim(A), 'a', [theirs])).to.deep.equal(claim(A));
  });
});

describe('an announcement', () => {
  it('counts once; another one makes both worthless for good', () => {
    expect(announced(undefined, A)).to.deep.equal(claim(A));
    expect(announced({ status: 'missing' }, A)).to.deep.equal(claim(A));
    const first = claim(A);
    expect(announced(first, A)).to.equal(first);
    const none = announced(first, B);
    expect(none).to.deep.equal({ status: 'contradictory' });
    expect(announced(none, A)).to.equal(none);
  });

  it('does not replace what a person has accepted', () => {
    const accepted: CertificateClaim = { status: 'accepted', fingerprints: new Map() };
    expect(announced(accepted, A)).to.equal(accepted);
  });
});
