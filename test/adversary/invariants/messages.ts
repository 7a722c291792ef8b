import type { ChatEntry, LiveCall } from '../../../src/call/state/state.ts';
import type { LineFault } from '../../../src/private-line/private-line.ts';
import { AFTER_GAP } from '../simulation/names.ts';
import type { Link } from '../simulation/network.ts';
import type { CheckerDeps, Observed, Testimony } from './observed.ts';

interface Sent {
  readonly number: number;
  /** The certificates to which it may go, by the receiver's id; any where nothing was known. */
  readonly receivers: ReadonlyMap<string, { readonly proven: boolean; readonly known: ReadonlySet<string> }>;
}

export const OTHER_THAN_PROVEN = 'a message goes to another certificate than the line had proven';
const OTHER_THAN_ANNOUNCED = 'a message goes to another certificate than the receiver had announced';

/** Where a frame goes: on the line to a participant, to the holder of a certificate. */
export interface Way {
  readonly id: string;
  readonly link: Link;
  readonly fingerprint: string;
}

/** A message that must have arrived once everything has settled. */
interface Due {
  readonly link: Link;
  readonly receiver: Observed;
  readonly number: number;
}

/** The chat messages that a person sends and accepts. */
export class Messages {
  readonly #sent = new Map<string, Sent>();
  /** Number of the last message accepted from each person, by their index. */
  readonly #accepted = new Map<number, number>();
  /**
   * Messages of the attacker that were accepted, by the id under which they were said. Another run of the other end, and
   * somebody who has left and comes again, may say anything anew: nobody else has said it.
   */
  readonly #foreign = new Map<string, { readonly run: string; readonly texts: Set<string> }>();
  /** Links whose other end has named itself. */
  readonly #named = new WeakSet<Link>();
  #due: readonly Due[] = [];
  readonly #checker: Testimony;
  readonly #deps: CheckerDeps;

  constructor(checker: Testimony, deps: CheckerDeps) {
    this.#checker = checker;
    this.#deps = deps;
  }

