import { VisioError } from '../error.ts';
import type { SdkError, SdkSession, SdkStream } from './sdk.ts';

/** Mutes these streams. @throws VisioError `not-allowed` without the role */
export const muteStreams = (session: SdkSession, streams: readonly SdkStream[]): Promise<void> =>
  allowed(Promise.all(streams.map((stream) => session.forceMuteStream(stream))));

/** Mutes everybody else's streams. @throws VisioError `not-allowed` without the role */
export async function muteOthers(session: SdkSession, own: SdkStream | null): Promise<void> {
  await allowed(session.forceMuteAll(own ? [own] : []));
  // Applies to the people present only: later participants may speak.
  await allowed(session.disableForceMute());
}

async function allowed(done: Promise<unknown>): Promise<void> {
  await done.catch((cause: SdkError) => {
    throw new VisioError('not-allowed', { cause });
  });
}
