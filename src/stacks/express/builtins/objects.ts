import { noteComparison } from '../interpret/comparison.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import {
  bool,
  listOf,
  taintOf,
  text,
  toText,
  undefinedValue,
  unknown,
  type Argument,
  type ObjectValue,
  type Property,
  type Text,
  type Value,
} from '../values.ts';

export function objectFunction(interpreter: Interpreter, name: string, args: readonly Argument[]): Value {
  const objects = args.map(({ value }) => value);
  const [object] = objects;
  if (name === 'freeze' || name === 'seal') return object ?? undefinedValue;
  if (name === 'assign') {
    const merged: ObjectValue =
      object?.type === 'object'
        ? object
        : { type: 'object', properties: new Map(), open: object?.type === 'unknown' };
    for (const source of objects.slice(1)) {
      if (source.type === 'object')
        source.properties.forEach((property, key) => merged.properties.set(key, property));
      if (source.type === 'unknown' || (source.type === 'object' && source.open)) merged.open = true;
    }
    return merged;
  }
  if (name === 'fromEntries') return object ? fromEntries(object) : undefinedValue;
  if (object?.type !== 'object' || object.open) return unknown(`Object.${name}`, `Object.${name}`);
  if (name === 'hasOwn') return bool(hasKey(interpreter, object, objects[1] ?? undefinedValue));
  const entries = [...object.properties];
  switch (name) {
    case 'keys':
      return { type: 'list', items: entries.map(keyText) };
    case 'values':
      return { type: 'list', items: entries.map(([, { value }]) => value) };
    case 'entries':
      return {
        type: 'list',
        items: entries.map((entry) => ({ type: 'list', items: [keyText(entry), entry[1].value] })),
      };
    default:
      return unknown(`Object.${name}`, `Object.${name}`);
  }
}

function fromEntries(pairs: Value): Value {
  const properties = new Map<string, Property>();
  for (const pair of listOf(pairs) ?? [undefinedValue]) {
    const [key, value] = listOf(pair) ?? [];
    const name = key && toText(key);
    if (!name || !value) return unknown('Object.fromEntries', 'Object.fromEntries');
    const made = key.type === 'text' ? key.keyOf : undefined;
    const valueRange = made?.valueRange ?? { start: 0, end: 0 };
    properties.set(name, { value, keyRange: made?.keyRange ?? null, valueRange, range: made?.range ?? null });
  }
  return { type: 'object', properties, open: false };
}

/** Whether the object has the key; notes that the Origin was looked for among its keys. */
export function hasKey(interpreter: Interpreter, object: ObjectValue, key: Value): boolean {
  noteLookUp(interpreter, object, key);
  return object.properties.has(toText(key) ?? '');
}

export function noteLookUp(interpreter: Interpreter, { properties }: ObjectValue, key: Value): void {
  if (!taintOf(key)) return;
  for (const entry of properties) noteComparison(interpreter, key, keyText(entry));
}

/** The keys that `for (… in …)` goes through; null when they are not known. */
export function keysOf(value: Value): readonly Value[] | null {
  if (value.type === 'list') return value.items.map((_, i) => text(String(i)));
  return value.type === 'object' && !value.open ? [...value.properties].map(keyText) : null;
}

/** The name of a property, which knows where it is spelt out. */
export function keyText([key, property]: [string, Property]): Text {
  const { keyRange } = property;
  const quotes = keyRange ? (keyRange.end - keyRange.start - key.length) / 2 : -1;
  if (!keyRange || (quotes !== 0 && quotes !== 1)) return { type: 'text', value: key, keyOf: property };
  const literal = { start: keyRange.start + quotes, end: keyRange.end - quotes };
  return { type: 'text', value: key, literal, keyOf: property };
}

/** What `new Error(message)` gives. */
export function errorObject(message: Value): Value {
  const property = (value: Value): Property => ({ value, keyRange: null, valueRange: nowhere, range: null });
  const properties = new Map([
    ['message', property(message)],
    ['name', property(text('Error'))],
    ['stack', property(unknown('a stack', 'error.stack'))],
  ]);
  return { type: 'object', properties, open: false };
}

const nowhere = { start: 0, end: 0 };
