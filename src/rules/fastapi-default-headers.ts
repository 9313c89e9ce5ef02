import { allowedOrigin, fixWith, headerCase, installsIn, refuses } from './lib/fastapi.ts';
import type { Rule } from './types.ts';

/** Only for headers without which a route of this file answers nothing. */
export const fastapiDefaultHeaders: Rule = {
  meta: {
    id: 'fastapi-default-headers',
    title: 'Routes of this application need a request header that is not allowed without allow_headers',
    class: 'broken',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      blocked: 'A call with {header} from {origin} is blocked at the preflight: there is no allow_headers.',
    },
  },
  check(context) {
    for (const { policy, options, changes, routes } of installsIn(context)) {
      if (options.given.has('allow_headers') || options.open !== null) continue;
      const needed = [...new Set(routes.flatMap((route) => route.headers))].sort();
      const [first] = needed;
      if (first === undefined || refuses(policy, 'GET', null) !== false) continue;
      if (refuses(policy, 'GET', first) !== true) continue;
      const names = needed.map(headerCase);
      context.report({
        range: policy.range,
        messageId: 'blocked',
        data: { header: headerCase(first), origin: allowedOrigin(policy) },
        fixes: fixWith(`Allow ${names.join(', ')}`, 'unsafe', changes.addList('allow_headers', names)),
        related: routes
          .filter(({ headers }) => headers.length > 0)
          .map(({ range, method, path, headers }) => ({
            range,
            message: `${method} ${path} needs ${headers.map(headerCase).join(', ')}.`,
          })),
      });
    }
  },
};
