import type { CallNode, FunctionNode, Statement } from '../ast.ts';
import { wrapped } from '../imports.ts';
import type { Interpreter } from './interpreter.ts';
import { keyOf } from './keys.ts';
import { bindParameter, listValue } from './patterns.ts';
import { keyName, lackingWith, readMember } from './properties.ts';
import { newScope } from './scope.ts';
import { runBlock } from './statements.ts';
import { CannotTell } from '../limits.ts';
import { noteLookUp, untrimmedOf } from '../untrimmed.ts';
import {
  isNothing,
  listOf,
  undefinedValue,
  unknown,
  type Argument,
  type FunctionValue,
  type Scope,
  type Value,
} from '../values.ts';

const maxCalls = 40;

/** What a call expression gives. */
export function evaluateCall(interpreter: Interpreter, expression: CallNode, scope: Scope): Value {
  const { callee: calleeNode } = expression;
  const object = calleeNode.kind === 'Member' ? interpreter.evaluate(calleeNode.object, scope) : null;
  const key = calleeNode.kind === 'Member' ? keyName(interpreter, calleeNode.property, scope) : null;
  const callee =
    calleeNode.kind === 'Member' && object
      ? readMember(interpreter, calleeNode, object, scope)
      : interpreter.evaluate(calleeNode, scope);
  if (expression.optional && isNothing(callee)) return undefinedValue;
  const args: Argument[] = [];
  for (const { spread, value } of expression.args) {
    const given = interpreter.evaluate(value, scope);
    const items = spread ? listOf(given) : null;
    if (spread && !items) args.push({ value: unknown('a spread', 'spread'), range: value.range });
    else if (items) args.push(...items.map((item) => ({ value: item, range: value.range })));
    else args.push({ value: given, range: value.range });
  }
  const module = wrapped(calleeNode.kind === 'Identifier' ? calleeNode.name : (key ?? ''), args[0]?.value);
  if (module) return module;
  if (callee.type !== 'function' && args.some(({ value }) => holdsResponse(value)))
    interpreter.run.handedOver = true;
  if (callee.type === 'native') return callee.call(args, expression);
  if (callee.type === 'function')
    return interpreter.call(
      callee,
      args.map(({ value }) => value),
    );
  if (args.some(({ value }) => value.type === 'function' || value.type === 'native')) {
    interpreter.run.escaped = true;
  }
  if (isResponse(object)) interpreter.run.handedOver = true;
  if (object?.type === 'unknown' && key !== null)
    interpreter.around.callOnUnknown(object, key, args, expression);
  noteLookUp(interpreter, object, key, args);
  if (callee.type === 'unknown') interpreter.around.callUnknown(callee, args, expression);
  const foreign = callee.type === 'unknown' && callee.foreign === true;
  if (foreign) args.forEach(({ value }) => giveAway(interpreter, value));
  const returned = unknown(
    `what ${shortened(interpreter.sourceOf(expression.callee.range))}() returns`,
    keyOf(
      interpreter,
      expression.range,
      args.map(({ value }) => value),
    ),
    foreign,
  );
  if (callee.type !== 'unknown') return returned;
  const untrimmed = untrimmedOf(callee, args, expression.range);
  const made = { ...returned, calledOn: callee.key, ...(untrimmed && { untrimmed }) };
  const isList = key === 'split' && calleeNode.kind === 'Member' && calleeNode.optional;
  if (isList && object?.type === 'unknown') return lackingWith(callee, { ...made, needs: object.key });
  return expression.optional ? lackingWith(callee, made) : made;
}

/** The response, or an object with it among its properties. */
function holdsResponse(value: Value): boolean {
  if (value.type === 'object') return [...value.properties.values()].some((one) => isResponse(one.value));
  return isResponse(value);
}

function isResponse(value: Value | null): boolean {
  return value?.type === 'host' && value.name === 'response';
}

function giveAway(interpreter: Interpreter, value: Value): void {
  if (value.type === 'function') interpreter.run.foreign.add(value.node);
  if (value.type === 'object') value.properties.forEach((property) => giveAway(interpreter, property.value));
}

/** Calls a function of the file. What an async function returns stands for the value it resolves to. */
export function callFunction(interpreter: Interpreter, callee: FunctionValue, args: readonly Value[]): Value {
  const { node } = callee;
  interpreter.run.step();
  if (interpreter.run.depth >= maxCalls) throw new CannotTell();
  interpreter.run.called.add(node);
  const scope = newScope(callee.scope);
  node.params.forEach((parameter, i) => {
    const value = parameter.rest ? listValue(args.slice(i)) : (args[i] ?? undefinedValue);
    bindParameter(interpreter, parameter, value, scope);
  });
  interpreter.run.depth++;
  try {
    if (!isStatements(node.body)) return interpreter.evaluate(node.body, scope);
    const completion = runBlock(interpreter, node.body, scope);
    return completion.type === 'return' ? completion.value : undefinedValue;
  } finally {
    interpreter.run.depth--;
  }
}

function isStatements(body: FunctionNode['body']): body is readonly Statement[] {
  return Array.isArray(body);
}

function shortened(source: string): string {
  return source.length > 40 ? `${source.slice(0, 39)}…` : source;
}
