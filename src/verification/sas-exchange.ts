import { fingerprintSet } from '../transport-security/fingerprints.ts';
import { commitmentOf, type SasParty, sasDigest, sasOf } from './sas.ts';
import { NONCE_BYTES, type Reveal, readSasMessage, writeSasMessage } from './sas-message.ts';
import type {
  FingerprintPair,
  SasAnswer,
  SasExchangeOptions,
  SasFault,
  SasReceipt,
  SasState,
} from './sas-state.ts';

/** Maximum number of guesses for an attacker in a call: 64 in 2^24, or 1 in 262 144. */
export const MAX_ROUNDS = 64;
/** Maximum number of messages that wait to be handled. */
const MAX_QUEUE = 64;

interface Round {
  readonly number: number;
  readonly own: SasParty;
  readonly commitment: string;
  /** The only commitment to which this end reveals its nonce. */
  peerCommitment?: string;
  peer?: Reveal;
}

/**
 * The SAS exchange between two people, as a state machine without I/O: the caller sends what a method returns to the
 * other person, and passes received messages to `receive`. See docs/verification-code.md.
 *
 * While `waiting`, call `resend()` about once a second: messages may be lost, repeated or reordered.
 * Both ends may start at the same time. A change of the fingerprints starts a new round with a new nonce.
 */
