/**
 * Keeps the screen on, and lets the browser ask before the page is left. Listens until the signal aborts and not longer: a
 * page that listens to `beforeunload` may not be kept for a return (back/forward cache).
 *
 * @param asks Whether the page wants the person to be asked, now.
 * @see https://html.spec.whatwg.org/multipage/browsing-the-web.html#prompt-to-unload-a-document
 * @see https://www.w3.org/TR/screen-wake-lock/
 */
export function guardPage(asks: () => boolean, signal: AbortSignal): void {
  if (signal.aborted) return;
  const ask = (event: BeforeUnloadEvent) => {
    if (!asks()) return;
    event.preventDefault();
    // Browsers of before 2024 ask only so.
    event.returnValue = true;
  };
  addEventListener('beforeunload', ask, { signal });
  keepScreenOn(signal);
}

/** Holds a wake lock while the page is visible: the browser releases it when it is not. Some have none, or refuse it. */
function keepScreenOn(signal: AbortSignal): void {
  let lock: WakeLockSentinel | undefined;
  let asking = false;
  const hold = async () => {
    if (asking || document.visibilityState !== 'visible' || lock?.released === false) return;
    asking = true;
    lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
    asking = false;
    if (signal.aborted) void lock?.release();
  };
  document.addEventListener('visibilitychange', () => void hold(), { signal });
  signal.addEventListener('abort', () => void lock?.release());
  void hold();
}
