import type { Edit } from '../product.ts';

/** What would repair each open fault, so that the search goes on behind it. */
export const repairs: readonly Edit[] = [];
