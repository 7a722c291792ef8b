/** Real object → the object that stands in its place. */
export type Membrane = Map<object, object>;

/** Methods need the real object as `this`; classes must be passed on unchanged. */
function isMethod(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function' && !Object.hasOwn(value, 'prototype');
}

/**
 * Wraps an object of the page: reads come from `own` first, else from the real object, and writes stay in `own`. An
 * object that has its own wrapper is never returned unwrapped.
 */
export function wrap(real: object, own: object, membrane: Membrane): object {
  const bound = new Map<unknown, unknown>();
  const shown = (value: unknown) => {
    if (isMethod(value)) {
      if (!bound.has(value)) bound.set(value, value.bind(real));
      return bound.get(value);
    }
    return membrane.get(value as object) ?? value;
  };
  const get = (key: PropertyKey) =>
    Object.hasOwn(own, key) ? Reflect.get(own, key) : shown(Reflect.get(real, key));
  const proxy = new Proxy(own, {
    get: (_own, key) => get(key),
    set: (_own, key, value) =>
      Reflect.defineProperty(own, key, { value, configurable: true, enumerable: true, writable: true }),
    has: (_own, key) => Object.hasOwn(own, key) || Reflect.has(real, key),
    getPrototypeOf: () => Reflect.getPrototypeOf(real),
    getOwnPropertyDescriptor: (_own, key) =>
      Reflect.getOwnPropertyDescriptor(own, key) ??
      (Object.hasOwn(real, key)
        ? { value: get(key), configurable: true, enumerable: true, writable: true }
        : undefined),
  });
  membrane.set(real, proxy);
  return proxy;
}
