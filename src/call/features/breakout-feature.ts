import { VisioError } from '../../error.ts';
import { MESSAGES } from '../message-names.ts';
import type { VideoSession } from '../session.ts';
import type { CallEvent } from '../state/reduce.ts';
import type { Breakout, LiveCall, Participant } from '../state/state.ts';

/** More people than this are not in one consultation. */
const MAX_MEMBERS = 100;

type Commit = (report: Extract<CallEvent, { type: 'aside' | 'notice' }>) => void;

/**
 * Carries an aside out: each side limits its own media to those who take part. It does not rest on the good will of
 * those on hold, for nobody sends to them.
 */
export class BreakoutFeature {
  readonly #session: VideoSession;
  readonly #commit: Commit;
  readonly #switchOff: () => Promise<unknown>;

  /** @param hush Switches the own microphone and camera off. */
  constructor(session: VideoSession, commit: Commit, hush: () => Promise<unknown>) {
    this.#session = session;
    this.#commit = commit;
    this.#switchOff = hush;
  }

  /** Goes on with these people, and oneself. @throws VisioError `not-connected`, `aside-impossible` */
  async start(live: LiveCall, ids: readonly string[]): Promise<void> {
    const present = live.participants.filter(({ self, id }) => self || ids.includes(id));
    if (present.length < 2)
      throw new VisioError('not-connected', { reason: 'nobody of them is in the room' });
    const aside = { members: present.map(({ id }) => id) };
    try {
      await this.#session.setRecipients(aside.members);
      await this.#session.sendMessage(MESSAGES.aside, JSON.stringify(aside));
    } catch (error) {
      await this.#session.setRecipients(null);
      throw error;
    }
    this.#commit({ type: 'aside', aside });
  }

  /** @throws VisioError */
  async end(): Promise<void> {
    await this.#session.sendMessage(MESSAGES.aside, '');
    await this.#over(false);
  }

  /** Follows a host's word. One who is on hold does not break in while another host leads the aside. */
  async heed(live: LiveCall, sender: Participant, data: string): Promise<void> {
    if (live.breakout && hasHost(live, live.breakout) && !live.breakout.members.includes(sender.id)) return;
    const aside = parseAside(data);
    if (aside === undefined) return;
    if (aside === null) {
      if (live.breakout) await this.#over(false);
      return;
    }
    this.#commit({ type: 'aside', aside });
    await this.#session
      .setRecipients(aside.members)
      .catch((error: VisioError) => this.#commit({ type: 'notice', notice: { type: 'error', error } }));
  }

  /** Follows who comes and goes: newcomers are on hold, and an aside without a host is over. */
  async follow(live: LiveCall, before: LiveCall): Promise<void> {
    const { breakout: aside } = live;
    if (!aside || live.participants === before.participants) return;
    const self = live.participants.find((one) => one.self);
    const member = self !== undefined && aside.members.includes(self.id);
    if (!hasHost(live, aside)) {
      if (before.breakout !== aside || !hasHost(before, aside)) return;
      // What was said among few must not go on before all.
      if (member) await this.#switchOff().catch(() => undefined);
      await this.#over(member);
      return;
    }
    if (!member || live.role !== 'moderator') return;
    const known = new Set(before.participants.map(({ id }) => id));
    const newcomers = live.participants.filter(({ id }) => !known.has(id));
    const told = newcomers.map(({ id }) =>
      this.#session.sendMessage(MESSAGES.aside, JSON.stringify(aside), id),
    );
    await Promise.allSettled(told);
  }

  async #over(muted: boolean): Promise<void> {
    await this.#session.setRecipients(null);
    this.#commit({ type: 'aside', aside: null, notice: { type: 'aside-over', muted } });
  }
}

function hasHost({ participants }: LiveCall, { members }: Breakout): boolean {
  return participants.some(({ id, role }) => role === 'moderator' && members.includes(id));
}

/** What a host says: an aside, `null` for its end, `undefined` for what makes no sense. */
function parseAside(data: string): Breakout | null | undefined {
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
