import type { ConnectionEvidence } from './evidence.ts';
import { compareWithBaseline, isBrokenSuite } from './srtp-policy.ts';

/**
 * The measured confidentiality level of the call.
 * `verifying` means that no level is known: there is nothing to measure yet, or not enough.
 */
export type Level =
  | 'verifying'
  /** From person to person, with a confirmed SAS. */
  | 'end-to-end-verified'
  /** From person to person, with certificates that the firm's server attests to people whom it knows. */
  | 'end-to-end-attested'
  /** From person to person, directly or through TURN; whose keys these are is not known. */
  | 'end-to-end'
  /** Through the media server, with a shared secret unknown to it. */
  | 'end-to-end-secret'
  /** Encrypted to the media server, which can read it. */
  | 'to-media-server'
  /** Encrypted to somebody whose client announces no certificate: only the provider says who that is. */
  | 'unverifiable'
  /** A connection without valid keys, weaker than the baseline, or with a certificate that is nobody's: an alarm. */
  | 'unprotected';

/** The lowest level that the page's `confidentiality` attribute accepts. */
export type Confidentiality = 'any' | 'end-to-end' | 'attested' | 'verified';

/**
 * State of the shared secret for routed media (`encryptionSecret`). `pending`: set, but not yet confirmed by received
 * media.
 */
export type SecretState = 'none' | 'pending' | 'matched' | 'mismatched';

export interface LevelContext {
  readonly secret: SecretState;
  /** Ids of the people whose SAS was confirmed for the current connections. */
  readonly verifiedPeers: ReadonlySet<string>;
  /** Ids of the people for whom the firm's server vouches. */
  readonly attestedPeers: ReadonlySet<string>;
  /** The media that must have a connection. */
  readonly expected: readonly ExpectedMedia[];
}

/** A stream that is sent to a person, or received from one. */
export type ExpectedMedia = Pick<ConnectionEvidence, 'direction' | 'stream'> & { readonly peerId: string };

/** Weakest first; the level of a call is that of its weakest connection. */
const order = [
  'unprotected',
  'verifying',
  'unverifiable',
  'to-media-server',
  'end-to-end-secret',
  'end-to-end',
  'end-to-end-attested',
  'end-to-end-verified',
] as const satisfies readonly Level[];

const rank = (level: Level): number => order.indexOf(level);

/** Rates the transport of one connection. */
export function transportOf(evidence: ConnectionEvidence): 'unprotected' | 'unknown' | 'protected' {
  const { dtlsState, dtlsVersion, dtlsCipher, srtpProfile, fingerprints } = evidence;
  const strength = compareWithBaseline(srtpProfile);
  if (
    dtlsState === 'failed' ||
    dtlsVersion === 'below-1.2' ||
    isBrokenSuite(dtlsCipher) ||
    strength === 'weaker' ||
    fingerprints.conflict
  ) {
    return 'unprotected';
  }
  // A closed connection carries nothing: somebody has left, or the network is gone. It proves nothing and is no alarm.
  const complete =
    dtlsState === 'connected' &&
    dtlsVersion !== 'not-reported' &&
    dtlsCipher !== 'not-reported' &&
    strength !== 'not-reported';
  return complete ? 'protected' : 'unknown';
}

const bySecret: Readonly<Record<SecretState, Level>> = {
  none: 'to-media-server',
  pending: 'verifying',
  matched: 'end-to-end-secret',
  mismatched: 'to-media-server',
};

/** Returns the level of one connection. */
function levelOfConnection(evidence: ConnectionEvidence, context: LevelContext): Level {
  const { topology, peerId, certified, fingerprints } = evidence;
  const transport = transportOf(evidence);
  if (transport === 'unprotected' || topology === 'unknown') return 'unprotected';
  if (transport === 'unknown' || topology === 'undecided' || fingerprints.source === 'not-reported')
    return 'verifying';
  if (topology === 'media-server') return bySecret[context.secret];
  if (!certified || peerId === undefined) return 'unverifiable';
  if (context.verifiedPeers.has(peerId)) return 'end-to-end-verified';
  return context.attestedPeers.has(peerId) ? 'end-to-end-attested' : 'end-to-end';
}

/** Whether a connection carries this stream. A media server carries what is sent to it to everybody. */
function carries(evidence: ConnectionEvidence, { direction, stream, peerId }: ExpectedMedia): boolean {
  if (evidence.direction !== direction || evidence.stream !== stream) return false;
  if (evidence.topology !== 'media-server') return evidence.peerId === peerId;
  return direction === 'publish' || evidence.statedPeer === peerId;
}

/**
 * Returns the level of a call: that of its weakest connection, and `verifying` while one is missing.
 * Without other participants nothing can be measured: `verifying`.
 */
export function levelOf(evidence: readonly ConnectionEvidence[], context: LevelContext): Level {
  const levels = evidence.map((one) => levelOfConnection(one, context));
  const complete = context.expected.every((media) => evidence.some((one) => carries(one, media)));
  if (evidence.length === 0 || !complete) levels.push('verifying');
  return order.find((level) => levels.includes(level)) ?? 'verifying';
}

/** Whether a level meets the page's requirement. `verifying` meets `any` only. */
export function meets(level: Level, confidentiality: Confidentiality): boolean {
  switch (confidentiality) {
    case 'any':
      return level !== 'unprotected';
    case 'end-to-end':
      return level.startsWith('end-to-end');
    case 'attested':
      return level === 'end-to-end-attested' || level === 'end-to-end-verified';
    case 'verified':
      return level === 'end-to-end-verified';
  }
}

/**
 * Whether a change of level is a drop that must be reported.
 * `verifying` is no level, so it is neither a drop nor a rise: pass the last known level as `from`.
 */
export function isFall(from: Level, to: Level): boolean {
  return from !== 'verifying' && to !== 'verifying' && rank(to) < rank(from);
}
