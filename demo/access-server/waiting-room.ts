import type { Appointment, Margins, Role } from './appointments.ts';
import { confirm, isDevice } from './binding.ts';
import { admissionEnds } from './consultation.ts';
import { forget, hasGivenUp } from './forgetting.ts';
import { hash, randomId, randomSecret } from './links.ts';
import { isNameTaken } from './names.ts';
import { Problem } from './problem.ts';
import type { Person, RoomState } from './store.ts';

/*
 * waiting → admitted | refused, by a host · refused → waiting, after a while · any → removed, by a host
 * admitted lasts as long as the consultation, and no longer than a fixed time; removed lasts as long as the room; waiting
 * ends by itself when the person no longer asks.
 * Who waits under another name, or comes with a ticket alone and another certificate, begins anew as somebody else: a
 * host lets in the name and the browser that they were shown.
 * A host's further browser waits too, whatever the room: one of the same person's lets it in, and both are one.
 */

/** Somebody who asks for access, already identified. */
export interface Visitor {
  /** See `Person.owner`. */
  readonly owner: string;
  readonly role: Role;
  readonly name: string;
  /** Whether the request has the name. A name that stands in for a missing one changes nothing. */
  readonly typed: boolean;
  readonly invitedAs?: string;
  /** Of somebody who was not invited. See `Person.from`. */
  readonly from?: string;
  readonly ticket?: string;
  /** Of their certificate. */
  readonly fingerprint?: string;
}

export type Entry = { readonly person: Person } & (
  | { readonly kind: 'admitted' }
  | { readonly kind: 'waiting'; readonly ticket: string; readonly retryAfter: number }
);

export interface Rules {
  readonly appointment: Appointment;
  readonly margins: Margins;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Called before somebody unknown is written down. @throws Problem `rate-limited` */
  readonly newcomer: () => void;
}

/** How exactly it is known when somebody was last there; asking again sooner writes nothing. */
const SEEN_STEP = 10_000;
/** For so long a refusal stands; then the person may ask the host again. */
const REFUSAL_STANDS = 5 * 60_000;
/** More people waiting than this cannot be an appointment. */
const MAX_WAITING = 100;
/** More people waiting at one address than this leave no place to others. */
const MAX_FROM_ONE_ADDRESS = 50;
/** More new browsers of one host than this are not the host's. */
const MAX_DEVICES_WAITING = 3;

/** Lets somebody in, keeps them waiting, or refuses. Changes `room`. @throws Problem */
export function enter(room: RoomState, visitor: Visitor, rules: Rules): Entry {
  const { appointment, now } = rules;
  forget(room, now);
  if (room.endedAt !== undefined) throw ended();
  const person = comeBack(room, visitor, rules) ?? welcome(room, visitor, rules);
  if (now - person.seenAt >= SEEN_STEP) person.seenAt = now;
  if (person.status === 'waiting' && appointment.waitingRoom === false && !isDevice(person)) {
    admit(room, person, rules);
  }
  if (person.status === 'admitted') return { kind: 'admitted', person };
  return { kind: 'waiting', person, ticket: ticketFor(person, visitor.ticket), retryAfter: retryAfter(room) };
}

/** Somebody who is in, asked again where time has passed. @throws Problem `closed`, `refused` */
export function requireAdmitted(room: Readonly<RoomState>, person: Person | undefined): Person {
  if (room.endedAt !== undefined) throw ended();
  if (person?.status === 'removed') throw refusal('removed', person.reason);
  if (person?.status !== 'admitted') throw new Problem('refused');
  return person;
}

/** Those about whom a host decides, in the order of arrival. @param host the id of the host's invitation */
export function waitingFor(room: Readonly<RoomState>, host: string, now: number): readonly Person[] {
  return waitingPeople(room, now).filter((person) => concerns(person, host));
}

/** About a new browser of theirs only the same host decides. */
function concerns(person: Person, host: string): boolean {
  return isDevice(person) ? isDevice(person, host) : person.role !== 'host';
}

function waitingPeople(room: Readonly<RoomState>, now: number): readonly Person[] {
  return room.people.filter((person) => person.status === 'waiting' && !hasGivenUp(person, now));
}

