import type { Rule } from './types.ts';

/** Every rule, in the order of the README's table. Ids are never reused; a retired id stays here as a comment. */
export const rules: readonly Rule[] = [];
