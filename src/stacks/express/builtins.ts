import { parseRegex } from '../../policy/regex.ts';
import type { CallNode } from './ast.ts';
import { listOf, type Interpreter } from './interpret.ts';
import { CannotTell, Thrown } from './run.ts';
import {
  bool,
  isNothing,
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
  type HostValue,
  type ListValue,
  type ObjectValue,
  type RegexValue,
  type Text,
  type Value,
} from './values.ts';

/** A property of any value, methods included. `name` is null when it is not known. */
export function memberOf(interpreter: Interpreter, value: Value, name: string | null): Value {
  if (value.type === 'unknown')
    return unknown(value.why, `${value.key}.${name ?? '?'}`, value.foreign === true);
  if (isNothing(value)) throw new Thrown(text(`Cannot read properties of ${value.type}`));
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

/** Calls any callable value. */
export function apply(interpreter: Interpreter, callee: Value, args: readonly Value[]): Value {
  if (callee.type === 'function') return interpreter.call(callee, args);
  if (callee.type === 'native') {
    const range = { start: 0, end: 0 };
    return callee.call(
      args.map((value) => ({ value, range })),
      null,
    );
  }
  return unknown('what a callback returns', 'callback');
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
    return native(name, ([key]) => bool(object.properties.has(toText(key?.value ?? undefinedValue) ?? '')));
  }
  return object.open ? unknown(`'${name}' of an object`, `object.${name}`) : undefinedValue;
}

function first(args: readonly Argument[]): Value {
  return args[0]?.value ?? undefinedValue;
}

/** Methods that look at a part of the text. */
const partTests = new Set(['includes', 'startsWith', 'endsWith', 'indexOf', 'lastIndexOf']);

function textMember(interpreter: Interpreter, value: Text, name: string): Value {
  if (name === 'length') return num(value.value.length);
  if (/^\d+$/.test(name)) {
    const char = value.value[Number(name)];
    return char === undefined ? undefinedValue : text(char, value.taint ? 'part' : undefined);
  }
  const part = value.taint ? 'part' : undefined;
  return native(name, (args, node) => {
    const argument = first(args);
    if (value.taint) notePart(interpreter, value, name, argument, node);
    switch (name) {
      case 'toString':
      case 'valueOf':
      case 'normalize':
        return value;
      case 'trim':
      case 'toLowerCase': {
        const changed = name === 'trim' ? value.value.trim() : value.value.toLowerCase();
        return changed === value.value ? value : text(changed, value.taint);
      }
      case 'toUpperCase':
        return text(value.value.toUpperCase(), part);
      case 'split':
        return splitText(value, argument);
      case 'match':
      case 'search':
        return matchText(interpreter, value, name, argument, node);
      case 'replace':
      case 'replaceAll':
        return replaceText(value, args);
      case 'slice':
      case 'substring':
      case 'concat':
      case 'charAt':
      case 'at':
      case 'padEnd':
      case 'repeat':
      case 'includes':
      case 'startsWith':
      case 'endsWith':
      case 'indexOf':
      case 'lastIndexOf':
        return plainTextMethod(value, name, args, part);
      default:
        return unknown(`'${name}' of a text`, `${value.value}.${name}`);
    }
  });
}

function notePart(
  interpreter: Interpreter,
  value: Text,
  name: string,
  argument: Value,
  node: CallNode | null,
): void {
  if (!partTests.has(name) || argument.type !== 'text' || !node) return;
  // `origin.indexOf('https://') === 0` and the like say nothing about the host.
  interpreter.run.tests.push({ kind: 'part', method: name, mention: argument.value, range: node.range });
}

function plainTextMethod(
  value: Text,
  name: string,
  args: readonly Argument[],
  part: 'part' | undefined,
): Value {
  const given = args.map((arg) => arg.value);
  if (given.some((one) => one.type === 'unknown')) {
    return unknown(
      `'${name}' of a text`,
      `${value.value}.${name}(${given.map((one) => (one.type === 'unknown' ? one.key : '')).join()})`,
    );
  }
  const plain = given.map((one) => (one.type === 'number' ? one.value : (toText(one) ?? '')));
  const [a, b] = plain;
  const s = value.value;
  switch (name) {
    case 'slice':
      return text(s.slice(Number(a), b === undefined ? undefined : Number(b)), part);
    case 'substring':
      return text(s.substring(Number(a), b === undefined ? undefined : Number(b)), part);
    case 'concat':
      return text(s + plain.join(''), part);
    case 'charAt':
    case 'at':
      return text(s.at(Number(a ?? 0)) ?? '', part);
    case 'repeat':
      return text(s.repeat(Math.min(Math.max(Number(a) || 0, 0), 20)), part);
    case 'includes':
      return bool(s.includes(String(a)));
    case 'startsWith':
      return bool(s.startsWith(String(a)));
    case 'endsWith':
      return bool(s.endsWith(String(a)));
    case 'indexOf':
      return num(s.indexOf(String(a)));
    case 'lastIndexOf':
      return num(s.lastIndexOf(String(a)));
    default:
      return text(s, part);
  }
}

