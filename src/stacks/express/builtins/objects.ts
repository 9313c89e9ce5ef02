import { text, undefinedValue, unknown, type Argument, type ObjectValue, type Value } from '../values.ts';

export function objectFunction(name: string, args: readonly Argument[]): Value {
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
  if (object?.type !== 'object' || object.open) return unknown(`Object.${name}`, `Object.${name}`);
  const entries = [...object.properties];
  switch (name) {
    case 'keys':
      return { type: 'list', items: entries.map(([key]) => text(key)) };
    case 'values':
      return { type: 'list', items: entries.map(([, { value }]) => value) };
    case 'entries':
      return {
        type: 'list',
        items: entries.map(([key, { value }]) => ({ type: 'list', items: [text(key), value] })),
      };
    default:
      return unknown(`Object.${name}`, `Object.${name}`);
  }
}

export function errorObject(message: Value): Value {
  const valueRange = { start: 0, end: 0 };
  return {
    type: 'object',
    properties: new Map([['message', { value: message, keyRange: null, valueRange, range: null }]]),
    open: true,
  };
}
