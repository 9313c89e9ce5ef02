import { holeRule } from './lib/holeRule.ts';
import { methodOf, wholeOriginFixes } from './lib/partCheck.ts';
import type { Rule } from './types.ts';

export const suffixCheckWithoutDot: Rule = holeRule(
  {
    id: 'suffix-check-without-dot',
    title: 'An origin is allowed by how it ends, and nothing asks for a dot before that',
    class: 'exposed',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      open: '{origin} can read this{reach}: it ends in the same letters, and no dot is asked for.',
    },
  },
  {
    kinds: ['predicate'],
    applies: ({ how }, test, context) => how === 'no-boundary' && methodOf(test, context) === 'endsWith',
    withoutCookies: 'fragile',
    fixes: wholeOriginFixes,
  },
);
