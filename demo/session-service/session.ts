import type { Client, Message } from './client.ts';
import { OK, type Outcome, refused } from './outcome.ts';
import type { SessionLimits, SessionProperties } from './settings.ts';
import { isObject, Stream } from './stream.ts';

/** Of one client to one stream: the SDK makes one, and another while it changes the way. */
const MAX_SUBSCRIPTIONS = 4;
/** Ids come from clients; they end up in addresses. */
const isId = (value: string | undefined): value is string => /^[\w-]{1,100}$/.test(value ?? '');

/** One session: who is connected, what they publish, who receives it. Nothing in it knows of sockets or HTTP. */
export class Session {
  readonly id: string;
  readonly base: string;
  properties: SessionProperties;
  locked = false;
  readonly #limits: SessionLimits;
  readonly #clients = new Map<string, Client>();
  readonly #streams = new Map<string, Stream>();
  readonly #archives = new Map<string, Record<string, unknown>>();
  readonly #deadTokens = new Set<string>();

  constructor(applicationId: string, id: string, properties: SessionProperties, limits: SessionLimits) {
    this.id = id;
    this.base = `/v2/partner/${applicationId}/session/${id}`;
    this.properties = properties;
    this.#limits = limits;
  }

  get clients(): readonly Client[] {
    return [...this.#clients.values()];
  }

  get streamIds(): readonly string[] {
    return [...this.#streams.keys()];
  }

  /** Whether a client is in the session now. */
  has(client: Client): boolean {
    return this.#clients.get(client.id) === client;
  }

  /** A token that was put out does not come back in. */
  isDead(tokenId: string): boolean {
    return this.#deadTokens.has(tokenId);
  }

  join(client: Client): Outcome {
    if (!isId(client.id) || this.#clients.has(client.id))
      return refused(400, 'connection id taken or malformed');
    if (this.locked || this.isDead(client.identity.tokenId)) return refused(403, 'no entry');
    if (this.#clients.size >= this.#limits.connections) return refused(409, 'the session is full');
    this.#clients.set(client.id, client);
    const body = {
      connection: this.clients.map((one) => one.describe()),
      stream: [...this.#streams.values()].map((stream) => stream.describe()),
      archive: [...this.#archives.values()],
    };
    this.#tellAll('created', `/connection/${client.id}`, client.describe());
    return { status: 200, body };
  }

  /** Takes a client out, with all that it published. */
  leave(client: Client, reason: string): void {
    if (!this.#clients.delete(client.id)) return;
    for (const [id, stream] of this.#streams) {
      if (stream.owner === client) this.#removeStream(id, reason);
      else this.#unsubscribe(id, stream, client);
    }
    this.#tellAll('deleted', `/connection/${client.id}`, { id: client.id }, { reason });
  }

  /** Puts a client out: it is told, and its token is worth nothing in this session any more. */
  expel(id: string): Client | undefined {
    const client = this.#clients.get(id);
    if (!client) return undefined;
    this.#deadTokens.add(client.identity.tokenId);
    this.#tell(client, 'deleted', `/connection/${id}`, { id }, { reason: 'forceDisconnected' });
    this.leave(client, 'forceDisconnected');
    return client;
  }

  /** Mutes everybody but the owners of some streams. */
  muteAll(excluded: readonly string[], active: boolean): void {
    const content = { reason: 'mute', channels: ['audio'], active };
    this.#tellAll('update', '', content);
    if (!active) return;
    for (const [id, { owner }] of this.#streams) {
      if (!excluded.includes(id)) this.#tell(owner, 'update', `/stream/${id}`, content);
    }
  }

  /** Mutes one stream. Returns whether there is one. */
  muteStream(id: string): boolean {
    const stream = this.#streams.get(id);
    if (!stream) return false;
    this.#tell(stream.owner, 'update', `/stream/${id}`, {
      reason: 'mute',
      channels: ['audio'],
      active: true,
    });
    return true;
  }

  /** Says that an archive runs or has ended. */
  setArchive(id: string, status: 'started' | 'stopped'): void {
    const archive = { id, status, name: '', hasAudio: true, hasVideo: true };
    const known = this.#archives.has(id);
    if (status === 'started') this.#archives.set(id, archive);
    else this.#archives.delete(id);
    this.#tellAll(known ? 'updated' : 'created', `/archive/${id}`, archive);
  }

  /** Carries out one request of a client. */
  handle(client: Client, message: Message): Outcome {
    try {
      return this.#carryOut(client, message);
    } catch (error) {
      if (error instanceof RangeError) return refused(413, error.message);
      throw error;
    }
  }

  #carryOut(client: Client, { method, uri, content }: Message): Outcome {
    // Put out, but its socket is still closing.
    if (!this.has(client)) return refused(403, 'not connected');
    if (!uri.startsWith(`${this.base}/`) && uri !== this.base) return refused(403, 'another session');
    const path = uri.slice(this.base.length + 1).split('/');
    const [resource, id, sub, subId] = path;
    if (uri === this.base) return this.#session(client, method, content);
    if (!isId(id)) return refused(400, 'malformed id');
    if (resource === 'signal' && path.length === 2)
      return this.#signal(client, undefined, uri, method, content);
    if (resource === 'connection') {
      if (sub === 'signal' && isId(subId) && path.length === 4)
        return this.#signal(client, id, uri, method, content);
      return path.length === 2 && method === 'delete'
        ? this.#forceDisconnect(client, id)
        : refused(400, 'unknown request');
    }
    if (resource !== 'stream') return refused(400, 'unknown resource');
    if (path.length === 2) return this.#stream(client, id, method, content);
    if (!isId(subId) || path.length !== 4) return refused(400, 'malformed id');
    if (sub === 'channel') return this.#channel(client, id, subId, method, content);
    if (sub === 'subscriber') return this.#subscriber(client, id, subId, { method, uri, content });
    return refused(400, 'unknown resource');
  }

  #session(client: Client, method: string, content: unknown): Outcome {
    if (method !== 'update' || !isObject(content) || content.reason !== 'mute')
      return refused(400, 'unknown request');
    if (!client.may('forcemute')) return refused(403, 'only a moderator can mute others');
    const excluded = Array.isArray(content.exclusion) ? content.exclusion.map(String) : [];
    this.muteAll(excluded, content.active === true);
    return OK;
  }

  #forceDisconnect(client: Client, id: string): Outcome {
    if (id === client.id) {
      this.leave(client, 'clientDisconnected');
      return OK;
    }
    if (!client.may('forcedisconnect')) return refused(403, 'only a moderator can put others out');
    const gone = this.expel(id);
    // The close follows the message that says why.
    gone?.socket.close(1000);
    return gone ? OK : refused(404, 'no such connection');
  }

  #signal(client: Client, to: string | undefined, uri: string, method: string, content: unknown): Outcome {
    if (method !== 'signal' || !isObject(content)) return refused(400, 'malformed signal');
    if (!client.may('signal')) return refused(403, 'this role sends no signals');
    const { type, data } = content;
    const isText = (value: unknown) => value === undefined || typeof value === 'string';
    if (!isText(type) || !isText(data)) return refused(400, 'malformed signal');
    if (Buffer.byteLength(`${type ?? ''}${data ?? ''}`) > this.#limits.signalBytes)
      return refused(413, 'too large');
    const receivers = to === undefined ? this.clients : this.clients.filter(({ id }) => id === to);
    if (receivers.length === 0) return refused(404, 'no such connection');
    for (const one of receivers) one.send({ method, uri, content: { type, data } }, client.id);
    return OK;
  }

  #stream(client: Client, id: string, method: string, content: unknown): Outcome {
    const stream = this.#streams.get(id);
    if (method === 'create') {
      if (!client.may('publish')) return refused(403, 'this role does not publish');
      const own = [...this.#streams.values()].filter(({ owner }) => owner === client).length;
      if (stream || !isObject(content)) return refused(400, 'stream id taken or malformed stream');
      if (own >= this.#limits.streamsPerConnection) return refused(409, 'too many streams');
      return this.#publish(client, id, content);
    }
    if (!stream) return refused(404, 'no such stream');
    if (method === 'update') {
      if (!client.may('forcemute')) return refused(403, 'only a moderator can mute others');
      if (!isObject(content) || content.reason !== 'mute') return refused(400, 'unknown request');
      this.muteStream(id);
      return OK;
    }
    if (method !== 'delete') return refused(400, 'unknown request');
    if (stream.owner !== client && !client.may('forceunpublish'))
      return refused(403, 'not this person’s stream');
    this.#removeStream(id, stream.owner === client ? 'clientDisconnected' : 'forceUnpublished');
    return OK;
  }

  #publish(owner: Client, id: string, content: Record<string, unknown>): Outcome {
    const stream = new Stream(owner, id, content);
    this.#streams.set(id, stream);
    this.#tellAll('created', `/stream/${id}`, stream.describe());
    return { status: 200, body: { iceServers: [] } };
  }

  #channel(client: Client, id: string, channelId: string, method: string, content: unknown): Outcome {
    const stream = this.#streams.get(id);
    if (!stream?.hasChannel(channelId)) return refused(404, 'no such channel');
    if (stream.owner !== client) return refused(403, 'not this person’s stream');
    if (method !== 'update' || !isObject(content)) return refused(400, 'unknown request');
    stream.changeChannel(channelId, content);
    this.#tellAll('updated', `/stream/${id}/channel/${channelId}`, content, { from: client.id });
    return OK;
  }

  #subscriber(client: Client, id: string, subscription: string, message: Message): Outcome {
    const stream = this.#streams.get(id);
    if (!stream) return refused(404, 'no such stream');
    const receiver = stream.subscribers.get(subscription);
    switch (message.method) {
      case 'create':
        if (!client.may('subscribe')) return refused(403, 'this role does not receive');
        if (receiver) return refused(400, 'subscription id taken');
        if (stream.subscriptionsOf(client).length >= MAX_SUBSCRIPTIONS)
          return refused(409, 'too many subscriptions');
        stream.subscribers.set(subscription, client);
        stream.owner.send(
          {
            method: 'generateoffer',
            uri: message.uri,
            content: { peerId: subscription, sourceStreamId: 'P2P' },
          },
          client.id,
        );
        return OK;
      case 'delete':
        if (receiver !== client) return refused(403, 'not this person’s subscription');
        this.#unsubscribe(id, stream, client);
        return OK;
      case 'update':
        return receiver === client ? OK : refused(403, 'not this person’s subscription');
      case 'offer':
      case 'answer':
      case 'pranswer':
      case 'candidate': {
        const to = client === stream.owner ? receiver : stream.owner;
        // Between the two ends of one subscription, and nobody else.
        if (!to || (client !== stream.owner && client !== receiver))
          return refused(403, 'not this person’s subscription');
        to.send(message, client.id);
        return OK;
      }
      default:
        return refused(400, 'unknown request');
    }
  }

  #unsubscribe(id: string, stream: Stream, client: Client): void {
    for (const subscription of stream.subscriptionsOf(client)) {
      stream.subscribers.delete(subscription);
      this.#tell(
        stream.owner,
        'deleted',
        `/stream/${id}/subscriber/${subscription}`,
        { id: subscription },
        { from: client.id },
      );
    }
  }

  #removeStream(id: string, reason: string): void {
    this.#streams.delete(id);
    this.#tellAll('deleted', `/stream/${id}`, { id }, { reason });
  }

  #tell(client: Client, method: string, path: string, content: unknown, about: About = {}): void {
    const { from, reason } = about;
    const uri = `${this.base}${path}`;
    client.send({ method, uri, content, ...(reason === undefined ? {} : { reason }) }, from);
  }

  #tellAll(method: string, path: string, content: unknown, about?: About): void {
    for (const client of this.#clients.values()) this.#tell(client, method, path, content, about);
  }
}

/** Who a message is from, and why it is sent, where that matters. */
interface About {
  readonly from?: string;
  readonly reason?: string;
}
