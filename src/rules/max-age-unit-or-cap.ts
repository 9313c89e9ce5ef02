import { firstLine } from './lib/expressApp.ts';
import { entryRange, preflightLine } from './lib/listHeader.ts';
import type { Rule } from './types.ts';

/** The longest that any browser keeps a preflight's answer, in seconds (Firefox; Chromium keeps it for 7200, Safari for 600). */
const longest = 86_400;

export const maxAgeUnitOrCap: Rule = {
  meta: {
    id: 'max-age-unit-or-cap',
    title: 'Access-Control-Max-Age is no number of seconds, or more of them than browsers heed',
    class: 'hygiene',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      capped:
        'No browser keeps a preflight for {value} seconds: Firefox keeps it for 86400, Chromium for 7200.',
      unread: "Preflights are kept for 5 seconds at most: '{value}' is no number of seconds.",
    },
  },
  check(context) {
    const { text } = context;
    for (const policy of context.reading.policies) {
      const line = preflightLine(policy, 'Access-Control-Max-Age');
      if (!line?.range) continue;
      const value = line.value.trim();
      const isNumber = /^-?\d+$/.test(value);
      if (value === '' || (isNumber && Number(value) <= longest)) continue;
      const written = entryRange(text, line.range, value);
      const range = written ?? firstLine(text, line.range);
      const edits = written && isNumber ? [{ ...written, text: String(longest) }] : null;
      context.report({
        range,
        messageId: isNumber ? 'capped' : 'unread',
        data: { value },
        fixes: edits ? [{ title: `Write ${longest}`, safety: 'safe', edits }] : [],
      });
    }
  },
};