/** A host's answer to one person. Repeating it changes nothing. @throws Problem `guest-gone`, `already-decided`, `room-full` */
export function decide(
  room: RoomState,
  id: string,
  decision: {
    readonly admit: boolean;
    readonly reason?: string | undefined;
    /** Who decides: the id of the host's invitation. */
    readonly host: string;
  },
  rules: Omit<Rules, 'newcomer'>,
): void {
  forget(room, rules.now);
  const person = room.people.find((candidate) => candidate.id === id && concerns(candidate, decision.host));
  if (!person) throw new Problem('guest-gone');
  if (person.status === (decision.admit ? 'admitted' : 'refused')) return;
  // A second host may still let in somebody the first one refused; the reverse is what removing is for.
  if (person.status === 'removed' || !(person.status === 'waiting' || decision.admit)) {
    throw new Problem('already-decided');
  }
  if (decision.admit && isDevice(person)) {
    confirm(room, decision.host, person, rules.now);
    room.people = room.people.filter((one) => one !== person);
  } else if (decision.admit) admit(room, person, rules);
  else close(person, 'refused', decision.reason, rules.now);
}

/**
 * Admits the guests who wait, first come first, as far as there are places.
 *
 * @param shown ids of those whom the host was shown; without it everybody
 */
export function admitAll(
  room: RoomState,
  shown: readonly string[] | undefined,
  rules: Omit<Rules, 'newcomer'>,
): void {
  forget(room, rules.now);
  for (const person of waitingPeople(room, rules.now)) {
    if (isDevice(person) || shown?.includes(person.id) === false) continue;
    if (isFull(room, rules)) return;
    admit(room, person, rules);
  }
}

/** Takes somebody's access away for as long as the room lasts. @throws Problem `guest-gone` */
export function remove(room: RoomState, id: string, reason: string | undefined, now: number): void {
  const person = room.people.find((candidate) => candidate.id === id && candidate.role !== 'host');
  if (!person) throw new Problem('guest-gone');
  close(person, 'removed', reason, now);
}

function close(person: Person, status: 'refused' | 'removed', reason: string | undefined, now: number): void {
  person.status = status;
  person.decidedAt = now;
  if (reason === undefined) delete person.reason;
  else person.reason = reason;
}

function admit(room: RoomState, person: Person, rules: Omit<Rules, 'newcomer'>): void {
  const { appointment, margins, now } = rules;
  if (room.endedAt !== undefined) throw ended();
  if (isFull(room, rules)) throw new Problem('room-full', { retryAfter: 15 });
  person.status = 'admitted';
  delete person.from;
  person.decidedAt = now;
  person.admittedUntil = admissionEnds(appointment, margins, now);
  delete person.reason;
}

function isFull(room: RoomState, { appointment, now }: Pick<Rules, 'appointment' | 'now'>): boolean {
  const { capacity = Number.POSITIVE_INFINITY } = appointment;
  return (
    room.people.filter((person) => person.status === 'admitted' && !isPast(person, now)).length >= capacity
  );
}

/** Whether an admission is past the time for which it was given. A host's has none. */
function isPast({ admittedUntil = Number.POSITIVE_INFINITY }: Person, now: number): boolean {
  return now >= admittedUntil;
}

/** By identity first; a ticket alone serves those whose browser keeps no cookie, and nobody who was invited. */
export function known(
  room: Readonly<RoomState>,
  { owner, ticket }: Pick<Visitor, 'owner' | 'ticket'>,
): Person | undefined {
  const own = room.people.find((person) => person.owner === owner);
  if (own || ticket === undefined || /^(person|device):/.test(owner)) return own;
  const hashed = hash(ticket);
  return room.people.find((person) => person.ticket === hashed && person.owner.startsWith('browser:'));
}

