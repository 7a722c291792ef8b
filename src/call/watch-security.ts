import { readEvidence } from '../security/evidence.ts';
import { assess } from './assess.ts';
import type { CallReport } from './reduce.ts';
import { exchangesWith } from './select.ts';
import type { VideoSession } from './session.ts';
import type { LiveCall, Security } from './state.ts';

/** Seconds between two measurements when nothing happens; less while the level is not known. */
const INTERVAL = 10;
const EAGER = 1;

/** What a measurement starts from; the rest comes from the session's statistics. */
export interface SecurityWatch {
  readonly session: Pick<VideoSession, 'stats'>;
  readonly live: () => LiveCall | null;
  readonly commit: (report: CallReport) => void;
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
}

/** Keeps the call's level true to what its connections are, until the signal aborts. */
export async function watchSecurity(watch: SecurityWatch, signal: AbortSignal): Promise<void> {
  let measured = '';
  while (!signal.aborted) {
    const live = watch.live();
    if (live) {
      const who = presence(live);
      const due = watch.now() - (live.security.at ?? 0) >= INTERVAL * 1000;
      if (due || who !== measured || unsettled(live)) {
        watch.commit({ type: 'security', security: await measure(watch, live) });
        measured = who;
      }
    }
    await watch.sleep(EAGER, signal).catch(() => undefined);
  }
}

/** Whose media comes and goes: a change of it is a change of connections. */
function presence(live: LiveCall): string {
  return live.participants.map(({ id, publishing }) => `${id} ${publishing}`).join('\n');
}

/** One measurement. Statistics that cannot be had prove nothing. */
async function measure({ session, live, now }: SecurityWatch, before: LiveCall): Promise<Security> {
  const stats = await session.stats().catch(() => []);
  // Somebody may have come, or a code been compared, meanwhile.
  const current = live() ?? before;
  // A connection that an aside has closed on purpose is no alarm.
  const meant = stats.filter(({ peerId }) => peerId === undefined || exchangesWith(current, peerId));
  const evidence = meant.map(readEvidence);
  return { level: assess(current, evidence), evidence, at: now() };
}

/** Whether what is known may be out of date in a moment: a connection is being made or replaced. */
function unsettled({ security, verifications }: LiveCall): boolean {
  return (
    security.level === 'verifying' ||
    [...verifications.values()].some(
      ({ state }) => state.status === 'waiting' && state.reason === 'fingerprints-differ',
    )
  );
}
