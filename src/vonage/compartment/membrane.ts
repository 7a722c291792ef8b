/** Real object → the object that stands in its place. */
export type Membrane = Map<object, object>;

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Methods need the real object as `this`; classes must be passed on unchanged. */
function isMethod(value: unknown): value is Method {
  return typeof value === 'function' && !Object.hasOwn(value, 'prototype');
}

/** A function that may be called without `new`: what a page puts in the place of a method has a prototype of its own. */
function isPlain(value: unknown): value is Method {
  return (
    typeof value === 'function' && Object.getOwnPropertyDescriptor(value, 'prototype')?.writable === true
  );
}

/**
 * Wraps an object of the page: reads come from `own` first, else from the real object, and writes stay in `own`. An
 * object that has its own wrapper is never returned unwrapped.
 */
export function wrap(real: object, own: object, membrane: Membrane): object {
  const bound = new Map<unknown, unknown>();
  const shown = (value: unknown) => {
    if (isMethod(value) || isPlain(value)) {
      if (!bound.has(value)) bound.set(value, isMethod(value) ? value.bind(real) : onReal(value));
      return bound.get(value);
    }
    return membrane.get(value as object) ?? value;
  };
  const onReal = (method: Method) =>
    new Proxy(method, {
      apply: (_method, self, args) => Reflect.apply(method, self === proxy ? real : self, args),
    });
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
