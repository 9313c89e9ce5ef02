import { firstLine } from './lib/expressApp.ts';
import { answerLine, entriesOf, entryRange, withoutEntries, withoutOption } from './lib/listHeader.ts';
import type { Rule } from './types.ts';

/** "Forbidden response-header name" of the Fetch standard. */
const forbidden = /^set-cookie2?$/i;

export const exposeForbiddenHeader: Rule = {
  meta: {
    id: 'expose-forbidden-header',
    title: 'Access-Control-Expose-Headers lists Set-Cookie, which no script can read',
    class: 'hygiene',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      hidden:
        '{name} stays hidden from every script, listed or not; the cookie itself is stored without this.',
    },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      const line = answerLine(policy, 'Access-Control-Expose-Headers');
      const name = line && entriesOf(line).find((entry) => forbidden.test(entry));
      if (!line?.range || !name) continue;
      const isAlone = entriesOf(line).length === 1;
      const edits = isAlone ? withoutOption(context, line) : withoutEntries(context.text, line.range, [name]);
      context.report({
        range: entryRange(context.text, line.range, name) ?? firstLine(context.text, line.range),
        messageId: 'hidden',
        data: { name },
        fixes: edits ? [{ title: `Take out ${name}`, safety: 'safe', edits }] : [],
      });
    }
  },
};
