import type { Directive, Word } from '../stacks/apache/scan.ts';
import { onOneLine } from '../stacks/apache/scan.ts';
import { apacheReading } from './lib/apache.ts';
import type { Rule } from './types.ts';

/** mod_headers takes one word as the value; what follows must be a condition, or Apache refuses the file. */
export const apacheUnquotedList: Rule = {
  meta: {
    id: 'apache-unquoted-list',
    title: 'A header value with spaces stands without quotes, and Apache refuses the whole file',
    class: 'broken',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      htaccess: 'Every request to this folder is answered 500: a value with spaces needs quotes.',
      server: 'Apache does not start: a value with spaces needs quotes.',
    },
  },
  check(context) {
    const reading = apacheReading(context);
    for (const directive of reading?.unquoted ?? []) {
      const words = valueWords(directive);
      const [first] = words;
      const last = words.at(-1);
      if (!first || !last || (words.length === 2 && isHalfTyped(last.text))) continue;
      const range = { start: first.outer.start, end: last.outer.end };
      const text = `"${words.map((word) => word.text).join(' ')}"`;
      context.report({
        range: onOneLine(context.text, range),
        messageId: reading?.isHtaccess ? 'htaccess' : 'server',
        fixes: words.some((word) => word.text.includes('"'))
          ? []
          : [{ title: 'Put the value in quotes', safety: 'safe', edits: [{ ...range, text }] }],
      });
    }
  },
};

/** The words of the value: all behind the header's name but a condition at the end. */
function valueWords(directive: Directive): readonly Word[] {
  const skipped = /^(?:always|onsuccess)$/i.test(directive.words[0]?.text ?? '') ? 3 : 2;
  const words = directive.words.slice(skipped);
  const last = words.at(-1);
  return last && /^(?:env=|expr=|early$)/i.test(last.text) ? words.slice(0, -1) : words;
}

/** The start of `env=`, `expr=` or `early`. */
function isHalfTyped(word: string): boolean {
  return ['env', 'expr', 'earl'].some((condition) => condition.startsWith(word.toLowerCase()));
}
