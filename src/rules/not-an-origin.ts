import { literalRule, type FaultyLiteral } from './lib/literalRule.ts';
import type { Fix, Rule } from './types.ts';

export const notAnOrigin: Rule = literalRule(
  {
    id: 'not-an-origin',
    title: 'A text that is meant as a value or as a pattern stands where an origin belongs',
    class: 'broken',
    stacks: ['express', 'fastapi'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      value: "No site matches '{text}': in quotes it is a text, which is compared with the Origin.",
      pattern: "No site matches '{text}': in quotes it is a text, not a pattern.",
    },
  },
  'not-an-origin',
  (faulty) => {
    const text = faulty.literal.value;
    if (/^(?:true|false)$/i.test(text)) return { messageId: 'value', data: { text } };
    const source = sourceOf(text);
    return source === null
      ? null
      : { messageId: 'pattern', data: { text }, fixes: asPattern(faulty, source) };
  },
);

/** Of `/…/`, or of a text that starts or ends as only a pattern does. */
function sourceOf(text: string): string | null {
  const inSlashes = /^\/(.+)\/$/.exec(text)?.[1]?.replaceAll('\\/', '/');
  return inSlashes ?? (/^\^.*\$$|\\\.|\$$/.test(text) ? text : null);
}

function asPattern({ literal, policy }: FaultyLiteral, source: string): readonly Fix[] {
  const edits = policy.edits.replaceWithPattern?.(literal, source) ?? null;
  return edits ? [{ title: 'Write it as a pattern', safety: 'unsafe', edits }] : [];
}
