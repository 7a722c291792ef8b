type Class = abstract new (...args: never[]) => object;

/**
 * Returns a class with all that belongs to it. Scripts that watch a page put plain or bound functions in the place of
 * classes: they give back the real thing, and have none of its prototype and constants.
 *
 * @param make Makes an instance, which knows its class.
 */
export function wholeClass<T extends Class>(given: T, make: () => InstanceType<T>): T {
  return isClass(given) ? given : (make().constructor as T);
}

/** A function's prototype may be set; a class's may not (ECMA-262, 15.7.14; Web IDL, 3.7.3). */
function isClass(given: Class): boolean {
  return Object.getOwnPropertyDescriptor(given, 'prototype')?.writable === false;
}

/**
 * Returns a class whose instances `make` makes, from what `given` makes. For classes of which no instance can be made
 * just to ask it.
 *
 * @param constants What code expects of the class, where `given` has lost it.
 */
export function madeBy<T extends Class>(
  given: T,
  make: (args: ConstructorParameters<T>) => InstanceType<T>,
  constants: object = {},
): T {
  const shown = isClass(given) ? given : (Object.assign(class {}, constants) as unknown as T);
  return new Proxy(shown, { construct: (_class, args) => make(args as ConstructorParameters<T>) });
}

/**
 * Returns a class to extend whose instances have the methods of the class that extends it, even where what stands in
 * the place of `given` returns an object of its own.
 */
export function extensible<T extends new (...args: never[]) => object>(
  given: T,
  make: () => InstanceType<T>,
): T {
  const Base = wholeClass(given, make) as unknown as new (...args: unknown[]) => object;
  class Extensible extends Base {
    constructor(...args: unknown[]) {
      super(...args);
      if (Object.getPrototypeOf(this) !== new.target.prototype) {
        Object.setPrototypeOf(this, new.target.prototype);
      }
    }
  }
  return Extensible as unknown as T;
}
