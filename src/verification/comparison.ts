import { normaliseFingerprint } from '../transport-security/fingerprints.ts';
import { toBase64Url } from './bytes.ts';
import {
  type ComparisonMessage,
  type MessageFault,
  readComparisonMessage,
  writeComparisonMessage,
} from './comparison-message.ts';
import { codeOf, newRound, type Round, type Shown, takeFromPeer } from './comparison-round.ts';
import type {
  ComparisonFault,
  ComparisonOptions,
  ComparisonState,
  ComparisonStep,
} from './comparison-state.ts';
import type { Party } from './sas.ts';

/** Maximum number of messages that wait to be handled. */
const MAX_WAITING = 64;
/** Nobody reads a code faster: an earlier press was meant for what was on screen before. */
const MIN_READING_MS = 500;

type Draft = { -readonly [key in 'attempts' | 'result']: ComparisonStep[key] } & { readonly send: string[] };

/**
 * The comparison of a SAS between two people, as a state machine without I/O: the caller sends what a step holds over
 * the private line and passes what arrives there to `receive`. See docs/verification.md.
 *
 * A comparison lives as long as its line, which must give order, delivery and possession of the certificate.
 */
export class Comparison {
  readonly #options: ComparisonOptions;
  #state: ComparisonState = { status: 'idle', wanted: false };
  #round: Round | undefined;
  #shown: Shown | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #flooded = false;

  /** @throws TypeError if a fingerprint is none, or one that can be forged. */
  constructor(options: ComparisonOptions) {
    this.#options = { ...options, self: checked(options.self), peer: checked(options.peer) };
  }

  get state(): ComparisonState {
    return this.#state;
  }

