import type { Range } from '../../../policy/range.ts';
import type { Expression } from '../ast.ts';
import { hasKey } from '../builtins/objects.ts';
import { areEqual } from './comparison.ts';
import type { Interpreter } from './interpreter.ts';
import { keyOf } from './keys.ts';
import { assignTo } from './scope.ts';
import {
  bool,
  isNothing,
  num,
  taintOf,
  text,
  toText,
  truth,
  undefinedValue,
  unknown,
  type Scope,
  type Unknown,
  type Value,
} from '../values.ts';

/** `!`, `typeof`, `++` and the like. */
export function unary(
  interpreter: Interpreter,
  expression: Extract<Expression, { kind: 'Unary' }>,
  scope: Scope,
): Value {
  const value = interpreter.evaluate(expression.argument, scope);
  const { operator } = expression;
  if (operator === '!') {
    const known = truth(value);
    return known === null ? bool(!interpreter.decideOn(value, expression.argument.range)) : bool(!known);
  }
  if (operator === 'void') return undefinedValue;
  if (operator === 'typeof') return typeOf(value);
  if (value.type === 'number') {
    if (operator === '-') return num(-value.value);
    if (operator === '+') return value;
    if (expression.argument.kind === 'Identifier' && /\+\+|--/.test(operator)) {
      const next = num(value.value + (operator.includes('+') ? 1 : -1));
      assignTo(expression.argument.name, next, scope);
      return operator.startsWith('post') ? value : next;
    }
  }
  if (operator === '+') {
    const shown = value.type === 'unknown' ? null : toText(value);
    if (shown !== null) return num(Number(shown));
  }
  if (operator === '~' && value.type === 'number') return num(~value.value);
  return unknown('a computed value', keyOf(interpreter, expression.range, [value]));
}

/** Every operator between two values; `&&`, `||` and `??` leave out what JavaScript leaves out. */
export function binary(
  interpreter: Interpreter,
  expression: Extract<Expression, { kind: 'Binary' }>,
  scope: Scope,
): Value {
  const { operator } = expression;
  const left = interpreter.evaluate(expression.left, scope);
  const isSetting = left.type === 'unknown' && expression.right.kind === 'Number';
  // A port or a limit: which number it is makes no difference to the ways that a request can go.
  if (isSetting && (operator === '??' || operator === '||'))
    return unknown(left.why, `${left.key} ${operator} ${interpreter.sourceOf(expression.right.range)}`);
  if (operator === '??') {
    if (left.type === 'unknown') {
      return interpreter.run.decide(`${left.needs ?? left.key} is set`)
        ? left
        : interpreter.evaluate(expression.right, scope);
    }
    return isNothing(left) ? interpreter.evaluate(expression.right, scope) : left;
  }
  if (operator === '||' || operator === '&&') {
    const known = truth(left) ?? interpreter.decideOn(left, expression.left.range);
    return known === (operator === '||') ? left : interpreter.evaluate(expression.right, scope);
  }
  const right = interpreter.evaluate(expression.right, scope);
  return operate(interpreter, operator, left, right, expression.range);
}

function operate(interpreter: Interpreter, operator: string, left: Value, right: Value, range: Range): Value {
  switch (operator) {
    case '===':
    case '==': {
      const equal =
        operator === '==' && isNothing(left) && isNothing(right)
          ? true
          : areEqual(interpreter, left, right, range);
      return equal === null ? unknown('a comparison', keyOf(interpreter, range, [left, right])) : bool(equal);
    }
    case '!==':
    case '!=': {
      const equal =
        operator === '!=' && isNothing(left) && isNothing(right)
          ? true
          : areEqual(interpreter, left, right, range);
      if (equal !== null) return bool(!equal);
      return bool(!interpreter.run.decide(keyOf(interpreter, range, [left, right]).replace('!=', '==')));
    }
    case 'in': {
      const has = isIn(interpreter, left, right);
      return has === null
        ? unknown('a look into an object', keyOf(interpreter, range, [left, right]))
        : bool(has);
    }
    case '+':
      return add(interpreter, left, right, range);
    default:
      return calculate(interpreter, operator, left, right, range);
  }
}

/** `'a' in object`, also among the headers of a request; null when that is not known. */
function isIn(interpreter: Interpreter, key: Value, object: Value): boolean | null {
  const name = toText(key);
  if (name === null) return null;
  if (object.type === 'object' && !object.open) return hasKey(interpreter, object, key);
  if (object.type !== 'host' || object.name !== 'headers') return null;
  const header = object.get(name);
  return header.type === 'unknown' ? null : header.type !== 'undefined';
}

function add(interpreter: Interpreter, left: Value, right: Value, range: Range): Value {
  if (left.type === 'number' && right.type === 'number') return num(left.value + right.value);
  const a = toText(left);
  const b = toText(right);
  if (a === null || b === null) return puzzle([left, right], keyOf(interpreter, range, [left, right]));
  return (taintOf(left) ?? taintOf(right)) ? text(a + b, 'part') : { ...text(a + b), made: range };
}

/** A text that is put together of values of which some are unknown. */
export function puzzle(parts: readonly Value[], key: string): Unknown {
  const made = unknown('a text that is put together', key);
  const isText = parts.some((part) => part.type === 'text' || (part.type === 'unknown' && part.isText));
  return isText ? { ...made, isText } : made;
}

function calculate(
  interpreter: Interpreter,
  operator: string,
  left: Value,
  right: Value,
  range: Range,
): Value {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a === null || b === null) {
    return unknown('a computed value', keyOf(interpreter, range, [left, right]));
  }
  switch (operator) {
    case '<':
      return bool(a < b);
    case '>':
      return bool(a > b);
    case '<=':
      return bool(a <= b);
    case '>=':
      return bool(a >= b);
    case '-':
      return num(a - b);
    case '*':
      return num(a * b);
    case '/':
      return num(a / b);
    case '%':
      return num(a % b);
    default:
      return unknown('a computed value', keyOf(interpreter, range, [left, right]));
  }
}

function typeOf(value: Value): Value {
  switch (value.type) {
    case 'undefined':
    case 'boolean':
    case 'number':
      return text(value.type);
    case 'text':
      return text('string');
    case 'function':
    case 'native':
      return text('function');
    case 'unknown':
      return value.isText ? text('string') : unknown('a type', `typeof ${value.key}`);
    default:
      return text('object');
  }
}

/** A number to calculate with; what is missing is NaN. */
function numberOf(value: Value): number | null {
  if (value.type === 'undefined') return Number.NaN;
  return value.type === 'number' ? value.value : null;
}
