import { grant } from '../policy/grant.ts';
import { letsIn } from '../policy/witness.ts';
import type { OriginMatcher, Policy } from '../policy/types.ts';
import type { Fix, Rule } from './types.ts';

/** The origin of sandboxed frames, which any site can open. */
export const nullOriginAllowed: Rule = {
  meta: {
    id: 'null-origin-allowed',
    title: 'The origin null is allowed, which any site can send from a sandboxed frame',
    class: 'exposed',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { open: 'Any site can read this{reach}: a sandboxed frame in it sends the Origin null.' },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      const given = grant(policy, 'null');
      if (given.unknown || given.allowOrigin?.value !== 'null') continue;
      // Where every origin gets in, null is the least of it.
      if (letsAnyIn(policy)) continue;
      const matcher = policy.facts.origins.find((one) => letsIn(one, 'null'));
      const range = matcher?.range ?? given.allowOrigin.range;
      if (!range) continue;
      context.report({
        range,
        messageId: 'open',
        data: { reach: given.withCredentials ? ' with cookies' : '' },
        witness: { origin: 'null' },
        fixes: removal(policy, matcher),
        ...(given.withCredentials ? {} : { class: 'hygiene' }),
      });
    }
  },
};

/** Also true where whoever is not allowed is answered `null`: that is a rule of its own. */
function letsAnyIn(policy: Policy): boolean {
  const stranger = grant(policy, 'https://evil.test');
  const isDenyValue =
    policy.stack === 'express' && stranger.allowOrigin?.value === 'null' && !isAlwaysNull(policy);
  return !stranger.unknown && (stranger.readable || isDenyValue);
}

/** Nobody else is meant: whoever asks is answered null. */
export function isAlwaysNull({ facts: { origins } }: Policy): boolean {
  return origins.every((one) => one.kind === 'literal' && one.value === 'null' && one.use === 'sent');
}

function removal(policy: Policy, matcher: OriginMatcher | undefined): readonly Fix[] {
  const edits = matcher?.kind === 'literal' ? policy.edits.removeOrigin?.(matcher) : null;
  return edits ? [{ title: 'Do not allow null', safety: 'unsafe', edits }] : [];
}
