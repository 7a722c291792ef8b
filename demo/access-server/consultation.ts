import { type Appointment, closesAt, type Margins } from './appointments.ts';
import type { RoomState, Store } from './store.ts';

/*
 * A consultation begins with the first person who enters and ends when a host ends it, when the last host has left, or
 * when every host has been away for a while. What was issued in it ends with it: its session, its key, and what hosts decided. An admission ends at a
 * fixed time too. Only a removal outlives it.
 */

const MINUTE = 60_000;
/** A host's page asks who waits every few seconds, hidden ones once a minute: silence for so long is no bad network. */
const HOSTS_AWAY = 15 * MINUTE;
/** Another host's page, or that of the same one reloaded, asks within this time. */
const COMES_BACK = 2 * MINUTE;
/** How exactly it is known when a host was last there; asking again sooner writes nothing. */
const STEP = MINUTE;
/** No consultation takes longer; who was let in before waits again. */
const LONGEST = 12 * 60 * MINUTE;

/** When an admission ends that is given now. Milliseconds since the epoch. */
export function admissionEnds(appointment: Appointment, margins: Margins, now: number): number {
  return Math.min(now + LONGEST, closesAt(appointment, margins));
}

/** Notes that a host watches over the consultation. */
export function watch(room: RoomState, now: number): void {
  if (now - (room.watchedAt ?? 0) >= STEP || room.leftAt !== undefined) room.watchedAt = now;
  delete room.leftAt;
}

/** Notes that a host has left. Another host who is there asks before the consultation ends. */
export function leave(room: RoomState, now: number): void {
  room.leftAt = now;
}

/**
 * Ends a consultation whose hosts have gone. One that no host has watched over, as in an open room without hosts, ends
 * otherwise.
 *
 * @param up since when this server answers: before, nobody could be seen. Milliseconds since the epoch.
 */
export function endIfLeft(room: RoomState, now: number, up: number): void {
  const isOver = (since: number | undefined, time: number) =>
    since !== undefined && now - Math.max(since, up) >= time;
  if (isOver(room.watchedAt, HOSTS_AWAY) || isOver(room.leftAt, COMES_BACK)) endConsultation(room);
}

/** Ends a consultation. Tokens that are still about lead to a session where nobody will ever be again. */
export function endConsultation(room: RoomState): void {
  delete room.session;
  delete room.watchedAt;
  delete room.leftAt;
  room.people = room.people.filter(({ status }) => status !== 'admitted');
}

/**
 * Ends consultations on time also where nobody asks. Otherwise a restart would take the hours in which nobody asked for
 * hours in which nobody could.
 */
export class Attendance {
  readonly #store: Store;
  readonly #clock: { readonly now: () => number; readonly up: number };
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(store: Store, clock: { readonly now: () => number; readonly up: number }) {
    this.#store = store;
    this.#clock = clock;
  }

  /** A host of this room is there. */
  seen(room: string): void {
    this.#endIn(HOSTS_AWAY + STEP, room);
  }

  /** A host of this room has left. */
  left(room: string): void {
    this.#endIn(COMES_BACK + STEP, room);
  }

  #endIn(time: number, room: string): void {
    clearTimeout(this.#timers.get(room));
    const timer = setTimeout(() => this.#end(room), time);
    timer.unref();
    this.#timers.set(room, timer);
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #end(room: string): void {
    this.#timers.delete(room);
    const { now, up } = this.#clock;
    // A store that fails now is asked again with the next request.
    this.#store.update(room, (draft) => endIfLeft(draft, now(), up)).catch(() => undefined);
  }
}