/** The person that they were before; `undefined` for somebody new, and for who begins anew. */
function comeBack(room: RoomState, visitor: Visitor, { appointment, now }: Rules): Person | undefined {
  const person = known(room, visitor);
  if (!person) return undefined;
  if (person.status === 'removed') throw refusal('removed', person.reason);
  if (person.status === 'refused') {
    if (now - (person.decidedAt ?? 0) < REFUSAL_STANDS) throw refusal('refused', person.reason);
    waitAgain(room, person, now);
  }
  if (person.status === 'admitted' && isPast(person, now)) waitAgain(room, person, now);
  if (beginsAnew(room, person, visitor, appointment)) {
    room.people = room.people.filter((one) => one !== person);
    return undefined;
  }
  const waiting = person.status === 'waiting';
  if (waiting && visitor.typed) person.name = visitor.name;
  if (visitor.fingerprint !== undefined && (waiting || person.fingerprint === undefined)) {
    person.fingerprint = visitor.fingerprint;
  }
  return person;
}

function waitAgain(room: Readonly<RoomState>, person: Person, now: number): void {
  if (room.locked) throw new Problem('refused', { because: 'locked' });
  Object.assign(person, { status: 'waiting', since: now, seenAt: now });
}

function beginsAnew(
  room: Readonly<RoomState>,
  person: Person,
  visitor: Visitor,
  appointment: Appointment,
): boolean {
  // A ticket can be copied. What was decided on it holds for the certificate that was there then.
  if (person.owner !== visitor.owner && person.fingerprint !== visitor.fingerprint) return true;
  if (person.invitedAs !== undefined) return false;
  if (person.status === 'waiting' && visitor.typed && person.name !== visitor.name) return true;
  // Asked before without a certificate, when no name was compared.
  return visitor.fingerprint !== undefined && isNameTaken(room, appointment, person.name, person.owner);
}

function welcome(room: RoomState, visitor: Visitor, rules: Rules): Person {
  const { owner, role, name, invitedAs, from, fingerprint } = visitor;
  const { now } = rules;
  const host = role === 'host';
  const device = isDevice(visitor);
  if (device) {
    const same = owner.slice(0, owner.lastIndexOf(':') + 1);
    const others = waitingPeople(room, now).filter((one) => one.owner.startsWith(same));
    if (others.length >= MAX_DEVICES_WAITING) throw new Problem('room-full', { retryAfter: 15 });
  }
  if (!host) {
    if (room.locked) throw new Problem('refused', { because: 'locked' });
    // Told at once: nobody should wait for a place that does not exist.
    const waiting = waitingPeople(room, now);
    const crowd = from === undefined ? [] : waiting.filter((one) => one.from === from);
    const full = isFull(room, rules) || waiting.length >= MAX_WAITING || crowd.length >= MAX_FROM_ONE_ADDRESS;
    if (full) throw new Problem('room-full', { retryAfter: 15 });
    rules.newcomer();
  }
  // Nobody who waits under her name may keep a host out.
  const compared = invitedAs === undefined && fingerprint !== undefined && !host;
  if (compared && isNameTaken(room, rules.appointment, name, owner)) {
    throw new Problem('refused', { because: 'name-taken' });
  }
  const person: Person = {
    id: randomId(),
    owner,
    role,
    name,
    ...(invitedAs === undefined ? {} : { invitedAs }),
    ...(from === undefined ? {} : { from }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    status: host && !device ? 'admitted' : 'waiting',
    since: now,
    seenAt: now,
  };
  room.people.push(person);
  return person;
}

/** The ticket already held, or a new one when it was lost: then the earlier one is worth nothing. */
function ticketFor(person: Person, held: string | undefined): string {
  if (held !== undefined && hash(held) === person.ticket) return held;
  const ticket = randomSecret();
  person.ticket = hash(ticket);
  return ticket;
}

/** Seconds between two questions: more when many wait, so that fifty guests ask no more often than a dozen. */
function retryAfter(room: RoomState): number {
  const waiting = room.people.filter((person) => person.status === 'waiting').length;
  return Math.min(5, 2 + Math.floor(waiting / 12));
}

function ended(): Problem {
  return new Problem('closed', { because: 'ended' });
}

function refusal(because: 'refused' | 'removed', detail: string | undefined): Problem {
  return new Problem('refused', { because, ...(detail === undefined ? {} : { detail }) });
}
