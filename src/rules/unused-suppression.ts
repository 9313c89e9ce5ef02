import type { Rule } from './types.ts';

/** Reported by `lint`, which alone sees the findings of all other rules. */
export const unusedSuppression: Rule = {
  meta: {
    id: 'unused-suppression',
    title: 'A comment silences a rule that finds nothing there',
    class: 'hygiene',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    mayFollow: true,
    messages: {
      unused: 'This comment can go: {rule} finds nothing here.',
      unknown: 'This comment has no effect: there is no rule {rule}.',
    },
  },
  check: () => undefined,
};
