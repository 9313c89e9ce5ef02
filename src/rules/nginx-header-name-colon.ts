import { isCors, sentName } from '../stacks/nginx/headers.ts';
import { effective } from '../stacks/nginx/headers.ts';
import { ifsOf } from '../stacks/nginx/origins.ts';
import { nginxReading } from './lib/nginx.ts';
import type { Rule } from './types.ts';

/** nginx takes the name as it stands and writes its own colon behind it: `Access-Control-Allow-Origin:: *`. */
export const nginxHeaderNameColon: Rule = {
  meta: {
    id: 'nginx-header-name-colon',
    title: 'A colon behind the name of a header becomes part of its value',
    class: 'broken',
    stacks: ['nginx'],
    since: '0.1.0',
    fix: 'safe',
    messages: { colon: 'Browsers read {name} as ": {value}": nginx writes a colon of its own.' },
  },
  check(context) {
    for (const { level } of nginxReading(context)?.policies ?? []) {
      for (const header of [level, ...ifsOf(level.steps)].flatMap((one) => effective(one).headers)) {
        const { inner, value } = header.name;
        if (!isCors(header) || !value.endsWith(':') || context.text[inner.end - 1] !== ':') continue;
        context.report({
          range: inner,
          messageId: 'colon',
          data: { name: sentName(header), value: header.value.value },
          fixes: [
            {
              title: 'Remove the colon',
              safety: 'safe',
              edits: [{ start: inner.end - 1, end: inner.end, text: '' }],
            },
          ],
        });
      }
    }
  },
};
