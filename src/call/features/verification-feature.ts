import type { LineProof, LineTopic } from '../../private-line/private-line.ts';
import type { Comparison, CreateComparison } from '../../verification/comparison.ts';
import type { ComparisonStep } from '../../verification/comparison-state.ts';
import { MESSAGES } from '../message-names.ts';
import type { ElementMessage, VideoSession } from '../session.ts';
import { withAlarm } from '../state/alarms.ts';
import { assess } from '../state/assess.ts';
import type { CallEvent } from '../state/call-event.ts';
import { isAlarmed, othersOf } from '../state/select.ts';
import type { Alarm, AlarmCause, Compared, LiveCall, Participant } from '../state/state.ts';
import type { Effect, Feature } from './feature.ts';
import type { LineHandler } from './line-feature.ts';

const IDLE = { status: 'idle', wanted: false } as const;

/** Number of attempts without a code after which only a press begins another. */
export const MAX_ATTEMPTS = 3;

export function reduceVerification(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'comparison':
      return assess(compared(live, event));
    case 'alarm': {
      const person = othersOf(live).find(({ id }) => id === event.id);
      return person ? assess(withAlarm(live, person, event.cause)) : live;
    }
    case 'peer-left': {
      const comparisons = new Map(live.comparisons);
      return comparisons.delete(event.id) ? { ...live, comparisons } : live;
    }
    default:
      return live;
  }
}

const causes: Partial<Record<NonNullable<ComparisonStep['result']>, AlarmCause>> = {
  mismatch: 'mismatch',
  'told-mismatch': 'told',
  failed: 'failed',
};

function compared(
  live: LiveCall,
  { id, fingerprint, step }: Extract<CallEvent, { type: 'comparison' }>,
): LiveCall {
  const { state, attempts, result } = step;
  const person = othersOf(live).find((one) => one.id === id);
  const counted = { ...live.compared, attempts: live.compared.attempts + attempts };
  const cause = result && causes[result];
  // Attempts and alarms count even when the person has left meanwhile.
  if (!person) {
    const absent = { ...live, compared: counted };
    return cause ? withAlarm(absent, { id, name: '' }, cause, fingerprint) : absent;
  }
  const next = {
    ...live,
    comparisons: new Map(live.comparisons).set(id, state),
    compared: counted,
  };
  switch (result) {
    case 'confirmed':
      // A slip is undone only when both have confirmed the same code.
      return live.compared.alarms.has(fingerprint) || isAlarmed(live, id)
        ? next
        : { ...next, compared: verified(counted, fingerprint, person) };
    case 'both-confirmed':
      return withCertificate({ ...next, compared: verified(counted, fingerprint, person) }, id, fingerprint);
    default:
      return cause ? withAlarm(next, person, cause, fingerprint) : next;
  }
}

/** Both have confirmed a code that covers this certificate: whatever else was announced for the person is not theirs. */
function withCertificate(live: LiveCall, id: string, fingerprint: string): LiveCall {
  const claim = { status: 'announced', fingerprint, proven: true } as const;
  return { ...live, certificates: new Map(live.certificates).set(id, claim) };
}

function verified(now: Compared, fingerprint: string, { id, name }: Participant): Compared {
  const isAboutThem = ([key, alarm]: [string, Alarm]) =>
    // The provider may give an id to somebody else.
    key === fingerprint || (alarm.id === id && alarm.name === name);
  const alarms = new Map([...now.alarms].filter((alarm) => !isAboutThem(alarm)));
  return { ...now, alarms, verified: new Map(now.verified).set(fingerprint, name) };
}

export interface VerificationDeps {
  readonly session: Pick<VideoSession, 'sendMessage'>;
  readonly commit: (event: Extract<CallEvent, { type: 'comparison' | 'alarm' }>) => void;
  readonly live: () => LiveCall | null;
  /** This element's connection id. */
  readonly self: string;
  /** This person's name as the others see it. */
  readonly shownAs: string;
  readonly sessionId: string;
  readonly createComparison: CreateComparison;
  readonly send: (id: string, topic: LineTopic, text: string) => Promise<void>;
}

interface Running {
  readonly fingerprint: string;
  /** The other end's instance of the line: a new one begins from nothing, and so does the comparison. */
  readonly run: string;
  readonly comparison: Comparison;
  /** Whether it is being begun: its nonce is not revealed yet. */
  begun: boolean;
}

/** Runs a comparison with each other person, over the private line to them. */
export class VerificationFeature implements Feature, LineHandler {
  readonly #deps: VerificationDeps;
  readonly #running = new Map<string, Running>();
  /** Whether the panel is open, which begins a comparison with each person. */
  #opened = false;

  constructor(deps: VerificationDeps) {
    this.#deps = deps;
  }

