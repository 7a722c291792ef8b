import type { Client, Message } from '../../demo/session-service/client.ts';
import type { Interceptors } from '../../demo/session-service/interceptors.ts';
import type { SessionControl } from '../../demo/session-service/service.ts';
import { deferred } from './fakes.ts';
import type { ForwardingPage } from './forwarding-page.ts';

/** What a message between an SDK and the media server carries. */
interface Negotiation extends RTCIceCandidateInit {
  readonly sdp: string;
  readonly sourceStreamId?: string;
  readonly peerId?: string;
}

/** The address under which Vonage's media server speaks; the SDK knows it by the beginning. */
const ADDRESS = 'symphony.local';

/**
 * The media server of routed and adaptive sessions: each publisher has one connection to it, each subscriber another.
 * To be given to `control.intercept`; the session's `mediaMode` is `routed` or `adaptive`.
 */
export class MediaServer implements Interceptors {
  /** What went wrong in the page; empty in a call that works. */
  readonly failures: string[] = [];
  readonly #control: SessionControl;
  readonly #page: ForwardingPage;
  /** Streams that have an owner, with it. */
  readonly #streams = new Map<string, { owner: Client; base: string }>();
  /** Streams whose publisher's connection is there, or will be. */
  readonly #received = new Map<string, ReturnType<typeof deferred<void>>>();

  constructor(control: SessionControl, page: ForwardingPage) {
    this.#control = control;
    this.#page = page;
  }

  /**
   * An adaptive session leaves the media server: the two are connected to each other. Both must receive by then: an SDK
   * that is not told of its subscription yet does not follow. @param of Only what this person
   * sends does, by their connection id.
   */
  toRelayed(of?: string): void {
    for (const [id, { owner, base }] of this.#streams)
      if (of === undefined || owner.id === of)
        this.#say(owner.id, 'create', `${base}/stream/${id}/source/P2P`, {});
  }

  /** An adaptive session comes back to the media server. */
  toRouted(): void {
    for (const [id, { owner, base }] of this.#streams)
      this.#say(owner.id, 'delete', `${base}/stream/${id}/source/P2P`, {});
  }

  outgoing(message: Message, from: string | undefined, to: Client): readonly Message[] {
    const { stream, subscription, base } = read(message.uri);
    const content = message.content as Negotiation & { connection?: { id: string } };
    if (stream === undefined) return [message];
    if (message.method === 'created' && subscription === undefined && content.connection?.id === to.id) {
      this.#streams.set(stream, { owner: to, base });
      this.#received.set(stream, deferred());
      // After the stream itself, which the publisher must know first.
      queueMicrotask(() =>
        this.#say(to.id, 'generateoffer', `${base}/stream/${stream}`, {
          peerId: stream,
          sourceStreamId: 'MANTIS',
        }),
      );
    }
    // Where a relayed session would ask the publisher, the media server offers what it has.
    if (message.method === 'generateoffer' && subscription !== undefined && from !== undefined) {
      this.#do(async () => {
        await this.#received.get(stream)?.promise;
        const sdp = await this.#page.offer(subscription, stream);
        this.#say(from, 'offer', message.uri, { peerId: subscription, sourceStreamId: 'MANTIS', sdp });
      });
      return [];
    }
    return [message];
  }

  incoming(message: Message, from: Client): readonly Message[] {
    const { stream, subscription } = read(message.uri);
    const content = message.content as Negotiation;
    if (stream === undefined) return [message];
    const known = this.#streams.get(stream);
    if (known && content?.sourceStreamId === 'P2P') return this.#transition(message, from, known.owner);
    if (!known || (content?.sourceStreamId ?? 'MANTIS') !== 'MANTIS') return [message];
    const leg = subscription ?? stream;
    switch (message.method) {
      case 'offer':
        this.#do(async () => {
          const sdp = await this.#page.answer(leg, content.sdp);
          this.#say(from.id, 'answer', message.uri, { ...content, sdp });
          this.#received.get(stream)?.resolve();
        });
        return [];
      case 'answer':
        this.#do(() => this.#page.accept(leg, content.sdp));
        return [];
      case 'candidate':
        this.#do(() =>
          this.#page.candidate(leg, {
            candidate: content.candidate ?? '',
            sdpMid: content.sdpMid ?? null,
            sdpMLineIndex: content.sdpMLineIndex ?? null,
          }),
        );
        return [];
      default:
        return [message];
    }
  }

  /** The steps by which the SDKs leave the media server and come back to it. */
  #transition(message: Message, from: Client, owner: Client): readonly Message[] {
    const { stream = '', subscription } = read(message.uri);
    const session = this.#control.sessions.find((one) => one.has(owner));
    const others = session?.clients.filter(({ id }) => id !== owner.id) ?? [];
    if (subscription !== undefined) {
      if (message.method !== 'create') return [message];
      const content = { peerId: `${subscription} P2P`, sourceStreamId: 'P2P' };
      this.#control.deliver(owner.id, { method: 'generateoffer', uri: message.uri, content }, from.id);
      return [];
    }
    const said = { create: 'created', delete: 'deleted' }[message.method];
    if (said === undefined) return [message];
    const content = { id: stream, sourceStreamId: 'P2P', connection: { id: owner.id } };
    for (const { id } of others) this.#say(id, said, message.uri, content);
    return [];
  }

  #say(to: string, method: string, uri: string, content: unknown): void {
    this.#control.deliver(to, { method, uri, content }, ADDRESS);
  }

  #do(step: () => Promise<void>): void {
    step().catch((error) => this.failures.push(String(error)));
  }
}

function read(uri: string): { base: string; stream?: string; subscription?: string } {
  const [, base = '', stream, subscription] =
    uri.match(/^(.*?)\/stream\/([\w-]+)(?:\/subscriber\/([\w-]+))?$/) ?? [];
  return { base, ...(stream && { stream }), ...(subscription && { subscription }) };
}
