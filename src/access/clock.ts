import { now } from '../time.ts';
import { JsonObject } from './json.ts';

/** `Date` has whole seconds, and an answer takes time: a smaller difference counts as none. */
const TOLERANCE = 3000;

/**
 * Returns how far the server's clock is ahead of this browser's, in milliseconds: by `now` in the body (RFC 3339),
 * which other origins can read too, else by the `Date` header (RFC 9110, section 6.6.1). Returns 0 when both are
 * missing.
 */
export function clockOffset(json: unknown, headers: Headers, at = now()): number {
  const told = toldTime(json) ?? Date.parse(headers.get('Date') ?? '');
  const offset = told - at;
  return Math.abs(offset) > TOLERANCE ? offset : 0;
}

function toldTime(json: unknown): number | undefined {
  try {
    return new JsonObject(json).date('now').getTime();
  } catch {
    return undefined;
  }
}
