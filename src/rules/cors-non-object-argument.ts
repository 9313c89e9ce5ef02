import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

export const corsNonObjectArgument: Rule = {
  meta: {
    id: 'cors-non-object-argument',
    title: 'cors() is given an origin where it expects options, and then allows every site',
    class: 'exposed',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      open: 'Every site can read this: cors() takes an object of options, and without one it allows *.',
    },
  },
  check(context) {
    for (const { options } of expressOf(context)?.corsCalls ?? []) {
      if (options?.value.type !== 'text' && options?.value.type !== 'list' && options?.value.type !== 'regex')
        continue;
      if (options.value.type === 'text' && options.value.value === '*') continue;
      const source = context.text.slice(options.range.start, options.range.end);
      const edits = [{ ...options.range, text: `{ origin: ${source} }` }];
      context.report({
        range: firstLine(context.text, options.range),
        messageId: 'open',
        witness: { origin: 'https://evil.test' },
        fixes: [{ title: 'Give it as the option origin', safety: 'unsafe', edits }],
      });
    }
  },
};
