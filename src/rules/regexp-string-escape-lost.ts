import type { Range } from '../policy/range.ts';
import { holeRule } from './lib/holeRule.ts';
import type { Fix, Rule } from './types.ts';

/** A text in quotes loses the backslash of `\.` (ECMAScript, string literals), so that the pattern has a bare dot. */
export const regexpStringEscapeLost: Rule = holeRule(
  {
    id: 'regexp-string-escape-lost',
    title: 'A pattern in quotes loses its backslashes, so that its dots stand for any character',
    class: 'exposed',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      open: "{origin} can read this{reach}: in quotes '\\.' is a bare dot, which matches any character.",
    },
  },
  {
    kinds: ['pattern'],
    applies: ({ how }, { range }, { text }) => how === 'dot' && losesEscape(text, range),
    withoutCookies: 'fragile',
    fixes: ({ range }, { text }) => withEscapes(text, range),
  },
);

/** The characters of a pattern between quotes, where single backslashes stand before dots. */
export function losesEscape(text: string, { start, end }: Range): boolean {
  return /['"]/.test(text[start - 1] ?? '') && /(?<!\\)(?:\\\\)*\\\./.test(text.slice(start, end));
}

function withEscapes(text: string, range: Range): readonly Fix[] {
  const source = text.slice(range.start, range.end);
  // Where some are doubled already, it is not clear what was meant.
  if (source.includes('\\\\')) return [];
  const edits = [{ ...range, text: source.replaceAll('\\', '\\\\') }];
  return [{ title: 'Double the backslashes', safety: 'unsafe', edits }];
}
