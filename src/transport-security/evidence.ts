import { fingerprintSet, normaliseFingerprint } from './fingerprints.ts';
import { type Route, readRoute } from './routes.ts';
import { compareWithBaseline, isBrokenSuite } from './srtp-policy.ts';
import { readStats, type StatsEntry, type StatsSource } from './statistics.ts';

/** The browser does not report the value. This is neither good nor bad. */
export type NotReported = 'not-reported';

/** What a connection carries, and to whom it leads. */
export interface ConnectionFacts {
  /** Number of the connection within its session. */
  readonly id: number;
  readonly direction: 'publish' | 'subscribe';
  readonly stream: 'camera' | 'screen';
  /**
   * The remote end: another participant, the provider's media server, nobody's certificate (`unknown`), or one that a
   * participant may still announce (`undecided`).
   */
  readonly topology: 'peer' | 'media-server' | 'unknown' | 'undecided';
  /** Connection id of the person whose certificate is at the remote end. */
  readonly peerId?: string;
  /** Whether that person has announced the certificate. */
  readonly certified: boolean;
  /** Connection id of the person whose media it is, as the provider states it. This is no evidence. */
  readonly statedPeer?: string;
}

/** The data about one peer connection before evaluation. */
export interface ConnectionInput extends ConnectionFacts {
  /** `RTCPeerConnection.getStats()`; `null` while there are no statistics. */
  readonly report: StatsSource | null;
  /** From the connection's own descriptions (`a=fingerprint`, RFC 8122), in any spelling. */
  readonly fingerprints?: { readonly local: readonly string[]; readonly remote: readonly string[] };
  /** `RTCPeerConnection.connectionState`. */
  readonly connectionState?: string;
}

type DtlsState = 'new' | 'connecting' | 'connected' | 'closed' | 'failed';

/** Certificate fingerprints at both ends of a connection, as this end sees them. */
interface Fingerprints {
  /** `sha-256 AA:BB:…`, sorted, without duplicates; empty when not reported. */
  readonly local: readonly string[];
  readonly remote: readonly string[];
  readonly source: 'statistics' | 'descriptions' | NotReported;
  /**
   * Statistics and descriptions name different certificates, or the description names one by a forgeable hash: the
   * connection may be intercepted.
   */
  readonly conflict: boolean;
}

/** What the statistics of one connection prove. Strings are printable and limited in length; none is an address. */
export interface ConnectionEvidence extends ConnectionFacts {
  readonly connectionState: RTCPeerConnectionState | NotReported;
  /** `closed` also where ICE has failed. */
  readonly dtlsState: DtlsState | NotReported;
  readonly dtlsVersion: '1.3' | '1.2' | 'below-1.2' | NotReported;
  /** Name of the DTLS cipher suite (IANA), `TLS_AES_128_GCM_SHA256`. */
  readonly dtlsCipher: string | NotReported;
  /** Name of the SRTP protection profile (RFC 5764), `SRTP_AES128_CM_HMAC_SHA1_80`. */
  readonly srtpProfile: string | NotReported;
  readonly fingerprints: Fingerprints;
  readonly route: Route;
}

const connectionStates = ['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed'] as const;
/** Worst first: of several transports, the worst one counts. */
const dtlsStates = ['failed', 'closed', 'new', 'connecting', 'connected'] as const;
const dtlsVersions = ['below-1.2', '1.2', '1.3'] as const;

/** Version numbers on the wire (RFC 6347, RFC 9147), as browsers write them in hexadecimal. */
function versionOf(wire: string | undefined): (typeof dtlsVersions)[number] | undefined {
  switch (wire?.toUpperCase().replace(/^0X/, '')) {
    case 'FEFC':
      return '1.3';
    case 'FEFD':
      return '1.2';
    case 'FEFF':
    case '0100':
      return 'below-1.2';
    default:
      return undefined;
  }
}

/** Returns the worst value of several transports; unless all report it, only an alarming one counts. */
function worst<T extends string>(
  values: readonly (T | undefined)[],
  order: readonly T[],
  alarming: (value: T) => boolean,
): T | NotReported {
  const known = values.filter((value) => value !== undefined);
  const least = order.find((value) => known.includes(value));
  if (least === undefined) return 'not-reported';
  return known.length === values.length || alarming(least) ? least : 'not-reported';
}

