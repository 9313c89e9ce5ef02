import type { Range } from '../../../policy/range.ts';
import type { Expression, MemberNode } from '../ast.ts';
import { memberOf } from '../builtins/members.ts';
import { noteLookUp } from '../builtins/objects.ts';
import type { Interpreter } from './interpreter.ts';
import {
  isNothing,
  toText,
  undefinedValue,
  type ObjectValue,
  type Scope,
  type Unknown,
  type Value,
} from '../values.ts';

/** The name of a property; null when it is unknown. */
export function keyName(
  interpreter: Interpreter,
  property: string | Expression,
  scope: Scope,
): string | null {
  return typeof property === 'string' ? property : toText(interpreter.evaluate(property, scope));
}

/** What `object.property` stands for; `object?.property` of nothing is undefined. */
export function readMember(interpreter: Interpreter, node: MemberNode, object: Value, scope: Scope): Value {
  if (node.optional && isNothing(object)) return undefinedValue;
  const member = memberByName(interpreter, node, object, scope);
  return node.optional ? lackingWith(object, member) : member;
}

function memberByName(
  interpreter: Interpreter,
  { property }: MemberNode,
  object: Value,
  scope: Scope,
): Value {
  if (typeof property === 'string') return memberOf(interpreter, object, property);
  const key = interpreter.evaluate(property, scope);
  if (object.type === 'object') noteLookUp(interpreter, object, key);
  const name = key.type === 'unknown' ? entryFor(interpreter, object, key) : toText(key);
  return memberOf(interpreter, object, name);
}

/** More entries than this are a table, not settings. */
const maxEntries = 4;

/**
 * Settings by the name of an environment, which may be any of the names in the object; null for anything else that is asked for by a
 * name that is not known.
 */
function entryFor(interpreter: Interpreter, object: Value, key: Unknown): string | null {
  if (object.type !== 'object' || object.open || !key.key.startsWith('process.env.')) return null;
  const names = [...object.properties.keys()];
  if (names.length > maxEntries) return null;
  return names.find((name) => interpreter.run.decide(`${key.key} is ${name}`)) ?? null;
}

/** `made`, at the end of a chain with `?.` that ends early where `start` is undefined. */
export function lackingWith(start: Value, made: Value): Value {
  if (start.type !== 'unknown' || start.variable === undefined || made.type !== 'unknown') return made;
  return { ...made, variable: start.variable };
}

export function setProperty(object: ObjectValue, key: string | null, value: Value, valueRange: Range): void {
  if (key === null) object.open = true;
  else object.properties.set(key, { value, valueRange, keyRange: null, range: null });
}
