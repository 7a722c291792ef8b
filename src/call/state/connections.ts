import type { ExpectedMedia } from '../../transport-security/confidentiality-level.ts';
import type { ConnectionFacts } from '../../transport-security/evidence.ts';
import { type ListedConnection, type RemoteEnd, remoteEndOf } from '../../transport-security/remote-ends.ts';
import { exchangesWith, isAlarmed, othersOf, presentOf, selfOf } from './select.ts';
import type { LiveCall } from './state.ts';

export type CallConnections = Pick<
  LiveCall,
  | 'participants'
  | 'unattested'
  | 'breakout'
  | 'connections'
  | 'certificates'
  | 'departed'
  | 'leaving'
  | 'superseded'
  | 'relayed'
  | 'ownFingerprint'
  | 'compared'
>;

interface Leading {
  readonly connection: ListedConnection;
  readonly end: RemoteEnd;
}

/** Returns the connections that lead to somebody, or to nobody known: those that send first. */
function leading(live: CallConnections): readonly Leading[] {
  const facts = { ...live, others: presentOf(live).map(({ id }) => id) };
  const all = live.connections.map((connection) => ({ connection, end: remoteEndOf(connection, facts) }));
  const sends = ({ connection }: Leading) => Number(connection.direction === 'publish');
  return all.filter((one) => !isIdle(one, all)).sort((one, other) => sends(other) - sends(one));
}

/**
 * Whether a connection carries nothing that is meant for it. An adaptive session keeps the connection to its media
 * server while media goes from person to person; it counts again when it is used again.
 */
function isIdle({ connection, end }: Leading, all: readonly Leading[]): boolean {
  if (end.topology !== 'media-server') return end.topology === 'none';
  const { direction, stream, statedPeer } = connection;
  if (direction === 'subscribe') return statedPeer === undefined;
  return all.some(
    (one) =>
      one.end.topology === 'peer' &&
      one.connection.direction === 'publish' &&
      one.connection.stream === stream &&
      one.connection.proven,
  );
}

const isUnattested = ({ unattested }: CallConnections, id: string): boolean =>
  unattested.some((one) => one.id === id);

/** Returns the ids of the connections over which media may flow now. */
export function allowedConnections(live: CallConnections): readonly number[] {
  return leading(live)
    .filter(({ connection, end }) => {
      // Somebody may be between two people: nothing is sent to anybody, and nothing of theirs is shown.
      if (live.compared.alarms.size > 0 && connection.direction === 'publish') return false;
      // During a breakout nothing goes through a server, which would pass it on to everybody.
      const { statedPeer } = connection;
      if (end.topology === 'media-server')
        return (
          live.breakout === null &&
          !(statedPeer !== undefined && (isAlarmed(live, statedPeer) || isUnattested(live, statedPeer)))
        );
      if (
        end.topology !== 'peer' ||
        isUnattested(live, end.peerId) ||
        !exchangesWith(live, end.peerId) ||
        isAlarmed(live, end.peerId)
      )
        return false;
      return end.certified || live.certificates.get(end.peerId)?.status === 'accepted';
    })
    .map(({ connection }) => connection.id);
}

/** Returns the connections that count for the confidentiality level. */
export function countedConnections(live: CallConnections): readonly ConnectionFacts[] {
  return leading(live).flatMap(({ connection, end }): readonly ConnectionFacts[] => {
    const { id, direction, stream, statedPeer } = connection;
    const facts = {
      id,
      direction,
      stream,
      certified: false,
      ...(statedPeer !== undefined && { statedPeer }),
    };
    switch (end.topology) {
      case 'none':
        return [];
      case 'peer':
        // A connection that a breakout closed on purpose is no alarm, and one to nobody's participant carries nothing.
        return exchangesWith(live, end.peerId) && !isUnattested(live, end.peerId)
          ? [{ ...facts, ...end }]
          : [];
      default:
        return [{ ...facts, topology: end.topology }];
    }
  });
}

/** Returns the media that must have a connection: of everybody who publishes, and one's own for each of them. */
export function expectedMedia(live: CallConnections): readonly ExpectedMedia[] {
  const self = selfOf(live);
  return othersOf(live)
    .filter(({ id, publishing }) => publishing && exchangesWith(live, id))
    .flatMap(({ id: peerId, sharing }): readonly ExpectedMedia[] => [
      { direction: 'subscribe', stream: 'camera', peerId },
      ...(sharing ? [{ direction: 'subscribe', stream: 'screen', peerId } as const] : []),
      ...(self?.publishing ? [{ direction: 'publish', stream: 'camera', peerId } as const] : []),
      ...(self?.sharing ? [{ direction: 'publish', stream: 'screen', peerId } as const] : []),
    ]);
}

/** Whether media goes through a server now. */
export function isRouted(live: CallConnections): boolean {
  return countedConnections(live).some(
    ({ topology, direction }) => topology === 'media-server' && direction === 'publish',
  );
}
