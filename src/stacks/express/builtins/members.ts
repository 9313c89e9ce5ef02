import { apply } from './apply.ts';
import { listMember } from './lists.ts';
import { errorObject, hasKey } from './objects.ts';
import { regexMember } from './patterns.ts';
import { textMember } from './texts.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import { Thrown } from '../run.ts';
import {
  bool,
  isNothing,
  listOf,
  native,
  text,
  toText,
  undefinedValue,
  unknown,
  type ObjectValue,
  type Value,
} from '../values.ts';

/** A property of any value, methods included. `name` is null when it is not known. */
export function memberOf(interpreter: Interpreter, value: Value, name: string | null): Value {
  if (value.type === 'unknown')
    return unknown(value.why, `${value.key}.${name ?? '?'}`, value.foreign === true);
  if (isNothing(value)) throw new Thrown(errorObject(text(`Cannot read properties of ${value.type}`)));
  if (value.type === 'object') return propertyOf(interpreter, value, name);
  if (name === null) return unknown('a computed name', `${value.type}[?]`);
  switch (value.type) {
    case 'text':
      return textMember(interpreter, value, name);
    case 'list':
      return listMember(interpreter, value, name);
    case 'regex':
      return regexMember(interpreter, value, name);
    case 'host':
      return value.get(name);
    case 'native':
      return value.members?.[name] ?? functionMember(interpreter, value, name);
    case 'function':
      return functionMember(interpreter, value, name);
    default:
      return name === 'toString'
        ? native('toString', () => text(toText(value) ?? ''))
        : unknown(`'${name}'`, `${value.type}.${name}`);
  }
}

function functionMember(interpreter: Interpreter, callee: Value, name: string): Value {
  switch (name) {
    case 'call':
      return native('call', (args) =>
        apply(
          interpreter,
          callee,
          args.slice(1).map(({ value }) => value),
        ),
      );
    case 'apply':
      return native('apply', ([, list]) => apply(interpreter, callee, (list && listOf(list.value)) ?? []));
    case 'bind':
      return native('bind', () => callee);
    default:
      return undefinedValue;
  }
}

function propertyOf(interpreter: Interpreter, object: ObjectValue, name: string | null): Value {
  if (name === null) return unknown('a computed name', 'object[?]');
  const property = object.properties.get(name);
  if (property) return property.value;
  if (name === 'hasOwnProperty') {
    return native(name, ([key]) => bool(hasKey(interpreter, object, key?.value ?? undefinedValue)));
  }
  return object.open
    ? unknown(`'${name}' of an object`, `${object.missing ?? 'object'}.${name}`)
    : undefinedValue;
}
