import type { InFront } from '../stacks/fastapi/policy.ts';
import { fixWith, installsIn } from './lib/fastapi.ts';
import type { Rule, RuleClass } from './types.ts';

/** The middleware that is added last meets a request first. */
export const fastapiCorsNotOutermost: Rule = {
  meta: {
    id: 'fastapi-cors-not-outermost',
    title: 'Another middleware stands in front of CORSMiddleware and answers before it',
    class: 'broken',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      preflight:
        'Preflights get a {status} from {layer} in front of CORS, so every call that needs one is blocked.',
      redirect: 'Over http a preflight gets a {status} from {layer}, and a redirected preflight is blocked.',
      host: 'A {status} from {layer} reaches the page as a CORS error: it stands in front of CORS.',
    },
  },
  check(context) {
    for (const { policy, inFront, changes } of installsIn(context)) {
      const first = inFront.find(({ status }) => status !== null);
      if (!first) continue;
      const { messageId, ruleClass } = kindOf(first);
      context.report({
        range: policy.range,
        messageId,
        class: ruleClass,
        data: { status: String(first.status), layer: first.layer.name },
        fixes: fixWith('Put CORSMiddleware in front', 'unsafe', changes.moveOutermost()),
        related: [{ range: first.layer.range, message: `${first.layer.name} meets every request first.` }],
      });
    }
  },
};

function kindOf({ layer }: InFront): { readonly messageId: string; readonly ruleClass: RuleClass } {
  if (layer.answers === 'redirect') return { messageId: 'redirect', ruleClass: 'fragile' };
  if (layer.answers === 'host-check') return { messageId: 'host', ruleClass: 'fragile' };
  return { messageId: 'preflight', ruleClass: 'broken' };
}
