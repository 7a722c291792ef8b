/**
 * For pages that run functions of a test: what compiles the tests wraps named ones in a helper, which is not in the
 * page. A global of the window: an init script has a scope of its own.
 */
export const NAMES = 'globalThis.__name = (named) => named;';
