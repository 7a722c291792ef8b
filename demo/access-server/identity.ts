import type { IncomingMessage } from 'node:http';
import { type Appointment, closesAt, type Invited, type Margins } from './appointments.ts';
import { ANYONE, type Claim, hash, randomSecret, type Signer } from './links.ts';
import { Problem } from './problem.ts';
import type { LinkState, RoomState } from './store.ts';

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
    const generation = linkOf(room, person.id)?.generation ?? 0;
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

  /** Stays the same over reloads, and in the store tells nothing that opens a door. */
  static owner(room: Readonly<RoomState>, identity: Identity, now: number): string {
    const { claim, invited } = identity;
    if (!invited) return `browser:${hash(claim.browser)}`;
    return isConfirmed(room, identity, now)
      ? `person:${invited.id}`
      : `${deviceOwner(invited.id)}${hash(claim.browser)}`;
  }

  #current(appointment: Appointment, room: Readonly<RoomState>, claim: Claim): Identity | undefined {
    if (claim.person === ANYONE) return appointment.open ? { claim } : undefined;
    const invited = appointment.people?.find((person) => person.id === claim.person);
    const generation = linkOf(room, claim.person)?.generation ?? 0;
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

/** Whether another browser than this one has used the one-time link. Hosts have several, see `isConfirmed`. */
export function isTaken(room: Readonly<RoomState>, { claim, invited }: Identity): boolean {
  if (!invited || invited.role === 'host') return false;
  const browser = linkOf(room, invited.id)?.browser;
  return browser !== undefined && browser !== hash(claim.browser);
}

/** Whether it is a host's first browser, or one that an earlier one has confirmed; true of everybody else. */
export function isConfirmed(room: Readonly<RoomState>, { claim, invited }: Identity, now: number): boolean {
  if (invited?.role !== 'host') return true;
  const devices = devicesOf(room, invited.id, now);
  return devices.length === 0 || devices.some(({ browser }) => browser === hash(claim.browser));
}

/**
 * Binds a link to the first browser that is used with it: a guest's when it asks for access, a host's when it acts as
 * one, too. @throws Problem `unauthorized`, status 403, when a guest's belongs to another
 */
export function bind(room: RoomState, identity: Identity, now: number): void {
  const { claim, invited } = identity;
  if (!invited) return;
  if (invited.role === 'host') {
    const { expires: until } = claim;
    if (devicesOf(room, invited.id, now).length === 0) {
      ensureLink(room, invited.id).devices = [{ browser: hash(claim.browser), until }];
    }
    return;
  }
  if (isTaken(room, identity)) throw new Problem('unauthorized', { status: 403, because: 'link-used' });
  ensureLink(room, invited.id).browser = hash(claim.browser);
}

/** Begins the owner of a host's unconfirmed browsers; see `Person.owner`. */
export function deviceOwner(person: string): string {
  return `device:${person}:`;
}

/** Makes one more browser a host's. @param until when its cookie ends, at the latest */
export function confirmDevice(room: RoomState, person: string, browser: string, now: number): void {
  const devices = devicesOf(room, person, now);
  // What is known of the new cookie is that it ends no later than a new one of the same link.
  const until = Math.max(...devices.map((device) => device.until));
  ensureLink(room, person).devices = [...devices, { browser, until }];
}

/** Makes the person's earlier links and cookies worthless, and forgets what was decided about them. */
export function renew(room: RoomState, person: string): void {
  const link = ensureLink(room, person);
  link.generation++;
  delete link.browser;
  delete link.devices;
  room.people = room.people.filter(
    ({ owner }) => owner !== `person:${person}` && !owner.startsWith(deviceOwner(person)),
  );
}

function devicesOf(room: Readonly<RoomState>, person: string, now: number) {
  return (linkOf(room, person)?.devices ?? []).filter(({ until }) => until > now);
}

function linkOf(room: Readonly<RoomState>, person: string): LinkState | undefined {
  return room.links.find((link) => link.person === person);
}

function ensureLink(room: RoomState, person: string): LinkState {
  const link = linkOf(room, person) ?? { person, generation: 0 };
  if (!room.links.includes(link)) room.links.push(link);
  return link;
}
