import type { IncomingMessage } from 'node:http';
import { type Appointment, closesAt, type Invited, type Margins } from './appointments.ts';
import { ANYONE, type Claim, randomSecret, type Signer } from './links.ts';
import { generationOf, type RoomState } from './store.ts';

const DAY = 24 * 3_600_000;

/** Who somebody is in one room, from their cookie. */
export interface Identity {
  readonly claim: Claim;
  /** Absent for a visitor of an open room. */
  readonly invited?: Invited;
  /** To be sent when the browser has no cookie yet. */
  readonly setCookie?: string;
}

/** Recognises people by signed links and cookies. */
export class Identities {
  readonly #signer: Signer;
  readonly #secure: boolean;
  readonly #margins: Margins;
  readonly #now: () => number;

  /** @param secure whether the site is served over https */
  constructor(signer: Signer, options: { secure: boolean; margins: Margins; now: () => number }) {
    this.#signer = signer;
    this.#secure = options.secure;
    this.#margins = options.margins;
    this.#now = options.now;
  }

  /** What goes after `#a=` for an invited person. */
  makeLink(appointment: Appointment, person: Invited, room: Readonly<RoomState>): string {
    const generation = generationOf(room, person.id);
    return this.#signer.link({
      room: appointment.id,
      person: person.id,
      generation,
      expires: this.#expiry(appointment),
    });
  }

  /** Who a personal link is for; `undefined` when it is forged, too old, or replaced by a newer one. */
  readLink(appointment: Appointment, room: Readonly<RoomState>, text: string): Identity | undefined {
    const claim = this.#signer.read('link', appointment.id, text);
    return claim && this.#current(appointment, room, claim);
  }

  /** Who the browser's cookie says it is, if it says so rightly. */
  readCookie(
    appointment: Appointment,
    room: Readonly<RoomState>,
    request: IncomingMessage,
  ): Identity | undefined {
    const name = this.#cookieName(appointment.id);
    const pair = (request.headers.cookie ?? '').split(/;\s*/).find((item) => item.startsWith(`${name}=`));
    const claim = pair && this.#signer.read('cookie', appointment.id, pair.slice(name.length + 1));
    return claim ? this.#current(appointment, room, claim) : undefined;
  }

  /** The cookie that follows a link: `HttpOnly`, `SameSite=Strict`, for this room only. */
  cookie(claim: Claim): string {
    const age = Math.max(0, Math.floor((claim.expires - this.#now()) / 1000));
    const value = this.#signer.cookie({ ...claim, browser: claim.browser || randomSecret() });
    const flags = `Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${this.#secure ? '; Secure' : ''}`;
    return `${this.#cookieName(claim.room)}=${value}; ${flags}`;
  }

  /** A visitor of an open room, whom nobody invited. */
  stranger(appointment: Appointment): Identity {
    const claim: Claim = {
      room: appointment.id,
      person: ANYONE,
      generation: 0,
      expires: Math.min(this.#expiry(appointment), this.#now() + DAY),
      browser: randomSecret(),
    };
    return { claim, setCookie: this.cookie(claim) };
  }

  #current(appointment: Appointment, room: Readonly<RoomState>, claim: Claim): Identity | undefined {
    if (claim.person === ANYONE) return appointment.open ? { claim } : undefined;
    const invited = appointment.people?.find((person) => person.id === claim.person);
    const generation = generationOf(room, claim.person);
    return invited && generation === claim.generation ? { claim, invited } : undefined;
  }

  #expiry(appointment: Appointment): number {
    // A day more than the room, so that who comes too late reads that it is over; a week for a permanent room.
    return appointment.endsAt ? closesAt(appointment, this.#margins) + DAY : this.#now() + 7 * DAY;
  }

  /** `__Host-` makes browsers insist on `Secure` and on this very host (RFC 6265bis, 4.1.3.2). */
  #cookieName(room: string): string {
    return `${this.#secure ? '__Host-' : ''}visio-${room}`;
  }
}
