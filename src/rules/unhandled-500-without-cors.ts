import { requestFrom } from '../policy/grant.ts';
import { isBrowserOrigin } from '../policy/originLiteral.ts';
import { respond } from '../policy/respond.ts';
import type { Policy } from '../policy/types.ts';
import { installsIn } from './lib/fastapi.ts';
import type { Rule } from './types.ts';

/** Every FastAPI application is so; it is reported where a handler shows that somebody counts on that answer. */
export const unhandled500WithoutCors: Rule = {
  meta: {
    id: 'unhandled-500-without-cors',
    title: 'A handler for every exception answers outside of CORSMiddleware, so pages cannot read its answer',
    class: 'fragile',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: null,
    messages: {
      outside:
        'The 500 from {handler} reaches the page as a CORS error: Starlette sends it outside of CORSMiddleware.',
    },
  },
  check(context) {
    for (const { policy, errorHandlers } of installsIn(context)) {
      if (!losesErrors(policy)) continue;
      for (const { name, range } of errorHandlers) {
        context.report({
          range,
          messageId: 'outside',
          data: { handler: name },
          related: [{ range: policy.range, message: 'This CORSMiddleware stands inside of it.' }],
        });
      }
    }
  },
};

/** Whether an origin that reads answers loses its line on an error that nothing handles. */
function losesErrors(policy: Policy): boolean {
  const named = policy.facts.origins.flatMap((one) => (one.kind === 'literal' ? [one.value] : []));
  const origin = named.find(isBrowserOrigin) ?? 'https://app.example.com';
  const response = respond(policy, requestFrom(origin, { handler: { does: 'throw' } }));
  return response.lost.some(
    ({ name, how }) => name === 'Access-Control-Allow-Origin' && how === 'made-outside',
  );
}
