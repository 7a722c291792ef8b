import type { Delay } from '../../access/delay.ts';
import type { RoomFacts } from '../../access/grant.ts';

/** Minutes before the end at which it is announced: time to conclude, then to say goodbye. */
const NOTICES = [10, 2];

export interface AppointmentDeps {
  readonly delay: Delay;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly now: () => number;
  readonly tell: (minutes: number) => void;
}

/** Announces the end of the appointment. Resolves after the last announcement, or when the signal aborts. */
export async function announceEnd(
  room: RoomFacts | null,
  { delay, now, tell }: AppointmentDeps,
  signal: AbortSignal,
): Promise<void> {
  const endsAt = room?.endsAt?.getTime();
  if (endsAt === undefined) return;
  for (const [index, minutes] of NOTICES.entries()) {
    const durationMs = endsAt - now() - minutes * 60_000;
    // Somebody who joins late is told how long is left, unless the next announcement comes at once.
    if (durationMs < 0 && endsAt - now() < ((NOTICES[index + 1] ?? minutes) + 1) * 60_000) continue;
    try {
      if (durationMs > 0) await delay(durationMs, signal);
    } catch {
      return;
    }
    // After the computer has slept, the announcement may be late.
    const left = Math.round((endsAt - now()) / 60_000);
    if (left > 0 && left <= minutes) tell(left);
  }
}
