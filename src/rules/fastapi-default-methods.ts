import { allowedOrigin, fixWith, installsIn, refuses } from './lib/fastapi.ts';
import type { Install } from '../stacks/fastapi/read.ts';
import type { Route } from '../stacks/fastapi/routes.ts';
import type { Rule } from './types.ts';

const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Unlike browsers, Starlette refuses the preflight of a POST that is not listed. */
export const fastapiDefaultMethods: Rule = {
  meta: {
    id: 'fastapi-default-methods',
    title: 'Routes of this application are blocked, because without allow_methods only GET is allowed',
    class: 'broken',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      blocked:
        '{method} from {origin} is blocked at the preflight: without allow_methods only GET is allowed.',
    },
  },
  check(context) {
    for (const install of installsIn(context)) {
      const { policy, options, changes, routes } = install;
      if (options.given.has('allow_methods') || options.open !== null) continue;
      const blocked = routes.filter((route) => isBlocked(install, route));
      const [first] = blocked;
      if (!first) continue;
      const methods = order.filter(
        (method) => method === 'GET' || routes.some((route) => route.method === method),
      );
      const title = `Allow ${methods.join(', ')}`;
      context.report({
        range: policy.range,
        messageId: 'blocked',
        data: { method: first.method, origin: allowedOrigin(policy) },
        fixes: fixWith(title, 'unsafe', changes.addList('allow_methods', methods)),
        related: blocked.map(({ range, method, path }) => ({
          range,
          message: `${method} ${path} is blocked.`,
        })),
      });
    }
  },
};

/** A POST goes without a preflight unless its body or headers ask for one. */
function isBlocked({ policy }: Install, { method, takesJson, headers }: Route): boolean {
  const preflighted = method !== 'GET' && (method !== 'POST' || takesJson || headers.length > 0);
  return preflighted && refuses(policy, method, null) === true && refuses(policy, 'GET', null) === false;
}
