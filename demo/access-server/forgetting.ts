import type { Person, RoomState } from './store.ts';

/** A hidden page's timers run once a minute in browsers: somebody silent for longer has given up. */
const GIVEN_UP = 75_000;
/** Names are forgotten so long after the person was last seen, and so is a removed visitor, whose cookie is over then. */
const FORGET = 24 * 3_600_000;

/** Those removed in the last day: no attestation lasts longer. */
export function removedPeople(room: Readonly<RoomState>, now: number): readonly Person[] {
  return room.people.filter((person) => person.status === 'removed' && !isLongAgo(person, now));
}

/** Forgets whose time is over, and the session with the last one who was in. */
export function forget(room: RoomState, now: number): void {
  const { length } = room.people;
  room.people = room.people.filter((person) => !isOver(person, now));
  for (const person of room.people) {
    if (person.status !== 'removed' || !isLongAgo(person, now)) continue;
    person.name = '';
    delete person.invitedAs;
  }
  const inside = room.people.some(({ status }) => status === 'admitted');
  // The last one is forgotten: so are the session, its key and certificates.
  if (!inside && room.people.length < length) delete room.session;
}

/** Whether somebody who waits no longer asks. */
export function hasGivenUp({ seenAt }: Person, now: number): boolean {
  return now - seenAt >= GIVEN_UP;
}

/** Of an invited person the removal stays. */
function isOver(person: Person, now: number): boolean {
  const { status, owner, seenAt } = person;
  if (status === 'removed') return isLongAgo(person, now) && !owner.startsWith('person:');
  return status === 'waiting' ? hasGivenUp(person, now) : now - seenAt >= FORGET;
}

function isLongAgo({ decidedAt = 0 }: Person, now: number): boolean {
  return now - decidedAt >= FORGET;
}
