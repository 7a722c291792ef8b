import type { ConnectionEvidence } from './evidence.ts';
import { compareWithBaseline, isBrokenSuite } from './srtp-policy.ts';

/**
 * How confidential the call is, by measurement.
 * `verifying` is the absence of a level: nothing to measure yet, or not enough. It reassures nobody.
 */
export type Level =
  | 'verifying'
  /** From person to person, and the two have compared the code. */
  | 'end-to-end-verified'
  /** From person to person, directly or by TURN; not compared. */
  | 'end-to-end'
  /** Through the media server, with a shared secret that it does not have. */
  | 'end-to-end-secret'
  /** Encrypted to the media server, which can read it. */
  | 'to-media-server'
  /** A connection without keys that hold, or under the baseline: an alarm. */
  | 'unprotected';

/** The least that the page's `confidentiality` attribute accepts. */
export type Confidentiality = 'any' | 'end-to-end' | 'verified';

/** The shared secret for routed media (`encryptionSecret`). `pending`: set, and nobody's media has confirmed it yet. */
export type SecretState = 'none' | 'pending' | 'matched' | 'mismatched';

export interface LevelContext {
  readonly secret: SecretState;
  /** Ids of the people whose code was compared and found the same, for the connections that exist now. */
  readonly verifiedPeers: ReadonlySet<string>;
  /** How many connections there must be: what others receive from us, what we receive from others. */
  readonly expectedConnections: number;
}

/** Weakest first; the level of a call is that of its weakest connection. */
const order = [
  'unprotected',
  'verifying',
  'to-media-server',
  'end-to-end-secret',
  'end-to-end',
  'end-to-end-verified',
] as const satisfies readonly Level[];

const rank = (level: Level): number => order.indexOf(level);

/** What the transport of one connection amounts to. */
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
  // Over a closed connection nothing goes: somebody has left. It proves nothing, and is no alarm.
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

/** The level of one connection. */
function levelOfConnection(evidence: ConnectionEvidence, context: LevelContext): Level {
  const transport = transportOf(evidence);
  if (transport === 'unprotected') return 'unprotected';
  if (transport === 'unknown') return 'verifying';
  if (evidence.topology === 'media-server') return bySecret[context.secret];
  const verified =
    evidence.peerId !== undefined &&
    evidence.fingerprints.source !== 'not-reported' &&
    context.verifiedPeers.has(evidence.peerId);
  return verified ? 'end-to-end-verified' : 'end-to-end';
}

/**
 * The level of a call: that of its weakest connection, and `verifying` while one is missing.
 * With nobody else there is no connection, so nothing to measure: `verifying`. Connections that are closed on
 * purpose (somebody left) are for the caller to leave out.
 */
export function levelOf(evidence: readonly ConnectionEvidence[], context: LevelContext): Level {
  const levels = evidence.map((one) => levelOfConnection(one, context));
  if (evidence.length === 0 || !(evidence.length >= context.expectedConnections)) levels.push('verifying');
  return order.find((level) => levels.includes(level)) ?? 'verifying';
}

/** Whether a level is enough for what the page asks. `verifying` is enough for `any` only. */
export function meets(level: Level, confidentiality: Confidentiality): boolean {
  switch (confidentiality) {
    case 'any':
      return level !== 'unprotected';
    case 'end-to-end':
      return level.startsWith('end-to-end');
    case 'verified':
      return level === 'end-to-end-verified';
  }
}

/**
 * Whether going from one level to the other is a fall that people must hear of.
 * `verifying` is no level, so it is neither a fall nor a rise: give the last level that was known as `from`.
 */
export function isFall(from: Level, to: Level): boolean {
  return from !== 'verifying' && to !== 'verifying' && rank(to) < rank(from);
}
