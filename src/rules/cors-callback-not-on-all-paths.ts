import { requestFrom } from '../policy/grant.ts';
import { meantOrigins } from '../policy/meantOrigins.ts';
import { respond } from '../policy/respond.ts';
import type { Policy } from '../policy/types.ts';
import { functionGiven, mayCallBack } from './cors-origin-fn-returns.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

export const corsCallbackNotOnAllPaths: Rule = {
  meta: {
    id: 'cors-callback-not-on-all-paths',
    title:
      'The function that decides about an origin ends without calling its callback, and the request hangs',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: null,
    messages: {
      hangs: 'Requests {who} {how}: this function can end without a call of its callback.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    // In a half-written function the call is still to come.
    if (!reading || reading.errors.length > 0) return;
    for (const policy of reading.policies) {
      const found = stuck(policy);
      const call = found && reading.corsCalls.find(({ range }) => range.start === found.start);
      const given = call && functionGiven(call);
      if (!found || given?.value.type !== 'function' || !mayCallBack(given.value.node, reading)) continue;
      const { who, how } = found;
      context.report({ range: firstLine(context.text, given.range), messageId: 'hangs', data: { who, how } });
    }
  },
};

/** The first request that hangs in the cors package, where another one does not. */
function stuck(
  policy: Policy,
): { readonly start: number; readonly who: string; readonly how: string } | null {
  const origins = ['https://evil.test', null, ...meantOrigins(policy.facts.origins)];
  const answers = origins.map((origin) => ({ origin, ...respond(policy, requestFrom(origin)) }));
  const found = answers.find(({ stuckAt }) => stuckAt) ?? answers.find(({ mayStickAt }) => mayStickAt);
  if (!found?.mayStickAt || answers.every(({ stuckAt }) => stuckAt)) return null;
  return {
    start: found.mayStickAt.start,
    who: found.origin === null ? 'without an Origin' : `from ${found.origin}`,
    how: found.stuckAt ? 'hang' : 'may hang',
  };
}
