/** Read once: from then on the system's clock may jump, by a correction or by hand, and nothing here does. */
const origin = Date.now() - performance.now();

/**
 * Whole milliseconds since the epoch by a clock that only goes forward (High Resolution Time, "monotonic clock"): for durations and
 * expiries. It is as right as the system's clock was when the page was opened.
 */
export const now = (): number => Math.round(origin + performance.now());
