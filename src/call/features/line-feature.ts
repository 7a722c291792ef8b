import type { Delay } from '../../access/delay.ts';
import { VisioError } from '../../error.ts';
import type {
  LineFault,
  LineOptions,
  LineProof,
  LineTopic,
  OpenLine,
  PrivateLine,
} from '../../private-line/private-line.ts';
import { MESSAGES } from '../message-names.ts';
import type { ElementMessage, VideoSession } from '../session.ts';
import type { CallEvent } from '../state/call-event.ts';
import { isVouchedFor, othersOf, presentOf, returnedPeople, samePeople } from '../state/select.ts';
import type { LiveCall, Participant } from '../state/state.ts';
import type { Effect, Feature } from './feature.ts';

/** Milliseconds after which the person is told that a line cannot be opened; the attempts go on. */
const PATIENCE = 15_000;

export function reduceLine(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'line': {
      const present = presentOf(live).some(({ id }) => id === event.id);
      // What was told in time says no more once the line has opened.
      const late = event.status.endsWith('unavailable') && live.lines.get(event.id) !== 'opening';
      return !present || late ? live : { ...live, lines: new Map(live.lines).set(event.id, event.status) };
    }
    case 'peer-left': {
      const lines = new Map(live.lines);
      return lines.delete(event.id) ? { ...live, lines } : live;
    }
    default:
      return live;
  }
}

/** What a line brings from another person. */
export interface LineHandler {
  /** The other end has proven its certificate and named itself. */
  onProven?(person: Participant, proof: LineProof): void;
  onLineMessage?(person: Participant, topic: LineTopic, text: string): void;
  onLineFault?(person: Participant, fault: LineFault): void;
  /** This end has begun the line to this person anew, and so does the other one. */
  onReplaced?(id: string): void;
}

export interface LineDeps {
  readonly session: Pick<VideoSession, 'sendMessage' | 'route'>;
  readonly openLine: OpenLine;
  /** This element's connection id. */
  readonly self: string;
  /** This person's name as the others see it. */
  readonly shownAs: string;
  readonly sessionId: string;
  readonly commit: (event: CallEvent) => void;
  readonly live: () => LiveCall | null;
  readonly delay: Delay;
  readonly abortSignal: AbortSignal;
  readonly handlers: readonly LineHandler[];
  /** Handles what comes from people from whom no messages may come yet, too. */
  readonly attestation: LineHandler | null;
}

type Act = (handler: LineHandler, person: Participant) => void;

/** More than this from somebody from whom no messages may come yet is dropped. */
const MAX_HELD = 200;

/** Keeps a private line to everybody else in the session. */
export class LineFeature implements Feature {
  readonly #deps: LineDeps;
  readonly #lines = new Map<string, PrivateLine>();
  /** What each line has proven last. */
  readonly #proofs = new Map<string, LineProof>();
  /** What has come from people from whom no messages may come yet, by their ids. */
  readonly #held = new Map<string, Act[]>();
  /** Ids of people to whose lines more was given than one's attestation, which anybody may have. */
  readonly #entrusted = new Set<string>();