function splitText(value: Text, separator: Value): Value {
  if (separator.type !== 'text') return unknown('a split text', `${value.value}.split`);
  const taint = value.taint ? 'part' : undefined;
  const parts = value.value.split(separator.value).slice(0, 200);
  return { type: 'list', items: parts.map((one) => partOfLiteral(value, one, parts) ?? text(one, taint)) };
}

/** A piece of a literal still has its place in the file, when it occurs there once. */
function partOfLiteral(value: Text, piece: string, parts: readonly string[]): Text | null {
  const { literal } = value;
  if (!literal || piece === '' || literal.end - literal.start !== value.value.length) return null;
  if (parts.filter((one) => one === piece).length > 1) return null;
  const at = value.value.indexOf(piece);
  if (at !== value.value.lastIndexOf(piece)) return null;
  return {
    type: 'text',
    value: piece,
    literal: { start: literal.start + at, end: literal.start + at + piece.length },
  };
}

function replaceText(value: Text, args: readonly Argument[]): Value {
  const [from, to] = [args[0]?.value, args[1]?.value];
  const result = unknown('a replaced text', `${value.value}.replace`);
  if (!from || to?.type !== 'text') return result;
  const taint = value.taint ? 'part' : undefined;
  if (from.type === 'text')
    return text(
      value.value.replace(from.value, () => to.value),
      taint,
    );
  // The usual ones: a trailing slash, a scheme.
  if (from.type === 'regex' && /^(?:\\\/\+?\$|\^https\?:\\\/\\\/|\\s(?:\+)?)$/.test(from.source)) {
    return text(
      value.value.replace(new RegExp(from.source, from.flags), () => to.value),
      taint,
    );
  }
  return result;
}

function matchText(
  interpreter: Interpreter,
  value: Text,
  name: string,
  argument: Value,
  node: CallNode | null,
): Value {
  const regex: Value =
    argument.type === 'text'
      ? { type: 'regex', source: argument.value, flags: '', literal: argument.literal ?? null }
      : argument;
  if (regex.type !== 'regex') return unknown('a match', `${value.value}.${name}`);
  const match = matchRegex(interpreter, regex, value, node);
  if (match === null) return unknown('a match', `${value.value}.${name}(${regex.source})`);
  if (name === 'search') return num(match ? 0 : -1);
  return match
    ? { type: 'list', items: match.map((one) => (one === undefined ? undefinedValue : text(one, 'part'))) }
    : { type: 'null' };
}

