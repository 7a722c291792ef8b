import { SasExchange } from '../../../src/verification/sas-exchange.ts';
import type { SasExchangeOptions } from '../../../src/verification/sas-state.ts';
import { print } from '../transport-security/support.ts';

/** Certificates of a call between Alice and Bob: one connection in each direction. */
export const aliceEnds = [print(0xa1), print(0xa2)];
export const bobEnds = [print(0xb1), print(0xb2)];
export const alicesView = { local: aliceEnds, remote: bobEnds };
export const bobsView = { local: bobEnds, remote: aliceEnds };

const key = (byte: number): Uint8Array => new Uint8Array(65).fill(byte);

export function alice(options: Partial<SasExchangeOptions> = {}): SasExchange {
  return new SasExchange({
    ...{ self: 'alice', peer: 'bob', room: 'room', fingerprints: alicesView, chatKey: key(1) },
    ...options,
  });
}

export function bob(options: Partial<SasExchangeOptions> = {}): SasExchange {
  return new SasExchange({
    ...{ self: 'bob', peer: 'alice', room: 'room', fingerprints: bobsView, chatKey: key(2) },
    ...options,
  });
}

/** What may happen to a message on its way: the copies that arrive. */
export type Fate = (message: string) => readonly string[];

/** A line between two ends, with all that is under way on it. */
export class Line {
  readonly #ends: readonly [SasExchange, SasExchange];
  readonly #fate: Fate;
  /** Messages under way and for which end. */
  readonly way: { to: 0 | 1; message: string }[] = [];
  /** Every message that was ever sent. */
  readonly sent: { to: 0 | 1; message: string }[] = [];

  constructor(left: SasExchange, right: SasExchange, fate: Fate = (message) => [message]) {
    this.#ends = [left, right];
    this.#fate = fate;
  }

  send(to: 0 | 1, messages: readonly string[]): void {
    for (const message of messages) {
      this.sent.push({ to, message });
      for (const copy of this.#fate(message)) this.way.push({ to, message: copy });
    }
  }

  /** Delivers all that is under way and all that this brings about. @param pick Which one is next. */
  async deliver(pick: (count: number) => number = () => 0): Promise<number> {
    let delivered = 0;
    while (this.way.length > 0) {
      const [next] = this.way.splice(pick(this.way.length), 1);
      if (!next) break;
      const { send } = await this.#ends[next.to].receive(next.message);
      this.send(next.to === 0 ? 1 : 0, send);
      delivered += 1;
      if (delivered > 1000) throw new Error('the two ends never come to rest');
    }
    return delivered;
  }

  async start(): Promise<void> {
    this.send(1, await this.#ends[0].start());
    this.send(0, await this.#ends[1].start());
  }

  /** What each end does once a second while it waits. */
  resend(): void {
    if (this.#ends[0].state.status === 'waiting') this.send(1, this.#ends[0].resend());
    if (this.#ends[1].state.status === 'waiting') this.send(0, this.#ends[1].resend());
  }
}

/** The code on an end's screen, or why there is none. */
export function shown({ state }: SasExchange): string {
  return state.status === 'ready' ? state.code.digits : `${state.status}: ${state.reason}`;
}

/** Runs one honest exchange to its end. */
export async function run(left: SasExchange, right: SasExchange): Promise<Line> {
  const line = new Line(left, right);
  await line.start();
  await line.deliver();
  return line;
}
