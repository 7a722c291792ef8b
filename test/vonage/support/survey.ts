import { isDeepStrictEqual } from 'node:util';
import type { Survey } from './inside.ts';

export type { Build, Survey } from './inside.ts';

/** What differs, and nothing else: a page has a thousand globals. */
export function changes(before: Survey, now: Survey): Partial<Record<keyof Survey, unknown>> {
  const keys = Object.keys(before) as (keyof Survey)[];
  const difference = (key: keyof Survey) => {
    const [old, current] = [before[key], now[key]];
    if (!Array.isArray(old) || !Array.isArray(current)) return [old, current];
    return [old.filter((one) => !current.includes(one)), current.filter((one) => !old.includes(one))];
  };
  return Object.fromEntries(
    keys.filter((key) => !isDeepStrictEqual(before[key], now[key])).map((key) => [key, difference(key)]),
  );
}
