import type { Role } from './appointments.ts';

/** Somebody who has asked for access to a room. */
export interface Person {
  /** Random; the participant's id in the call and in the host's list. */
  readonly id: string;
  /**
   * Who it is, over reloads: `person:{id of the invitation}`, `browser:{hash of the cookie}`, or
   * `device:{id of the invitation}:{hash of the cookie}` for a host's browser that no other one has confirmed yet.
   */
  readonly owner: string;
  readonly role: Role;
  /** What the person typed, until they are let in; it stays as the host read it. */
  name: string;
  /** The name that the firm knows; then the call shows this one. */
  invitedAs?: string;
  /** Of the certificate that they asked with before they were let in. */
  fingerprint?: string;
  status: 'waiting' | 'admitted' | 'refused' | 'removed';
  /** Why a host refused or removed them. */
  reason?: string;
  /** SHA-256 of the waiting ticket; the ticket itself is never kept. */
  ticket?: string;
  /** Where somebody waits who was not invited: keyed hash of the address, as long as they wait. */
  from?: string;
  /** Milliseconds since the epoch, as all times here. */
  since: number;
  seenAt: number;
  decidedAt?: number;
  /** When an admission ends: who asks for access later waits again. */
  admittedUntil?: number;
}

/** What a personal link has been through. */
export interface LinkState {
  readonly person: string;
  /** Raised when a new link is made: the older ones then fail. */
  generation: number;
  /** SHA-256 of the browser's cookie secret that used a one-time link first. */
  browser?: string;
  /** The browsers of a host: the first that was used, and those that one of them has confirmed. */
  devices?: {
    /** SHA-256 of the cookie's secret. */
    readonly browser: string;
    /** When the cookie ends. */
    until: number;
  }[];
}

/** What the server vouches for certificates with, in one consultation. */
export interface AttestationState {
  /** The consultation's own id: random, as the provider chooses session ids. */
  readonly room: string;
  /** The private key, encrypted under the server's secret. */
  readonly key: string;
  /** Every certificate that was attested: each belongs to the person who brought it first. */
  readonly fingerprints: {
    readonly fingerprint: string;
    /** `Person.id`. */
    readonly person: string;
    /** When its last attestation ends; seconds since the epoch. */
    until: number;
    /** Another one of the same person has taken its place. */
    displaced?: boolean;
  }[];
}

/** All that the server remembers of one room. Plain JSON. */
export interface RoomState {
  /** The Vonage session; only of use with the application that made it. */
  session?: {
    readonly applicationId: string;
    readonly sessionId: string;
    /** Made together with the session, or never; both go together. */
    readonly attestation?: AttestationState;
  };
  /** When a host last watched over the consultation that is on. */
  watchedAt?: number;
  /** When a host left, and no host has been there since. */
  leftAt?: number;
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
  /**
   * Takes a session id for one consultation. `false` when it was taken before, by whichever room: the provider chooses
   * the ids, and with one id twice it could bring two rooms together.
   */
  claimSession(sessionId: string): Promise<boolean>;
  close(): Promise<void>;
}

/** What an invited person's link has been through; `undefined` when it was never used. */
export function linkOf({ links }: Readonly<RoomState>, person: string): LinkState | undefined {
  return links.find((link) => link.person === person);
}

/** Which of the person's links is the newest: the older ones count for nothing. */
export function generationOf(room: Readonly<RoomState>, person: string): number {
  return linkOf(room, person)?.generation ?? 0;
}

/** A room nobody has asked for yet. */
export function emptyRoom(): RoomState {
  return { locked: false, people: [], links: [] };
}

/** Remembers rooms until the process ends. */
export class MemoryStore implements Store {
  readonly #rooms = new Map<string, RoomState>();
  readonly #sessions = new Set<string>();

  async read(room: string): Promise<RoomState> {
    return structuredClone(this.#rooms.get(room)) ?? emptyRoom();
  }

  async update<T>(room: string, change: (draft: RoomState) => T): Promise<T> {
    const draft = structuredClone(this.#rooms.get(room)) ?? emptyRoom();
    const result = change(draft);
    this.#rooms.set(room, draft);
    return result;
  }

  async claimSession(sessionId: string): Promise<boolean> {
    const { size } = this.#sessions;
    return this.#sessions.add(sessionId).size > size;
  }

  async close(): Promise<void> {
    this.#rooms.clear();
    this.#sessions.clear();
  }
}
