import type { ConnectionEvidence } from '../security/evidence.ts';
import { type Level, levelOf } from '../security/level.ts';
import type { LiveCall, Verification } from './state.ts';

/** Whether the person has found the codes the same, and the other does not say otherwise. */
export function isVerified({ state, disputed }: Verification): boolean {
  return state.status === 'ready' && state.answer === 'same' && !disputed;
}

/** The level that this evidence gives the call as it is now. */
export function assess(
  live: Pick<LiveCall, 'participants' | 'verifications' | 'secret'>,
  evidence: readonly ConnectionEvidence[],
): Level {
  const received = live.participants.filter(({ self, media }) => !self && media !== null).length;
  const sending = live.participants.some(({ self, publishing }) => self && publishing);
  const routed = evidence.some(({ topology }) => topology === 'media-server');
  // From person to person there is one connection each way; to a media server a single one carries what is sent.
  const sent = !sending || received === 0 ? 0 : routed ? 1 : received;
  const verified = [...live.verifications].filter(([, one]) => isVerified(one)).map(([id]) => id);
  return levelOf(evidence, {
    secret: live.secret,
    verifiedPeers: new Set(verified),
    expectedConnections: received + sent,
  });
}
