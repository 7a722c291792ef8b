import { expect } from '@open-wc/testing';
import { assess, levelGiven } from '../../../../src/call/state/assess.ts';
import { reduceLive } from '../../../../src/call/state/reduce-live.ts';
import {
  type Alarm,
  type Compared,
  type LiveCall,
  NOTHING_COMPARED,
  type Participant,
} from '../../../../src/call/state/state.ts';
import { evidence, print } from '../../transport-security/support.ts';
import { attestedParticipant, ownAttestation } from '../attestation-support.ts';
import { callOf, connectionsOf, deepFreeze, participant } from '../desk-support.ts';

const handle = { element: document.createElement('video') };
const direct = evidence({}, { direction: 'subscribe', peerId: 'peer', statedPeer: 'peer' });
const routed = evidence({}, { direction: 'subscribe', statedPeer: 'peer' });

const alarm: Alarm = { cause: 'mismatch', id: 'gone', name: 'PEER', count: 1 };
/** What was compared: the certificate of `direct` is 0xbb. */
/** Names by the byte of the certificate. */
const names = new Map([
  [0xbb, 'PEER'],
  [0xcc, 'C'],
  [0xdd, 'SILENT'],
]);
const compared = (verified: readonly number[], alarms: readonly string[] = []): Compared => ({
  verified: new Map(verified.map((byte) => [print(byte), names.get(byte) ?? ''])),
  alarms: new Map(alarms.map((key) => [key, alarm])),
  attempts: 0,
});