  /** The person sends a message to everybody who is there. */
  sending(text: string, number: number): void {
    const { end, lines, owners } = this.#checker;
    const others = end.live?.participants.filter(({ self }) => !self) ?? [];
    const isSplit = Boolean(end.live?.breakout);
    const known = (id: string) => {
      const proven = lines.get(id);
      return proven === undefined
        ? { proven: false, known: owners.by(id) }
        : { proven: true, known: new Set([proven]) };
    };
    this.#due = [
      ...this.#due,
      ...others.flatMap(({ id }): readonly Due[] => {
        const link = end.links.get(id);
        const receiver = this.#checker.ownerOf(lines.get(id));
        const isOpen = link?.flows && this.#named.has(link) && end.live?.lines.get(id) === 'open';
        return isOpen && receiver && !isSplit ? [{ link, receiver, number }] : [];
      }),
    ];
    this.#sent.set(text, { number, receivers: new Map(others.map(({ id }) => [id, known(id)])) });
  }

  notSent(text: string): void {
    this.#due = this.#due.filter(({ number }) => number !== this.numberOf(text));
    this.#sent.delete(text);
  }

  /** The other end of a link has said who it is. */
  named(link: Link, id: string, run: string): void {
    this.#named.add(link);
    if (this.#foreign.get(id)?.run !== run) this.#foreign.set(id, { run, texts: new Set() });
  }

  /** Somebody is there no more, and neither is the line to them. */
  left(id: string): void {
    this.#foreign.delete(id);
  }

  /** Holds what has settled against what must have arrived. */
  check(): void {
    const { index, certificate, id } = this.#checker.end;
    for (const { link, receiver, number } of this.#due) {
      const { live, checker } = receiver;
      const isHeard =
        live?.compared.alarms.size === 0 &&
        // Somebody with two certificates is not heard, though both people have pressed since.
        checker.owners.by(id).size === 1 &&
        live.participants.some((one) => one.id === id) &&
        live.breakout === null &&
        [...checker.lines.values()].includes(certificate.fingerprint);
      if (link.flows && isHeard && checker.messages.acceptedFrom(index) < number)
        this.#deps.violated('a message did not arrive over an open line');
    }
    this.#due = [];
  }

  /** A message, or a piece of one, goes to the holder of a certificate. */
  sent({ id, link, fingerprint }: Way, piece: string): undefined {
    const { violated } = this.#deps;
    const [, text = ''] = /"text":"(\w+ \d+)/.exec(piece) ?? [];
    const message = [...this.#sent].find(([one]) => one === text || one.startsWith(`${text} `))?.[1];
    if (!message) return text === '' ? undefined : violated('a message goes out that was not sent');
    if (!this.#named.has(link)) violated('a message goes to somebody who has not named themselves');
    const allowed = message.receivers.get(id);
    if (!allowed) violated('a message goes to somebody who was not there when it was sent');
    else if (allowed.known.size > 0 && !allowed.known.has(fingerprint))
      violated(allowed.proven ? OTHER_THAN_PROVEN : OTHER_THAN_ANNOUNCED);
    if (this.#deps.firm && !this.#checker.ownerOf(fingerprint))
      violated('a message goes to somebody for whom the firm does not vouch');
    if (!this.#checker.end.live?.participants.some((one) => one.id === id))
      violated('a message goes to somebody who is no participant any more');
    if ((this.#checker.end.live?.compared.alarms.size ?? 0) > 0)
      violated('a message is sent while an alarm stands');
  }

  /** A message of somebody else is shown. */
  accepted(live: LiveCall, entry: ChatEntry): undefined {
    const { violated } = this.#deps;
    if (entry.type === 'fault') return this.#fault(live, entry.from, entry.fault);
    if (entry.self) return undefined;
    const fingerprint = this.#checker.lines.get(entry.from);
    if (fingerprint === undefined) return violated('a message is shown of somebody without a line');
    if (isAlarmed(live, entry.from, fingerprint))
      return violated('a message is shown of somebody about whom there is an alarm');
    const owner = this.#checker.ownerOf(fingerprint);
    // Where the firm attests, an announcement counts for nothing, and who proves another one is no participant.
    const contradicts = !this.#deps.firm && this.#checker.owners.by(entry.from).size > 1;
    if (contradicts && !this.#checker.bothPressed(owner))
      return violated('a message is shown of somebody with two certificates');
    if (!live.participants.some(({ id }) => id === entry.from))
      return violated('a message is shown of somebody who is no participant');
    if (!owner && this.#deps.firm)
      return violated('a message is shown of somebody for whom the firm does not vouch');
    if (!owner) return this.#acceptedForeign(entry.from, entry.text);
    const number = owner.checker.messages.numberOf(entry.text);
    if (owner.name !== entry.name) return violated('a message is shown under another name');
    if (number === undefined)
      return violated('a message is shown that the holder of the certificate has not sent');
    if (number <= this.acceptedFrom(owner.index))
      return violated('a message is shown twice, or out of order');
    this.#accepted.set(owner.index, number);
    return undefined;
  }

  /** The attacker may say anything under a certificate of its own, but once and with nothing left out. */
  #acceptedForeign(id: string, text: string): undefined {
    const { violated } = this.#deps;
    if (text === AFTER_GAP) violated('a message is shown though one before it is missing');
    const texts = this.#foreign.get(id)?.texts;
    if (text.startsWith('Mallory: ') && texts?.has(text)) violated('a message is shown twice');
    texts?.add(text);
  }

  #fault(live: LiveCall, id: string, fault: LineFault): undefined {
    const isFaulty = fault === 'malformed' || fault === 'gap' || fault === 'too-large';
    const { end, lines } = this.#checker;
    const fingerprint = lines.get(id);
    // In place of what they say.
    if (fault === 'malformed' && fingerprint && isAlarmed(live, id, fingerprint)) return;
    const owner = this.#checker.ownerOf(fingerprint);
    const link = end.links.get(id);
    if (isFaulty && link && this.#named.has(link) && owner)
      this.#deps.violated(`a fault is shown in what an honest person has sent: ${fault}`);
  }

  acceptedFrom(index: number): number {
    return this.#accepted.get(index) ?? 0;
  }

  numberOf(text: string): number | undefined {
    return this.#sent.get(text)?.number;
  }
}

/** Whether there is an alarm about a person, or about the holder of the certificate on the line to them. */
function isAlarmed({ compared: { alarms } }: LiveCall, id: string, fingerprint: string): boolean {
  return alarms.has(fingerprint) || [...alarms.values()].some((alarm) => alarm.id === id);
}
