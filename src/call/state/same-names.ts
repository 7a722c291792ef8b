import type { WaitingGuest } from '../../access/waiting-room.ts';
import { lookOf } from '../clean-name.ts';
import { presentOf, selfOf, subjectOf } from './select.ts';
import type { LiveCall, Participant } from './state.ts';

/** Somebody who has a name and, where others had it before, a number. */
interface Named {
  readonly key: string;
  readonly look: string;
  /** What the firm knows them by: their devices are one person. */
  readonly subject: string | undefined;
  readonly number: number;
}

type Lists = Pick<LiveCall, 'participants' | 'unattested' | 'waitingRoom'>;

/**
 * Numbers people of one name, who would look the same on screen. A number stays for as long as its person does; it is this
 * element's own, and part of nobody's name: nothing is compared or attested under it.
 */
export function tellApart(live: LiveCall, before: Lists): LiveCall {
  const { participants, unattested, waitingRoom } = live;
  if (
    participants === before.participants &&
    unattested === before.unattested &&
    waitingRoom === before.waitingRoom
  )
    return live;
  const numbers = numbersOf(namesIn(live), namesIn(before));
  const of = (key: string) => numbers.get(key) ?? 1;
  return {
    ...live,
    participants: changed(participants, ({ id }) => of(id)),
    unattested: changed(unattested, ({ id }) => of(id)),
    waitingRoom: waitingRoom && withGuests(waitingRoom, (id) => of(guestKey(id))),
  };
}

const guestKey = (id: string): string => `guest ${id}`;

function withGuests(list: NonNullable<LiveCall['waitingRoom']>, of: (id: string) => number): typeof list {
  const waiting = changed(list.waiting, ({ id }) => of(id));
  return waiting === list.waiting ? list : { ...list, waiting };
}

/** Sets the numbers, where they are not what they were: unchanged lists stay the same objects. */
function changed<T extends { readonly number?: number }>(
  list: readonly T[],
  of: (one: T) => number,
): readonly T[] {
  if (list.every((one) => (one.number ?? 1) === of(one))) return list;
  return list.map((one) => {
    const { number: _, ...rest } = one;
    const number = of(one);
    return (number === 1 ? rest : { ...rest, number }) as T;
  });
}

function namesIn(live: Lists): readonly Named[] {
  const self = selfOf(live);
  const person = (one: Participant): Named => ({
    ...{ key: one.id, look: lookOf(one.name), subject: subjectOf(one), number: one.number ?? 1 },
  });
  const guest = ({ id, displayName, number = 1 }: WaitingGuest): Named => ({
    ...{ key: guestKey(id), look: lookOf(displayName), subject: undefined, number },
  });
  return [
    ...[...(self ? [self] : []), ...presentOf(live)].map(person),
    ...(live.waitingRoom?.waiting ?? []).map(guest),
  ];
}

function numbersOf(now: readonly Named[], before: readonly Named[]): ReadonlyMap<string, number> {
  const known = new Map(before.map((one) => [one.key, one]));
  const kept = now.flatMap((one) => {
    const then = known.get(one.key);
    return then?.look === one.look ? [{ ...one, number: then.number }] : [];
  });
  for (const one of now) {
    if (!kept.some(({ key }) => key === one.key)) kept.push({ ...one, number: nextNumber(one, kept) });
  }
  return new Map(kept.map(({ key, number }) => [key, number]));
}

/** The number after those of the others who are there: one that has become free might be taken for its last owner. */
function nextNumber({ look, subject }: Named, others: readonly Named[]): number {
  const same = others.filter((one) => one.look === look);
  const device = same.find((one) => subject !== undefined && one.subject === subject);
  if (device) return device.number;
  // Somebody may call themselves what another one is shown as.
  const shown = new Set(others.map((one) => labelOf(one.look, one.number)));
  let number = Math.max(0, ...same.map((one) => one.number)) + 1;
  while (shown.has(labelOf(look, number))) number++;
  return number;
}

const labelOf = (look: string, number: number): string => (number === 1 ? look : `${look} (${number})`);
