import { isBrowserOrigin } from '../policy/originLiteral.ts';
import { literalRule, type FaultyLiteral } from './lib/literalRule.ts';
import type { Fix, Rule } from './types.ts';

export const originListInOneString: Rule = literalRule(
  {
    id: 'origin-list-in-one-string',
    title: 'Several origins stand in one text, which is compared or sent as a whole',
    class: 'broken',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      never: '{origin} is blocked: this is one text with {count} origins in it, and none equals it.',
    },
  },
  'several',
  (faulty) => {
    const { parts } = faulty.fault;
    const origin = parts.find(isBrowserOrigin);
    if (origin === undefined) return null;
    return { messageId: 'never', data: { origin, count: String(parts.length) }, fixes: asList(faulty) };
  },
);

/** Only where the text is all that the policy allows; else the other entries would be lost. */
function asList({ fault, policy }: FaultyLiteral): readonly Fix[] {
  if (policy.facts.origins.length !== 1 || !fault.parts.every(isBrowserOrigin)) return [];
  const edits = policy.edits.allowOrigins(fault.parts);
  return edits ? [{ title: `Allow each of the ${fault.parts.length} origins`, safety: 'unsafe', edits }] : [];
}
