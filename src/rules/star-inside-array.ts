import { grant } from '../policy/grant.ts';
import type { OriginLiteral, Policy } from '../policy/types.ts';
import type { Fix, Rule } from './types.ts';

export const starInsideArray: Rule = {
  meta: {
    id: 'star-inside-array',
    title: "A '*' in a list of origins stands for nothing but itself",
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { never: "No site matches this '*': in a list it is compared as a plain text." },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      for (const literal of policy.facts.origins) {
        if (literal.kind !== 'literal' || literal.value !== '*' || literal.use !== 'compared') continue;
        if (![policy, ...(policy.settings?.() ?? [])].some((one) => isNever(one, literal))) continue;
        context.report({
          range: literal.range,
          messageId: 'never',
          fixes: withoutList(context.text, literal),
        });
      }
    }
  },
};

/** The list with the star in it is asked, and lets nobody in for it. */
function isNever(policy: Policy, { range }: OriginLiteral): boolean {
  const { unknown, readable } = grant(policy, 'https://evil.test');
  return !unknown && !readable && policy.facts.origins.some((one) => one.range.start === range.start);
}

/** Only where the star stands alone; beside other origins it is not clear what was meant. */
function withoutList(text: string, { range }: OriginLiteral): readonly Fix[] {
  const before = /\[\s*['"`]$/.exec(text.slice(0, range.start));
  const after = /^['"`]\s*,?\s*\]/.exec(text.slice(range.end));
  if (!before || !after) return [];
  const edits = [
    { start: range.start - before[0].length, end: range.start - 1, text: '' },
    { start: range.end + 1, end: range.end + after[0].length, text: '' },
  ];
  return [{ title: 'Allow every site', safety: 'unsafe', edits }];
}
