import type { CallNode, Expression, MemberNode } from '../ast.ts';
import { Thrown } from '../run.ts';
import { getter, makeClass } from './classes.ts';
import { evaluateCall } from './calls.ts';
import type { Interpreter } from './interpreter.ts';
import { keyOf } from './keys.ts';
import { binary, puzzle, unary } from './operators.ts';
import { keyName, readMember, setProperty } from './properties.ts';
import { assignTo, lookUp, makeClosure } from './scope.ts';
import {
  bool,
  listOf,
  nullValue,
  num,
  taintOf,
  text,
  toText,
  truth,
  undefinedValue,
  unknown,
  type Property,
  type Scope,
  type Value,
} from '../values.ts';

/** The value of an expression in `scope`. */
export function evaluateExpression(interpreter: Interpreter, expression: Expression, scope: Scope): Value {
  interpreter.run.step();
  switch (expression.kind) {
    case 'String':
      return { type: 'text', value: expression.value, literal: expression.inner };
    case 'Template':
      return joinTemplate(interpreter, expression, scope);
    case 'Number':
      return num(expression.value);
    case 'Boolean':
      return bool(expression.value);
    case 'Null':
      return nullValue;
    case 'RegExp':
      return {
        type: 'regex',
        source: expression.source,
        flags: expression.flags,
        literal: expression.inner,
      };
    case 'Identifier': {
      const value = lookUp(expression.name, scope);
      if (value) interpreter.use(expression.range, value);
      return value ?? unknown(`'${expression.name}'`, expression.name);
    }
    case 'Array':
      return makeList(interpreter, expression, scope);
    case 'Object':
      return makeObject(interpreter, expression, scope);
    case 'Function':
      return makeClosure(interpreter, expression, scope);
    case 'Class':
      return makeClass(interpreter, expression, scope);
    case 'Call':
    case 'Member': {
      const value = reach(interpreter, expression, scope);
      if (!isImport(expression)) interpreter.use(expression.range, value);
      return value;
    }
    case 'Unary':
      return unary(interpreter, expression, scope);
    case 'Binary':
      return binary(interpreter, expression, scope);
    case 'Conditional':
      return choose(interpreter, expression, scope);
    case 'Assign':
      return assign(interpreter, expression, scope);
    case 'Await':
      return interpreter.evaluate(expression.argument, scope);
    case 'Sequence':
      return expression.items.reduce<Value>((_, item) => interpreter.evaluate(item, scope), undefinedValue);
    case 'Unknown':
      return unknown('code that could not be read', `at ${expression.range.start}`);
  }
}

/** A call or a member: what may throw, and then says where. */
function reach(interpreter: Interpreter, expression: CallNode | MemberNode, scope: Scope): Value {
  try {
    return expression.kind === 'Call'
      ? evaluateCall(interpreter, expression, scope)
      : readMember(interpreter, expression, interpreter.evaluate(expression.object, scope), scope);
  } catch (error) {
    if (error instanceof Thrown) error.at ??= expression.range;
    throw error;
  }
}

function choose(
  interpreter: Interpreter,
  { test, then, otherwise, range }: Extract<Expression, { kind: 'Conditional' }>,
  scope: Scope,
): Value {
  const value = interpreter.evaluate(test, scope);
  const known = truth(value);
  // One of two numbers is no reason to follow both ways.
  if (known === null && then.kind === 'Number' && otherwise.kind === 'Number')
    return unknown('one of two numbers', keyOf(interpreter, range, [value]));
  const holds = known ?? interpreter.decideOn(value, test.range);
  return interpreter.evaluate(holds ? then : otherwise, scope);
}

/** `require('…')` and what is taken from it at once: that a module is there is no use of it yet. */
function isImport(expression: Expression): boolean {
  if (expression.kind === 'Call') return isImport(expression.callee);
  if (expression.kind === 'Member') return isImport(expression.object);
  return expression.kind === 'Identifier' && expression.name === 'require';
}

function joinTemplate(
  interpreter: Interpreter,
  expression: Extract<Expression, { kind: 'Template' }>,
  scope: Scope,
): Value {
  const only = expression.parts.filter((part) => part !== '');
  const [whole] = only;
  if (whole !== undefined && typeof whole !== 'string' && only.length === 1) {
    const inner = interpreter.evaluate(whole, scope);
    // `${origin}` is the Origin itself.
    if (inner.type === 'text') return inner;
    const shown = toText(inner);
    if (shown !== null) return text(shown);
  }
  const parts = expression.parts.map((part) =>
    typeof part === 'string' ? text(part) : interpreter.evaluate(part, scope),
  );
  const shown = parts.map(toText);
  if (shown.includes(null))
    return { ...puzzle(parts, keyOf(interpreter, expression.range, parts)), isText: true };
  const value = shown.join('');
  if (expression.parts.length === 1) return { type: 'text', value, literal: expression.inner };
  return parts.some(taintOf) ? text(value, 'part') : { ...text(value), made: expression.range };
}

function makeList(
  interpreter: Interpreter,
  expression: Extract<Expression, { kind: 'Array' }>,
  scope: Scope,
): Value {
  const items: Value[] = [];
  for (const { spread, value } of expression.elements) {
    const item = interpreter.evaluate(value, scope);
    if (!spread) items.push(item);
    else items.push(...(listOf(item) ?? [item.type === 'unknown' ? item : unknown('a spread', 'spread')]));
  }
  return { type: 'list', items };
}

function makeObject(
  interpreter: Interpreter,
  expression: Extract<Expression, { kind: 'Object' }>,
  scope: Scope,
): Value {
  const properties = new Map<string, Property>();
  let open = false;
  for (const property of expression.properties) {
    const value = interpreter.evaluate(property.value, scope);
    if (property.kind === 'spread') {
      if (value.type === 'object') {
        for (const [key, inner] of value.properties) properties.set(key, inner);
        open ||= value.open;
      } else if (value.type === 'unknown') open = true;
      continue;
    }
    const key = keyName(interpreter, property.key, scope);
    if (key === null) open = true;
    else {
      const { range, keyRange } = property;
      const made = { value, keyRange, valueRange: property.value.range, range };
      properties.set(key, property.isGetter ? getter(interpreter, made) : made);
    }
  }
  return { type: 'object', properties, open };
}

function assign(
  interpreter: Interpreter,
  expression: Extract<Expression, { kind: 'Assign' }>,
  scope: Scope,
): Value {
  const { target, operator } = expression;
  const value = assigned(interpreter, expression, scope);
  if (target.kind === 'Identifier') assignTo(target.name, value, scope);
  if (target.kind === 'Member') {
    const object = interpreter.evaluate(target.object, scope);
    const key = keyName(interpreter, target.property, scope);
    if (object.type === 'object') setProperty(object, key, value, expression.value.range);
    if (object.type === 'host' && key !== null && operator === '=') {
      const setter = object.get(`set ${key}`);
      if (setter.type === 'native') setter.call([{ value, range: expression.value.range }], null);
    }
  }
  return value;
}

function assigned(
  interpreter: Interpreter,
  expression: Extract<Expression, { kind: 'Assign' }>,
  scope: Scope,
): Value {
  const { operator, target, range } = expression;
  if (operator === '=') return interpreter.evaluate(expression.value, scope);
  const operation = { kind: 'Binary', range, left: target, right: expression.value } as const;
  return interpreter.evaluate({ ...operation, operator: operator.slice(0, -1) }, scope);
}
