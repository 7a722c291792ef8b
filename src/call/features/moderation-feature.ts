import type { Delay } from '../../access/delay.ts';
import type { Decision, WaitingRoomList } from '../../access/waiting-room.ts';
import { VisioError } from '../../error.ts';
import { MESSAGES } from '../message-names.ts';
import type { ElementMessage, VideoSession } from '../session.ts';
import type { CallEvent } from '../state/call-event.ts';
import { mayModerate, presentOf, samePeople } from '../state/select.ts';
import type { LiveCall, Participant } from '../state/state.ts';
import type { Effect, Feature } from './feature.ts';

/** Fetches the waiting room from the access server, or sends it a decision. */
export type AskWaitingRoom = (decision: Decision | null, signal: AbortSignal) => Promise<WaitingRoomList>;

export function reduceModeration(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'waiting-room':
      return { ...live, waitingRoom: event.list };
    case 'muted-by-host':
      // Where the firm attests who is a host, the provider's word for it is nothing.
      if (live.attestation && live.notice?.type === 'muted-by-host') return live;
      return { ...live, notice: { type: live.attestation ? 'muted-by-session' : 'muted-by-host' } };
    default:
      return live;
  }
}

interface ModerationDeps {
  readonly session: Pick<VideoSession, 'mute' | 'muteOthers' | 'disconnect'>;
  /** Sends a host's command to one person, or to everybody. */
  readonly command: (name: string, data: string, to?: string) => Promise<void>;
  readonly live: () => LiveCall | null;
  /** Switches this person's microphone off. */
  readonly switchOff: () => Promise<unknown>;
  /** `null` when the grant names no waiting room; a host can then moderate participants only. */
  readonly ask: AskWaitingRoom | null;
  readonly commit: (
    event: Extract<CallEvent, { type: 'waiting-room' | 'disconnected' | 'removed' | 'notice' }>,
  ) => void;
  readonly abortSignal: AbortSignal;
}

/** Milliseconds between two requests for the waiting room. */
const INTERVAL = 2500;

/** The longest id that names a connection, and how many are named: the provider chooses both. */
const MAX_ID = 100;
const MAX_NAMED = 50;

/** A host's actions: on the waiting room through the access server, on participants through the session. */
export class ModerationFeature implements Feature {
  readonly #deps: ModerationDeps;
  /** Whose access this element has withdrawn. */
  readonly #removed = new Set<string>();

  constructor(deps: ModerationDeps) {
    this.#deps = deps;
  }

  /** Requests the waiting room repeatedly until the call is over. A failed request does not stop the next. */
  async watch(delay: Delay): Promise<void> {
    const { ask, abortSignal } = this.#deps;
    if (!ask) return;
    while (!abortSignal.aborted) {
      await this.decide(null).catch(() => undefined);
      await delay(INTERVAL, abortSignal).catch(() => undefined);
    }
  }

  /** @throws VisioError `not-allowed` when there is no waiting room, else the server's error */
  async decide(decision: Decision | null): Promise<void> {
    const { ask, commit, abortSignal } = this.#deps;
    if (!ask) throw new VisioError('not-allowed', { reason: 'the grant names no admission URL' });
    const list = await ask(decision, abortSignal);
    // Somebody with a new link may ask again.
    for (const { id } of list.waiting) this.#removed.delete(id);
    if (!abortSignal.aborted) commit({ type: 'waiting-room', list });
  }

  /**
   * Removes a person. Decided first, then told: who is told could ask for another token before.
   *
   * @throws VisioError
   */
  async remove(person: Participant, reason?: string): Promise<void> {
    const { session, ask, command, commit, live } = this.#deps;
    const subject = person.attested?.attestation.subject;
    // Whose access it is, the provider says of somebody whom the firm does not attest: it could name another person.
    const stated = live()?.attestation ? subject : person.accessId;
    const participant = ask && stated;
    const connection = person.id.slice(0, MAX_ID);
    const withdraw = async (more: { connection?: string } = {}) => {
      if (!participant) return;
      const why = reason === undefined ? {} : { reason };
      await this.decide({ action: 'remove', participant, ...more, ...why });
      this.#removed.add(participant);
    };
    const refusal = await withdraw().catch((error: VisioError) => error);
    // `guest-gone`: the server knows nobody any more whose access could be withdrawn.
    const stands = refusal && refusal.facts.status !== 409;
    // Somebody whom the firm attests needs no server to be told on their line, as a participant, and to be one no longer.
    if (stands && subject === undefined) throw refusal;
    await command(MESSAGES.removed, reason ?? '', person.id).catch(() => undefined);
    const own = live()?.attestation?.subject;
    if (subject !== undefined && subject !== own) commit({ type: 'removed', subject });
    if (stands) throw refusal;
    await withdraw({ connection }).catch(() => undefined);
    // Either may be faster: the server, which disconnects a person whose access it withdraws, or the person, who obeys.
    await session.disconnect(person.id).catch((error: VisioError) => {
      const now = live();
      const isGone = now && presentOf(now).every(({ id }) => id !== person.id);
      if (error.code !== 'not-connected' && !participant && !isGone) throw error;
    });
    const now = live();
    for (const { id } of now ? this.#intruders(now) : []) void session.disconnect(id).catch(() => undefined);
  }

  /** Puts out who comes with a token that was issued before their access was withdrawn. */
  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    if (samePeople(live, before)) return [];
    const known = new Set(before && presentOf(before).map(({ id }) => id));
    return this.#intruders(live)
      .filter(({ id }) => !known.has(id))
      .map(
        ({ id }) =>
          () =>
            this.#deps.session.disconnect(id),
      );
  }

  /** Every connection of those whose access has been withdrawn. */
  #intruders(live: LiveCall): readonly Participant[] {
    if (!mayModerate(live)) return [];
    return presentOf(live).filter(
      ({ accessId }) => accessId !== undefined && (this.#removed.has(accessId) || live.removed.has(accessId)),
    );
  }

  /** Mutes one other participant, or all others with `null`. @throws VisioError */
  async mute(id: string | null): Promise<void> {
    const { session, command, live } = this.#deps;
    if (live()?.attestation) await command(MESSAGES.mute, '', id ?? undefined);
    await (id === null ? session.muteOthers() : session.mute(id));
  }

  /** Ends the appointment for everybody. @throws VisioError */
  async end(live: LiveCall): Promise<void> {
    const { command, ask } = this.#deps;
    const others = presentOf(live)
      .map(({ id }) => id)
      .filter(({ length }) => length <= MAX_ID);
    await command(MESSAGES.end, '').catch(() => undefined);
    if (ask) await this.decide({ action: 'end', connections: others.slice(0, MAX_NAMED) });
  }

  /**
   * Tells the server that this host has left, so that what was decided in the consultation ends with it. A server that
   * does not know this is none the worse for it.
   */
  leave(): void {
    this.#deps.ask?.({ action: 'leave' }, new AbortController().signal).catch(() => undefined);
  }

  /** Handles a host's message that mutes this person, removes them, or ends the call. */
  onMessage(_live: LiveCall, sender: Participant, { name, data }: ElementMessage): void {
    const { commit, switchOff } = this.#deps;
    if (sender.role !== 'moderator') return;
    if (name === MESSAGES.mute) {
      void switchOff().catch(() => undefined);
      commit({ type: 'notice', notice: { type: 'muted-by-host' } });
    }
    if (name === MESSAGES.end) commit({ type: 'disconnected', reason: 'ended' });
    if (name !== MESSAGES.removed) return;
    const message = data.slice(0, 300);
    commit({ type: 'disconnected', reason: 'removed', ...(message ? { message } : {}) });
  }
}
