import type { CallNode } from '../ast.ts';
import { apply } from './apply.ts';
import { noteComparison } from '../interpret/comparison.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import {
  bool,
  first,
  isNothing,
  listOf,
  native,
  num,
  same,
  taintOf,
  text,
  toText,
  truth,
  undefinedValue,
  unknown,
  type Argument,
  type ListValue,
  type Value,
} from '../values.ts';

export function listMember(interpreter: Interpreter, list: ListValue, name: string): Value {
  const { items } = list;
  if (name === 'length')
    return items.some(isUnknown) ? unknown('the length of a list', 'length') : num(items.length);
  if (name === 'items of') return list;
  if (/^\d+$/.test(name)) return items[Number(name)] ?? undefinedValue;
  return native(name, (args, node) => listCall(interpreter, list, name, args, node));
}

function isUnknown(value: Value): boolean {
  return value.type === 'unknown';
}

function listCall(
  interpreter: Interpreter,
  list: ListValue,
  name: string,
  args: readonly Argument[],
  node: CallNode | null,
): Value {
  const { items } = list;
  const argument = first(args);
  const test = (item: Value, index: number): boolean => {
    const value = apply(interpreter, argument, [item, num(index), list]);
    return truth(value) ?? interpreter.decideOn(value, node?.range ?? { start: 0, end: 0 });
  };
  switch (name) {
    case 'includes':
    case 'indexOf': {
      const index = indexIn(interpreter, items, argument, node);
      if (index === null)
        return unknown('a look into a list', `${name} ${node?.range.start ?? ''} ${toText(argument) ?? ''}`);
      return name === 'includes' ? bool(index >= 0) : num(index);
    }
    case 'some':
      return bool(items.some(test));
    case 'every':
      return bool(items.every(test));
    case 'find':
      return items.find(test) ?? undefinedValue;
    case 'findIndex':
      return num(items.findIndex(test));
    case 'filter':
      return { type: 'list', items: items.filter((item, i) => isUnknown(item) || test(item, i)) };
    case 'map':
      return {
        type: 'list',
        items: items.map((item, i) => apply(interpreter, argument, [item, num(i), list])),
      };
    case 'flatMap':
      return {
        type: 'list',
        items: items.flatMap((item) => listOf(apply(interpreter, argument, [item])) ?? []),
      };
    case 'reduce': {
      const [start, ...rest] = args.length > 1 ? [args[1]?.value ?? undefinedValue, ...items] : items;
      return rest.reduce<Value>(
        (all, item, i) => apply(interpreter, argument, [all, item, num(i), list]),
        start ?? undefinedValue,
      );
    }
    case 'forEach':
      items.forEach((item, i) => apply(interpreter, argument, [item, num(i), list]));
      return undefinedValue;
    case 'join': {
      const shown = toText({ type: 'list', items });
      const separator = argument.type === 'text' ? argument.value : ',';
      if (shown === null) return unknown('a joined list', 'join');
      const joined = text(items.map((item) => (isNothing(item) ? '' : toText(item))).join(separator));
      return node && !items.some(taintOf) ? { ...joined, made: node.range } : joined;
    }
    case 'concat':
      return { type: 'list', items: [...items, ...args.flatMap(({ value }) => listOf(value) ?? [value])] };
    case 'push':
      items.push(...args.map(({ value }) => value));
      return num(items.length);
    case 'slice':
    case 'flat':
    case 'sort':
    case 'reverse':
      return {
        type: 'list',
        items: name === 'flat' ? items.flatMap((item) => listOf(item) ?? [item]) : [...items],
      };
    default:
      return unknown(`'${name}' of a list`, `list.${name}`);
  }
}

/** Where `value` stands in a list; null when it might be there. */
export function indexIn(
  interpreter: Interpreter,
  items: readonly Value[],
  value: Value,
  node: CallNode | null,
): number | null {
  for (const item of items) noteComparison(interpreter, value, item, node?.range);
  const found = items.findIndex((item) => same(item, value) === true);
  return found < 0 && items.some((item) => same(item, value) === null) ? null : found;
}
