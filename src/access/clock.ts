import { JsonObject } from './json.ts';

/** `Date` has whole seconds, and an answer takes its time: clocks closer than this are taken for the same. */
const TOLERANCE = 3000;

/**
 * How far the server's clock is ahead of this browser's, in milliseconds: by `now` in the body (RFC 3339), which other
 * origins may read too, else by the `Date` header (RFC 9110, 6.6.1). 0 where the answer tells neither.
 */
export function clockOffset(json: unknown, headers: Headers, now = Date.now()): number {
  const told = toldTime(json) ?? Date.parse(headers.get('Date') ?? '');
  const offset = told - now;
  return Math.abs(offset) > TOLERANCE ? offset : 0;
}

function toldTime(json: unknown): number | undefined {
  try {
    return new JsonObject(json).date('now').getTime();
  } catch {
    return undefined;
  }
}
