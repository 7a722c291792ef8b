import type { Appointment } from './appointments.ts';
import type { Person, RoomState } from './store.ts';
import { lookOf } from './text.ts';

/** The name in the call: the firm's where it knows one, whatever the person types. */
export function callName({ name, invitedAs }: Person): string {
  return invitedAs ?? name;
}

/**
 * Whether a typed name looks like that of somebody else: of whom the firm has invited, or of whom it has let in or keeps
 * waiting. Who brought no certificate claims no name, as nothing vouches for them.
 *
 * @param owner who types it; see `Person.owner`
 */
export function isNameTaken(
  room: Readonly<RoomState>,
  { people = [] }: Appointment,
  name: string,
  owner: string,
): boolean {
  const invited = people.filter(({ id }) => `person:${id}` !== owner).flatMap((person) => person.name ?? []);
  const present = room.people
    .filter((person) => person.owner !== owner && person.fingerprint !== undefined)
    .filter(({ status }) => status === 'admitted' || status === 'waiting')
    .map(callName);
  const look = lookOf(name);
  return [...invited, ...present].some((other) => lookOf(other) === look);
}
