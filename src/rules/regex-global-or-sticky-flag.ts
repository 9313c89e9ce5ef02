import { escapeRegex } from '../policy/escapeRegex.ts';
import { meantOrigins } from '../policy/meantOrigins.ts';
import type { Range } from '../policy/range.ts';
import type { ExpressReading } from '../stacks/express/read.ts';
import { expressOf } from './lib/expressApp.ts';
import type { Rule } from './types.ts';

/** `test` starts where the last match ended, when the pattern has the flag g or y (ECMAScript, RegExpBuiltinExec). */
export const regexGlobalOrStickyFlag: Rule = {
  meta: {
    id: 'regex-global-or-sticky-flag',
    title: 'A pattern with the flag g or y remembers where it stopped, and misses every second request',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      forgets:
        'Every second request from {origin} is blocked: with {flag}, the pattern goes on after its last match.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    const { text } = context;
    for (const policy of reading?.policies ?? []) {
      for (const matcher of policy.facts.origins) {
        if (!reading || matcher.kind !== 'pattern' || !isKept(reading, text, matcher.range)) continue;
        const range = flagsBehind(text, matcher.range);
        const [origin] = meantOrigins([matcher]);
        const flag = range && /[gy]/.exec(text.slice(range.start, range.end))?.[0];
        if (!range || !flag || origin === undefined) continue;
        const fewer = text.slice(range.start, range.end).replace(/[gy]/g, '');
        const title = `Take out ${flag}`;
        const fixes = [{ title, safety: 'safe' as const, edits: [{ ...range, text: fewer }] }];
        context.report({ range, messageId: 'forgets', data: { origin, flag }, fixes });
      }
    }
  },
};

/** `gi` behind the pattern's closing slash, or in the quotes behind those of a pattern that is built. */
function flagsBehind(text: string, { end }: Range): Range | null {
  const [, before = '', flags] = /^(\/|['"`]\s*,\s*['"`])([a-z]+)/.exec(text.slice(end, end + 20)) ?? [];
  const start = end + before.length;
  return flags ? { start, end: start + flags.length } : null;
}

/** Made once for all requests, and asked with `test`: by the cors package, or by code with a constant at the top of the file. */
function isKept({ corsCalls }: ExpressReading, text: string, { start }: Range): boolean {
  const isOption = corsCalls.some(({ options }) => {
    const origin =
      options?.value.type === 'object' ? options.value.properties.get('origin')?.value : undefined;
    const values = origin?.type === 'list' ? origin.items : origin ? [origin] : [];
    return values.some((value) => value.type === 'regex' && value.literal?.start === start);
  });
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const name = /^(?:export )?(?:const|let|var) ([\w$]+)[^(]*$/.exec(line)?.[1];
  if (isOption || !name) return isOption;
  // An entry of a list is asked under another name; `match` and `replace` begin anew each time.
  const asked = line.includes('[') ? '' : `(?<![\\w$.])${escapeRegex(name)}(?:\\.[\\w$]+)*`;
  return new RegExp(`${asked}\\.(?:test|exec)\\(`).test(text);
}