export class SasExchange {
  readonly #options: SasExchangeOptions;
  #fingerprints: FingerprintPair;
  #round: Round | undefined;
  #rounds = 0;
  #state: SasState = {
    status: 'waiting',
    reason: 'no-fingerprints',
    round: 0,
    answer: 'none',
    withdrawn: false,
  };
  #queue: Promise<unknown> = Promise.resolve();
  #queued = 0;

  constructor(options: SasExchangeOptions) {
    this.#options = options;
    this.#fingerprints = normalise(options.fingerprints);
  }

  get state(): SasState {
    return this.#state;
  }

  /** Starts the exchange. Returns the messages to send; none while there are no fingerprints. */
  start(): Promise<readonly string[]> {
    return this.#inTurn(async () => {
      if (!this.#round) await this.#begin(1);
      return this.resend();
    });
  }

  /**
   * Updates the fingerprints. A new one withdraws the SAS and the answer `same`. Fingerprints that a SAS covers may be
   * missing while a connection is set up or measured: the SAS still covers them and stays valid.
   */
  update(fingerprints: FingerprintPair): Promise<readonly string[]> {
    const next = normalise(fingerprints);
    return this.#inTurn(async () => {
      const { local, remote } = this.#fingerprints;
      const changed = `${next.local}/${next.remote}` !== `${local}/${remote}`;
      const covered =
        this.#state.status === 'ready' && isPartOf(next.local, local) && isPartOf(next.remote, remote);
      if (!changed || covered) return [];
      this.#fingerprints = next;
      await this.#begin((this.#round?.number ?? 0) + 1);
      return this.resend();
    });
  }

  /** Starts again with another nonce: the way out of `failed`, as long as rounds are left. */
  restart(): Promise<readonly string[]> {
    return this.#inTurn(async () => {
      await this.#begin((this.#round?.number ?? 0) + 1);
      return this.resend();
    });
  }

  /** Returns the messages to send again; none without fingerprints or after a failure. */
  resend(): readonly string[] {
    const round = this.#round;
    if (!round || this.#state.status === 'failed' || !visible(this.#fingerprints)) return [];
    const { commitment, peerCommitment, own } = round;
    const { nonce, fingerprints, chatKey } = own;
    const answer = peerCommitment
      ? { seen: peerCommitment, reveal: { nonce, fingerprints, chatKey }, done: round.peer !== undefined }
      : { done: false };
    return [writeSasMessage({ round: round.number, commitment, ...answer })];
  }

  /** Records the person's answer to the SAS on screen. `same` without a SAS is ignored. */
  answer(answer: SasAnswer): void {
    if (answer === 'same' && this.#state.status !== 'ready') return;
    this.#state = { ...this.#state, answer, withdrawn: false };
  }

  /** Handles a message from the other person. */
  receive(message: unknown): Promise<SasReceipt> {
    if (this.#queued >= MAX_QUEUE) return Promise.resolve({ send: [], fault: 'flooded' });
    return this.#inTurn(() => this.#take(message));
  }

  async #take(text: unknown): Promise<SasReceipt> {
    const message = readSasMessage(text);
    if (typeof message === 'string') return { send: [], fault: message };
    if (!this.#round || !visible(this.#fingerprints)) return { send: [] };
    if (message.commitment === this.#round.commitment) return { send: [], fault: 'reflected' };
    if (message.round < this.#round.number) return { send: this.resend(), fault: 'stale' };
    if (message.round > this.#round.number) {
      if (message.round > this.#round.number + MAX_ROUNDS) return { send: [], fault: 'round-out-of-range' };
      await this.#begin(message.round);
    }
    if (this.#state.status === 'failed') return { send: [], fault: this.#state.reason };
    const round = this.#round;
    round.peerCommitment ??= message.commitment;
    if (round.peerCommitment !== message.commitment) return this.#fail('commitment-changed');
    // A nonce that answers a commitment other than ours was not revealed to us.
    if (message.reveal && message.seen === round.commitment && !round.peer) {
      const party = { id: this.#options.peer, ...message.reveal };
      const expected = await commitmentOf(party, this.#options.self, this.#options.room, round.number);
      if (expected !== message.commitment) return this.#fail('wrong-commitment');
      round.peer = message.reveal;
      await this.#conclude(round, message.reveal);
    }
    const peerLacks = message.seen !== round.commitment || !message.done;
    return { send: peerLacks ? this.resend() : [] };
  }

  async #begin(number: number): Promise<void> {
    const { self, peer, room, chatKey } = this.#options;
    if (!visible(this.#fingerprints)) {
      this.#state = { ...this.#withdraw(), round: number, status: 'waiting', reason: 'no-fingerprints' };
      return;
    }
    this.#rounds += 1;
    const nonce = globalThis.crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const own = { id: self, nonce, fingerprints: this.#fingerprints.local, chatKey: new Uint8Array(chatKey) };
    this.#round = { number, own, commitment: await commitmentOf(own, peer, room, number) };
    const next =
      this.#rounds > MAX_ROUNDS
        ? ({ status: 'failed', reason: 'too-many-rounds' } as const)
        : ({ status: 'waiting', reason: 'peer' } as const);
    this.#state = { ...this.#withdraw(), round: number, ...next };
  }

  async #conclude(round: Round, peer: Reveal): Promise<void> {
    const { local, remote } = this.#fingerprints;
    const parties = [round.own, { id: this.#options.peer, ...peer }] as const;
    const digest = await sasDigest(this.#options.room, parties, fingerprintSet([...local, ...remote]));
    const next =
      `${peer.fingerprints}` === `${remote}`
        ? ({ status: 'ready', code: sasOf(digest), peerChatKey: peer.chatKey } as const)
        : ({ status: 'waiting', reason: 'fingerprints-differ' } as const);
    this.#state = { ...this.#withdraw(), ...next };
  }

  /** Returns what remains of the person's answer after its SAS was withdrawn. */
  #withdraw(): Pick<SasState, 'round' | 'answer' | 'withdrawn'> {
    const { round, answer, withdrawn } = this.#state;
    return {
      round,
      answer: answer === 'different' ? answer : 'none',
      withdrawn: withdrawn || answer === 'same',
    };
  }

  #fail(reason: SasFault): SasReceipt {
    this.#state = { ...this.#withdraw(), status: 'failed', reason };
    return { send: [], fault: reason };
  }

  /** Handles messages one at a time: hashing is asynchronous, and two messages must not share a step. */
  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    this.#queued += 1;
    const result = this.#queue.then(step);
    this.#queue = result.then(
      () => this.#settle(),
      () => this.#settle(),
    );
    return result;
  }

  #settle(): void {
    this.#queued -= 1;
  }
}

const normalise = ({ local, remote }: FingerprintPair): FingerprintPair => ({
  local: fingerprintSet(local),
  remote: fingerprintSet(remote),
});

const isPartOf = (some: readonly string[], all: readonly string[]): boolean =>
  some.every((one) => all.includes(one));

const visible = ({ local, remote }: FingerprintPair): boolean => local.length > 0 && remote.length > 0;
