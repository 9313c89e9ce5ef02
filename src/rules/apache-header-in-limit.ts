import { indentOf, lineBreakOf } from '../stacks/apache/edits.ts';
import type { Section } from '../stacks/apache/scan.ts';
import { apacheReading } from './lib/apache.ts';
import type { Fix, Rule } from './types.ts';

/** core: `<Limit>` restricts access controls by method; other directives in it hold for every method. */
export const apacheHeaderInLimit: Rule = {
  meta: {
    id: 'apache-header-in-limit',
    title: 'CORS headers stand in a Limit, which does not limit them to its methods',
    class: 'hygiene',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      all: 'These headers go out with every method: {tag} limits who may call, and not what is sent.',
    },
  },
  check(context) {
    for (const section of apacheReading(context)?.limitsWithHeaders ?? []) {
      const tag = context.text.slice(section.range.start, section.range.end);
      context.report({
        range: section.range,
        messageId: 'all',
        data: { tag },
        fixes: unwrapped(context.text, section),
      });
    }
  },
};

/** The headers without the tags, where nothing else stands between these. */
function unwrapped(text: string, { range, name, children }: Section): readonly Fix[] {
  const last = children.at(-1);
  if (last?.kind !== 'directive') return [];
  const close = new RegExp(`^[ \\t]*</${name}>[ \\t]*`, 'i').exec(text.slice(last.lines.end));
  const isPlain = children.every((child) => child.kind === 'directive' && child.name === 'header');
  const hasComment = /^[ \t]*#/m.test(text.slice(range.end, last.lines.end));
  if (!close || !isPlain || hasComment) return [];
  const lines = children.map((child) => text.slice(child.range.start, child.range.end));
  const end = last.lines.end + close[0].length;
  const edit = { start: range.start, end, text: lines.join(lineBreakOf(text) + indentOf(text, range.start)) };
  return [{ title: 'Take the tags out', safety: 'safe', edits: [edit] }];
}
