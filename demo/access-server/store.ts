import type { Role } from './appointments.ts';

/** Somebody who has asked for access to a room. */
export interface Person {
  /** Random; the participant's id in the call and in the host's list. */
  readonly id: string;
  /** Who it is, over reloads: `person:{id of the invitation}` or `browser:{hash of the cookie}`. */
  readonly owner: string;
  readonly role: Role;
  name: string;
  invitedAs?: string;
  status: 'waiting' | 'admitted' | 'refused' | 'removed';
  /** Why a host refused or removed them. */
  reason?: string;
  /** SHA-256 of the waiting ticket; the ticket itself is never kept. */
  ticket?: string;
  /** Milliseconds since the epoch, as all times here. */
  since: number;
  seenAt: number;
  decidedAt?: number;
}

/** What a personal link has been through. */
export interface LinkState {
  readonly person: string;
  /** Raised when a new link is made: the older ones then fail. */
  generation: number;
  /** SHA-256 of the browser's cookie secret that used a one-time link first. */
  browser?: string;
}

/** All that the server remembers of one room. Plain JSON. */
export interface RoomState {
  /** The Vonage session; only of use with the application that made it. */
  session?: { readonly applicationId: string; readonly sessionId: string };
  locked: boolean;
  endedAt?: number;
  message?: string;
  people: Person[];
  links: LinkState[];
}

/** Where rooms are remembered. A database goes behind this. */
export interface Store {
  read(room: string): Promise<Readonly<RoomState>>;
  /**
   * Changes one room in a transaction: changes to the same room come one after the other, are kept before the promise
   * resolves, and are dropped when `change` throws.
   */
  update<T>(room: string, change: (draft: RoomState) => T): Promise<T>;
  close(): Promise<void>;
}

/** A room nobody has asked for yet. */
export function emptyRoom(): RoomState {
  return { locked: false, people: [], links: [] };
}

/** Remembers rooms until the process ends. */
export class MemoryStore implements Store {
  readonly #rooms = new Map<string, RoomState>();

  async read(room: string): Promise<RoomState> {
    return structuredClone(this.#rooms.get(room)) ?? emptyRoom();
  }

  async update<T>(room: string, change: (draft: RoomState) => T): Promise<T> {
    const draft = structuredClone(this.#rooms.get(room)) ?? emptyRoom();
    const result = change(draft);
    this.#rooms.set(room, draft);
    return result;
  }

  async close(): Promise<void> {
    this.#rooms.clear();
  }
}
