import type { Decision, WaitingRoomList } from '../../access/waiting-room.ts';
import { VisioError } from '../../error.ts';
import { MESSAGES } from '../message-names.ts';
import type { VideoSession } from '../session.ts';
import type { LiveCall, Participant } from '../state/state.ts';

/** Asks the access server who waits, or tells it a decision. */
export type AskWaitingRoom = (decision: Decision | null, signal: AbortSignal) => Promise<WaitingRoomList>;

/** Seconds between two looks at the door. */
const INTERVAL = 2.5;

/** What a host can do: the door, through the access server; the people inside, through the session. */
export class ModerationFeature {
  readonly #session: VideoSession;
  readonly #attend: AskWaitingRoom | null;
  readonly #onDoor: (door: WaitingRoomList) => void;
  readonly #signal: AbortSignal;

  /** @param attend `null` where the grant names no door: then only the people inside can be moderated. */
  constructor(
    session: VideoSession,
    attend: AskWaitingRoom | null,
    onDoor: (door: WaitingRoomList) => void,
    signal: AbortSignal,
  ) {
    this.#session = session;
    this.#attend = attend;
    this.#onDoor = onDoor;
    this.#signal = signal;
  }

  /** Keeps looking at the door until the call is over. A look that fails is followed by the next. */
  async watch(pause: (seconds: number, signal: AbortSignal) => Promise<void>): Promise<void> {
    if (!this.#attend) return;
    while (!this.#signal.aborted) {
      await this.decide(null).catch(() => undefined);
      await pause(INTERVAL, this.#signal).catch(() => undefined);
    }
  }

  /** @throws VisioError `not-allowed` where there is no door, else what the server answered */
  async decide(decision: Decision | null): Promise<void> {
    if (!this.#attend) throw new VisioError('not-allowed', { reason: 'the grant names no admission URL' });
    const door = await this.#attend(decision, this.#signal);
    if (!this.#signal.aborted) this.#onDoor(door);
  }

  /** Puts somebody out: their access first, so that they cannot come straight back. @throws VisioError */
  async remove(person: Participant, reason?: string): Promise<void> {
    await this.#session.sendMessage(MESSAGES.removed, reason ?? '', person.id).catch(() => undefined);
    if (this.#attend && person.accessId) {
      await this.decide({
        action: 'remove',
        participant: person.accessId,
        connection: person.id,
        ...(reason === undefined ? {} : { reason }),
      });
    }
    // The server may have done it already.
    await this.#session.disconnect(person.id).catch((error: VisioError) => {
      if (error.code !== 'not-connected' && !this.#attend) throw error;
    });
  }

  /** Ends the appointment for everybody. @throws VisioError */
  async end(live: LiveCall): Promise<void> {
    const others = live.participants.filter(({ self }) => !self).map(({ id }) => id);
    await this.#session.sendMessage(MESSAGES.end, '').catch(() => undefined);
    if (this.#attend) await this.decide({ action: 'end', connections: others });
  }
}
