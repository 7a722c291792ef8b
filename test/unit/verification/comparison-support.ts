import { Comparison } from '../../../src/verification/comparison.ts';
import {
  type ComparisonMessage,
  writeComparisonMessage,
} from '../../../src/verification/comparison-message.ts';
import type {
  ComparisonOptions,
  ComparisonState,
  ComparisonStep,
} from '../../../src/verification/comparison-state.ts';
import type { Party, Sas } from '../../../src/verification/sas.ts';
import { print } from '../transport-security/support.ts';

export const alice: Party = { id: 'alice', name: 'Alice Martin', role: 'host', fingerprint: print(0xa1) };
export const bob: Party = { id: 'bob', name: 'Bob Léger', role: 'guest', fingerprint: print(0xb1) };

/** One person with their element: keeps what its steps hold. */
export class Side {
  readonly comparison: Comparison;
  readonly results: ComparisonStep['result'][] = [];
  readonly sent: ComparisonMessage[] = [];
  attempts = 0;
  ms = 0;

  constructor(self: Party, peer: Party, options: Partial<ComparisonOptions> = {}) {
    this.comparison = new Comparison({ session: 'session', self, peer, now: () => this.ms, ...options });
  }

  get state(): ComparisonState {
    return this.comparison.state;
  }

  /** What is on screen, or an error. */
  get shown(): Extract<ComparisonState, { status: 'shown' }> {
    if (this.state.status !== 'shown') throw new Error(`no code on screen: ${JSON.stringify(this.state)}`);
    return this.state;
  }

  note(step: ComparisonStep): readonly string[] {
    this.attempts += step.attempts;
    if (step.result) this.results.push(step.result);
    this.sent.push(...step.send.map((text) => JSON.parse(text) as ComparisonMessage));
    return step.send;
  }

  async open(): Promise<readonly string[]> {
    return this.note(await this.comparison.open());
  }

  async receive(text: unknown): Promise<readonly string[]> {
    return this.note(await this.comparison.receive(text));
  }

  /** Picks the row that was heard, or none, a second after the last event. */
  async pick(heard: Sas | null): Promise<readonly string[]> {
    this.ms += 1000;
    const { transcript, choices } = this.shown;
    const index = choices.findIndex(({ digits }) => digits === heard?.digits);
    return this.note(await this.comparison.pick(transcript, index < 0 ? null : index));
  }

  /** How many messages of a kind were sent. */
  count(kind: ComparisonMessage['kind']): number {
    return this.sent.filter((message) => message.kind === kind).length;
  }
}

/** Two sides and the private line between them: in order, nothing lost. */
export class Pair {
  readonly a: Side;
  readonly b: Side;
  /** Everything that went over the line, in order. */
  readonly wire: { readonly from: Side; readonly text: string }[] = [];
  #delivered = 0;

  constructor(a = new Side(alice, bob), b = new Side(bob, alice)) {
    this.a = a;
    this.b = b;
  }

  /** Puts messages on the line without delivering them. */
  async put(from: Side, messages: Promise<readonly string[]>): Promise<void> {
    for (const text of await messages) this.wire.push({ from, text });
  }

  /** Delivers all that is under way and all that this brings about. */
  async settle(): Promise<void> {
    for (; this.#delivered < this.wire.length; this.#delivered++) {
      const { from, text } = this.wire[this.#delivered] as (typeof this.wire)[number];
      const to = from === this.a ? this.b : this.a;
      await this.put(to, to.receive(text));
      if (this.#delivered > 1000) throw new Error('the two sides never come to rest');
    }
  }

  async open(side: Side): Promise<void> {
    await this.put(side, side.open());
    await this.settle();
  }

  async pick(side: Side, heard: Sas | null): Promise<void> {
    await this.put(side, side.pick(heard));
    await this.settle();
  }
}

/** Two people who have opened their comparison and see their codes. */
export async function shownToBoth(pair = new Pair()): Promise<Pair> {
  await pair.open(pair.a);
  await pair.open(pair.b);
  return pair;
}

/** A message with any value of 32 bytes. */
export function forged(kind: ComparisonMessage['kind'], round: number, byte = 7): string {
  const value = btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)));
  return writeComparisonMessage({
    kind,
    round,
    value: value.replaceAll('+', '-').replaceAll('/', '_').slice(0, 43),
  });
}
