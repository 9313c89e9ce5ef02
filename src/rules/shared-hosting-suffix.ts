import { holeRule } from './lib/holeRule.ts';
import type { Rule } from './types.ts';

/** Suffixes by the Public Suffix List, private part included. */
export const sharedHostingSuffix: Rule = holeRule(
  {
    id: 'shared-hosting-suffix',
    title: 'Every name below a suffix is allowed where anyone can get a name',
    class: 'exposed',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: null,
    messages: { open: '{origin} can read this{reach}: anyone can get a name under {suffix}.' },
  },
  {
    kinds: ['pattern', 'predicate'],
    applies: ({ how }) => how === 'public-suffix',
    withoutCookies: 'hygiene',
    data: ({ origin }) => ({ suffix: new URL(origin).hostname.replace(/^evil\./, '') }),
  },
);
