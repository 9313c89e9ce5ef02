import { holeRule } from './lib/holeRule.ts';
import { methodOf, wholeOriginFixes } from './lib/partCheck.ts';
import type { Rule } from './types.ts';

export const prefixCheck: Rule = holeRule(
  {
    id: 'prefix-check',
    title: 'An origin is allowed by how it begins, so more may follow',
    class: 'exposed',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      open: '{origin} can read this{reach}: it begins with the same letters, and more may follow.',
    },
  },
  {
    kinds: ['predicate'],
    applies: ({ how }, test, context) => how === 'open-end' && methodOf(test, context) === 'startsWith',
    withoutCookies: 'fragile',
    fixes: wholeOriginFixes,
  },
);
