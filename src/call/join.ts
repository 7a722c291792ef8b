import type { AccessAnswer, AccessGrant } from '../access/grant.ts';
import { VisioError } from '../error.ts';
import type { OwnAttestation } from './own-attestation.ts';
import type { ElementMessage, LocalTracks, OpenSession, VideoSession } from './session.ts';
import type { CallEvent } from './state/call-event.ts';

/** Requests access once; the ticket comes from an earlier answer. */
export type AskAccess = (ticket: string | undefined, signal: AbortSignal) => Promise<AccessAnswer>;

/**
 * Reads the firm's attestation of this element's certificate in a grant; `null` where there is none.
 *
 * @throws VisioError `endpoint-invalid` when it is not valid, or missing though an earlier grant had one
 */
export type Attest = (grant: AccessGrant) => Promise<OwnAttestation | null>;

/** Dependencies of admission. */
export interface EntryDeps {
  readonly access: AskAccess;
  readonly open: OpenSession;
  readonly attest: Attest;
  /** Waits until the next request is due; rejects when the signal aborts. */
  readonly waitUntilDue: (seconds: number, signal: AbortSignal) => Promise<void>;
  /** Waits for these seconds, or until the person wants to ask at once; rejects when the signal aborts. */
  readonly waitToRetry: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly commit: (event: CallEvent) => void;
  readonly onMessage: (message: ElementMessage) => void;
  readonly now: () => number;
}

/** The parts of the grant that the call needs. */
export type Opened = Pick<AccessGrant, 'sessionId' | 'room' | 'admission' | 'expected'> & {
  readonly clockOffset: number;
  readonly attested?: OwnAttestation;
};

/**
 * Joins: from the access request to the connected session. The grant never leaves this function, so no view can show
 * it.
 *
 * @param tracks Returns what to publish. Called once connected, because the person may change their mind while
 * waiting.
 * @param opened Called as soon as the session exists, so that an abort can close it.
 */
export async function join(
  deps: EntryDeps,
  tracks: () => LocalTracks,
  opened: (session: VideoSession, grant: Opened) => void,
  signal: AbortSignal,
): Promise<void> {
  const { grant, clockOffset = 0 } = await admitted(deps, signal);
  deps.commit({ type: 'connecting' });
  const attesting = deps.attest(grant);
  attesting.catch(() => undefined);
  const session = await deps.open(grant, {
    onEvent: (event) => signal.aborted || deps.commit(event),
    onMessage: (message) => signal.aborted || deps.onMessage(message),
  });
  const attested = await attesting.catch((error: unknown) => {
    session.close();
    throw error;
  });
  const { sessionId, room, admission, expected } = grant;
  opened(session, {
    sessionId,
    clockOffset,
    ...(room && { room }),
    ...(admission && { admission }),
    ...(attested && { attested }),
    ...(expected === undefined ? {} : { expected }),
  });
  signal.throwIfAborted();
  await session.connect();
  signal.throwIfAborted();
  await session.publish(tracks());
  signal.throwIfAborted();
}

/** Number of consecutive failures tolerated while waiting, and the seconds between two attempts. */
const PATIENCE = 20;
const RETRY = 5;
const passing: readonly unknown[] = [
  'endpoint-unreachable',
  'endpoint-timeout',
  'server-error',
  'gateway-failed',
];
/** Seconds that a person may wait without being told. */
const SILENT = 10;

/**
 * Waits after a failure that passes, as long as the server says. A long wait is shown, with its reason.
 *
 * @param holdsTicket Whether the person waits already, and would lose their place.
 * @throws error Where asking again does not help, or the server has not said when.
 */
async function waitAfter(
  error: unknown,
  holdsTicket: boolean,
  deps: EntryDeps,
  signal: AbortSignal,
): Promise<void> {
  if (!(error instanceof VisioError && passing.includes(error.code))) throw error;
  const { retryAfter = 0 } = error.facts;
  if (holdsTicket && retryAfter <= SILENT) {
    await deps.waitUntilDue(Math.max(RETRY, retryAfter), signal);
    return;
  }
  if (retryAfter === 0) throw error;
  deps.commit({ type: 'requesting', retry: { error, at: deps.now() + retryAfter * 1000 } });
  await deps.waitToRetry(retryAfter, signal);
}

async function admitted(deps: EntryDeps, signal: AbortSignal): Promise<Granted> {
  let ticket: string | undefined;
  let lost = 0;
  for (;;) {
    deps.commit({ type: 'requesting' });
    const answer = await ask(deps, ticket, signal).catch(async (error: unknown) => {
      // A brief failure must not cost a waiting guest their place, nor anybody the way in.
      if (signal.aborted || ++lost > PATIENCE) throw error;
      await waitAfter(error, ticket !== undefined, deps, signal);
      return null;
    });
    signal.throwIfAborted();
    if (!answer) continue;
    lost = 0;
    if (answer.kind === 'granted') return answer;
    const { clockOffset = 0 } = answer;
    const at = deps.now();
    if (answer.kind === 'early') {
      const { opensAt } = answer;
      deps.commit({ type: 'waiting', at, clockOffset, opensAt });
      const seconds = (opensAt.getTime() - at - clockOffset) / 1000;
      // Ask again from time to time, because appointments may move.
      await deps.waitUntilDue(Math.min(Math.max(seconds, 1), 60), signal);
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
      await deps.waitUntilDue(retryAfter, signal);
    }
  }
}

type Granted = Extract<AccessAnswer, { kind: 'granted' }>;
type Answer =
  | AccessAnswer
  | { readonly kind: 'early'; readonly opensAt: Date; readonly clockOffset?: number };

/** Treats a room that opens later as a reason to wait, not as a failure. */
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

/** Rejects when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(new VisioError('aborted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  });
}
