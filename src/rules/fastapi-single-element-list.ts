import { allowedOrigin, headerCase, installsIn } from './lib/fastapi.ts';
import type { Fix, Rule, RuleContext } from './types.ts';
import type { Range } from '../policy/range.ts';

/** `["GET, PUT"]` is a list of one element. */
export const fastapiSingleElementList: Rule = {
  meta: {
    id: 'fastapi-single-element-list',
    title: 'Several methods or headers stand in one element of a list, which is compared as a whole',
    class: 'broken',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      methods:
        '{name} from {origin} is blocked at the preflight: this is one element of the list, not {count}.',
      headers:
        'A call with {name} from {origin} is blocked at the preflight: this is one element of the list, not {count}.',
    },
  },
  check(context) {
    for (const { policy, settings } of installsIn(context)) {
      const lists = [
        { set: settings.methods, messageId: 'methods' },
        { set: settings.headers, messageId: 'headers' },
      ];
      for (const { set, messageId } of lists) {
        if (set.kind !== 'items' || set.items.some(({ value }) => value === '*')) continue;
        for (const { value, range } of set.items) {
          const parts = value.split(/[\s,;]+/).filter((part) => part !== '');
          const [first] = parts;
          if (parts.length < 2 || first === undefined) continue;
          const name = messageId === 'headers' ? headerCase(first) : first;
          context.report({
            range,
            messageId,
            data: { name, origin: allowedOrigin(policy), count: String(parts.length) },
            fixes: asElements(context, range, value, parts),
          });
        }
      }
    }
  },
};

function asElements(
  context: RuleContext,
  range: Range,
  value: string,
  parts: readonly string[],
): readonly Fix[] {
  const quote = context.text[range.start - 1];
  const exact = context.text.slice(range.start, range.end) === value;
  if (!exact || (quote !== '"' && quote !== "'")) return [];
  const text = parts.join(`${quote}, ${quote}`);
  return [{ title: `Make it ${parts.length} elements`, safety: 'safe', edits: [{ ...range, text }] }];
}
