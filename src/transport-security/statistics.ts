/**
 * Typed access to an entry. Its shape is not trusted, although it comes from the browser: each member is checked and
 * limited.
 */
export interface StatsEntry {
  /** Returns a printable string of at most 100 characters, or `undefined`. */
  text(key: string): string | undefined;
  /** Returns a finite number, or `undefined`. */
  number(key: string): number | undefined;
  /** Whether the member is exactly `true`. */
  flag(key: string): boolean;
}

/** Source of a connection's statistics: an `RTCStatsReport`, a Map, or a list. */
export interface StatsSource {
  values(): Iterable<unknown>;
}

/** A real report of one connection has about forty entries. */
const MAX_ENTRIES = 5000;
const WORD = /^[\x21-\x7e]{1,100}$/;

function entryOf(value: object): StatsEntry {
  const get = (key: string): unknown => {
    try {
      return Reflect.get(value, key);
    } catch {
      return undefined;
    }
  };
  return {
    text: (key) => {
      const member = get(key);
      return typeof member === 'string' && WORD.test(member) ? member : undefined;
    },
    number: (key) => {
      const member = get(key);
      return typeof member === 'number' && Number.isFinite(member) ? member : undefined;
    },
    flag: (key) => get(key) === true,
  };
}

/**
 * Returns the entries of a report, or none when reading fails or does not end, because the rest could contradict
 * them. Never throws.
 */
export function readStats(report: StatsSource | null | undefined): readonly StatsEntry[] {
  const entries: StatsEntry[] = [];
  let count = 0;
  try {
    for (const value of report?.values() ?? []) {
      // Values that are no entries count too, or a list of them could be endless.
      count += 1;
      if (count > MAX_ENTRIES) return [];
      if (typeof value === 'object' && value !== null) entries.push(entryOf(value));
    }
  } catch {
    return [];
  }
  return entries;
}
