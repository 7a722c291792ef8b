import { type Level, levelOf } from '../../transport-security/confidentiality-level.ts';
import type { ConnectionEvidence } from '../../transport-security/evidence.ts';
import type { LiveCall, Verification } from './state.ts';

/** Whether the person has confirmed the SAS and the other person has not reported a mismatch. */
export function isVerified({ state, disputed }: Verification): boolean {
  return state.status === 'ready' && state.answer === 'same' && !disputed;
}

/** Updates the level at once when something other than a measurement changes it. */
export function assess(live: LiveCall): LiveCall {
  return { ...live, security: { ...live.security, level: levelGiven(live, live.security.evidence) } };
}

/** Returns the level that this evidence gives the current call. */
export function levelGiven(
  live: Pick<LiveCall, 'participants' | 'verifications' | 'secret' | 'refused'>,
  evidence: readonly ConnectionEvidence[],
): Level {
  if (live.refused > 0) return 'unprotected';
  const others = live.participants.filter(({ self }) => !self);
  const publishing = others.filter(({ media }) => media !== null).length;
  const received = publishing + others.filter(({ screen }) => screen !== null).length;
  const own = live.participants.find(({ self }) => self);
  const streams = Number(own?.publishing ?? false) + Number(own?.sharing ?? false);
  const routed = evidence.some(({ topology }) => topology === 'media-server');
  // Between people, each stream has a connection to each person; to a media server, one connection carries it to
  // everybody.
  const sent = publishing === 0 ? 0 : routed ? streams : streams * publishing;
  const verified = [...live.verifications].filter(([, one]) => isVerified(one)).map(([id]) => id);
  return levelOf(evidence, {
    secret: live.secret,
    verifiedPeers: new Set(verified),
    expectedConnections: received + sent,
  });
}
