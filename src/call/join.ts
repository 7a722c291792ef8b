import type { AccessAnswer, AccessGrant } from '../access/grant.ts';
import { VisioError } from '../error.ts';
import type { CallReport } from './reduce.ts';
import type { LocalTracks, OpenSession, SessionReport, VideoSession } from './session.ts';

/** Asks once for access; the ticket is that of an earlier answer. */
export type AskAccess = (ticket: string | undefined, signal: AbortSignal) => Promise<AccessAnswer>;

/** What joining needs from outside. */
export interface JoinPorts {
  readonly access: AskAccess;
  readonly open: OpenSession;
  /** Waits until it is time to ask again; rejects on the signal. */
  readonly pause: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly commit: (report: CallReport) => void;
  readonly now: () => number;
}

/**
 * The straight path from the press to the call. The grant stays in this function: it never enters the state,
 * so that no view can show it.
 *
 * @param tracks What to publish, read when the session is connected: the person may change their mind while waiting.
 * @param opened Told of the session as soon as it exists, so that whoever aborts can close it.
 */
export async function join(
  ports: JoinPorts,
  tracks: () => LocalTracks,
  opened: (session: VideoSession, grant: Pick<AccessGrant, 'room' | 'admission' | 'expected'>) => void,
  signal: AbortSignal,
): Promise<void> {
  const grant = await admitted(ports, signal);
  ports.commit({ type: 'connecting' });
  const session = await ports.open(grant, (report: SessionReport) => {
    if (!signal.aborted) ports.commit(report);
  });
  opened(session, grant);
  signal.throwIfAborted();
  await session.connect();
  signal.throwIfAborted();
  await session.publish(tracks());
  signal.throwIfAborted();
}

async function admitted(ports: JoinPorts, signal: AbortSignal): Promise<AccessGrant> {
  let ticket: string | undefined;
  for (;;) {
    ports.commit({ type: 'requesting' });
    const answer = await ask(ports, ticket, signal);
    signal.throwIfAborted();
    if (answer.kind === 'granted') return answer.grant;
    const at = ports.now();
    if (answer.kind === 'early') {
      ports.commit({ type: 'waiting', at, opensAt: answer.opensAt });
      const seconds = (answer.opensAt.getTime() - at) / 1000;
      // Asked again now and then all the same: appointments get moved.
      await ports.pause(Math.min(Math.max(seconds, 1), 60), signal);
    } else {
      ticket = answer.waiting.ticket;
      const { message, retryAfter } = answer.waiting;
      ports.commit({ type: 'waiting', at, ...(message === undefined ? {} : { message }) });
      await ports.pause(retryAfter, signal);
    }
  }
}

type Answer = AccessAnswer | { readonly kind: 'early'; readonly opensAt: Date };

/** A room that opens later is a reason to wait, not a failure. */
async function ask(ports: JoinPorts, ticket: string | undefined, signal: AbortSignal): Promise<Answer> {
  try {
    return await ports.access(ticket, signal);
  } catch (error) {
    const opensAt =
      error instanceof VisioError && error.code === 'not-open-yet' ? error.facts.opensAt : undefined;
    if (!opensAt) throw error;
    return { kind: 'early', opensAt };
  }
}
