/** For pages that run functions of a test: what compiles the tests wraps named ones in a helper, which is not in the page. */
export const NAMES = 'var __name = (named) => named;';
