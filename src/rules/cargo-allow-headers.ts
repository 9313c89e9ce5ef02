import { isForbiddenRequestHeader } from '../cors/requestHeaders.ts';
import { firstLine } from './lib/expressApp.ts';
import { entriesOf, entryRange, preflightLine, withoutEntries } from './lib/listHeader.ts';
import type { AnsweredHeader } from '../policy/types.ts';
import type { Fix, Rule } from './types.ts';

/** Headers of answers; a page that sends them gets nothing by it. */
const ofAnswers = /^access-control-(?!request-)/i;

export const cargoAllowHeaders: Rule = {
  meta: {
    id: 'cargo-allow-headers',
    title: 'Access-Control-Allow-Headers lists headers that no page has to be allowed to send',
    class: 'hygiene',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      unasked: 'Listing {names} allows nothing: no page can set such a header, so none is asked for.',
      answers: '{names} stands in answers only: a page has no use for sending it.',
    },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      const line = preflightLine(policy, 'Access-Control-Allow-Headers');
      if (!line?.range) continue;
      const unasked = entriesOf(line).filter((entry) => isForbiddenRequestHeader(entry.toLowerCase(), ''));
      const answers = entriesOf(line).filter((entry) => ofAnswers.test(entry));
      for (const [messageId, names] of [
        ['unasked', unasked],
        ['answers', answers],
      ] as const) {
        const [first] = names;
        if (first === undefined) continue;
        context.report({
          range: entryRange(context.text, line.range, first) ?? firstLine(context.text, line.range),
          messageId,
          data: { names: names.join(', ') },
          // A page that sends a header of answers all the same is blocked once it is not listed.
          fixes: withoutThem(context.text, line, names, messageId === 'unasked' ? 'safe' : 'unsafe'),
        });
      }
    }
  },
};

function withoutThem(
  text: string,
  { range }: AnsweredHeader,
  names: readonly string[],
  safety: Fix['safety'],
): readonly Fix[] {
  const edits = range && withoutEntries(text, range, names);
  return edits ? [{ title: `Take out ${names.join(', ')}`, safety, edits }] : [];
}