/** Returns the weak name among several transports, else the name on which all agree. */
function agreed(
  names: readonly (string | undefined)[],
  alarming: (name: string) => boolean,
): string | NotReported {
  const alarm = names.find((name) => name !== undefined && alarming(name));
  if (alarm !== undefined) return alarm;
  const [first] = names;
  return first !== undefined && names.every((name) => name === first) ? first : 'not-reported';
}

/**
 * Where the network is gone, Firefox calls DTLS failed too, and until ICE has found another way. Such a transport carries
 * nothing, like a closed one; DTLS that fails over a network that works is an alarm.
 */
function dtlsStateOf(transport: StatsEntry): DtlsState | undefined {
  const state = dtlsStates.find((one) => one === transport.text('dtlsState'));
  const isCut = ['new', 'checking', 'failed', 'closed'].includes(transport.text('iceState') ?? '');
  return state === 'failed' && isCut ? 'closed' : state;
}

/** Evaluates one connection. Never throws; missing or invalid values are `not-reported`. */
export function readEvidence(input: ConnectionInput): ConnectionEvidence {
  const entries = readStats(input.report);
  const transports = entries.filter((entry) => entry.text('type') === 'transport');
  const texts = (key: string): (string | undefined)[] => transports.map((entry) => entry.text(key));
  return {
    ...factsOf(input),
    connectionState: connectionStates.find((state) => state === input.connectionState) ?? 'not-reported',
    dtlsState: worst(
      transports.map(dtlsStateOf),
      dtlsStates,
      (state) => state === 'failed' || state === 'closed',
    ),
    dtlsVersion: worst(
      texts('tlsVersion').map(versionOf),
      dtlsVersions,
      (version) => version === 'below-1.2',
    ),
    dtlsCipher: agreed(texts('dtlsCipher'), isBrokenSuite),
    srtpProfile: agreed(texts('srtpCipher'), (profile) => compareWithBaseline(profile) === 'weaker'),
    fingerprints: readFingerprints(entries, transports, input.fingerprints),
    route: readRoute(entries, transports),
  };
}

function factsOf({ id, direction, stream, topology, certified, peerId, statedPeer }: ConnectionFacts) {
  return {
    ...{ id, direction, stream, topology, certified },
    ...(peerId === undefined ? {} : { peerId }),
    ...(statedPeer === undefined ? {} : { statedPeer }),
  };
}

/** Returns the same measurement with other facts about its remote end. */
export function withFacts(evidence: ConnectionEvidence, facts: ConnectionFacts): ConnectionEvidence {
  const { peerId: _peerId, statedPeer: _statedPeer, ...measured } = evidence;
  return { ...measured, ...factsOf(facts) };
}

function readFingerprints(
  entries: readonly StatsEntry[],
  transports: readonly StatsEntry[],
  described: ConnectionInput['fingerprints'],
): Fingerprints {
  const certificates = (key: string): readonly string[] =>
    fingerprintSet(
      transports.map((transport) => {
        const id = transport.text(key);
        const certificate = entries.find(
          (entry) => entry.text('type') === 'certificate' && id !== undefined && entry.text('id') === id,
        );
        return `${certificate?.text('fingerprintAlgorithm')} ${certificate?.text('fingerprint')}`;
      }),
    );
  const measured = { local: certificates('localCertificateId'), remote: certificates('remoteCertificateId') };
  const stated = {
    local: fingerprintSet(described?.local ?? []),
    remote: fingerprintSet(described?.remote ?? []),
  };
  const complete = (pair: typeof measured): boolean => pair.local.length > 0 && pair.remote.length > 0;
  const forgeable = described?.remote.some((line) => normaliseFingerprint(line) === undefined) ?? false;
  const conflict =
    forgeable || disagree(measured.local, stated.local) || disagree(measured.remote, stated.remote);
  if (complete(measured)) return { ...measured, source: 'statistics', conflict };
  if (complete(stated)) return { ...stated, source: 'descriptions', conflict };
  return { local: [], remote: [], source: 'not-reported', conflict };
}

/**
 * Whether a certificate in use has a fingerprint, in an algorithm that the description uses, that the description
 * lacks.
 */
function disagree(measured: readonly string[], stated: readonly string[]): boolean {
  const algorithm = (fingerprint: string): string | undefined => fingerprint.split(' ')[0];
  const described = new Set(stated.map(algorithm));
  return measured.some((one) => described.has(algorithm(one)) && !stated.includes(one));
}
