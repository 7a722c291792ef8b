import type { Appointment } from './appointments.ts';
import type { Attested, Attestor } from './attestation.ts';
import { type Attendance, endIfLeft, watch } from './consultation.ts';
import { isHeld, recordAttested } from './fingerprints.ts';
import { removedPeople } from './forgetting.ts';
import { callName } from './names.ts';
import type { Attestations } from './options.ts';
import { Problem } from './problem.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { Person, RoomState, Store } from './store.ts';
import { type VideoPlatform, vonageRole } from './vonage.ts';
import { requireAdmitted } from './waiting-room.ts';

/** Session ids asked for before a platform that repeats them is given up. */
const ATTEMPTS = 2;

type Session = NonNullable<RoomState['session']>;

interface SessionsOptions {
  /** Milliseconds in which a token can be used to connect. */
  readonly tokenLifetime: number;
  readonly attestor: Attestor;
  readonly attestations: Attestations;
  /** New certificates of one person: each is remembered as long as the consultation lasts. */
  readonly perPerson: RateLimiter;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Since when this server answers. Milliseconds since the epoch. */
  readonly up: number;
  readonly attendance: Attendance;
}

/** Keeps one Vonage session a room, made when the first person enters, and vouches for certificates in it. */
export class Sessions {
  readonly #platform: VideoPlatform;
  readonly #store: Store;
  readonly #options: SessionsOptions;
  readonly #underway = new Map<string, Promise<string>>();

  constructor(platform: VideoPlatform, store: Store, options: SessionsOptions) {
    this.#platform = platform;
    this.#store = store;
    this.#options = options;
  }

  /** Whether certificates are vouched for in a room, or will be once it has a session. */
  vouchesIn({ session }: Readonly<RoomState>): boolean {
    return session ? session.attestation !== undefined : this.#options.attestations !== 'off';
  }

  /** Where certificates are vouched for, nobody comes in without one. @throws Problem `refused`, to be reloaded */
  checkPage({ session }: Readonly<RoomState>, fingerprint: string | undefined): void {
    const needed = session?.attestation !== undefined || this.#options.attestations === 'required';
    if (needed && fingerprint === undefined) throw new Problem('refused', { because: 'reload' });
  }

