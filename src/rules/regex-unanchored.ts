import { holeRule, isPattern, patternFixes } from './lib/holeRule.ts';
import type { Rule } from './types.ts';

export const regexUnanchored: Rule = holeRule(
  {
    id: 'regex-unanchored',
    title: 'The pattern does not reach to the end of the origin, so more may follow the allowed host',
    class: 'exposed',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { open: '{origin} can read this{reach}: the pattern has no end, so more may follow.' },
  },
  {
    kinds: ['pattern', 'predicate'],
    applies: ({ how }, test) => how === 'open-end' && isPattern(test),
    withoutCookies: 'fragile',
    fixes: patternFixes,
  },
);
