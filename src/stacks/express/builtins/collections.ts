import { indexIn } from './lists.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import {
  bool,
  first,
  host,
  isNothing,
  listOf,
  native,
  num,
  undefinedValue,
  unknown,
  type Value,
} from '../values.ts';

/** A Set or a Map of known entries. */
export function collection(interpreter: Interpreter, name: 'Set' | 'Map', entries: Value): Value {
  const given = isNothing(entries) ? [] : listOf(entries);
  if (!given) return unknown(`the entries of a ${name}`, `new ${name}`);
  const keys = name === 'Set' ? [...given] : given.map((entry) => listOf(entry)?.[0] ?? undefinedValue);
  const values = name === 'Set' ? keys : given.map((entry) => listOf(entry)?.[1] ?? undefinedValue);
  const members: Readonly<Record<string, Value>> = {
    'items of': { type: 'list', items: keys },
    size: num(keys.length),
    has: native('has', (args, node) => {
      const index = indexIn(interpreter, keys, first(args), node);
      return index === null
        ? unknown(`a look into a ${name}`, `has ${node?.range.start ?? ''}`)
        : bool(index >= 0);
    }),
    get: native('get', (args, node) => {
      const index = indexIn(interpreter, keys, first(args), node);
      return index === null ? unknown(`a look into a ${name}`, 'get') : (values[index] ?? undefinedValue);
    }),
    add: native('add', (args) => {
      keys.push(first(args));
      return undefinedValue;
    }),
    values: native('values', () => ({ type: 'list', items: values })),
    keys: native('keys', () => ({ type: 'list', items: keys })),
  };
  return host(name, (property) => members[property] ?? undefinedValue);
}
