import { holeRule, patternFixes } from './lib/holeRule.ts';
import { losesEscape } from './regexp-string-escape-lost.ts';
import type { Rule } from './types.ts';

export const regexUnescapedDot: Rule = holeRule(
  {
    id: 'regex-unescaped-dot',
    title: 'A dot in the pattern is not escaped, so it stands for any character',
    class: 'exposed',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { open: '{origin} can read this{reach}: an unescaped dot matches any character.' },
  },
  {
    kinds: ['pattern'],
    applies: ({ how }, { range }, { text }) => how === 'dot' && !losesEscape(text, range),
    withoutCookies: 'fragile',
    fixes: patternFixes,
  },
);