/** Groups, false for no match, null when it cannot be told. Notes that the Origin was looked at. */
function matchRegex(
  interpreter: Interpreter,
  regex: RegexValue,
  value: Text,
  node: CallNode | null,
): readonly (string | undefined)[] | false | null {
  const range = node?.range ?? regex.literal;
  if (value.taint === 'origin' && range) {
    const { source, flags, literal } = regex;
    interpreter.run.tests.push({ kind: 'pattern', source, flags, literal, range });
  }
  if (value.taint === 'part' && range) {
    const mention = regex.source.replace(/[\\^$]|\(\?:/g, '');
    interpreter.run.tests.push({ kind: 'part', method: 'test', mention, range });
  }
  const match = parseRegex(regex.source, { ignoreCase: regex.flags.includes('i') })?.search(value.value);
  if (!match || match === 'unknown') return null;
  return match.found ? match.groups : false;
}

function regexMember(interpreter: Interpreter, regex: RegexValue, name: string): Value {
  if (name === 'source') return text(regex.source);
  if (name !== 'test' && name !== 'exec')
    return unknown(`'${name}' of a pattern`, `/${regex.source}/.${name}`);
  return native(name, (args, node) => {
    const value = first(args);
    const shown = value.type === 'text' ? value : asText(value);
    const match = shown && matchRegex(interpreter, regex, shown, node);
    if (match === null)
      return unknown('a match', `/${regex.source}/.${name}(${value.type === 'unknown' ? value.key : ''})`);
    if (name === 'test') return bool(match !== false);
    return match
      ? { type: 'list', items: match.map((one) => (one === undefined ? undefinedValue : text(one, 'part'))) }
      : { type: 'null' };
  });
}

function asText(value: Value): Text | null {
  const shown = toText(value);
  return shown === null ? null : text(shown);
}

function listMember(interpreter: Interpreter, list: ListValue, name: string): Value {
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
    case 'forEach':
      items.forEach((item, i) => apply(interpreter, argument, [item, num(i), list]));
      return undefinedValue;
    case 'join': {
      const shown = toText({ type: 'list', items });
      const separator = argument.type === 'text' ? argument.value : ',';
      if (shown === null) return unknown('a joined list', 'join');
      return text(items.map((item) => (isNothing(item) ? '' : toText(item))).join(separator));
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
function indexIn(
  interpreter: Interpreter,
  items: readonly Value[],
  value: Value,
  node: CallNode | null,
): number | null {
  for (const item of items) interpreter.noteComparison(value, item, node?.range);
  const found = items.findIndex((item) => same(item, value) === true);
  return found < 0 && items.some((item) => same(item, value) === null) ? null : found;
}

/** A Set or a Map of known entries. */
function collection(interpreter: Interpreter, name: 'Set' | 'Map', entries: Value): Value {
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

export function host(name: string, get: HostValue['get']): HostValue {
  return { type: 'host', name, get };
}

function makeUrl(interpreter: Interpreter, args: readonly Argument[]): Value {
  const given = first(args);
  if (given.type === 'unknown' || args.length > 1)
    return unknown('a URL', `new URL ${given.type === 'unknown' ? given.key : ''}`);
  const shown = toText(given) ?? '';
  if (!URL.canParse(shown)) throw new Thrown(text(`Invalid URL: ${shown}`));
  const url = new URL(shown);
  const taint = taintOf(given) && 'part';
  const members: Readonly<Record<string, Value>> = {
    origin: text(url.origin, taintOf(given)),
    href: text(url.href, taint),
    host: text(url.host, taint),
    hostname: text(url.hostname, taint),
    protocol: text(url.protocol, taint),
    port: text(url.port, taint),
    pathname: text(url.pathname, taint),
    toString: native('toString', () => text(url.href, taint)),
  };
  return host('URL', (property) => members[property] ?? undefinedValue);
}

function makeRegex(args: readonly Argument[]): Value {
  const [source, flags] = [first(args), args[1]?.value];
  const shownFlags = flags ? (toText(flags) ?? '') : '';
  if (source.type === 'regex') return { ...source, flags: flags ? shownFlags : source.flags };
  if (source.type !== 'text') return unknown('a pattern built at run time', 'new RegExp');
  return { type: 'regex', source: source.value, flags: shownFlags, literal: source.literal ?? null };
}

function objectFunction(name: string, args: readonly Argument[]): Value {
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

/** What every module can name without an import. */
export function globals(interpreter: Interpreter): Map<string, Value> {
  const named = (name: string, call: (args: readonly Argument[]) => Value): [string, Value] => [
    name,
    native(name, call),
  ];
  const env = host('env', (name) => unknown(`the environment variable ${name}`, `process.env.${name}`));
  const objectFunctions = ['assign', 'freeze', 'seal', 'keys', 'values', 'entries', 'fromEntries'];
  return new Map<string, Value>([
    ['undefined', undefinedValue],
    ['NaN', num(Number.NaN)],
    ['Infinity', num(Number.POSITIVE_INFINITY)],
    [
      'process',
      host('process', (name) => (name === 'env' ? env : unknown(`process.${name}`, `process.${name}`))),
    ],
    ['console', host('console', () => native('log', () => undefinedValue))],
    [
      'Object',
      native(
        'Object',
        ([object]) => object?.value ?? undefinedValue,
        Object.fromEntries(objectFunctions.map((name) => named(name, (args) => objectFunction(name, args)))),
      ),
    ],
    [
      'Array',
      native('Array', (args) => ({ type: 'list', items: args.map(({ value }) => value) }), {
        isArray: native('isArray', (args) =>
          first(args).type === 'unknown'
            ? unknown('a type', `isArray ${(first(args) as { key?: string }).key}`)
            : bool(first(args).type === 'list'),
        ),
        from: native('from', (args) => ({
          type: 'list',
          items: [...(listOf(first(args)) ?? [unknown('a list', 'Array.from')])],
        })),
      }),
    ],
    [
      'URL',
      native('URL', (args) => makeUrl(interpreter, args), {
        canParse: native('canParse', (args) => {
          const shown = toText(first(args));
          return first(args).type === 'unknown' || shown === null
            ? unknown('a URL', 'canParse')
            : bool(URL.canParse(shown));
        }),
      }),
    ],
    ['Error', native('Error', (args) => errorObject(first(args)))],
    ['TypeError', native('TypeError', (args) => errorObject(first(args)))],
    named('RegExp', makeRegex),
    named('Set', (args) => collection(interpreter, 'Set', first(args))),
    named('Map', (args) => collection(interpreter, 'Map', first(args))),
    named('String', (args) => convert(first(args), (shown) => text(shown, taintOf(first(args))))),
    named('Number', (args) => convert(first(args), (shown) => num(Number(shown)))),
    named('parseInt', (args) => convert(first(args), (shown) => num(Number.parseInt(shown, 10)))),
    named('Boolean', (args) => {
      const known = truth(first(args));
      return known === null ? first(args) : bool(known);
    }),
    named('decodeURIComponent', (args) => first(args)),
    named('setTimeout', () => {
      throw new CannotTell();
    }),
  ]);
}

function convert(value: Value, to: (shown: string) => Value): Value {
  const shown = value.type === 'unknown' ? null : toText(value);
  return shown === null ? value : to(shown);
}

function errorObject(message: Value): Value {
  const valueRange = { start: 0, end: 0 };
  return {
    type: 'object',
    properties: new Map([['message', { value: message, keyRange: null, valueRange, range: null }]]),
    open: true,
  };
}
