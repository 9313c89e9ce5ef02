import { literalRule, respell } from './lib/literalRule.ts';
import type { Rule } from './types.ts';

export const nonCanonicalOrigin: Rule = literalRule(
  {
    id: 'non-canonical-origin',
    title: 'An allowed origin is spelt otherwise than browsers spell it',
    class: 'broken',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      spelling: '{origin} is blocked: that is how browsers spell the Origin, not {text}.',
      never: 'No browser sends the Origin {text}: this entry never matches.',
    },
  },
  'non-canonical',
  (faulty) => {
    const { value } = faulty.literal;
    if (isHalfTyped(value)) return null;
    const origin = faulty.fault.canonical;
    const text = value.trim() === origin ? `'${value}'` : value;
    const data: Record<string, string> = { origin: origin ?? '', text };
    if (origin === null) return { messageId: 'never', data };
    return { messageId: 'spelling', data, fixes: respell(faulty, origin) };
  },
);

/** The rest is about to follow: a host behind the scheme, a port behind the colon. */
function isHalfTyped(value: string): boolean {
  return /^https?:(?:\/{0,2}|\/\/[^/:?#]+:)$/i.test(value);
}