  /**
   * What one person needs to connect.
   *
   * @param personId of somebody admitted @throws Problem @throws Error when the platform cannot be reached
   */
  async grant(appointment: Appointment, personId: string, fingerprint: string | undefined): Promise<Grant> {
    const { id } = appointment;
    const stored = (await this.#store.read(id)).session;
    const made = this.#isUsable(id, stored) ? undefined : await this.#makeOnce(appointment);
    // The platform takes its time: meanwhile a host may put the person out, or end the consultation.
    const { session, person, iat, removed } = await this.#store.update(id, (room) => {
      const person = requireAdmitted(
        room,
        room.people.find((one) => one.id === personId),
      );
      this.checkPage(room, fingerprint);
      // Another request may have been quicker.
      const current = this.#isUsable(id, room.session) ? room.session : this.#begin(id, made, fingerprint);
      room.session = current;
      const removed = removedPeople(room, this.#options.now()).map((one) => one.id);
      return { session: current, person, iat: this.#record(current, person, fingerprint), removed };
    });
    const { applicationId } = this.#platform;
    const { sessionId } = session;
    const holder = { id: person.id, name: callName(person), role: person.role };
    const token = this.#platform.token(sessionId, holder, this.#options.now() + this.#options.tokenLifetime);
    const attested = fingerprint && (await this.#attest(id, session, person, fingerprint, iat));
    // Their attestations last for some minutes more.
    return {
      applicationId,
      sessionId,
      token,
      ...attested,
      ...(attested && removed.length > 0 && { removed }),
    };
  }

  /**
   * A new attestation for a certificate that was attested before.
   *
   * @param find looks for who asks @throws Problem `refused`
   */
  async renew(
    id: string,
    find: (room: RoomState) => Person | undefined,
    fingerprint: string,
  ): Promise<string | undefined> {
    const { session, person, iat } = await this.#store.update(id, (room) => {
      if (room.endedAt !== undefined) throw new Problem('refused', { because: 'ended' });
      const { now, up } = this.#options;
      endIfLeft(room, now(), up);
      const person = requireAdmitted(room, find(room));
      if (person.role === 'host') {
        watch(room, now());
        this.#options.attendance.seen(id);
      }
      const { session } = room;
      const held = session?.attestation && isHeld(session.attestation, fingerprint);
      if (!held || !this.#isUsable(id, session)) throw new Problem('refused');
      person.seenAt = now();
      return { session, person, iat: this.#record(session, person, fingerprint) };
    });
    return (await this.#attest(id, session, person, fingerprint, iat))?.attestation;
  }

  /** Puts connections out of a session; those already gone are no error. */
  async disconnect(session: RoomState['session'], connections: readonly string[]): Promise<void> {
    if (session?.applicationId !== this.#platform.applicationId) return;
    const { sessionId } = session;
    await Promise.allSettled(connections.map((id) => this.#platform.disconnect(sessionId, id)));
  }

  /** A session whose key cannot be opened is as good as none: it is never gone on with unattested. */
  #isUsable(id: string, session: RoomState['session']): session is Session {
    if (session?.applicationId !== this.#platform.applicationId) return false;
    return !session.attestation || this.#options.attestor.open(id, session) !== undefined;
  }

  /** Session and key pair, made together. @param made the platform's new session */
  #begin(id: string, made: string | undefined, fingerprint: string | undefined): Session {
    // The session that was there has gone since: the next request makes another.
    if (made === undefined) throw new Problem('server-error', { retryAfter: 1 });
    const session = { applicationId: this.#platform.applicationId, sessionId: made };
    const vouches = fingerprint !== undefined && this.#options.attestations !== 'off';
    return vouches ? { ...session, attestation: this.#options.attestor.begin(id, made) } : session;
  }

  /** Writes down that a certificate is attested. @returns when: seconds since the epoch */
  #record(session: Session, { id }: Person, fingerprint: string | undefined): number {
    const now = this.#seconds();
    if (session.attestation && fingerprint !== undefined) {
      const newcomer = () => this.#options.perPerson.take(id);
      recordAttested(session.attestation, { fingerprint, person: id }, now, newcomer);
    }
    return now;
  }

  async #attest(
    id: string,
    session: Session,
    person: Person,
    fingerprint: string,
    iat: number,
  ): Promise<Attested | undefined> {
    if (!session.attestation) return undefined;
    return this.#options.attestor.attest(id, session, {
      sub: person.id,
      name: callName(person),
      named: person.invitedAs === undefined ? 'typed' : 'invitation',
      role: vonageRole[person.role],
      fingerprint,
      iat,
    });
  }

  #seconds(): number {
    return Math.floor(this.#options.now() / 1000);
  }

  /** Two people who come at the same moment must meet in one session. */
  async #makeOnce(appointment: Appointment): Promise<string> {
    const underway = this.#underway.get(appointment.id) ?? this.#make(appointment);
    this.#underway.set(appointment.id, underway);
    try {
      return await underway;
    } finally {
      this.#underway.delete(appointment.id);
    }
  }

  async #make({ mediaMode = 'relayed' }: Appointment): Promise<string> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const sessionId = await this.#platform.createSession(mediaMode);
      if (await this.#store.claimSession(sessionId)) return sessionId;
    }
    throw new Error('The platform gives session ids that were given before.');
  }
}

/** The members of an answer 200 that come from Vonage, and those that vouch for the certificate. */
export interface Grant extends Partial<Attested> {
  /** Subjects of the people whom a host has removed. */
  readonly removed?: readonly string[];
  readonly applicationId: string;
  readonly sessionId: string;
  readonly token: string;
}
