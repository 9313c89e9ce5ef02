import type { Range } from '../../policy/range.ts';
import { compile, type Pattern } from './pattern.ts';
import type { Argument, Directive } from './scan.ts';

/** The condition of an `if` (ngx_http_rewrite_module). */
export type Condition =
  | { readonly kind: 'truthy'; readonly variable: string }
  | { readonly kind: 'equals'; readonly variable: string; readonly value: Operand; readonly negated: boolean }
  | {
      readonly kind: 'matches';
      readonly variable: string;
      readonly source: string;
      readonly ignoreCase: boolean;
      /** Null when the expression cannot be evaluated here. */
      readonly pattern: Pattern | null;
      readonly negated: boolean;
      /** The expression's characters. */
      readonly range: Range;
    }
  /** A file test, or something that nginx refuses. */
  | { readonly kind: 'other' };

export interface Operand {
  readonly value: string;
  readonly range: Range;
}

/** Reads `if (…)`; the parentheses may stand alone or stick to a word. */
export function conditionOf(directive: Directive): Condition {
  const words = unwrapped(directive.args);
  const [subject, operator, operand, ...more] = words ?? [];
  if (!subject?.value.startsWith('$') || more.length > 0) return { kind: 'other' };
  const variable = subject.value.slice(1);
  if (!operator) return { kind: 'truthy', variable };
  if (!operand) return { kind: 'other' };
  const negated = operator.value.startsWith('!');
  switch (negated ? operator.value.slice(1) : operator.value) {
    case '=':
      return { kind: 'equals', variable, value: operand, negated };
    case '~':
      return matches(variable, operand, false, negated);
    case '~*':
      return matches(variable, operand, true, negated);
    default:
      return { kind: 'other' };
  }
}

function matches(variable: string, operand: Operand, ignoreCase: boolean, negated: boolean): Condition {
  const { value: source, range } = operand;
  return {
    kind: 'matches',
    variable,
    source,
    ignoreCase,
    pattern: compile(source, ignoreCase),
    negated,
    range,
  };
}

function unwrapped(args: readonly Argument[]): readonly Operand[] | null {
  const first = args[0];
  const last = args.at(-1);
  if (
    !first ||
    !last ||
    !first.value.startsWith('(') ||
    !last.value.endsWith(')') ||
    first.quote ||
    last.quote
  )
    return null;
  const words = args.map((argument) => ({ value: argument.value, range: argument.inner }));
  const head = words.shift();
  if (!head) return null;
  if (head.value !== '(')
    words.unshift({
      value: head.value.slice(1),
      range: { start: head.range.start + 1, end: head.range.end },
    });
  const tail = words.pop();
  if (!tail) return null;
  if (tail.value !== ')')
    words.push({
      value: tail.value.slice(0, -1),
      range: { start: tail.range.start, end: tail.range.end - 1 },
    });
  return words;
}
