import { readStats, type StatsSource } from '../transport-security/statistics.ts';

/** Best first. */
const levels = ['good', 'fair', 'poor'] as const;

/** The call's connection quality. */
export type QualityLevel = (typeof levels)[number];

export interface Quality {
  readonly level: QualityLevel;
  /** Share of packets lost in the last second, in the worse direction, 0 to 1. */
  readonly loss: number;
  /** Round-trip time in seconds over the slowest connection; `null` when the browser does not report it. */
  readonly roundTrip: number | null;
}

/**
 * Thresholds above which conversation suffers (ITU-T G.114: a one-way delay of 150 ms is unnoticed, 400 ms is the
 * limit).
 */
const FAIR = { loss: 0.03, roundTrip: 0.3 };
const POOR = { loss: 0.1, roundTrip: 0.8 };
/** Number of consecutive measurements before a change is reported; a drop is reported sooner than a rise. */
const WORSE_AFTER = 3;
const BETTER_AFTER = 5;

interface Count {
  readonly received: number;
  readonly lost: number;
}

/** Follows the quality of a call across measurements. */
export class QualityMeter {
  /** By synchronisation source (RFC 3550). */
  #counts = new Map<number, Count>();
  #level: QualityLevel = 'good';
  /** Consecutive measurements that were worse or better than the reported level. */
  #worse = 0;
  #better = 0;

  /** Takes the statistics of all connections, once a second. Returns `null` when there is nothing to report. */
  take(reports: readonly StatsSource[]): Quality | null {
    const counts = new Map<number, Count>();
    let [received, lost, lossOut] = [0, 0, 0];
    let roundTrip: number | null = null;
    for (const report of reports) {
      for (const entry of readStats(report)) {
        const trip = entry.number('currentRoundTripTime');
        if (entry.flag('nominated') && trip !== undefined) roundTrip = Math.max(roundTrip ?? 0, trip);
        const type = entry.text('type');
        if (type === 'remote-inbound-rtp') {
          lossOut = Math.max(lossOut, Math.min(entry.number('fractionLost') ?? 0, 1));
        }
        if (type !== 'inbound-rtp') continue;
        const now = {
          received: entry.number('packetsReceived') ?? 0,
          lost: entry.number('packetsLost') ?? 0,
        };
        const source = entry.number('ssrc') ?? 0;
        const before = this.#counts.get(source);
        counts.set(source, now);
        if (!before) continue;
        received += Math.max(now.received - before.received, 0);
        lost += Math.max(now.lost - before.lost, 0);
      }
    }
    const measured = this.#counts.size > 0;
    this.#counts = counts;
    if (!measured) return null;
    const loss = Math.max(lost === 0 ? 0 : lost / (lost + received), lossOut);
    this.#settle(levelOf(loss, roundTrip));
    return { level: this.#level, loss, roundTrip };
  }

  #settle(level: QualityLevel): void {
    const difference = levels.indexOf(level) - levels.indexOf(this.#level);
    this.#worse = difference > 0 ? this.#worse + 1 : 0;
    this.#better = difference < 0 ? this.#better + 1 : 0;
    if (this.#worse < WORSE_AFTER && this.#better < BETTER_AFTER) return;
    this.#level = level;
    this.#worse = 0;
    this.#better = 0;
  }
}

function levelOf(loss: number, roundTrip: number | null): QualityLevel {
  const beyond = (limit: typeof FAIR) => loss >= limit.loss || (roundTrip ?? 0) >= limit.roundTrip;
  return beyond(POOR) ? 'poor' : beyond(FAIR) ? 'fair' : 'good';
}
