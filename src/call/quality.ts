import { readStats, type StatsSource } from '../transport-security/statistics.ts';

/** Weakest last. */
const levels = ['good', 'fair', 'poor'] as const;

/** How well sound and picture get through. */
export type QualityLevel = (typeof levels)[number];

export interface Quality {
  readonly level: QualityLevel;
  /** Share of packets that did not arrive in the last second, in the worse direction, 0 to 1. */
  readonly loss: number;
  /** Seconds to the other side and back, over the slowest connection; `null` where the browser does not say. */
  readonly roundTrip: number | null;
}

/** From these on, talking is felt to suffer (ITU-T G.114 for delay: 150 ms each way are unnoticed, 400 ms the limit). */
const FAIR = { loss: 0.03, roundTrip: 0.3 };
const POOR = { loss: 0.1, roundTrip: 0.8 };
/** Measurements in a row until a change is told: worse sooner than better, and no flicker. */
const WORSE_AFTER = 3;
const BETTER_AFTER = 5;

interface Count {
  readonly received: number;
  readonly lost: number;
}

/** Follows the quality of a call from one measurement to the next. */
export class QualityMeter {
  /** By synchronisation source (RFC 3550). */
  #counts = new Map<number, Count>();
  #level: QualityLevel = 'good';
  /** How many measurements in a row were worse or better than what has been told. */
  #worse = 0;
  #better = 0;

  /** Takes the statistics of all connections, once a second; `null` while there is nothing to tell. */
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
