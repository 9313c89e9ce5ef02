import { someCaller } from '../policy/caller.ts';
import { isUnknown, linesOf, respond } from '../policy/respond.ts';
import { firstLine } from './lib/expressApp.ts';
import { preflightOf, valueRange } from './lib/headerLines.ts';
import type { Fix, Rule } from './types.ts';

/** Methods are case-sensitive (RFC 9110, 9.1); browsers send these in capital letters, whatever the page wrote. */
const lowerCase = /(?<![\w-])(?:put|delete|Put|Delete|patch|Patch)(?![\w-])/g;

export const acamLowercase: Rule = {
  meta: {
    id: 'acam-lowercase',
    title: 'Access-Control-Allow-Methods lists a method in small letters, which matches no request',
    class: 'broken',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: { never: '{method} requests are blocked: the list of methods has {text}, and capitals count.' },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      const caller = someCaller(policy);
      const response = respond(caller, preflightOf(caller.origin));
      if (isUnknown(response, 'access-control-allow-methods')) continue;
      for (const line of linesOf(response, 'access-control-allow-methods')) {
        const range = valueRange(context.text, line) ?? line.range;
        const text = line.value.match(lowerCase)?.[0];
        const method = text?.toUpperCase();
        if (!range || !text || !method || line.value.split(/[\s,]+/).includes(method)) continue;
        context.report({
          range: firstLine(context.text, range),
          messageId: 'never',
          data: { text, method },
          fixes: inCapitals(context.text, range),
        });
      }
    }
  },
};

function inCapitals(text: string, range: { start: number; end: number }): readonly Fix[] {
  const source = text.slice(range.start, range.end);
  const isSpelt = /^\[/.test(source) ? /^[\s['"`,\]\w]+$/.test(source) : /^[\w,\s]+$/.test(source);
  // A name without quotes in a list is a constant from elsewhere.
  if (!isSpelt || (source.startsWith('[') && /[[,]\s*\w/.test(source))) return [];
  const fixed = source.replace(/\b(?:get|head|post|put|patch|delete|options)\b/gi, (method) =>
    method.toUpperCase(),
  );
  return [{ title: 'Write the methods in capitals', safety: 'safe', edits: [{ ...range, text: fixed }] }];
}