describe('the level of a call', () => {
  const self = { ...participant('self', true), publishing: false };
  const silent = { ...participant('silent'), publishing: false };
  const seen = (id: string, facts: Partial<Participant> = {}) => ({
    ...participant(id),
    media: handle,
    ...facts,
  });
  /** A connection that carries a stream to or from somebody. */
  const carrying = (
    direction: 'publish' | 'subscribe',
    peerId: string,
    stream: 'camera' | 'screen' = 'camera',
  ) => evidence({}, { direction, stream, peerId, statedPeer: peerId });
  const through = (
    direction: 'publish' | 'subscribe',
    statedPeer?: string,
    stream: 'camera' | 'screen' = 'camera',
  ) => evidence({}, { direction, stream, ...(statedPeer !== undefined && { statedPeer }) });
  /** Whether nothing is missing with these connections, and something is without any one of them. */
  const needs = (
    participants: readonly Participant[],
    connections: readonly ReturnType<typeof evidence>[],
  ): boolean => {
    const level = (all: typeof connections) =>
      levelGiven({ ...callOf([], all), participants, secret: 'matched' }, all);
    return (
      level(connections) !== 'verifying' &&
      connections.every((one) => level(connections.filter((other) => other !== one)) === 'verifying')
    );
  };

  it('waits for a connection from each person who publishes, and for each screen', () => {
    const [fromA, fromB] = [carrying('subscribe', 'a'), carrying('subscribe', 'b')];
    expect(needs([self, seen('a')], [fromA])).to.equal(true);
    expect(needs([self, seen('a'), seen('b'), silent], [fromA, fromB])).to.equal(true);
    const screen = carrying('subscribe', 'a', 'screen');
    expect(needs([self, seen('a', { sharing: true }), seen('b')], [fromA, fromB, screen])).to.equal(true);
    expect(needs([self, seen('a')], [fromA, screen])).to.equal(false);
  });

  it('waits, between people, for a connection to each for each of the own streams', () => {
    const sending = { ...self, publishing: true };
    const a = [carrying('subscribe', 'a'), carrying('publish', 'a')];
    const b = [carrying('subscribe', 'b'), carrying('publish', 'b')];
    const screens = [carrying('publish', 'a', 'screen'), carrying('publish', 'b', 'screen')];
    expect(needs([sending, seen('a')], a)).to.equal(true);
    expect(needs([sending, seen('a'), seen('b')], [...a, ...b])).to.equal(true);
    expect(needs([{ ...sending, sharing: true }, seen('a'), seen('b')], [...a, ...b, ...screens])).to.equal(
      true,
    );
  });

  it('waits, through a server, for one connection for each of the own streams', () => {
    const sending = { ...self, publishing: true };
    const all = [through('subscribe', 'a'), through('subscribe', 'b'), through('publish')];
    expect(needs([sending, seen('a'), seen('b')], all)).to.equal(true);
    const screen = through('publish', undefined, 'screen');
    expect(needs([{ ...sending, sharing: true }, seen('a'), seen('b')], [...all, screen])).to.equal(true);
  });

  it('waits for no connection of one’s own while nobody else publishes', () => {
    const sharing = { ...self, publishing: true, sharing: true, screen: handle, media: handle };
    for (const one of [carrying('publish', 'silent'), through('publish')])
      expect(needs([sharing, silent], [one])).to.equal(true);
  });

  it('does not wait for what oneself would send before one is in the list', () => {
    expect(needs([seen('a')], [carrying('subscribe', 'a')])).to.equal(true);
  });

  it('stays unprotected for the whole call once a connection was refused for its certificates', () => {
    const live = { ...callOf([], [direct]), participants: [self, seen('peer')], compared: compared([0xbb]) };
    expect(levelGiven({ ...live, refused: 0 }, [direct])).to.equal('end-to-end-verified');
    expect(levelGiven({ ...live, refused: 1 }, [direct])).to.equal('unprotected');
    expect(levelGiven({ ...live, refused: 1 }, [])).to.equal('unprotected');
  });

  it('is verified by the person’s own comparison with the person at the other end', () => {
    const level = (compared: Compared) =>
      levelGiven({ ...callOf([], [direct]), participants: [self, seen('peer')], compared }, [direct]);
    expect(level(compared([0xbb]))).to.equal('end-to-end-verified');
    expect(level(compared([0xcc]))).to.equal('end-to-end');
    expect(level(NOTHING_COMPARED)).to.equal('end-to-end');
  });

  it('is verified only where everybody was compared: a call has the level of its weakest connection', () => {
    const similar = evidence({}, { direction: 'subscribe', peerId: 'c' });
    const third = { ...similar, fingerprints: { ...similar.fingerprints, remote: [print(0xcc)] } };
    const all = [direct, third];
    const level = (compared: Compared) =>
      levelGiven({ ...callOf([], all), participants: [self, seen('peer'), seen('c')], compared }, all);
    expect(level(compared([0xbb]))).to.equal('end-to-end');
    expect(level(compared([0xbb, 0xcc]))).to.equal('end-to-end-verified');
  });

  it('is verified only where each certificate was proven on the private line', () => {
    const known = { ...callOf([], [direct]), participants: [self, seen('peer')], compared: compared([0xbb]) };
    for (const proven of [true, false]) {
      const claim = { status: 'announced', fingerprint: print(0xbb), proven } as const;
      const level = levelGiven({ ...known, certificates: new Map([['peer', claim]]) }, [direct]);
      expect(level).to.equal(proven ? 'end-to-end-verified' : 'end-to-end');
    }
  });

  it('is verified only where each other person is with whom media is exchanged, be they silent', () => {
    const known = callOf([], [direct]);
    const claim = { status: 'announced', fingerprint: print(0xdd), proven: true } as const;
    const certificates = new Map([...known.certificates, ['silent', claim]]);
    const level = (verified: readonly number[], members?: readonly string[]) =>
      levelGiven(
        {
          ...{ ...known, certificates, participants: [self, seen('peer'), silent] },
          ...{ compared: compared(verified), breakout: members ? { members } : null },
        },
        [direct],
      );
    expect(level([0xbb])).to.equal('end-to-end');
    expect(level([0xbb, 0xdd])).to.equal('end-to-end-verified');
    expect(level([0xbb], ['self', 'peer']), 'they are on hold').to.equal('end-to-end-verified');
    expect(level([0xbb], ['self', 'peer', 'silent'])).to.equal('end-to-end');
  });

  describe('where the firm attests', () => {
    const peer = attestedParticipant('peer', 0xbb);
    const quiet = (facts: Parameters<typeof attestedParticipant>[2] = {}) => ({
      ...attestedParticipant('silent', 0xdd, facts),
      publishing: false,
    });
    const known = callOf([], [direct]);
    const claim = { status: 'announced', fingerprint: print(0xdd), proven: true } as const;
    const certificates = new Map([...known.certificates, ['silent', claim]]);
    const level = (others: readonly Participant[], facts: Partial<LiveCall> = {}) =>
      levelGiven(
        {
          ...{ ...known, certificates, attestation: ownAttestation, participants: [self, ...others] },
          ...facts,
        },
        [direct],
      );

    it('is attested where every connection leads to somebody whom the firm knows', () => {
      expect(level([peer])).to.equal('end-to-end-attested');
      expect(level([seen('peer')])).to.equal('end-to-end');
    });

    it('is not attested by a name that somebody has typed', () => {
      expect(level([attestedParticipant('peer', 0xbb, { named: 'typed' })])).to.equal('end-to-end');
    });

    it('is not attested while people see different people', () => {
      const differences = [{ with: 'PEER', name: 'EVE', unseenBy: 'self' }] as const;
      expect(level([peer], { differences })).to.equal('end-to-end');
      expect(level([peer], { differences, compared: compared([0xbb]) })).to.equal('end-to-end-verified');
    });

    it('is not attested in a session with a media server', () => {
      expect(level([peer], { relayed: false })).to.equal('end-to-end');
    });

    it('is not attested for another certificate than the one that is proven', () => {
      expect(level([attestedParticipant('peer', 0xcc)])).to.equal('end-to-end');
      for (const proven of [true, false]) {
        const one = { status: 'announced', fingerprint: print(0xbb), proven } as const;
        expect(level([peer], { certificates: new Map([['peer', one]]) })).to.equal(
          proven ? 'end-to-end-attested' : 'end-to-end',
        );
      }
    });

    it('is not attested over an alarm', () => {
      expect(level([peer], { compared: compared([], [print(0xbb)]) })).to.equal('unprotected');
    });

    it('is verified once the person has compared, and has the level of who was not', () => {
      expect(level([peer], { compared: compared([0xbb]) })).to.equal('end-to-end-verified');
      expect(level([peer, quiet()], { compared: compared([0xbb]) })).to.equal('end-to-end-attested');
      const both = compared([0xbb, 0xdd]);
      expect(level([peer, quiet()], { compared: both })).to.equal('end-to-end-verified');
    });

    it('is that of somebody silent, who reads the messages all the same', () => {
      expect(level([peer, quiet()])).to.equal('end-to-end-attested');
      for (const other of [silent, quiet({ named: 'typed' })]) {
        expect(level([peer, other])).to.equal('end-to-end');
        expect(level([peer, other], { compared: compared([0xbb]) })).to.equal('end-to-end');
        expect(level([peer, other], { breakout: { members: ['self', 'peer'] } }), 'on hold').to.equal(
          'end-to-end-attested',
        );
      }
    });

    it('does not depend on people who are no participants', () => {
      expect(level([peer], { unattested: [{ ...silent, refused: true }] })).to.equal('end-to-end-attested');
    });

    it('changes at once when people begin or cease to see different people', () => {
      const before = callOf([], [direct], { participants: [self, peer], attestation: ownAttestation });
      const differences = [{ with: 'PEER', name: 'EVE', unseenBy: 'self' }] as const;
      const one = reduceLive(before, { type: 'differences', differences });
      expect([one.differences, one.security.level]).to.deep.equal([differences, 'end-to-end']);
      const two = reduceLive(one, { type: 'differences', differences: [] });
      expect(two.security.level).to.equal('end-to-end-attested');
    });
  });

  it('is unprotected while an alarm stands, be it about somebody else or somebody who has left', () => {
    const level = (compared: Compared) =>
      levelGiven({ ...callOf([], [direct]), participants: [self, seen('peer')], compared }, [direct]);
    for (const key of [print(0xbb), 'peer', print(0xcc), 'gone'])
      expect(level(compared([0xbb], [key])), key).to.equal('unprotected');
  });

  it('changes at once with a comparison or a secret, and the evidence stays', () => {
    const before = deepFreeze(
      callOf([], [direct], { participants: [self, seen('peer')], compared: NOTHING_COMPARED }),
    );
    const after = assess({ ...before, compared: compared([0xbb]) });
    expect(after.security).to.deep.equal({ ...before.security, level: 'end-to-end-verified' });
    const secret = assess({
      ...before,
      ...connectionsOf([routed]),
      secret: 'matched',
      security: { level: 'to-media-server', evidence: [routed], at: 7 },
    });
    expect(secret.security).to.deep.equal({ level: 'end-to-end-secret', evidence: [routed], at: 7 });
  });

  it('is the same object while nothing changes, and another one when level or evidence does', () => {
    const people = { participants: [self, seen('peer')] };
    const live = assess(callOf([], [direct], people));
    expect(live.security).to.deep.equal({ level: 'end-to-end', evidence: [direct], at: null });
    expect(assess(deepFreeze({ ...live }))).to.deep.equal(live);
    expect(assess(live)).to.equal(live);
    const level = assess({ ...live, refused: 1 });
    expect(level.security).to.deep.equal({ level: 'unprotected', evidence: [direct], at: null });
    const more = evidence(
      {},
      { direction: 'subscribe', stream: 'screen', peerId: 'peer', statedPeer: 'peer' },
    );
    const { connections } = connectionsOf([direct, more]);
    const unmeasured = assess({ ...level, connections });
    expect(unmeasured.security.level).to.equal('unprotected');
    expect(unmeasured.security.evidence).to.have.length(2);
  });
});
