/**
 * Returns `JSON` unaffected by a `toJSON` that the page has added to arrays: with Prototype before 1.7, every array
 * that the SDK sends would become a string.
 */
export function plainJson(): Pick<JSON, 'parse' | 'stringify'> {
  const stringify = (value: unknown, ...rest: [replacer?: never, space?: string | number]) =>
    JSON.stringify('toJSON' in Array.prototype ? shielded(value) : value, ...rest);
  return { parse: JSON.parse, stringify };
}

/** Returns a copy whose arrays and records ignore what the page has added to their prototypes. */
function shielded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const toJSON: unknown = Reflect.get(value, 'toJSON');
  const added: readonly unknown[] = [Array.prototype, Object.prototype].map((one) =>
    Reflect.get(one, 'toJSON'),
  );
  // A built-in `toJSON`, such as a date's.
  if (typeof toJSON === 'function' && !added.includes(toJSON)) return value;
  const copy = Array.isArray(value)
    ? value.map(shielded)
    : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shielded(one)]));
  return Object.defineProperty(copy, 'toJSON', { value: undefined });
}
