import { VisioError } from '../error.ts';

/** Maximum delay of a timer (HTML, "timers": a signed 32-bit integer); a longer one would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** Waits for a number of milliseconds, even while the page is hidden; rejects when the signal aborts. */
export type Delay = (durationMs: number, signal: AbortSignal) => Promise<void>;

/** Waits for this many milliseconds, at most 24 days. @throws VisioError `aborted` as soon as the signal aborts. */
export function delay(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      if (signal.aborted) reject(new VisioError('aborted'));
      else resolve();
    };
    const timer = setTimeout(done, Math.min(durationMs, LONGEST));
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

/** Factor by which a hidden page asks less often. */
const HIDDEN_FACTOR = 3;

/**
 * Waits until a waiting person's next request is due: `seconds` while the page is visible, longer while it is hidden.
 * Resolves at once when a hidden page becomes visible.
 *
 * @throws VisioError `aborted` as soon as the signal aborts.
 */
export async function waitUntilDue(seconds: number, signal: AbortSignal): Promise<void> {
  const wake = new AbortController();
  const stop = () => wake.abort();
  const shown = () => document.visibilityState === 'visible' && stop();
  signal.addEventListener('abort', stop);
  document.addEventListener('visibilitychange', shown);
  try {
    if (signal.aborted) throw new VisioError('aborted');
    const factor = document.visibilityState === 'hidden' ? HIDDEN_FACTOR : 1;
    await delay(Math.max(seconds, 1) * 1000 * factor, wake.signal);
  } catch (error) {
    if (signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    document.removeEventListener('visibilitychange', shown);
  }
}
