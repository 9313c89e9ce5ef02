import { literalRule, respell } from './lib/literalRule.ts';
import type { Rule } from './types.ts';

export const originWithPathOrQuery: Rule = literalRule(
  {
    id: 'origin-with-path-or-query',
    title: 'An allowed origin goes on with a path or a query, which no Origin header has',
    class: 'broken',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { never: "{origin} is blocked: a browser's Origin ends before {rest}." },
  },
  'path-or-query',
  (faulty) => {
    const origin = faulty.fault.canonical;
    if (origin === null) return null;
    const rest = faulty.literal.value.trim().replace(/^[^:]*:\/\/[^/?#\\]*/, '');
    // All pages of the site get in, where the text named one part of it.
    const fixes = respell(faulty, origin).map((fix) => ({ ...fix, safety: 'unsafe' as const }));
    return { messageId: 'never', data: { origin, rest: shortened(rest) }, fixes };
  },
);

function shortened(text: string): string {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}
