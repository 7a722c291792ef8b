import assert from 'node:assert/strict';
import { type Answered, cookieOf, endpointOf, type Json, logIn, send } from './door.ts';
import type { WordPressSite } from './site.ts';

type Headers = Readonly<Record<string, string>>;

/** Somebody at the door of a room. */
export interface Person {
  /** Asks for access, at the page's endpoint or another. */
  ask(body?: Json, endpoint?: string): Promise<Answered>;
}

/** A room with its host, from the page of the same name. */
export class Room {
  readonly site: WordPressSite;
  readonly endpoint: string;
  readonly host: Person;
  readonly #name: string;
  readonly #hostHeaders: Headers;
  readonly #door: string;

  private constructor(site: WordPressSite, name: string, endpoint: string, hostHeaders: Headers) {
    this.site = site;
    this.endpoint = endpoint;
    this.#name = name;
    this.#hostHeaders = hostHeaders;
    this.host = this.user(hostHeaders);
    // As grants to hosts have it; asking for one would begin a session.
    const door = new URL(endpoint.replace('/access?', '/admission?'));
    door.searchParams.set('room', name);
    this.#door = door.href;
  }

  static async open(site: WordPressSite, name: string): Promise<Room> {
    return new Room(site, name, await endpointOf(site, name), await logIn(site, 'vasseur', name));
  }

  /** Somebody with these headers, whatever they are. */
  user(headers: Headers = {}): Person {
    return { ask: (body = {}, endpoint) => this.ask(body, headers, endpoint) };
  }

  ask(body: Json, headers: Headers = {}, endpoint = this.endpoint): Promise<Answered> {
    return send(endpoint, { room: this.#name, lang: 'fr', ...body }, headers);
  }

  /** Somebody whose browser keeps its cookie, and who has asked once. */
  async guest(body: Json): Promise<Person & { readonly first: Answered }> {
    const first = await this.ask(body);
    assert.equal(first.status, 202, first.text);
    return { ...this.user({ Cookie: cookieOf(first) }), first };
  }

  /** …and whom the host has let in. */
  async admitted(body: Json): Promise<Person> {
    const guest = await this.guest(body);
    await this.decide({ action: 'admit-all' });
    return guest;
  }

  /** What the host does at the door: the list as it is then. */
  async decide(body?: Json): Promise<Json> {
    const { json, status, text } = await send(this.#door, body, this.#hostHeaders);
    assert.equal(status, 200, text);
    return json;
  }

  /** The ids of those who wait, by name. */
  async waiting(): Promise<ReadonlyMap<string, string>> {
    const list = (await this.decide()).waiting as { id: string; displayName: string }[];
    return new Map(list.map(({ id, displayName }) => [displayName, id]));
  }

  /** Begins anew: nobody is there, no session, no key. Everybody may ask as often as they like. */
  async reset(): Promise<void> {
    await this.site.database.query(
      'DELETE FROM wordpress.wp_visio_avocat_rates; DELETE FROM wordpress.wp_visio_avocat_rooms',
    );
  }

  /** What is kept of a room. */
  async state(name = this.#name): Promise<State> {
    const kept = `SELECT TO_BASE64(state) FROM wordpress.wp_visio_avocat_rooms WHERE room = '${name}'`;
    const text = (await this.site.database.query(kept)).replaceAll('\\n', '');
    return JSON.parse(Buffer.from(text, 'base64').toString() || '{}');
  }

  /** Keeps something else. */
  async keep(state: State, name = this.#name): Promise<void> {
    const text = Buffer.from(JSON.stringify(state)).toString('base64');
    await this.site.database.query(
      `INSERT INTO wordpress.wp_visio_avocat_rooms (room, state, updated) VALUES ('${name}', FROM_BASE64('${text}'), UNIX_TIMESTAMP()) ON DUPLICATE KEY UPDATE state = VALUES(state)`,
    );
  }
}

/** As `Room_Store` keeps it. */
export interface State {
  /** Seconds since the epoch: when a host was last there, and when one left. */
  readonly watched?: number | undefined;
  readonly left?: number | undefined;
  readonly session?: {
    readonly application: string;
    readonly id: string;
    readonly consultation?: string;
    readonly key?: string;
    readonly fingerprints?: Record<string, { of: string; until: number }>;
  };
  readonly people: readonly Json[];
  readonly hosts: Record<string, string>;
}
