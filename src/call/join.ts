import type { AccessAnswer, AccessGrant } from '../access/grant.ts';
import { VisioError } from '../error.ts';
import type { ElementMessage, LocalTracks, OpenSession, VideoSession } from './session.ts';
import type { CallEvent } from './state/call-event.ts';

/** Asks once for access; the ticket is that of an earlier answer. */
export type AskAccess = (ticket: string | undefined, signal: AbortSignal) => Promise<AccessAnswer>;

/** What joining needs from outside. */
export interface EntryDeps {
  readonly access: AskAccess;
  readonly open: OpenSession;
  /** Waits until it is time to ask again; rejects on the signal. */
  readonly pause: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly commit: (event: CallEvent) => void;
  readonly onMessage: (message: ElementMessage) => void;
  readonly now: () => number;
}

/** What the call needs to know of the grant. */
export type Opened = Pick<AccessGrant, 'sessionId' | 'room' | 'admission' | 'expected'> & {
  readonly clockOffset: number;
};

/**
 * The straight path from the press to the call. The grant stays in this function: it never enters the state,
 * so that no view can show it.
 *
 * @param tracks What to publish, read when the session is connected: the person may change their mind while waiting.
 * @param opened Told of the session as soon as it exists, so that an abort can close it.
 */
export async function join(
  deps: EntryDeps,
  tracks: () => LocalTracks,
  opened: (session: VideoSession, grant: Opened) => void,
  signal: AbortSignal,
): Promise<void> {
  const { grant, clockOffset = 0 } = await admitted(deps, signal);
  deps.commit({ type: 'connecting' });
  const session = await deps.open(grant, {
    onEvent: (event) => signal.aborted || deps.commit(event),
    onMessage: (message) => signal.aborted || deps.onMessage(message),
  });
  const { sessionId, room, admission, expected } = grant;
  opened(session, {
    sessionId,
    clockOffset,
    ...(room && { room }),
    ...(admission && { admission }),
    ...(expected === undefined ? {} : { expected }),
  });
  signal.throwIfAborted();
  await session.connect();
  signal.throwIfAborted();
  await session.publish(tracks());
  signal.throwIfAborted();
}

/** How many failures in a row somebody who waits sits out, and the seconds between two attempts. */
const PATIENCE = 20;
const RETRY = 5;
const passing: readonly unknown[] = ['endpoint-unreachable', 'endpoint-timeout', 'server-error'];

function isPassing(error: unknown): boolean {
  return error instanceof VisioError && passing.includes(error.code);
}

async function admitted(deps: EntryDeps, signal: AbortSignal): Promise<Granted> {
  let ticket: string | undefined;
  let lost = 0;
  for (;;) {
    deps.commit({ type: 'requesting' });
    const answer = await ask(deps, ticket, signal).catch((error: unknown) => {
      // Whoever has waited for a while does not lose their place to a network that fails for a moment.
      if (ticket === undefined || !isPassing(error) || ++lost > PATIENCE) throw error;
      return null;
    });
    signal.throwIfAborted();
    if (!answer) {
      await deps.pause(RETRY, signal);
      continue;
    }
    lost = 0;
    if (answer.kind === 'granted') return answer;
    const { clockOffset = 0 } = answer;
    const at = deps.now();
    if (answer.kind === 'early') {
      const { opensAt } = answer;
      deps.commit({ type: 'waiting', at, clockOffset, opensAt });
      const seconds = (opensAt.getTime() - at - clockOffset) / 1000;
      // Asked again now and then all the same: appointments get moved.
      await deps.pause(Math.min(Math.max(seconds, 1), 60), signal);
    } else {
      ticket = answer.waiting.ticket;
      const { message, retryAfter, room } = answer.waiting;
      const startsAt = room?.startsAt;
      deps.commit({
        type: 'waiting',
        at,
        clockOffset,
        ...(message === undefined ? {} : { message }),
        ...(startsAt && { startsAt }),
      });
      await deps.pause(retryAfter, signal);
    }
  }
}

type Granted = Extract<AccessAnswer, { kind: 'granted' }>;
type Answer =
  | AccessAnswer
  | { readonly kind: 'early'; readonly opensAt: Date; readonly clockOffset?: number };

/** A room that opens later is a reason to wait, not a failure. */
async function ask(deps: EntryDeps, ticket: string | undefined, signal: AbortSignal): Promise<Answer> {
  try {
    return await deps.access(ticket, signal);
  } catch (error) {
    if (!(error instanceof VisioError) || error.code !== 'not-open-yet') throw error;
    const { opensAt, clockOffset = 0 } = error.facts;
    if (!opensAt) throw error;
    return { kind: 'early', opensAt, clockOffset };
  }
}
