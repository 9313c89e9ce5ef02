import { literalRule, respell } from './lib/literalRule.ts';
import type { Rule } from './types.ts';

export const originMissingScheme: Rule = literalRule(
  {
    id: 'origin-missing-scheme',
    title: 'An allowed origin lacks its scheme, so it never equals the Origin that a browser sends',
    class: 'broken',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { never: 'No site matches {text}: browsers send the scheme too, as in {origin}.' },
  },
  'missing-scheme',
  (faulty) => {
    const origin = faulty.fault.canonical;
    if (origin === null) return null;
    // http or https is a guess.
    const fixes = respell(faulty, origin).map((fix) => ({ ...fix, safety: 'unsafe' as const }));
    return { messageId: 'never', data: { origin, text: faulty.literal.value.trim() }, fixes };
  },
);
