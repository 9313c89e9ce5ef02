import { parseTokens } from '../cors/headerList.ts';
import { callersOf } from '../policy/caller.ts';
import { linesOf, respond } from '../policy/respond.ts';
import { tryCall } from '../policy/tryCall.ts';
import type { AnsweredHeader, Policy } from '../policy/types.ts';
import { preflightOf, valueRange } from './lib/headerLines.ts';
import type { Fix, Rule } from './types.ts';

/** Fetch standard, "CORS-preflight fetch": a list that cannot be read is a network error, whatever was asked for. */
export const acamBadSyntax: Rule = {
  meta: {
    id: 'acam-bad-syntax',
    title: 'A list in the answer to the preflight is not separated by commas',
    class: 'broken',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      list: "Every preflight is blocked: browsers cannot read '{value}', a list needs commas.",
      entry: "Every preflight is blocked: browsers cannot read '{element}' in this list.",
    },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      for (const { line, element } of unreadable(policy)) {
        const commas = withCommas(line.value);
        const range = valueRange(context.text, line) ?? line.range;
        if (!range) continue;
        context.report({
          range,
          messageId: commas === null ? 'entry' : 'list',
          data: { value: line.value, element },
          fixes: commas === null ? [] : separated(context.text, line, commas),
        });
      }
    }
  },
};

interface Unreadable {
  readonly line: AnsweredHeader;
  readonly element: string;
}

/** The lists of the first preflight that fails by one of them. */
function unreadable(policy: Policy): readonly Unreadable[] {
  for (const caller of callersOf(policy)) {
    const { answer, origin } = caller;
    const { verdict, unknown } = tryCall(answer, { origin, method: 'PUT' });
    const kind = verdict.cause?.kind;
    if (unknown || (kind !== 'invalid-allow-methods' && kind !== 'invalid-allow-headers')) continue;
    const response = respond(caller, preflightOf(origin));
    return ['methods', 'headers']
      .flatMap((list) => linesOf(response, `access-control-allow-${list}`))
      .flatMap(faultIn);
  }
  return [];
}

function faultIn(line: AnsweredHeader): Unreadable[] {
  const { invalid } = parseTokens(line.value);
  return invalid === null ? [] : [{ line, element: invalid }];
}

/** Names with the wrong marks between them, with commas; null where more than that is wrong. */
function withCommas(value: string): string | null {
  const names = value.split(/[\s,;|/]+/).filter((name) => name !== '');
  return names.every((name) => /^[\w-]+$/.test(name)) ? names.join(', ') : null;
}

function separated(text: string, line: AnsweredHeader, commas: string): readonly Fix[] {
  const range = valueRange(text, line);
  return range
    ? [{ title: 'Separate with commas', safety: 'safe', edits: [{ ...range, text: commas }] }]
    : [];
}
