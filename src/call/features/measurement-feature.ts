import { readEvidence } from '../../transport-security/evidence.ts';
import { QualityMeter } from '../quality.ts';
import type { ConnectionStats, VideoSession } from '../session.ts';
import { assess, levelGiven } from '../state/assess.ts';
import type { CallEvent } from '../state/call-event.ts';
import { exchangesWith } from '../state/select.ts';
import type { LiveCall, Security } from '../state/state.ts';

/** Seconds from one measurement to the next: a call that moves to a media server must not go on for long as if it had not. */
const INTERVAL = 1;
/** Seconds after which a measurement is told anew though nothing has changed. */
const TOLD_ANEW = 10;

/** What the connections were measured to be, and what follows from the shared secret. */
export function reduceMeasurement(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'security':
      return { ...live, security: event.security };
    case 'quality':
      return { ...live, quality: event.quality };
    case 'secret':
      return assess({ ...live, secret: event.state });
    default:
      return live;
  }
}

/** What a measurement starts from; the rest comes from the session's statistics. */
export interface ConnectionWatch {
  readonly session: Pick<VideoSession, 'stats'>;
  readonly live: () => LiveCall | null;
  readonly commit: (event: CallEvent) => void;
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
}

/** Keeps the call's level true to what its connections are, and its quality to what they carry, until the signal aborts. */
export async function watchConnections(watch: ConnectionWatch, signal: AbortSignal): Promise<void> {
  let told = '';
  const meter = new QualityMeter();
  while (!signal.aborted) {
    // Counted from the beginning of a measurement: one that takes its time is no reason to know less often.
    const due = watch.sleep(INTERVAL, signal).catch(() => undefined);
    const live = watch.live();
    if (live) {
      // Statistics that cannot be had prove nothing.
      const stats = await watch.session.stats().catch(() => []);
      // Somebody may have come, or a code been compared, meanwhile.
      const security = measure(stats, watch.live() ?? live, watch.now());
      const found = JSON.stringify([security.level, security.evidence]);
      const old = watch.now() - (live.security.at ?? 0) >= TOLD_ANEW * 1000;
      if (old || found !== told) watch.commit({ type: 'security', security });
      told = found;
      const quality = meter.take(stats.map(({ report }) => report));
      if (quality && (old || quality.level !== live.quality?.level))
        watch.commit({ type: 'quality', quality });
    }
    await due;
  }
}

function measure(stats: readonly ConnectionStats[], live: LiveCall, at: number): Security {
  // A connection that a breakout has closed on purpose is no alarm.
  const meant = stats.filter(({ peerId }) => peerId === undefined || exchangesWith(live, peerId));
  const evidence = meant.map(readEvidence);
  return { level: levelGiven(live, evidence), evidence, at };
}
