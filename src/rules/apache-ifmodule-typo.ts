import { apacheReading } from './lib/apache.ts';
import type { Rule } from './types.ts';

/** core: `<IfModule>` skips its contents in silence when no module bears the name. */
export const apacheIfmoduleTypo: Rule = {
  meta: {
    id: 'apache-ifmodule-typo',
    title: 'An IfModule asks for a module that does not exist, so the CORS headers in it are never sent',
    class: 'broken',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: { never: 'None of these CORS headers is ever sent: Apache has no module called {name}.' },
  },
  check(context) {
    for (const { word, meant } of apacheReading(context)?.misnamedModules ?? []) {
      const { start, end } = word.range;
      context.report({
        range: word.range,
        messageId: 'never',
        data: { name: word.text },
        fixes: [{ title: `Write ${meant}`, safety: 'safe', edits: [{ start, end, text: meant }] }],
      });
    }
  },
};
