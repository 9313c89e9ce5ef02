import { allowedOrigin, expressOf, firstLine, preflightFailure } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

export const routeMethodNotListed: Rule = {
  meta: {
    id: 'route-method-not-listed',
    title: 'A route has a method that Access-Control-Allow-Methods does not list',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: null,
    messages: {
      missing:
        '{method} {path} from {origin} is blocked: Access-Control-Allow-Methods does not list {method}.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    for (const { layer, method, path, answer } of reading?.routes ?? []) {
      const origin = reading && allowedOrigin(reading.policies, answer, method);
      if (!origin || !layer.path) continue;
      if (preflightFailure(answer, origin, method)?.kind !== 'method-not-allowed') continue;
      context.report({
        range: firstLine(context.text, layer.path.range),
        messageId: 'missing',
        data: { method, path, origin },
      });
    }
  },
};
