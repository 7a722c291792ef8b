import type { Identity } from './identity.ts';
import { hash } from './links.ts';
import { Problem } from './problem.ts';
import { generationOf, type LinkState, linkOf, type Person, type RoomState } from './store.ts';

/*
 * Which browsers a personal link belongs to. A guest's belongs to the first one that asks for access. A host's belongs to
 * the first one that asks or acts, and to those that one of these has confirmed; until then a further one is a device.
 * Only a new link begins anew: nobody becomes the first because the others' cookies are over.
 */

/** Stays the same over reloads, and in the store tells nothing that opens a door. See `Person.owner`. */
export function ownerOf(room: Readonly<RoomState>, identity: Identity): string {
  const { claim, invited } = identity;
  if (!invited) return `browser:${hash(claim.browser)}`;
  return isConfirmed(room, identity)
    ? `person:${invited.id}`
    : `${deviceOwner(invited.id)}${hash(claim.browser)}`;
}

/** Whether it is a further browser of a host, not confirmed yet. @param host only of this one: the id of the invitation */
export function isDevice({ owner }: Pick<Person, 'owner'>, host?: string): boolean {
  return owner.startsWith(host === undefined ? 'device:' : deviceOwner(host));
}

/** Whether another browser than this one has used a guest's link. */
export function isTaken(room: Readonly<RoomState>, { claim, invited }: Identity): boolean {
  if (!invited || invited.role === 'host') return false;
  const browser = linkOf(room, invited.id)?.browser;
  return browser !== undefined && browser !== hash(claim.browser);
}

/** Whether it is a host's first browser, or one that an earlier one has confirmed; true of everybody else. */
export function isConfirmed(room: Readonly<RoomState>, { claim, invited }: Identity): boolean {
  if (invited?.role !== 'host') return true;
  const devices = linkOf(room, invited.id)?.devices;
  return !devices || devices.some(({ browser }) => browser === hash(claim.browser));
}

/**
 * Binds a link to this browser if it is the first.
 *
 * @throws Problem `unauthorized`: 401 when a newer link was made, 403 when a guest's is taken
 */
export function bind(room: RoomState, identity: Identity): void {
  const { claim, invited } = identity;
  if (!invited) return;
  if (generationOf(room, invited.id) !== claim.generation) throw new Problem('unauthorized');
  if (isTaken(room, identity)) throw new Problem('unauthorized', { status: 403, because: 'link-used' });
  const browser = hash(claim.browser);
  const link = ensureLink(room, invited.id);
  if (invited.role !== 'host') {
    link.browser = browser;
    return;
  }
  link.devices ??= [{ browser, until: claim.expires }];
  const own = link.devices.find((device) => device.browser === browser);
  if (own) own.until = claim.expires;
}

/** Makes a device one of its host's browsers. How long its cookie lasts is known when it next asks. */
export function confirm(room: RoomState, host: string, { owner }: Pick<Person, 'owner'>, now: number): void {
  const link = ensureLink(room, host);
  link.devices = [...(link.devices ?? []), { browser: owner.slice(deviceOwner(host).length), until: now }];
}

/** Whether a host's link is bound to browsers whose cookies are all over: only a new one helps. */
export function isOrphaned(room: Readonly<RoomState>, person: string, now: number): boolean {
  return linkOf(room, person)?.devices?.every(({ until }) => until <= now) ?? false;
}

/**
 * Makes the person's earlier links and cookies worthless, and forgets what was decided about them; a removal stays known
 * as that of nobody who can ask again, as attestations from before it last for some minutes.
 */
export function renew(room: RoomState, person: string): void {
  const link = ensureLink(room, person);
  link.generation++;
  delete link.browser;
  delete link.devices;
  room.people = room.people.flatMap((one) => {
    if (one.owner !== `person:${person}` && !isDevice(one, person)) return one;
    return one.status === 'removed' ? { ...one, owner: `gone:${person}` } : [];
  });
}

function deviceOwner(person: string): string {
  return `device:${person}:`;
}

function ensureLink(room: RoomState, person: string): LinkState {
  const link = linkOf(room, person) ?? { person, generation: 0 };
  if (!room.links.includes(link)) room.links.push(link);
  return link;
}
