import type { Client, Message } from '../../demo/session-service/client.ts';
import type { Interceptors } from '../../demo/session-service/interceptors.ts';
import type { SessionControl } from '../../demo/session-service/service.ts';
import type { ForwardingPage } from './forwarding-page.ts';

/** Where a person's stream is found: the beginning of its address, and its id. */
interface PublishedStream {
  readonly base: string;
  readonly id: string;
}

/**
 * The provider lets somebody receive whom it does not tell of: it asks publishers for offers, or sends them some, in
 * any name. To be given to `control.intercept` before anybody publishes.
 */
export class HiddenReceiver implements Interceptors {
  /** What went wrong in the receiver's page; empty in an attack that is only not answered with media. */
  readonly failures: string[] = [];
  readonly #control: SessionControl;
  readonly #page: ForwardingPage;
  /** Connection id of a publisher → what they publish. */
  readonly #streams = new Map<string, PublishedStream>();
  readonly #legs = new Map<string, { readonly name: string; negotiated: boolean }>();

  constructor(control: SessionControl, page: ForwardingPage) {
    this.#control = control;
    this.#page = page;
  }

  /** Asks for an offer, as a subscriber does. @param name The connection id in whose name. */
  ask(publisher: string, name: string): string {
    const { uri, leg } = this.#subscribe(publisher, name);
    const content = { peerId: leg, sourceStreamId: 'P2P' };
    this.#control.deliver(publisher, { method: 'generateoffer', uri, content }, name);
    return leg;
  }

  /** Sends an offer that nobody has asked for. @param name The connection id in whose name. */
  async offer(publisher: string, name: string): Promise<string> {
    const { uri, leg } = this.#subscribe(publisher, name);
    const sdp = await this.#page.receive(leg);
    const content = { peerId: leg, sourceStreamId: 'P2P', sdp };
    this.#control.deliver(publisher, { method: 'offer', uri, content }, name);
    return leg;
  }

  /** Whether the publisher's SDK has answered: the transport can be set up. */
  isNegotiated(leg: string): boolean {
    return this.#legs.get(leg)?.negotiated ?? false;
  }

  packets(leg: string): Promise<number> {
    return this.#page.packets(leg);
  }

  outgoing(message: Message, _from: string | undefined, to: Client): readonly Message[] {
    const [, base, id] = /^(.*)\/stream\/([\w-]+)$/.exec(message.uri) ?? [];
    const { connection } = Object(message.content) as { connection?: { id: string } };
    if (message.method === 'created' && base && id && connection?.id === to.id)
      this.#streams.set(to.id, { base, id });
    return [message];
  }

  incoming(message: Message, from: Client): readonly Message[] {
    const leg = /\/subscriber\/([\w-]+)$/.exec(message.uri)?.[1] ?? '';
    const known = this.#legs.get(leg);
    if (!known) return [message];
    void this.#take(message, leg, from.id, known).catch((error) => this.failures.push(String(error)));
    return [];
  }

  #subscribe(publisher: string, name: string): { uri: string; leg: string } {
    const stream = this.#streams.get(publisher);
    if (!stream) throw new Error('they publish nothing');
    const leg = `hidden-${this.#legs.size}`;
    this.#legs.set(leg, { name, negotiated: false });
    return { uri: `${stream.base}/stream/${stream.id}/subscriber/${leg}`, leg };
  }

  async #take(
    message: Message,
    leg: string,
    publisher: string,
    known: { readonly name: string; negotiated: boolean },
  ): Promise<void> {
    const content = message.content as RTCIceCandidateInit & { sdp: string };
    switch (message.method) {
      case 'offer': {
        const answer = { ...content, sdp: await this.#page.answer(leg, content.sdp) };
        this.#control.deliver(publisher, { ...message, method: 'answer', content: answer }, known.name);
        known.negotiated = true;
        return;
      }
      case 'answer':
        await this.#page.accept(leg, content.sdp);
        known.negotiated = true;
        return;
      case 'candidate':
        await this.#page.candidate(leg, {
          candidate: content.candidate ?? '',
          sdpMid: content.sdpMid ?? null,
          sdpMLineIndex: content.sdpMLineIndex ?? null,
        });
    }
  }
}