  /** Must be called from a user gesture: the person opens the comparison, or begins again. */
  open(): Promise<ComparisonStep> {
    const seen = this.#state;
    return this.#inTurn(async (step) => {
      const { status } = this.#state;
      // A press does not take away what came on screen only after it.
      if (this.#state !== seen && status !== 'idle' && status !== 'waiting') return;
      let round = this.#round;
      if (!round || round.over || this.#shown?.round === round.number) {
        round = await this.#begin(step, (round?.number ?? 0) + 1);
      }
      round.opened = true;
      this.#state = { status: 'waiting', revealed: round.revealed === true };
      await this.#advance(step, round);
    });
  }

  /** Handles a message from the other side. */
  receive(text: unknown): Promise<ComparisonStep> {
    if (this.#waiting < MAX_WAITING) {
      const message = readComparisonMessage(text);
      return this.#inTurn((step) => this.#take(step, message));
    }
    if (this.#flooded) return Promise.resolve({ state: this.#state, send: [], attempts: 0, result: null });
    this.#flooded = true;
    return this.#inTurn((step) => {
      this.#flooded = false;
      this.#fail(step, 'flooded');
    });
  }

  /** Must be called from a user gesture: the person picks a row, by its index in `choices`, or `null` for none. */
  pick(transcript: string, choice: number | null): Promise<ComparisonStep> {
    const pressedAt = this.#options.now();
    return this.#inTurn((step) => {
      const [state, shown] = [this.#state, this.#shown];
      if (!shown || state.status !== 'shown' || state.transcript !== transcript) return;
      if (!(pressedAt - shown.at >= MIN_READING_MS)) return;
      const right = choice !== null && state.choices[choice] === shown.right;
      send(step, right ? 'confirmed' : 'mismatch', shown.round, transcript);
      step.attempts -= 1;
      if (right) {
        shown.here = true;
        this.#state = { status: 'confirmed', transcript };
        step.result = shown.there ? 'both-confirmed' : 'confirmed';
      } else this.#mismatch(step, 'mismatch');
    });
  }

  /** Forgets the code on screen: what either side has confirmed of it counts no more. */
  forget(): void {
    const { status } = this.#state;
    if (status !== 'shown' && status !== 'confirmed') return;
    this.#end();
    this.#state = { status: 'idle', wanted: false };
  }

  async #take(step: Draft, message: ComparisonMessage | MessageFault): Promise<void> {
    if (typeof message === 'string') return this.#fail(step, message);
    let round = this.#round;
    const ahead = message.round - (round?.number ?? 0);
    if (ahead === 1 && message.kind === 'commit') round = await this.#join(step, message.round);
    // Nothing is lost or overtaken on the line: an honest side is never further ahead.
    else if (ahead > 0) return this.#fail(step, 'out-of-order');
    if (message.kind === 'confirmed' || message.kind === 'mismatch') return this.#hear(step, message);
    if (!round || ahead < 0 || round.over) return;
    const fault = await takeFromPeer(this.#options, round, message);
    if (fault) this.#fail(step, fault);
    else await this.#advance(step, round);
  }

  /** Handles what the other person answered, which may cross a round that was begun here. */
  #hear(step: Draft, { kind, round, value }: ComparisonMessage): void {
    const shown = this.#shown;
    const known = shown?.round === round && shown.transcript === value;
    if (known && kind === 'mismatch') this.#mismatch(step, 'told-mismatch');
    else if (known && !shown.there) {
      shown.there = true;
      if (shown.here) step.result = 'both-confirmed';
    } else if (round === this.#round?.number && !this.#round.over) this.#fail(step, 'out-of-order');
  }

  async #begin(step: Draft, number: number): Promise<Round> {
    const round = await newRound(this.#options, number);
    this.#round = round;
    send(step, 'commit', number, round.commitment);
    return round;
  }

  /** Answers a round of the other side, without revealing anything: that needs the person. */
  async #join(step: Draft, number: number): Promise<Round> {
    const round = await this.#begin(step, number);
    const { status } = this.#state;
    // What was confirmed and what has failed stays on screen until the person begins again.
    if (status !== 'confirmed' && status !== 'failed') this.#state = { status: 'idle', wanted: true };
    return round;
  }

  /** Reveals as soon as that is allowed, and shows the code as soon as both nonces are known. */
  async #advance(step: Draft, round: Round): Promise<void> {
    if (!round.opened || !round.peerCommitment) return;
    if (!round.revealed) {
      round.revealed = true;
      step.attempts += 1;
      this.#state = { status: 'waiting', revealed: true };
      send(step, 'reveal', round.number, toBase64Url(round.nonce));
    }
    if (!round.peerNonce) return;
    const { transcript, own, right, choices } = await codeOf(this.#options, round, round.peerNonce);
    this.#shown = { round: round.number, transcript, right, at: this.#options.now() };
    this.#state = { status: 'shown', transcript, own, choices };
  }

  #mismatch(step: Draft, result: 'mismatch' | 'told-mismatch'): void {
    this.#end();
    this.#state = { status: 'idle', wanted: false };
    step.result = result;
  }

  /** The first fault is the one that counts until the person begins again. */
  #fail(step: Draft, fault: ComparisonFault): void {
    this.#end();
    if (this.#state.status === 'failed') return;
    this.#state = { status: 'failed', fault };
    step.result = 'failed';
  }

  #end(): void {
    if (this.#round) this.#round.over = true;
    this.#shown = undefined;
  }

  /** Takes one step at a time: hashing is asynchronous, and two calls must not share a step. */
  #inTurn(act: (step: Draft) => void | Promise<void>): Promise<ComparisonStep> {
    const step: Draft = { send: [], attempts: 0, result: null };
    this.#waiting += 1;
    const done = this.#queue.then(async () => {
      this.#waiting -= 1;
      await act(step);
      return { ...step, state: this.#state };
    });
    this.#queue = done.catch(() => {});
    return done;
  }
}

export type CreateComparison = (options: ComparisonOptions) => Comparison;
export const createComparison: CreateComparison = (options) => new Comparison(options);

function send(step: Draft, kind: ComparisonMessage['kind'], round: number, value: string): void {
  step.send.push(writeComparisonMessage({ kind, round, value }));
}

function checked(party: Party): Party {
  const fingerprint = normaliseFingerprint(party.fingerprint);
  if (!fingerprint) throw new TypeError('A comparison needs the fingerprints of both certificates');
  return { ...party, fingerprint };
}
