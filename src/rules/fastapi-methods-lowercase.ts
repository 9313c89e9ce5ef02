import { allowedOrigin, installsIn } from './lib/fastapi.ts';
import type { Rule } from './types.ts';

const known = /^(get|head|post|put|patch|delete|options|query)$/i;

/** Methods are compared with their case (RFC 9110, 9.1), and browsers send these in capitals. */
export const fastapiMethodsLowercase: Rule = {
  meta: {
    id: 'fastapi-methods-lowercase',
    title: 'An allowed method is not written in capitals, so it never equals the one that a browser asks for',
    class: 'broken',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: 'safe',
    messages: { blocked: '{method} from {origin} is blocked at the preflight: {text} is another method.' },
  },
  check(context) {
    for (const { policy, settings } of installsIn(context)) {
      if (settings.methods.kind !== 'items') continue;
      const { items } = settings.methods;
      const values = new Set(items.map(({ value }) => value));
      if (values.has('*')) continue;
      for (const { value, range } of items) {
        const method = value.toUpperCase();
        if (!known.test(value) || value === method || values.has(method)) continue;
        const exact = context.text.slice(range.start, range.end) === value;
        context.report({
          range,
          messageId: 'blocked',
          data: { method, origin: allowedOrigin(policy), text: value },
          fixes: exact
            ? [{ title: `Write ${method}`, safety: 'safe', edits: [{ ...range, text: method }] }]
            : [],
        });
      }
    }
  },
};
