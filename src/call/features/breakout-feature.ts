import { VisioError } from '../../error.ts';
import { MESSAGES } from '../message-names.ts';
import type { ElementMessage, VideoSession } from '../session.ts';
import type { CallEvent } from '../state/call-event.ts';
import type { Breakout, LiveCall, Participant } from '../state/state.ts';
import type { Effect, Feature } from './feature.ts';

export function reduceBreakout(live: LiveCall, event: CallEvent): LiveCall {
  return event.type === 'breakout'
    ? { ...live, breakout: event.breakout, notice: event.notice ?? live.notice }
    : live;
}

/** More people than this do not share one consultation. */
const MAX_MEMBERS = 100;

type Commit = (event: Extract<CallEvent, { type: 'breakout' | 'notice' }>) => void;

/**
 * Runs a breakout: each element limits its own media to the members. Security does not depend on the elements of
 * people on hold, because nobody sends to them.
 */
export class BreakoutFeature implements Feature {
  readonly #session: VideoSession;
  readonly #commit: Commit;
  readonly #switchOff: () => Promise<unknown>;
  /** The breakout to which the session was limited last; a change that a later one has overtaken is not shown. */
  #limit: Breakout | null = null;

  /** @param switchOff Switches this person's microphone and camera off. */
  constructor(session: VideoSession, commit: Commit, switchOff: () => Promise<unknown>) {
    this.#session = session;
    this.#commit = commit;
    this.#switchOff = switchOff;
  }

  /**
   * Starts a breakout with these people and this person. @throws VisioError `not-connected`, `breakout-impossible`,
   * `not-allowed` when another host was faster
   */
  async start(live: LiveCall, ids: readonly string[]): Promise<void> {
    const present = live.participants.filter(({ self, id }) => self || ids.includes(id));
    if (present.length < 2)
      throw new VisioError('not-connected', { reason: 'nobody of them is in the room' });
    const breakout = { members: present.map(({ id }) => id) };
    try {
      await this.#limitTo(breakout);
      if (this.#limit !== breakout)
        throw new VisioError('not-allowed', { reason: 'another host has started a breakout' });
      // Before the others are told, so that a host who is on hold cannot change it meanwhile.
      this.#commit({ type: 'breakout', breakout });
      await this.#session.sendMessage(MESSAGES.breakout, JSON.stringify(breakout));
    } catch (error) {
      if (this.#limit === breakout) {
        await this.#limitTo(live.breakout);
        this.#commit({ type: 'breakout', breakout: live.breakout });
      }
      throw error;
    }
  }

  /** @throws VisioError */
  async end(): Promise<void> {
    await this.#session.sendMessage(MESSAGES.breakout, '');
    await this.#over(false);
  }

  onMessage(live: LiveCall, sender: Participant, { name, data }: ElementMessage): void {
    if (name !== MESSAGES.breakout || sender.role !== 'moderator') return;
    void this.#follow(live, sender, data).catch(() => undefined);
  }

  /** Follows joins and leaves: newcomers are on hold, and a breakout without a host ends. */
  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    const { breakout } = live;
    return before && breakout && live.participants !== before.participants
      ? [() => this.#followPeople(live, before, breakout)]
      : [];
  }

  /** Follows a host's message. A host who is on hold cannot change a breakout that another host leads. */
  async #follow(live: LiveCall, sender: Participant, data: string): Promise<void> {
    if (live.breakout && hasHost(live, live.breakout) && !live.breakout.members.includes(sender.id)) return;
    const breakout = parseBreakout(data);
    if (breakout === undefined) return;
    if (breakout === null) {
      if (live.breakout) await this.#over(false);
      return;
    }
    this.#commit({ type: 'breakout', breakout });
    await this.#limitTo(breakout).catch((error: VisioError) =>
      this.#commit({ type: 'notice', notice: { type: 'error', error } }),
    );
  }

  async #followPeople(live: LiveCall, before: LiveCall, breakout: Breakout): Promise<void> {
    const self = live.participants.find((one) => one.self);
    const member = self !== undefined && breakout.members.includes(self.id);
    if (!hasHost(live, breakout)) {
      if (before.breakout !== breakout || !hasHost(before, breakout)) return;
      // A conversation among the members must not continue in front of everybody.
      if (member) await this.#switchOff().catch(() => undefined);
      await this.#over(member);
      return;
    }
    if (!member || live.role !== 'moderator') return;
    const known = new Set(before.participants.map(({ id }) => id));
    const newcomers = live.participants.filter(({ id }) => !known.has(id));
    const told = newcomers.map(({ id }) =>
      this.#session.sendMessage(MESSAGES.breakout, JSON.stringify(breakout), id),
    );
    await Promise.allSettled(told);
  }

  async #over(muted: boolean): Promise<void> {
    await this.#limitTo(null);
    if (this.#limit) return;
    this.#commit({ type: 'breakout', breakout: null, notice: { type: 'breakout-over', muted } });
  }

  async #limitTo(breakout: Breakout | null): Promise<void> {
    this.#limit = breakout;
    await this.#session.setRecipients(breakout?.members ?? null);
  }
}

function hasHost({ participants }: LiveCall, { members }: Breakout): boolean {
  return participants.some(({ id, role }) => role === 'moderator' && members.includes(id));
}

/** Parses a host's message: a breakout, `null` for its end, `undefined` when it is invalid. */
function parseBreakout(data: string): Breakout | null | undefined {
  if (data === '') return null;
  try {
    const { members } = Object(JSON.parse(data)) as { members?: unknown };
    const fine =
      Array.isArray(members) &&
      members.length <= MAX_MEMBERS &&
      members.every((id): id is string => typeof id === 'string' && id !== '');
    return fine ? { members } : undefined;
  } catch {
    return undefined;
  }
}
