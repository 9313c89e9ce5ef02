import type { CallNode } from '../ast.ts';
import { matchText } from './patterns.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import type { OriginTest } from '../run.ts';
import {
  bool,
  first,
  native,
  num,
  text,
  toText,
  undefinedValue,
  unknown,
  type Argument,
  type Text,
  type Value,
} from '../values.ts';

/** Methods that look at a part of the text. */
const partTests = new Set(['includes', 'startsWith', 'endsWith', 'indexOf', 'lastIndexOf']);

export function textMember(interpreter: Interpreter, value: Text, name: string): Value {
  if (name === 'length') return num(value.value.length);
  if (/^\d+$/.test(name)) {
    const char = value.value[Number(name)];
    return char === undefined ? undefinedValue : text(char, value.taint ? 'part' : undefined);
  }
  const part = value.taint ? 'part' : undefined;
  return native(name, (args, node) => {
    const argument = first(args);
    const look = value.taint ? notePart(interpreter, value, name, argument, node) : null;
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
      case 'substr':
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
        return looked(cutOf(plainTextMethod(value, name, args, part), name, args), look);
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
): OriginTest | null {
  if (!partTests.has(name) || argument.type !== 'text' || !node) return null;
  // `origin.indexOf('https://') === 0` and the like say nothing about the host.
  const look = { kind: 'part', method: name, mention: argument.value, range: node.range } as const;
  interpreter.run.tests.push(look);
  return look;
}

/** The place that a look into the Origin gave: 0 means that the Origin starts with what was looked for. */
function looked(value: Value, look: OriginTest | null): Value {
  return value.type === 'number' && look ? { ...value, look } : value;
}

/** What is left of the Origin behind a cut still knows which end it is. */
function cutOf(value: Value, name: string, args: readonly Argument[]): Value {
  if (value.type !== 'text' || !value.taint || !/^(?:slice|substring|substr)$/.test(name)) return value;
  const [from, to] = args.map((arg) => (arg.value.type === 'number' ? arg.value.value : null));
  if (from === 0 && args.length === 2) return { ...value, cut: 'head' };
  return from !== 0 && (args.length === 1 || to === undefined) ? { ...value, cut: 'tail' } : value;
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
    case 'substr': {
      const from = Number(a) < 0 ? Math.max(s.length + Number(a), 0) : Number(a);
      return text(s.slice(from, b === undefined ? undefined : from + Number(b)), part);
    }
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
