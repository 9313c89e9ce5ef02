import { holeRule } from './lib/holeRule.ts';
import { methodOf, wholeOriginFixes } from './lib/partCheck.ts';
import type { Rule } from './types.ts';

export const substringCheck: Rule = holeRule(
  {
    id: 'substring-check',
    title: 'An origin is allowed by what it contains, which may stand anywhere in it',
    class: 'exposed',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      open: '{origin} can read this{reach}: it contains the text, and that may stand anywhere in it.',
    },
  },
  {
    kinds: ['predicate'],
    applies: ({ how }, test, context) =>
      how === 'open-end' && ['includes', 'indexOf', 'match'].includes(methodOf(test, context)),
    withoutCookies: 'fragile',
    fixes: wholeOriginFixes,
  },
);
