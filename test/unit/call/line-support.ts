import { ChatFeature } from '../../../src/call/features/chat-feature.ts';
import { LineFeature, type LineHandler } from '../../../src/call/features/line-feature.ts';
import { VerificationFeature } from '../../../src/call/features/verification-feature.ts';
import { MESSAGES } from '../../../src/call/message-names.ts';
import type { Peer, SessionRoute } from '../../../src/call/session.ts';
import type { CallEvent } from '../../../src/call/state/call-event.ts';
import { reduceLive } from '../../../src/call/state/reduce-live.ts';
import type { LiveCall } from '../../../src/call/state/state.ts';
import { VisioError } from '../../../src/error.ts';
import type { LineTopic } from '../../../src/private-line/private-line.ts';
import { type Comparison, createComparison } from '../../../src/verification/comparison.ts';
import type { ComparisonOptions } from '../../../src/verification/comparison-state.ts';
import { type FakeLine, fakeLines } from '../../support/fakes.ts';
import { print } from '../transport-security/support.ts';
import { callOf, participant } from './desk-support.ts';

/** A text on a private line. */
export interface OnLine {
  readonly from: string;
  readonly to: string;
  readonly topic: LineTopic;
  readonly text: string;
}

/** One end of a call: its state, and the features that use private lines, as a call in progress runs them. */
export class End {
  readonly id: string;
  readonly fingerprint: string;
  live: LiveCall;
  readonly events: CallEvent[] = [];
  /** Messages through the session. */
  readonly signals: string[] = [];
  readonly lines: ReadonlyMap<string, FakeLine>;
  /** Every line that was opened, in this order. */
  readonly opened: FakeLine[] = [];
  readonly delays: { readonly durationMs: number; readonly wake: () => void }[] = [];
  /** What each comparison was created with. */
  readonly compared: ComparisonOptions[] = [];
  readonly abort = new AbortController();
  /** Milliseconds, for the comparisons. */
  clock = 0;
  route: SessionRoute = { iceServers: [], relayOnly: false };
  readonly chat: ChatFeature;
  readonly verification: VerificationFeature;
  readonly line: LineFeature;

  constructor(
    id: string,
    certificate: number,
    facts: Partial<LiveCall> = {},
    attestation: LineHandler | null = null,
  ) {
    this.id = id;
    this.fingerprint = print(certificate);
    this.live = callOf([id], [], { ownFingerprint: this.fingerprint, shownAs: id.toUpperCase(), ...facts });
    const { lines, openLine } = fakeLines();
    this.lines = lines;
    const common = {
      ...{ self: id, shownAs: this.live.shownAs, sessionId: 'session' },
      session: {
        route: () => this.route,
        sendMessage: async (name: string, data: string, to?: string) => {
          this.signals.push(`${name} ${data} ${to}`);
        },
      },
      commit: (event: CallEvent) => this.commit(event),
      live: () => this.live,
    };
    const send: LineFeature['send'] = (...message) => this.line.send(...message);
    this.chat = new ChatFeature({ ...common, now: () => 1000, send });
    this.verification = new VerificationFeature({
      ...common,
      send,
      createComparison: (options): Comparison => {
        this.compared.push(options);
        return createComparison({ ...options, now: () => this.clock });
      },
    });
    this.line = new LineFeature({
      ...common,
      openLine: (...args) => {
        const line = openLine(...args) as FakeLine;
        this.opened.push(line);
        return line;
      },
      delay: (durationMs, signal) =>
        new Promise((resolve, reject) => {
          this.delays.push({ durationMs, wake: resolve });
          signal.addEventListener('abort', () => reject(new VisioError('aborted')));
        }),
      abortSignal: this.abort.signal,
      handlers: [this.chat, this.verification],
      attestation,
    });
  }

  commit(event: CallEvent): void {
    this.events.push(event);
    const before = this.live;
    this.live = reduceLive(before, event);
    if (this.live !== before) this.#follow(before);
  }

  /** The call becomes this. */
  become(facts: Partial<LiveCall>): void {
    const before = this.live;
    this.live = { ...before, ...facts };
    this.#follow(before);
  }

  meet(id: string, facts: Partial<Peer> = {}): void {
    this.commit({ type: 'peer-joined', peer: { id, name: id.toUpperCase(), joinedAt: 1, ...facts } });
  }

  leave(id: string): void {
    this.commit({ type: 'peer-left', id });
  }

  /** The line to a person. @throws Error where there is none */
  lineTo(id: string): FakeLine {
    const line = this.lines.get(id);
    if (!line) throw new Error(`no line to ${id}`);
    return line;
  }

  /** The line to a person opens, and this certificate is proven on it, by this instance of the other end's line. */
  prove(id: string, fingerprint: string, role = 'publisher', run = 'run 1'): void {
    const { listener } = this.lineTo(id);
    listener.onState('open');
    listener.onProven({ fingerprint, role, run });
  }

  /** Names the line to a person: each that was opened to them has another name. */
  runTo(id: string): string {
    return `run ${this.opened.filter(({ options }) => options.peer.id === id).length}`;
  }

  /** A message through the session arrives. */
  hear(from: string, name: string, data = ''): void {
    for (const feature of [this.line, this.verification])
      feature.onMessage(this.live, participant(from), { from, name, data });
  }

  /** The state of a comparison. @throws Error when it is not this one */
  comparison<T extends 'idle' | 'waiting' | 'shown' | 'confirmed' | 'failed'>(id: string, status: T) {
    const state = this.live.comparisons.get(id);
    if (state?.status !== status) throw new Error(`the comparison is ${state?.status}`);
    return state as Extract<typeof state, { status: T }>;
  }

  status(id: string): string | undefined {
    return this.live.comparisons.get(id)?.status;
  }

  #follow(before: LiveCall): void {
    const { live } = this;
    for (const feature of [this.line, this.verification])
      for (const effect of feature.onChange?.(live, before) ?? []) effect();
  }
}

/** What a wire makes of a text: hands it on as it is, unless a test says otherwise. */
export type Pass = (text: OnLine) => readonly string[];

/** Two ends meet, and their lines open. */
export function connect(one: End, other: End, pass: Pass = ({ text }) => [text]): void {
  one.meet(other.id);
  other.meet(one.id);
  join(one, other, pass);
}

/** The lines between two ends open, or open again. */
export function join(one: End, other: End, pass: Pass = ({ text }) => [text]): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const line = from.lineTo(to.id);
    line.send = async (topic, text) => {
      line.sent.push({ topic, text });
      for (const copy of pass({ from: from.id, to: to.id, topic, text }))
        to.lines.get(from.id)?.listener.onMessage(topic, copy);
      await line.outcome();
    };
  }
  for (const [end, to] of [
    [one, other],
    [other, one],
  ] as const)
    end.prove(to.id, to.fingerprint, to.live.role, to.runTo(end.id));
}

/** The other end reports a mismatch through the session. */
export const reportMismatch = (end: End, from: string): void => end.hear(from, MESSAGES.mismatch);

/** What is under way has come to its end. */
export async function settled(): Promise<void> {
  // Hashing takes turns of its own.
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
}
