import { VisioError } from '../../error.ts';
import { MESSAGES } from '../message-names.ts';
import type { ElementMessage, VideoSession } from '../session.ts';
import type { CallEvent } from '../state/call-event.ts';
import { isRouted } from '../state/connections.ts';
import type { Breakout, LiveCall, Notice, Participant } from '../state/state.ts';
import type { Effect, Feature } from './feature.ts';

export function reduceBreakout(live: LiveCall, event: CallEvent): LiveCall {
  return event.type === 'breakout'
    ? { ...live, breakout: event.breakout, notice: event.notice ?? live.notice }
    : live;
}

/** More people than this do not share one consultation. */
const MAX_MEMBERS = 100;

export interface BreakoutDeps {
  readonly session: Pick<VideoSession, 'setRecipients'>;
  /** Sends a host's command to one person, or to everybody. */
  readonly command: (name: string, data: string, to?: string) => Promise<void>;
  readonly commit: (event: Extract<CallEvent, { type: 'breakout' | 'notice' }>) => void;
}

/**
 * Runs a breakout: each element limits its own media to the members. Security does not depend on the elements of
 * people on hold, because nobody sends to them.
 */
export class BreakoutFeature implements Feature {
  readonly #deps: BreakoutDeps;
  readonly #switchOff: () => Promise<unknown>;
  /** The breakout of the latest change. */
  #latest: Breakout | null = null;

  /** @param switchOff Switches this person's microphone and camera off. */
  constructor(deps: BreakoutDeps, switchOff: () => Promise<unknown>) {
    this.#deps = deps;
    this.#switchOff = switchOff;
  }

  /**
   * Starts a breakout with these people and this person. @throws VisioError `not-connected`, `breakout-impossible`
   * while media goes through a server
   */
  async start(live: LiveCall, ids: readonly string[]): Promise<void> {
    const present = live.participants.filter(({ self, id }) => self || ids.includes(id));
    if (present.length < 2)
      throw new VisioError('not-connected', { reason: 'nobody of them is in the room' });
    if (isRouted(live)) throw new VisioError('breakout-impossible');
    const breakout = { members: present.map(({ id }) => id) };
    // Before the others are told, so that a host who is on hold cannot change it meanwhile.
    this.#change(breakout);
    try {
      await this.#deps.command(MESSAGES.breakout, JSON.stringify(breakout));
    } catch (error) {
      if (this.#latest === breakout) this.#change(live.breakout);
      throw error;
    }
  }

  /** @throws VisioError */
  async end(): Promise<void> {
    await this.#deps.command(MESSAGES.breakout, '');
    this.#over(false);
  }

  onMessage(live: LiveCall, sender: Participant, { name, data }: ElementMessage): void {
    if (name !== MESSAGES.breakout || sender.role !== 'moderator') return;
    this.#follow(live, sender, data);
  }

  /** Receives the members only. Follows joins and leaves: newcomers are on hold, and a breakout without a host ends. */
  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    const { breakout } = live;
    const changed = before !== null && breakout !== before.breakout;
    return [
      ...(changed ? [() => this.#deps.session.setRecipients(breakout?.members ?? null)] : []),
      ...(before && breakout && live.participants !== before.participants
        ? [() => this.#followPeople(live, before, breakout)]
        : []),
    ];
  }

  /** Follows a host's message. A host who is on hold cannot change a breakout that another host leads. */
  #follow(live: LiveCall, sender: Participant, data: string): void {
    if (live.breakout && hasHost(live, live.breakout) && !live.breakout.members.includes(sender.id)) return;
    const breakout = parseBreakout(data);
    if (breakout === undefined) return;
    if (breakout === null) {
      if (live.breakout) this.#over(false);
      return;
    }
    this.#change(breakout);
    if (!isRouted(live)) return;
    // Nothing is sent now, because a server would pass it on to everybody.
    const error = new VisioError('breakout-impossible');
    this.#deps.commit({ type: 'notice', notice: { type: 'error', error } });
  }

  async #followPeople(live: LiveCall, before: LiveCall, breakout: Breakout): Promise<void> {
    const self = live.participants.find((one) => one.self);
    const member = self !== undefined && breakout.members.includes(self.id);
    if (!hasHost(live, breakout)) {
      if (before.breakout !== breakout || !hasHost(before, breakout)) return;
      // A conversation among the members must not continue in front of everybody.
      if (member) await this.#switchOff().catch(() => undefined);
      this.#over(member);
      return;
    }
    if (!member || live.role !== 'moderator') return;
    const known = new Set(before.participants.map(({ id }) => id));
    const newcomers = live.participants.filter(({ id }) => !known.has(id));
    const told = newcomers.map(({ id }) =>
      this.#deps.command(MESSAGES.breakout, JSON.stringify(breakout), id),
    );
    await Promise.allSettled(told);
  }

  #over(muted: boolean): void {
    this.#change(null, { type: 'breakout-over', muted });
  }

  #change(breakout: Breakout | null, notice?: Notice): void {
    this.#latest = breakout;
    this.#deps.commit({ type: 'breakout', breakout, ...(notice && { notice }) });
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