  /** Begins a comparison with everybody, now and when a line opens, unless too many have failed. */
  setOpened(opened: boolean): void {
    if (this.#opened === opened) return;
    this.#opened = opened;
    for (const id of this.#running.keys()) this.#begin(id);
  }

  /** Begins a comparison, or begins it anew: the person's press. */
  async compare(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (!running) return;
    running.begun = true;
    await this.#step(id, (comparison) => comparison.open());
    running.begun = false;
  }

  /** Records which row the person has heard; `null` for none of those shown. */
  async pick(id: string, transcript: string, choice: number | null): Promise<void> {
    await this.#step(id, (comparison) => comparison.pick(transcript, choice));
  }

  onProven({ id, name }: Participant, { fingerprint, role, run }: LineProof): void {
    const { self, shownAs, sessionId: session, createComparison } = this.#deps;
    const live = this.#deps.live();
    const known = this.#running.get(id);
    if (!live || (known?.fingerprint === fingerprint && known.run === run)) return;
    const comparison = createComparison({
      session,
      self: { id: self, name: shownAs, role: live.role, fingerprint: live.ownFingerprint },
      peer: { id, name, role, fingerprint },
      now: () => performance.now(),
    });
    this.#running.set(id, { fingerprint, run, comparison, begun: false });
    this.#report(id, fingerprint, { state: comparison.state, attempts: 0, result: null });
    // They may have been out of reach when it was raised.
    if (isAlarmed(live, id)) this.#tellOfAlarm(id);
    this.#begin(id);
  }

  onReplaced(id: string): void {
    const running = this.#running.get(id);
    this.#running.delete(id);
    // Its code goes from the screen; a guess stays counted.
    if (running) this.#report(id, running.fingerprint, { state: IDLE, attempts: 0, result: null });
  }

  onMessage(_live: LiveCall, { id }: Participant, { name }: ElementMessage): void {
    if (name === MESSAGES.mismatch) this.#deps.commit({ type: 'alarm', id, cause: 'told' });
  }

  onLineMessage({ id }: Participant, topic: LineTopic, text: string): void {
    if (topic === 'comparison') void this.#step(id, (comparison) => comparison.receive(text));
  }

  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    const { participants } = live;
    for (const id of this.#running.keys())
      if (!participants.some((one) => one.id === id)) this.#running.delete(id);
    return before && live.compared.alarms !== before.compared.alarms ? [() => this.#raise(live, before)] : [];
  }

  /** Handles new alarms: what was confirmed before them no longer ends them, and the other person is told. */
  #raise({ compared }: LiveCall, before: LiveCall): void {
    for (const [key, { id, count }] of compared.alarms) {
      const known = before.compared.alarms.get(key);
      if (known?.count === count) continue;
      const running = this.#running.get(id);
      running?.comparison.forget();
      if (running)
        this.#report(id, running.fingerprint, { state: running.comparison.state, attempts: 0, result: null });
      if (!known) this.#tellOfAlarm(id);
    }
  }

  /** Tells by the session too: somebody in the middle may hold back what the line carries. */
  #tellOfAlarm(id: string): void {
    void this.#deps.session.sendMessage(MESSAGES.mismatch, '', id).catch(() => undefined);
  }

  /** Begins by itself while the panel is open. A person who has compared needs no other code. */
  #begin(id: string): void {
    const live = this.#deps.live();
    const running = this.#running.get(id);
    if (!this.#opened || !live || !running || running.comparison.state.status !== 'idle') return;
    const { attempts, alarms, verified } = live.compared;
    // Those that are open will reveal as soon as the other end commits.
    const opened = [...this.#running.values()].filter(
      ({ begun, comparison: { state } }) => begun || (state.status === 'waiting' && !state.revealed),
    );
    if (attempts + opened.length >= MAX_ATTEMPTS || alarms.size > 0 || verified.has(running.fingerprint))
      return;
    void this.compare(id);
  }

  #report(id: string, fingerprint: string, step: Omit<ComparisonStep, 'send'>): void {
    this.#deps.commit({ type: 'comparison', id, fingerprint, step });
  }

  /** Names the alarms about a person, and how often each was raised. */
  #alarmsAbout(id: string, fingerprint: string): string {
    const all = [...(this.#deps.live()?.compared.alarms ?? [])];
    const theirs = all.filter(([key, alarm]) => key === fingerprint || alarm.id === id);
    return JSON.stringify(theirs.map(([key, { count }]) => [key, count]));
  }

  /** Runs a step, reports it, and sends its messages. Returns its result. */
  async #step(
    id: string,
    act: (comparison: Comparison) => Promise<ComparisonStep>,
  ): Promise<ComparisonStep['result']> {
    const running = this.#running.get(id);
    if (!running) return null;
    const alarms = this.#alarmsAbout(id, running.fingerprint);
    const { send, ...step } = await act(running.comparison);
    const now = this.#running.get(id);
    if (now !== running) {
      // The person has left, or begun anew: only the guesses and a pressed mismatch count.
      this.#report(id, running.fingerprint, {
        state: now?.comparison.state ?? IDLE,
        attempts: Math.max(step.attempts, 0),
        result: step.result === 'mismatch' ? step.result : null,
      });
      return null;
    }
    const confirms = step.result === 'confirmed' || step.result === 'both-confirmed';
    if (confirms && this.#alarmsAbout(id, running.fingerprint) !== alarms) {
      // An alarm was raised in the meantime: a code from before it ends nothing.
      running.comparison.forget();
      this.#report(id, running.fingerprint, { ...step, state: running.comparison.state, result: null });
      return null;
    }
    this.#report(id, running.fingerprint, step);
    for (const text of send) void this.#deps.send(id, 'comparison', text).catch(() => undefined);
    return step.result;
  }
}
