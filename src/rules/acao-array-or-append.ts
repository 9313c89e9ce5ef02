import { corsCheck } from '../cors/corsCheck.ts';
import { requestFrom } from '../policy/grant.ts';
import { headerList, isUnknown, linesOf, respond } from '../policy/respond.ts';
import { firstLine } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

export const acaoArrayOrAppend: Rule = {
  meta: {
    id: 'acao-array-or-append',
    title: 'Access-Control-Allow-Origin is sent twice, which browsers refuse',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: null,
    messages: {
      twice: '{origin} is blocked: Access-Control-Allow-Origin is sent {count} times, and browsers take one.',
    },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      const named = policy.facts.origins.flatMap((matcher) =>
        matcher.kind === 'literal' ? [matcher.value] : [],
      );
      for (const origin of [...named, 'https://app.example.com'].slice(0, 10)) {
        const response = respond(policy, requestFrom(origin));
        const lines = linesOf(response, 'access-control-allow-origin');
        if (lines.length < 2 || isUnknown(response, 'access-control-allow-origin')) continue;
        if (corsCheck(headerList(response), origin, false)?.kind !== 'multiple-allow-origin') continue;
        const range = lines.at(-1)?.range;
        if (!range) continue;
        const data = { origin, count: String(lines.length) };
        context.report({ range: firstLine(context.text, range), messageId: 'twice', data });
        break;
      }
    }
  },
};
