import type { ChatEntry, LiveCall } from '../../../src/call/state/state.ts';
import type { Witness, WitnessDeps } from './witness.ts';

interface Sent {
  readonly number: number;
  /** The certificates to which it may go, by the receiver's id; any where nothing was known. */
  readonly receivers: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The chat messages that a person sends and accepts. */
export class Messages {
  readonly #sent = new Map<string, Sent>();
  /** Number of the last message accepted from each person, by their index. */
  readonly #accepted = new Map<number, number>();
  readonly #witness: Witness;
  readonly #deps: WitnessDeps;

  constructor(witness: Witness, deps: WitnessDeps) {
    this.#witness = witness;
    this.#deps = deps;
  }

  /** The person sends a message to everybody who is there. */
  sending(text: string, number: number): void {
    const { end, lines, owners } = this.#witness;
    const others = end.live?.participants.filter(({ self }) => !self) ?? [];
    const known = (id: string) => {
      const proven = lines.get(id);
      return proven === undefined ? owners.by(id) : new Set([proven]);
    };
    this.#sent.set(text, { number, receivers: new Map(others.map(({ id }) => [id, known(id)])) });
  }

  notSent(text: string): void {
    this.#sent.delete(text);
  }

  /** A message, or a piece of one, goes to the holder of a certificate. */
  sent(id: string, fingerprint: string, piece: string): void {
    const { violated } = this.#deps;
    const [, text = ''] = /"text":"(\w+ \d+)/.exec(piece) ?? [];
    const message = [...this.#sent].find(([one]) => one === text || one.startsWith(`${text} `))?.[1];
    if (!message) return text === '' ? undefined : violated('a message goes out that was not sent');
    const allowed = message.receivers.get(id);
    if (!allowed) violated('a message goes to somebody who was not there when it was sent');
    else if (allowed.size > 0 && !allowed.has(fingerprint))
      violated('a message goes to another certificate than that of the person it was sent to');
    if ((this.#witness.end.live?.compared.alarms.size ?? 0) > 0)
      violated('a message is sent while an alarm stands');
  }

  /** A message of somebody else is shown. */
  accepted(live: LiveCall, entry: ChatEntry): void {
    if (entry.type !== 'message' || entry.self) return;
    const { violated } = this.#deps;
    const fingerprint = this.#witness.lines.get(entry.from);
    if (fingerprint === undefined) return violated('a message is shown of somebody without a line');
    if (live.compared.alarms.has(fingerprint))
      return violated('a message is shown of somebody about whom there is an alarm');
    const owner = this.#witness.ownerOf(fingerprint);
    // The attacker may say anything under a certificate of its own.
    if (!owner) return undefined;
    const number = owner.witness.messages.numberOf(entry.text);
    if (owner.name !== entry.name) return violated('a message is shown under another name');
    if (number === undefined)
      return violated('a message is shown that the holder of the certificate has not sent');
    if (number <= (this.#accepted.get(owner.index) ?? 0))
      return violated('a message is shown twice, or out of order');
    this.#accepted.set(owner.index, number);
    return undefined;
  }

  numberOf(text: string): number | undefined {
    return this.#sent.get(text)?.number;
  }
}
