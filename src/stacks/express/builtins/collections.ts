import { apply } from './apply.ts';
import { indexIn } from './lists.ts';
import { keyText } from './objects.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import { CannotTell } from '../limits.ts';
import {
  bool,
  first,
  host,
  isNothing,
  listOf,
  native,
  num,
  same,
  toText,
  undefinedValue,
  unknown,
  type HostValue,
  type Unknown,
  type Value,
} from '../values.ts';

/** A Set, a Map or Headers of known entries. */
export function collection(
  interpreter: Interpreter,
  name: 'Set' | 'Map' | 'Headers',
  entries: Value,
): HostValue | Unknown {
  const given = isNothing(entries) ? [] : (pairsOf(entries) ?? listOf(entries));
  if (!given) return unknown(`the entries of a ${name}`, `new ${name}`);
  const isSet = name === 'Set';
  const keys = isSet ? [...given] : given.map((entry) => listOf(entry)?.[0] ?? undefinedValue);
  const values = isSet ? keys : given.map((entry) => listOf(entry)?.[1] ?? undefinedValue);
  const pairs = (): Value[] => keys.map((key, i) => pair(key, values[i] ?? undefinedValue));
  const put = native('set', ([key, value]) => {
    const wanted = key && toText(key.value);
    if (!key || wanted === null) throw new CannotTell();
    const at = keys.findIndex((one) => same(one, key.value) === true);
    if (at < 0) keys.push(key.value);
    values[at < 0 ? values.length : at] = value?.value ?? undefinedValue;
    return self;
  });
  const members: Readonly<Record<string, Value>> = {
    size: num(keys.length),
    set: put,
    append: put,
    forEach: native('forEach', ([callback]) => {
      keys.forEach((key, i) =>
        apply(interpreter, callback?.value ?? undefinedValue, [values[i] ?? undefinedValue, key]),
      );
      return undefinedValue;
    }),
    entries: native('entries', () => ({ type: 'list', items: pairs() })),
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
      return self;
    }),
    values: native('values', () => ({ type: 'list', items: values })),
    keys: native('keys', () => ({ type: 'list', items: keys })),
  };
  const self = host(name, (property) => {
    if (property === 'items of') return { type: 'list', items: isSet ? keys : pairs() };
    return members[property] ?? undefinedValue;
  });
  return self;
}

function pair(key: Value, value: Value): Value {
  return { type: 'list', items: [key, value] };
}

/** What `new Headers` takes an object for. */
function pairsOf(entries: Value): Value[] | null {
  if (entries.type !== 'object' || entries.open) return null;
  return [...entries.properties].map((entry) => pair(keyText(entry), entry[1].value));
}
