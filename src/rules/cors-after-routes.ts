import { moveToFront } from './cors-after-auth.ts';
import { allowedOrigin, expressOf, firstLine, isReadable } from './lib/expressApp.ts';
import { requestFrom } from '../policy/grant.ts';
import type { Policy } from '../policy/types.ts';
import type { ExpressReading, Route } from '../stacks/express/read.ts';
import type { Rule } from './types.ts';

export const corsAfterRoutes: Rule = {
  meta: {
    id: 'cors-after-routes',
    title: 'CORS headers are added behind routes, which have answered by then',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      late: '{method} {path} from {origin} is blocked: that route answers before this adds CORS headers.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    for (const policy of reading?.policies ?? []) {
      if (!reading || policy.label !== 'the app') continue;
      const origin = allowedOrigin([policy], policy.answer.bind(policy), 'GET');
      const route = origin && firstBefore(reading, policy, origin);
      if (!route) continue;
      context.report({
        range: firstLine(context.text, policy.range),
        messageId: 'late',
        data: { method: route.method, path: route.path, origin },
        related: [
          { range: firstLine(context.text, route.layer.range), message: 'This route answers first.' },
        ],
        fixes: moveToFront(context, reading, policy.range, route.layer.range),
      });
    }
  },
};

/** The first route in front of the policy that answers without the headers that the policy would add. */
function firstBefore({ routes, apps }: ExpressReading, policy: Policy, origin: string): Route | undefined {
  const layers = apps.flatMap((app) => app.layers);
  const inApp = layers.some(
    ({ range }) => range.start <= policy.range.start && range.end >= policy.range.end,
  );
  if (!inApp) return undefined;
  return routes.find(({ layer, method, answer }) => {
    if (layer.range.end > policy.range.start || isReadable(answer, origin, method)) return false;
    return answer(requestFrom(origin, { method })).unknown.length === 0;
  });
}
