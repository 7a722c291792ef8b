import type { Client } from './client.ts';

/** Of a stream's channels: characters of what everybody is told about them. */
const MAX_CHANNELS = 8192;

/** What one client publishes. */
export class Stream {
  readonly id: string;
  readonly owner: Client;
  /** Subscription → who receives. */
  readonly subscribers = new Map<string, Client>();
  readonly #description: Record<string, unknown>;
  readonly #channels: Map<string, Record<string, unknown>>;

  /** @throws RangeError when the description is too large to be told to everybody */
  constructor(owner: Client, id: string, content: Record<string, unknown>) {
    const { name, channel, e2ee } = content;
    const channels = (Array.isArray(channel) ? channel.filter(isObject) : []).slice(0, 8);
    if (isTooLarge(channels)) throw new RangeError('too large');
    this.id = id;
    this.owner = owner;
    this.#description = {
      id,
      name: typeof name === 'string' ? name.slice(0, 1000) : '',
      creationTime: Date.now(),
      e2ee: e2ee === true,
    };
    this.#channels = new Map(channels.map((one) => [String(one.id), one]));
  }

  /** As others see it. */
  describe() {
    return { ...this.#description, connection: { id: this.owner.id }, channel: [...this.#channels.values()] };
  }

  hasChannel(id: string): boolean {
    return this.#channels.has(id);
  }

  /** @throws RangeError when the channel would become too large */
  changeChannel(id: string, content: Record<string, unknown>): void {
    const changed = { ...this.#channels.get(id), ...content, id };
    if (isTooLarge(changed)) throw new RangeError('too large');
    this.#channels.set(id, changed);
  }

  /** Which subscriptions are one client's. */
  subscriptionsOf(client: Client): readonly string[] {
    return [...this.subscribers].filter(([, receiver]) => receiver === client).map(([id]) => id);
  }
}

/** A JSON object: no list, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTooLarge(channels: unknown): boolean {
  return JSON.stringify(channels).length > MAX_CHANNELS;
}
