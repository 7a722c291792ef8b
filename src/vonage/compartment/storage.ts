/** A `Storage` in memory, in place of `localStorage`, so that the SDK stores nothing. */
export function forgetfulStorage(): object {
  const items = new Map<string, string>();
  const methods = {
    getItem: (key: string) => items.get(String(key)) ?? null,
    setItem: (key: string, value: string) => void items.set(String(key), String(value)),
    removeItem: (key: string) => void items.delete(String(key)),
    clear: () => items.clear(),
    key: (index: number) => [...items.keys()][index] ?? null,
  };
  const own = (key: PropertyKey) => (typeof key === 'string' ? items.get(key) : undefined);
  return new Proxy(methods, {
    get: (target, key) => (key === 'length' ? items.size : (Reflect.get(target, key) ?? own(key))),
    set: (_target, key, value) => {
      methods.setItem(String(key), value);
      return true;
    },
    has: (target, key) => key === 'length' || Reflect.has(target, key) || own(key) !== undefined,
    deleteProperty: (_target, key) => {
      methods.removeItem(String(key));
      return true;
    },
    ownKeys: () => [...items.keys()],
    getOwnPropertyDescriptor: (_target, key) => {
      const value = own(key);
      return value === undefined
        ? undefined
        : { value, configurable: true, enumerable: true, writable: true };
    },
  });
}
