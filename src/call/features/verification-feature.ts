import type { Delay } from '../../access/delay.ts';
import type { ChatKey } from '../../private-line/chat-key.ts';
import type { ConnectionEvidence } from '../../transport-security/evidence.ts';
import { SasExchange } from '../../verification/sas-exchange.ts';
import type { FingerprintPair } from '../../verification/sas-state.ts';
import { MESSAGES } from '../message-names.ts';
import type { VideoSession } from '../session.ts';
import { assess } from '../state/assess.ts';
import type { CallEvent } from '../state/call-event.ts';
import type { LiveCall, Participant, Verification } from '../state/state.ts';

/** Milliseconds after which an unanswered message is sent again. */
const RESEND = 1500;

export function reduceVerification(live: LiveCall, event: CallEvent): LiveCall {
  if (event.type !== 'verification') return live;
  const verifications = new Map(live.verifications).set(event.id, event.verification);
  return assess({ ...live, verifications });
}

export interface VerificationDeps {
  readonly session: Pick<VideoSession, 'sendMessage'>;
  readonly commit: (event: Extract<CallEvent, { type: 'verification' }>) => void;
  /** This element's connection id. */
  readonly self: string;
  /** Session id. */
  readonly room: string;
  readonly key: Promise<ChatKey>;
  /** Called with the chat key that a SAS covers. */
  readonly onPeerKey: (id: string, raw: Uint8Array) => void;
}

/** Runs one SAS exchange with each other person, over messages between elements. */
export class VerificationFeature {
  readonly #deps: VerificationDeps;
  readonly #exchanges = new Map<string, Promise<SasExchange>>();
  readonly #disputed = new Set<string>();
  readonly #told = new Map<string, Verification>();

  constructor(deps: VerificationDeps) {
    this.#deps = deps;
  }

  /** Follows the participants and their connections. */
  follow({ participants, security }: LiveCall): void {
    const others = participants.filter(({ self }) => !self).map(({ id }) => id);
    for (const id of this.#exchanges.keys()) if (!others.includes(id)) this.#forget(id);
    for (const id of others) {
      const pair = fingerprintsOf(security.evidence, id);
      if (!this.#exchanges.has(id)) void this.#begin(id, pair);
      else void this.#step(id, async (exchange) => exchange.update(pair));
    }
  }

  /** Handles another person's SAS message. */
  async receive({ id }: Participant, data: string): Promise<void> {
    await this.#step(id, async (exchange) => (await exchange.receive(data)).send);
  }

  /** Handles another person's report of a mismatch. */
  async dispute({ id }: Participant): Promise<void> {
    this.#disputed.add(id);
    await this.#step(id, async () => []);
  }

  /** Records the person's answer. A mismatch is also sent to the other person: both should stop talking. */
  async answer(id: string, answer: 'same' | 'different'): Promise<void> {
    await this.#step(id, async (exchange) => {
      exchange.answer(answer);
      return [];
    });
    if (answer === 'different') await this.#deps.session.sendMessage(MESSAGES.different, '', id);
  }

  /** Starts a new exchange with this person. */
  async restart(id: string): Promise<void> {
    this.#disputed.delete(id);
    await this.#step(id, (exchange) => exchange.restart());
  }

  /** Sends unanswered messages again until the signal aborts. */
  async resend(delay: Delay, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (const id of this.#exchanges.keys()) {
        await this.#step(id, async (exchange) =>
          exchange.state.status === 'waiting' ? exchange.resend() : [],
        );
      }
      await delay(RESEND, signal).catch(() => undefined);
    }
  }

  async #begin(id: string, fingerprints: FingerprintPair): Promise<void> {
    const { self, room, key } = this.#deps;
    const exchange = key.then(
      ({ raw }) => new SasExchange({ self, peer: id, room, fingerprints, chatKey: raw }),
    );
    this.#exchanges.set(id, exchange);
    await this.#step(id, (one) => one.start());
  }

  #forget(id: string): void {
    this.#exchanges.delete(id);
    this.#disputed.delete(id);
    this.#told.delete(id);
  }

  /** Runs a step of one exchange, reports its new state and sends its messages. */
  async #step(id: string, act: (exchange: SasExchange) => Promise<readonly string[]>): Promise<void> {
    const known = this.#exchanges.get(id);
    if (!known) return;
    const exchange = await known;
    const messages = await act(exchange);
    // The person has left in the meantime.
    if (this.#exchanges.get(id) !== known) return;
    this.#tell(id, { state: exchange.state, disputed: this.#disputed.has(id) });
    for (const message of messages) {
      await this.#deps.session.sendMessage(MESSAGES.code, message, id).catch(() => undefined);
    }
  }

  #tell(id: string, verification: Verification): void {
    const told = this.#told.get(id);
    const { state, disputed } = verification;
    if (told?.state === state && told.disputed === disputed) return;
    this.#told.set(id, verification);
    if (state.status === 'ready') this.#deps.onPeerKey(id, state.peerChatKey);
    this.#deps.commit({ type: 'verification', id, verification });
  }
}

/** The certificate fingerprints at both ends of all connections to one person, as this end sees them. */
function fingerprintsOf(evidence: readonly ConnectionEvidence[], id: string): FingerprintPair {
  const theirs = evidence.filter(({ peerId }) => peerId === id);
  return {
    local: theirs.flatMap(({ fingerprints }) => fingerprints.local),
    remote: theirs.flatMap(({ fingerprints }) => fingerprints.remote),
  };
}
