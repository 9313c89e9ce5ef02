import { grant } from '../policy/grant.ts';
import type { OriginMatcher, Policy } from '../policy/types.ts';
import type { FindWitness } from '../policy/witness.ts';
import type { Fix, Rule } from './types.ts';

export const reflectOriginCredentials: Rule = {
  meta: {
    id: 'reflect-origin-credentials',
    title: 'Whatever Origin asks is allowed, with credentials, so every site reads as the user',
    class: 'exposed',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { open: '{origin} can read this with cookies: every Origin that asks is allowed.' },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      for (const matcher of policy.facts.origins) {
        const origin = strangerIn(policy, matcher, context.witness);
        if (origin === null) continue;
        context.report({
          range: matcher.range,
          messageId: 'open',
          data: { origin },
          witness: { origin },
          fixes: withoutCookies(policy),
        });
      }
    }
  },
};

/** A stranger that is let in by a plain echo, or by a pattern that matches every origin. */
function strangerIn(policy: Policy, matcher: OriginMatcher, witness: FindWitness): string | null {
  if (matcher.kind !== 'reflect' && matcher.kind !== 'pattern') return null;
  const found = witness(policy, matcher);
  if (found?.how !== 'any') return null;
  const given = grant(policy, found.origin);
  return given.withCredentials && given.allowOrigin?.value === found.origin ? found.origin : null;
}

/** Without cookies, `*` says what the echo says. */
function withoutCookies(policy: Policy): readonly Fix[] {
  const dropped = policy.edits.dropCredentials();
  if (!dropped) return [];
  const edits = [...dropped, ...(policy.edits.allowAny() ?? [])];
  return [{ title: 'Allow requests without cookies only', safety: 'unsafe', edits }];
}