  constructor(deps: LineDeps) {
    this.#deps = deps;
    deps.abortSignal.addEventListener('abort', () => this.#closeAll());
  }

  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    return [
      ...(samePeople(live, before) ? [] : [() => this.#follow(live), () => this.#release(live, before)]),
      ...(live.compared.alarms.size > 0 ? othersOf(live) : []).map(
        ({ id }) =>
          () =>
            this.#dropsWaiting(id),
      ),
    ];
  }

  onMessage(_live: LiveCall, { id }: Participant, { name, data }: ElementMessage): void {
    if (name === MESSAGES.line) this.#lines.get(id)?.receiveSignal(data);
  }

  /** Sends on the line to a person; resolves once they have it. @throws VisioError when they do not get it */
  send(id: string, topic: LineTopic, text: string): Promise<void> {
    const live = this.#deps.live();
    const person = live && presentOf(live).find((one) => one.id === id);
    const allowed = topic === 'attestation' || (person && isReady(live, person));
    if (allowed && topic !== 'attestation') this.#entrusted.add(id);
    const sent = allowed ? this.#lines.get(id)?.send(topic, text) : undefined;
    return sent ?? Promise.reject(new VisioError('not-connected'));
  }

  /** Lets the line to a person take a direct path, which shows addresses. */
  goDirect(id: string): void {
    this.#lines.get(id)?.goDirect();
  }

  #follow(live: LiveCall): void {
    const present = presentOf(live);
    for (const [id, line] of this.#lines) {
      if (present.some((one) => one.id === id)) continue;
      this.#lines.delete(id);
      this.#proofs.delete(id);
      this.#held.delete(id);
      line.close();
    }
    for (const person of present) if (!this.#lines.has(person.id)) this.#open(live, person);
  }

  /**
   * Begins a line anew if messages wait on it while there is an alarm, or for somebody who may not be who they seem or is
   * no participant any more: what waits is not sent. They can still compare. Returns whether it did.
   */
  #dropsWaiting(id: string): boolean {
    const [live, line] = [this.#deps.live(), this.#lines.get(id)];
    const person = live && presentOf(live).find((one) => one.id === id);
    if (!live || !line?.waits || !person) return false;
    const isDoubtful =
      live.participants.includes(person) &&
      (live.compared.alarms.size > 0 || returnedPeople(live).includes(person));
    const isFormer = !isReady(live, person) && this.#entrusted.has(id);
    if (!isDoubtful && !isFormer) return false;
    this.#lines.delete(id);
    line.close();
    for (const handler of this.#deps.handlers) handler.onReplaced?.(id);
    this.#open(live, person);
    return true;
  }

  #open(live: LiveCall, { id, name, role }: Participant): void {
    const { session, openLine, self, shownAs, sessionId, commit } = this.#deps;
    const { iceServers, relayOnly } = session.route();
    // No address is shown to somebody to whom the call itself shows none.
    const hidden = !live.relayed || (live.role === 'subscriber' && role === 'subscriber');
    const options: Omit<LineOptions, 'certificate' | 'ownFingerprint'> = {
      session: sessionId,
      self: { id: self, name: shownAs, role: live.role },
      peer: { id, name, role: role ?? '' },
      iceServers,
      relayOnly: relayOnly || hidden,
      signal: (data) => session.sendMessage(MESSAGES.line, data, id),
    };
    commit({ type: 'line', id, status: 'opening' });
    this.#entrusted.delete(id);
    const line = openLine(options, {
      // One that was replaced says no more.
      onState: (status) => this.#lines.get(id) === line && commit({ type: 'line', id, status }),
      onProven: (facts) => {
        commit({ type: 'certificate', id, fingerprint: facts.fingerprint, proven: true });
        // Messages that wait go out after this call. An alarm may have replaced the line already.
        if (this.#lines.get(id) !== line || this.#dropsWaiting(id)) return;
        // What the holder of another certificate has said is nobody's.
        if (this.#proofs.get(id)?.fingerprint !== facts.fingerprint) this.#held.delete(id);
        this.#proofs.set(id, facts);
        this.#tell(id, (handler, person) => handler.onProven?.(person, facts));
      },
      onMessage: (topic, text) =>
        this.#tell(id, (handler, person) => handler.onLineMessage?.(person, topic, text)),
      onFault: (fault) => {
        if (fault === 'certificate-changed') commit({ type: 'alarm', id, cause: 'certificate' });
        this.#tell(id, (handler, person) => handler.onLineFault?.(person, fault));
      },
    });
    this.#lines.set(id, line);
    const { delay, abortSignal } = this.#deps;
    delay(PATIENCE, abortSignal).then(
      () => {
        const status = hidden && !relayOnly ? 'relay-unavailable' : 'unavailable';
        if (this.#lines.get(id) === line) commit({ type: 'line', id, status });
      },
      () => undefined,
    );
  }

  /** Passes on what came from a person, as soon as messages may come from them. */
  #tell(id: string, act: Act): void {
    const { live, handlers, attestation } = this.#deps;
    const now = live();
    const person = now && presentOf(now).find((one) => one.id === id);
    if (!person) return;
    if (isReady(now, person)) for (const handler of handlers) act(handler, person);
    else this.#held.set(id, [...(this.#held.get(id) ?? []), act].slice(0, MAX_HELD));
    if (attestation) act(attestation, person);
  }

  /** Passes on what has come from people who may send messages now. Those who may no longer begin anew. */
  #release(live: LiveCall, before: LiveCall | null): void {
    for (const { id } of live.unattested) {
      const proof = this.#proofs.get(id);
      if (proof && before?.participants.some((one) => one.id === id))
        this.#held.set(id, [(handler, person) => handler.onProven?.(person, proof)]);
    }
    for (const person of othersOf(live).filter((one) => isReady(live, one))) {
      const held = this.#held.get(person.id) ?? [];
      this.#held.delete(person.id);
      for (const act of held) for (const handler of this.#deps.handlers) act(handler, person);
    }
  }

  #closeAll(): void {
    for (const line of this.#lines.values()) line.close();
    this.#lines.clear();
  }
}

/** Whether somebody is a participant for whom the firm vouches, where it vouches for anybody. */
const isReady = (live: LiveCall, person: Participant): boolean =>
  live.participants.includes(person) && isVouchedFor(live, person);
