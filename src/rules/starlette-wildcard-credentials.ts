import { grant } from '../policy/grant.ts';
import { fixWith, installsIn } from './lib/fastapi.ts';
import type { Rule } from './types.ts';

const stranger = 'https://evil.test';

/** Starlette does not send `*` with credentials, which browsers refuse: it names whoever asks. */
export const starletteWildcardCredentials: Rule = {
  meta: {
    id: 'starlette-wildcard-credentials',
    title: 'Every origin is allowed, with credentials, and Starlette answers each with its own name',
    class: 'exposed',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      open: '{origin} can read this with cookies: with credentials Starlette turns * into the origin that asks.',
      withCookie:
        '{origin} can read this with cookies: once a cookie comes, Starlette turns * into the origin that asks.',
    },
  },
  check(context) {
    for (const { policy, behaviour } of installsIn(context)) {
      const any = policy.facts.origins.find(({ kind }) => kind === 'any');
      if (!any) continue;
      const given = grant(policy, stranger);
      if (given.unknown || !given.withCredentials) continue;
      context.report({
        range: any.range,
        messageId: behaviour.echoesWithoutCookie ? 'open' : 'withCookie',
        data: { origin: stranger },
        witness: { origin: stranger },
        fixes: fixWith('Allow requests without cookies only', 'unsafe', policy.edits.dropCredentials()),
      });
    }
  },
};
