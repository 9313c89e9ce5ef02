import { grant } from '../policy/grant.ts';
import type { Policy } from '../policy/types.ts';
import { leftoverFor } from './layered-cors-leftover-acac.ts';
import type { Fix, Rule } from './types.ts';

/** Fetch standard, "CORS check": `*` fails when the credentials mode is include. */
export const wildcardWithCredentials: Rule = {
  meta: {
    id: 'wildcard-with-credentials',
    title: 'Every origin is allowed by * and credentials too, which browsers refuse together',
    class: 'broken',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      refused:
        'Every request with cookies is blocked: browsers refuse Access-Control-Allow-Origin: * for it.',
    },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      const { allowOrigin, allowCredentials, unknown } = grant(policy, 'https://evil.test');
      if (unknown || allowOrigin?.value !== '*' || allowCredentials?.value !== 'true') continue;
      if (leftoverFor(policy, context.reading.policies) !== null) continue;
      const range = allowCredentials.range ?? allowOrigin.range;
      if (range) context.report({ range, messageId: 'refused', fixes: withoutCookies(policy) });
    }
  },
};

function withoutCookies(policy: Policy): readonly Fix[] {
  const edits = policy.edits.dropCredentials();
  return edits ? [{ title: 'Allow requests without cookies only', safety: 'unsafe', edits }] : [];
}
