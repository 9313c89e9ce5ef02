import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

/** On request: whether there are spaces in the variable stands in no file. Where a text does, `non-canonical-origin` tells of it. */
export const envSplitNoTrim: Rule = {
  meta: {
    id: 'env-split-no-trim',
    title: 'A list of origins is cut at commas, and the spaces around them stay in it',
    class: 'hygiene',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'safe',
    onRequest: true,
    messages: {
      split:
        'A space in {variable} makes the origin beside it match nothing: the list is cut at commas alone.',
    },
  },
  check(context) {
    for (const { variable, range } of expressOf(context)?.untrimmed ?? []) {
      const edits = [{ start: range.end, end: range.end, text: '.map((origin) => origin.trim())' }];
      context.report({
        range: firstLine(context.text, range),
        messageId: 'split',
        data: { variable },
        fixes: [{ title: 'Trim each origin', safety: 'safe', edits }],
      });
    }
  },
};
