import { expressOf } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

export const corsNotCalled: Rule = {
  meta: {
    id: 'cors-not-called',
    title: 'The cors package is handed to Express without being called, and every request hangs',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      hangs:
        'Every request{where} hangs: {name} only makes the middleware, and it does so when it is called.',
    },
  },
  check(context) {
    const { text } = context;
    const layers = expressOf(context)?.apps.flatMap((app) => app.layers) ?? [];
    for (const { path, handlers } of layers) {
      for (const { value, range } of handlers) {
        if (value.type !== 'native' || value.handler?.kind !== 'maker') continue;
        const name = text.slice(range.start, range.end);
        const isName = /^[\w$.]+$/.test(name);
        const edits = [{ start: range.end, end: range.end, text: '()' }];
        context.report({
          range,
          messageId: 'hangs',
          data: {
            name: isName ? name : 'cors',
            where: path?.value.type === 'text' ? ` to ${path.value.value}` : '',
          },
          fixes: isName ? [{ title: 'Call it, which lets every site read', safety: 'unsafe', edits }] : [],
        });
      }
    }
  },
};
