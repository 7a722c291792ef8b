import type { LitElement, PropertyDeclaration } from 'lit';

/**
 * Makes a field a reactive property, as Lit's decorator of this name does. `null` and `undefined`, which frameworks set
 * for what they do not have, and these words, count as never set.
 */
export function property(options?: PropertyDeclaration) {
  return (prototype: object, name: string): void => {
    (prototype.constructor as typeof LitElement).createProperty(name, options);
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor;
    let initial: unknown;
    Object.defineProperty(prototype, name, {
      ...descriptor,
      set(value) {
        // The first value is the field's own.
        if (initial === undefined) initial = value;
        const given = typeof initial === 'string' ? `${value}` : value;
        descriptor.set?.call(this, /^(null|undefined)$/.test(value) ? initial : given);
      },
    });
  };
}

/** Makes a field reactive that is no attribute. */
export const state = () => property({ state: true });
