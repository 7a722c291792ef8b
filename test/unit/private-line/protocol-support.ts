import type { LineFault, LineTopic } from '../../../src/private-line/line-frame.ts';
import {
  type LineProof,
  LineProtocol,
  type LineProtocolOptions,
} from '../../../src/private-line/line-protocol.ts';
import { print } from '../transport-security/support.ts';

export const alice = { id: 'alice', name: 'Me Alice Ndiaye', role: 'host' };
export const bob = { id: 'bob', name: 'Bob', role: 'client' };
/** Fingerprints of their certificates, and of a third one. */
export const [alicePrint, bobPrint, malloryPrint] = [print(1), print(2), print(3)];

/** A protocol, and what it tells. */
export class End {
  readonly proofs: LineProof[] = [];
  readonly messages: (readonly [LineTopic, string])[] = [];
  readonly faults: LineFault[] = [];
  readonly protocol: LineProtocol;
  clock = 0;

  constructor(options: Partial<LineProtocolOptions>) {
    this.protocol = new LineProtocol({
      session: 'session',
      self: alice,
      peer: bob,
      ownFingerprint: alicePrint,
      now: () => this.clock,
      onOpen: (proof) => this.proofs.push(proof),
      onMessage: (topic, text) => this.messages.push([topic, text]),
      onFault: (fault) => this.faults.push(fault),
      ...options,
    });
  }

  get texts(): readonly string[] {
    return this.messages.map(([, text]) => text);
  }

  /** Sends a chat message and returns what becomes of it. */
  send(text: string): { outcome: string } {
    const sent = { outcome: 'waits' };
    this.protocol.send('chat', text).then(
      () => {
        sent.outcome = 'received';
      },
      ({ code }) => {
        sent.outcome = code;
      },
    );
    return sent;
  }
}

export const aliceEnd = (options: Partial<LineProtocolOptions> = {}) => new End(options);
export const bobEnd = (options: Partial<LineProtocolOptions> = {}) =>
  new End({ self: bob, peer: alice, ownFingerprint: bobPrint, ...options });

/** A channel between two ends that delivers in order when it is told to. */
export class Channel {
  readonly #ends: readonly [End, End];
  /** Frames on their way to the first and to the second end. */
  readonly under: [string[], string[]] = [[], []];
  /** Every frame that went in. */
  readonly carried: string[] = [];

  constructor(a: End, b: End, [printOfA, printOfB] = [alicePrint, bobPrint]) {
    this.#ends = [a, b];
    const into = (index: 0 | 1) => (frame: string) => {
      this.carried.push(frame);
      this.under[index].push(frame);
    };
    a.protocol.attach(into(1), printOfB);
    b.protocol.attach(into(0), printOfA);
  }

  /** Delivers up to `count` frames to one end. */
  deliverTo(index: 0 | 1, count = Number.POSITIVE_INFINITY): void {
    for (let left = count; left > 0 && this.under[index].length > 0; left -= 1)
      this.#ends[index].protocol.receive(this.under[index].shift());
  }

  /** Delivers everything, and what it causes. */
  deliver(): void {
    while (this.under.flat().length > 0) {
      this.deliverTo(0);
      this.deliverTo(1);
    }
  }

  cut(): void {
    for (const { protocol } of this.#ends) protocol.detach();
  }
}

/** A pair whose line is open. */
export function openPair(): { a: End; b: End; channel: Channel } {
  const [a, b] = [aliceEnd(), bobEnd()];
  const channel = new Channel(a, b);
  channel.deliver();
  return { a, b, channel };
}
