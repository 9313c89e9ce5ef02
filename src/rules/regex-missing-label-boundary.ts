import { holeRule, isPattern, patternFixes } from './lib/holeRule.ts';
import type { Rule } from './types.ts';

export const regexMissingLabelBoundary: Rule = holeRule(
  {
    id: 'regex-missing-label-boundary',
    title: 'The pattern lets letters stand right before the allowed host, which makes another host',
    class: 'exposed',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { open: '{origin} can read this{reach}: the pattern asks for no dot before the host.' },
  },
  {
    kinds: ['pattern', 'predicate'],
    applies: ({ how }, test) => how === 'no-boundary' && isPattern(test),
    withoutCookies: 'fragile',
    fixes: patternFixes,
  },
);
