import type { Appointment } from './appointments.ts';
import type { Person, RoomState, Store } from './store.ts';
import type { VideoPlatform } from './vonage.ts';

/** Keeps one Vonage session a room, made when the first person enters. */
export class Sessions {
  readonly #platform: VideoPlatform;
  readonly #store: Store;
  readonly #tokenLifetime: number;
  readonly #now: () => number;
  readonly #underway = new Map<string, Promise<string>>();

  /** @param options.tokenLifetime milliseconds in which a token can be used to connect */
  constructor(platform: VideoPlatform, store: Store, options: { tokenLifetime: number; now: () => number }) {
    this.#platform = platform;
    this.#store = store;
    this.#tokenLifetime = options.tokenLifetime;
    this.#now = options.now;
  }

  /** What one person needs to connect. @throws Error when the platform cannot be reached */
  async grant(appointment: Appointment, { id, name, role }: Person): Promise<Grant> {
    const sessionId = await this.#sessionOf(appointment);
    const { applicationId } = this.#platform;
    const expires = this.#now() + this.#tokenLifetime;
    return { applicationId, sessionId, token: this.#platform.token(sessionId, { id, name, role }, expires) };
  }

  /** Puts connections out of a session; those already gone are no error. */
  async disconnect(session: RoomState['session'], connections: readonly string[]): Promise<void> {
    if (session?.applicationId !== this.#platform.applicationId) return;
    const { sessionId } = session;
    await Promise.allSettled(connections.map((id) => this.#platform.disconnect(sessionId, id)));
  }

  async #sessionOf(appointment: Appointment): Promise<string> {
    const { session } = await this.#store.read(appointment.id);
    if (session?.applicationId === this.#platform.applicationId) return session.sessionId;
    // Two people who come at the same moment must meet in one session.
    const underway = this.#underway.get(appointment.id) ?? this.#create(appointment);
    this.#underway.set(appointment.id, underway);
    try {
      return await underway;
    } finally {
      this.#underway.delete(appointment.id);
    }
  }

  async #create({ id, mediaMode = 'relayed' }: Appointment): Promise<string> {
    const sessionId = await this.#platform.createSession(mediaMode);
    const { applicationId } = this.#platform;
    return this.#store.update(id, (room) => {
      // Another process may have been quicker.
      if (room.session?.applicationId !== applicationId) room.session = { applicationId, sessionId };
      return room.session.sessionId;
    });
  }
}

/** The members of an answer 200 that come from Vonage. */
export interface Grant {
  readonly applicationId: string;
  readonly sessionId: string;
  readonly token: string;
}
