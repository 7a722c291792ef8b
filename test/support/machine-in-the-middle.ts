import type { Client, Message } from '../../demo/session-service/client.ts';
import type { Interceptors } from '../../demo/session-service/interceptors.ts';
import type { SessionControl } from '../../demo/session-service/service.ts';
import type { ForwardingPage } from './forwarding-page.ts';
import { PATIENCE, until } from './patience.ts';

/** What an offer, an answer or a candidate carries. */
interface Negotiation extends RTCIceCandidateInit {
  readonly sdp: string;
}

/**
 * A session service that sits in the middle: it answers every offer by itself, from a page of its own, and offers the
 * media on. The call works, and each of the two has a connection to the attacker. To be given to `control.intercept`.
 */
export class MachineInTheMiddle implements Interceptors {
  /** What went wrong in the page; empty in an attack that works. */
  readonly failures: string[] = [];
  readonly #control: SessionControl;
  readonly #page: ForwardingPage;
  /** Subscription → the connection id of who publishes. */
  readonly #publishers = new Map<string, string>();
  #queue = Promise.resolve();

  constructor(control: SessionControl, page: ForwardingPage) {
    this.#control = control;
    this.#page = page;
  }

  outgoing(message: Message, from: string | undefined, to: Client): readonly Message[] {
    const subscription = message.uri.match(/\/subscriber\/([\w-]+)$/)?.[1];
    const kinds = ['offer', 'answer', 'pranswer', 'candidate'];
    if (subscription === undefined || from === undefined || !kinds.includes(message.method)) return [message];
    // One after the other: an answer is of no use before its offer.
    this.#queue = this.#queue
      .then(() => this.#take(message, subscription, { from, to: to.id }))
      .catch((error) => {
        this.failures.push(String(error));
      });
    return [];
  }

  /** The certificate of all of the attacker's ends. */
  get fingerprint(): string {
    return this.#page.fingerprint;
  }

  /** How many packets of media have come to the attacker. */
  packets(): Promise<number> {
    return this.#packets();
  }

  async #packets(kinds?: Parameters<ForwardingPage['packets']>[1]): Promise<number> {
    const counts = await Promise.all(
      [...this.#publishers.keys()].map((one) => this.#page.packets(`${one} up`, kinds)),
    );
    return counts.reduce((sum, one) => sum + one, 0);
  }

  /** How many packets of media have come to the attacker, once no more come. */
  packetsInAll(): Promise<number> {
    return this.#atRest(() => this.packets());
  }

  /** Waits until nothing more of a call that was on comes to the attacker. */
  async receivesNothing(): Promise<void> {
    const browser = this.#page.page.context().browser()?.browserType().name();
    // For a video sender without a track, Firefox makes up a black picture a second.
    await this.#atRest(() => (browser === 'firefox' ? this.#packets(['audio']) : this.packets()));
  }

  /** Resolves with the count once it has not changed for a second. */
  async #atRest(count: () => Promise<number>): Promise<number> {
    let last = -1;
    const standsStill = async () => {
      const before = last;
      last = await count();
      return last === before;
    };
    await until(standsStill, () => 'packets still come to the attacker', PATIENCE, 1000);
    return last;
  }

  /** The attacker's fingerprints, towards the publisher and towards the subscriber of every subscription. */
  async fingerprints(): Promise<readonly string[]> {
    const ends = [...this.#publishers.keys()].flatMap((one) => [`${one} up`, `${one} down`]);
    return (await Promise.all(ends.map((leg) => this.#page.fingerprints(leg)))).flat();
  }

  async #take(message: Message, subscription: string, way: { from: string; to: string }): Promise<void> {
    const content = message.content as Negotiation;
    const [up, down] = [`${subscription} up`, `${subscription} down`];
    const publishing = this.#publishers.get(subscription);
    switch (message.method) {
      case 'offer': {
        this.#publishers.set(subscription, way.from);
        const answer = { ...content, sdp: await this.#page.answer(up, content.sdp) };
        this.#control.deliver(way.from, { ...message, method: 'answer', content: answer }, way.to);
        const offer = { ...content, sdp: await this.#page.offer(down, up) };
        this.#control.deliver(way.to, { ...message, content: offer }, way.from);
        return;
      }
      case 'answer':
        return this.#page.accept(down, content.sdp);
      case 'candidate':
        return this.#page.candidate(way.from === publishing ? up : down, {
          candidate: content.candidate ?? '',
          sdpMid: content.sdpMid ?? null,
          sdpMLineIndex: content.sdpMLineIndex ?? null,
        });
    }
  }
}
