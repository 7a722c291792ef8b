/** A connection with a description from each end, as a session lists it. */
export interface ListedConnection {
  /** Number of the connection within its session. */
  readonly id: number;
  /** Fingerprint of the certificate at the remote end, frozen with its first description. */
  readonly fingerprint: string;
  readonly direction: 'publish' | 'subscribe';
  readonly stream: 'camera' | 'screen';
  /** The person to whom it leads, as the provider states it. This is no evidence. */
  readonly statedPeer?: string;
  /** Whether DTLS is connected, and the certificate in use is the frozen one. */
  readonly proven: boolean;
}

/**
 * What is known of a person's certificate; nothing yet where there is no claim. It was announced over messages between
 * elements, which the provider can change, and repeated by the certificate itself on the private line. That it is that
 * person's, only a comparison proves.
 */
export type CertificateClaim =
  | {
      readonly status: 'announced';
      readonly fingerprint: string;
      /** Whether the certificate has said so itself, on the private line. */
      readonly proven?: boolean;
    }
  /** Two different ones were announced: neither counts. */
  | { readonly status: 'contradictory' }
  /** The person's client announces none. */
  | { readonly status: 'missing' }
  /**
   * The local person accepts that there is none. The first certificate of each direction and stream is theirs: other
   * clients make one for each connection.
   */
  | { readonly status: 'accepted'; readonly fingerprints: ReadonlyMap<string, string> };

/** To whom a connection leads, by the certificate at its remote end. */
export type RemoteEnd =
  /** A participant. Without an announced certificate (`certified: false`) only the provider says so. */
  | { readonly topology: 'peer'; readonly peerId: string; readonly certified: boolean }
  /** The media server of a session that has one. */
  | { readonly topology: 'media-server' }
  /** Nobody: the certificate is no participant's. */
  | { readonly topology: 'unknown' }
  /** A participant has not announced a certificate yet, or two have announced this one. */
  | { readonly topology: 'undecided' }
  /** This element itself (the SDK tests the browser), or somebody who has left or joined again. */
  | { readonly topology: 'none' };

/** What decides to whom a certificate belongs. */
export interface CertificateFacts {
  /** Fingerprint of this element's certificate. */
  readonly ownFingerprint: string;
  /** Ids of the other people in the session. */
  readonly others: readonly string[];
  /** By the other person's connection id. */
  readonly certificates: ReadonlyMap<string, CertificateClaim>;
  /** Fingerprints of people who have left. */
  readonly departed: ReadonlySet<string>;
  /** Ids of people who have just left without having announced a certificate. */
  readonly leaving: ReadonlySet<string>;
  /** Ids under which people are still listed who have joined again. */
  readonly superseded: ReadonlySet<string>;
  /** Whether every connection leads to a participant. Otherwise there is a media server. */
  readonly relayed: boolean;
}

const none: RemoteEnd = { topology: 'none' };
const unknown: RemoteEnd = { topology: 'unknown' };

/** The place of a connection among those of one person. */
const placeOf = ({ direction, stream }: Pick<ListedConnection, 'direction' | 'stream'>): string =>
  `${direction} ${stream}`;

/** Returns the remote end of a connection. What is missing or contradictory never leads to a participant. */
export function remoteEndOf(connection: ListedConnection, facts: CertificateFacts): RemoteEnd {
  const { fingerprint, direction, statedPeer } = connection;
  const { ownFingerprint, others, certificates, departed, leaving, superseded, relayed } = facts;
  if (fingerprint === ownFingerprint || superseded.has(statedPeer ?? '')) return none;
  const owners = others.filter((id) => {
    const claim = certificates.get(id);
    return claim?.status === 'announced' && claim.fingerprint === fingerprint;
  });
  const [owner] = owners;
  if (owner !== undefined) {
    // One certificate under two ids belongs to nobody: it was stolen, or somebody is back before their lost connection
    // has ended.
    if (owners.length > 1) return { topology: 'undecided' };
    const misnamed = direction === 'subscribe' && statedPeer !== undefined && statedPeer !== owner;
    return misnamed ? unknown : { topology: 'peer', peerId: owner, certified: true };
  }
  if (!relayed) return { topology: 'media-server' };
  // By another hash than the one that is announced, a participant's certificate would pass for somebody else's.
  if (!fingerprint.startsWith('sha-256 ')) return unknown;
  if (statedPeer !== undefined && others.includes(statedPeer)) {
    const claim = certificates.get(statedPeer);
    if (claim?.status === 'missing' || isAccepted(claim, connection))
      return { topology: 'peer', peerId: statedPeer, certified: false };
  }
  if (departed.has(fingerprint)) return none;
  const claims = others.map((id) => certificates.get(id)?.status);
  // Somebody may still announce it, or have just left, or the session may still state to whom it leads.
  const undecided =
    claims.includes(undefined) ||
    leaving.size > 0 ||
    (statedPeer === undefined && claims.some((status) => status === 'missing' || status === 'accepted'));
  return undecided ? { topology: 'undecided' } : unknown;
}

function isAccepted(claim: CertificateClaim | undefined, connection: ListedConnection): boolean {
  return (
    claim?.status === 'accepted' && claim.fingerprints.get(placeOf(connection)) === connection.fingerprint
  );
}

/** Records an announcement. A second one that differs makes both worthless. */
export function announced(claim: CertificateClaim | undefined, fingerprint: string): CertificateClaim {
  switch (claim?.status) {
    case 'announced':
      return claim.fingerprint === fingerprint ? claim : { status: 'contradictory' };
    case 'contradictory':
    case 'accepted':
      return claim;
    default:
      return { status: 'announced', fingerprint };
  }
}

/**
 * Binds the first certificate of each direction and stream to a person who was accepted without one, until its
 * connection ends.
 */
export function bound(
  claim: CertificateClaim,
  id: string,
  connections: readonly ListedConnection[],
): CertificateClaim {
  if (claim.status !== 'accepted') return claim;
  const theirs = connections.filter(({ statedPeer }) => statedPeer === id);
  const kept = [...claim.fingerprints].filter(([place, fingerprint]) =>
    theirs.some((one) => placeOf(one) === place && one.fingerprint === fingerprint),
  );
  // The last one of a place counts in a map: those that were bound before stay.
  const first = [...theirs].reverse().map((one) => [placeOf(one), one.fingerprint] as const);
  const fingerprints = new Map([...first, ...kept]);
  const same =
    fingerprints.size === claim.fingerprints.size &&
    [...fingerprints].every(([place, fingerprint]) => claim.fingerprints.get(place) === fingerprint);
  return same ? claim : { ...claim, fingerprints };
}
