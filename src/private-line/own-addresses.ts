import { MAX_CANDIDATE } from './signalling-message.ts';

/**
 * Returns a candidate as it may be shown to the other end, or `undefined` for none. The related address of a relayed
 * candidate is the person's own (RFC 8839, section 5.1), and Firefox reveals it even with `relay`; nobody needs it.
 */
export function shownCandidate(candidate: string, relayOnly: boolean): string | undefined {
  if (!candidate || candidate.length > MAX_CANDIDATE) return undefined;
  if (relayOnly && !/ typ relay /.test(candidate)) return undefined;
  return candidate.replace(/ raddr \S+ rport \d+/, ' raddr 0.0.0.0 rport 0');
}

/** Removes the candidates from an own description: they are sent apart. */
export const withoutCandidates = (sdp: string): string => sdp.replace(/^a=candidate:.*\r?\n/gm, '');
