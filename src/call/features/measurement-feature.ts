import type { Delay } from '../../access/delay.ts';
import { readEvidence } from '../../transport-security/evidence.ts';
import { QualityMeter } from '../quality.ts';
import type { ConnectionStats, VideoSession } from '../session.ts';
import { assess, levelGiven } from '../state/assess.ts';
import type { CallEvent } from '../state/call-event.ts';
import { countedConnections } from '../state/connections.ts';
import type { LiveCall, Security } from '../state/state.ts';

/** Milliseconds between two measurements: short, so that a move to a media server shows quickly. */
const INTERVAL = 1000;
/** Milliseconds after which an unchanged measurement is reported again. */
const TOLD_ANEW = 10_000;

/** Applies the measured confidentiality level, refused connections and the state of the shared secret. */
export function reduceMeasurement(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'security':
      return { ...live, security: event.security };
    case 'description-refused':
      return assess({ ...live, refused: live.refused + 1 });
    case 'quality':
      return { ...live, quality: event.quality };
    case 'secret':
      return assess({ ...live, secret: event.state });
    default:
      return live;
  }
}

/** Dependencies of a measurement; the session's statistics provide the rest. */
export interface ConnectionWatch {
  readonly session: Pick<VideoSession, 'stats'>;
  readonly live: () => LiveCall | null;
  readonly commit: (event: CallEvent) => void;
  readonly delay: Delay;
  readonly now: () => number;
}

/** Keeps the call's confidentiality level and quality up to date until the signal aborts. */
export async function watchConnections(watch: ConnectionWatch, signal: AbortSignal): Promise<void> {
  let told = '';
  const meter = new QualityMeter();
  while (!signal.aborted) {
    // Timed from the start of a measurement, so that a slow one does not delay the next.
    const due = watch.delay(INTERVAL, signal).catch(() => undefined);
    const live = watch.live();
    if (live) {
      // Without statistics nothing is proven.
      const stats = await watch.session.stats().catch(() => []);
      // A person may have joined, or a SAS been compared, in the meantime.
      const security = measure(stats, watch.live() ?? live, watch.now());
      const found = JSON.stringify([security.level, security.evidence]);
      const old = watch.now() - (live.security.at ?? 0) >= TOLD_ANEW;
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
  const evidence = countedConnections(live).map((facts) =>
    readEvidence({ report: null, ...stats.find(({ id }) => id === facts.id), ...facts }),
  );
  return { level: levelGiven(live, evidence), evidence, at };
}
