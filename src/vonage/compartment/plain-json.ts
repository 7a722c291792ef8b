/**
 * `JSON` as it is where no page has given lists a `toJSON` of their own: Prototype before 1.7 did, and every list in
 * what the SDK sends would be a string.
 */
export function plainJson(): Pick<JSON, 'parse' | 'stringify'> {
  const stringify = (value: unknown, ...rest: [replacer?: never, space?: string | number]) =>
    JSON.stringify('toJSON' in Array.prototype ? shielded(value) : value, ...rest);
  return { parse: JSON.parse, stringify };
}

/** A copy whose lists and records do not see what the page has put into their prototypes. */
function shielded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const toJSON: unknown = Reflect.get(value, 'toJSON');
  const added: readonly unknown[] = [Array.prototype, Object.prototype].map((one) =>
    Reflect.get(one, 'toJSON'),
  );
  // A date's, for one, is its own.
  if (typeof toJSON === 'function' && !added.includes(toJSON)) return value;
  const copy = Array.isArray(value)
    ? value.map(shielded)
    : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shielded(one)]));
  return Object.defineProperty(copy, 'toJSON', { value: undefined });
}
