import type { StatsEntry } from './statistics.ts';

type CandidateType = 'host' | 'srflx' | 'prflx' | 'relay';

/**
 * The route of the media: the candidate pair that ICE (RFC 8445) has selected. Contains kinds only, never addresses.
 */
export type Route =
  | { readonly kind: 'direct'; readonly local: CandidateType; readonly remote: CandidateType }
  | {
      readonly kind: 'relay';
      readonly local: CandidateType;
      readonly remote: CandidateType;
      /** Protocol between this end and its TURN server; not reported when only the remote end has one. */
      readonly relayProtocol: 'udp' | 'tcp' | 'tls' | 'not-reported';
    }
  | { readonly kind: 'not-reported' };

const types = ['host', 'srflx', 'prflx', 'relay'] as const;
const protocols = ['udp', 'tcp', 'tls'] as const;

const isType =
  (...names: readonly string[]) =>
  (entry: StatsEntry): boolean =>
    names.includes(entry.text('type') ?? '');

/** Returns every pair in use, as the transports report it; Firefox reports it on the pairs only. */
function pairsInUse(
  entries: readonly StatsEntry[],
  transports: readonly StatsEntry[],
): readonly StatsEntry[] {
  const pairs = entries.filter(isType('candidate-pair'));
  const named = transports.map((transport) => transport.text('selectedCandidatePairId')).filter(Boolean);
  const chosen = pairs.filter((pair) => named.includes(pair.text('id')));
  if (chosen.length > 0) return chosen;
  const selected = pairs.filter((pair) => pair.flag('selected'));
  if (selected.length > 0) return selected;
  const nominated = pairs.filter((pair) => pair.flag('nominated') && pair.text('state') === 'succeeded');
  const bytes = (pair: StatsEntry): number =>
    (pair.number('bytesSent') ?? 0) + (pair.number('bytesReceived') ?? 0);
  return nominated.sort((a, b) => bytes(b) - bytes(a)).slice(0, 1);
}

/** Reads the route. Of several pairs in use a relayed one counts, because it involves more parties. */
export function readRoute(entries: readonly StatsEntry[], transports: readonly StatsEntry[]): Route {
  const candidate = (id: string | undefined, ...names: readonly string[]): StatsEntry | undefined =>
    id === undefined
      ? undefined
      : entries.find((entry) => isType(...names)(entry) && entry.text('id') === id);
  const routes = pairsInUse(entries, transports).map((pair): Route => {
    const near = candidate(pair.text('localCandidateId'), 'local-candidate', 'localcandidate');
    const far = candidate(pair.text('remoteCandidateId'), 'remote-candidate', 'remotecandidate');
    const local = types.find((type) => type === near?.text('candidateType'));
    const remote = types.find((type) => type === far?.text('candidateType'));
    if (!local || !remote) return { kind: 'not-reported' };
    if (local !== 'relay' && remote !== 'relay') return { kind: 'direct', local, remote };
    const relayProtocol =
      local === 'relay' ? protocols.find((name) => name === near?.text('relayProtocol')) : undefined;
    return { kind: 'relay', local, remote, relayProtocol: relayProtocol ?? 'not-reported' };
  });
  return (
    routes.find(({ kind }) => kind === 'not-reported') ??
    routes.find(({ kind }) => kind === 'relay') ??
    routes[0] ?? { kind: 'not-reported' }
  );
}
