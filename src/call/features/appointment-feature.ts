import type { RoomFacts } from '../../access/grant.ts';

/** Minutes before the end at which it is announced: time to conclude, and time to say goodbye. */
const NOTICES = [10, 2];

export interface AppointmentDeps {
  /** Waits for so many seconds; rejects on the signal. */
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly now: () => number;
  readonly tell: (minutes: number) => void;
}

/** Says when the appointment is about to end. Resolves when all is said, or the signal aborts. */
export async function announceEnd(
  room: RoomFacts | null,
  { sleep, now, tell }: AppointmentDeps,
  signal: AbortSignal,
): Promise<void> {
  const endsAt = room?.endsAt?.getTime();
  if (endsAt === undefined) return;
  for (const minutes of NOTICES) {
    const seconds = (endsAt - now()) / 1000 - minutes * 60;
    if (seconds < 0) continue;
    try {
      await sleep(seconds, signal);
    } catch {
      return;
    }
    // A computer that slept meanwhile is late.
    const left = Math.round((endsAt - now()) / 60_000);
    if (left > 0 && left <= minutes) tell(left);
  }
}
