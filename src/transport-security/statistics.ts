/** Statistics come from the browser, yet nothing here believes their shape: each member is read by itself and bounded. */
export interface StatsEntry {
  /** A printable word of at most 100 characters, or nothing. */
  text(key: string): string | undefined;
  /** A finite number, or nothing. */
  number(key: string): number | undefined;
  /** Whether the member is exactly `true`. */
  flag(key: string): boolean;
}

/** What has the statistics of a connection: an `RTCStatsReport`, a Map, or a list. */
export interface StatsSource {
  values(): Iterable<unknown>;
}

/** A real report of one connection has some forty entries. */
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

/** The entries of a report; none at all when it breaks or does not end, since the rest might say otherwise. Never throws. */
export function readStats(report: StatsSource | null | undefined): readonly StatsEntry[] {
  const entries: StatsEntry[] = [];
  try {
    for (const value of report?.values() ?? []) {
      if (entries.length >= MAX_ENTRIES) return [];
      if (typeof value === 'object' && value !== null) entries.push(entryOf(value));
    }
  } catch {
    return [];
  }
  return entries;
}
