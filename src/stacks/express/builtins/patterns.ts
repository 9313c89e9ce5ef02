import type { CallNode } from '../ast.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
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
  type RegexValue,
  type Text,
  type Value,
} from '../values.ts';

/** `match` and `search` of a text. */
export function matchText(
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
  const range = node?.range ?? regex.literal ?? regex.made;
  if (value.taint === 'origin' && range) {
    const { source, flags, literal } = regex;
    interpreter.run.tests.push({ kind: 'pattern', source, flags, literal, range });
  }
  if (value.taint === 'part' && range) {
    const mention = hostIn(regex.source);
    interpreter.run.tests.push({ kind: 'part', method: 'test', mention, range: regex.literal ?? range });
  }
  const match = interpreter.patternOf(regex)?.search(value.value);
  if (!match || match === 'unknown') return null;
  return match.found ? match.groups : false;
}

/** The host that a pattern for a part of the Origin ends in: `example.com` in `(^|\\.)example\\.com$`. */
function hostIn(source: string): string {
  const plain = source.replace(/\$$/, '').replaceAll('\\.', '.');
  return /[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.exec(plain)?.[0] ?? plain;
}

export function regexMember(interpreter: Interpreter, regex: RegexValue, name: string): Value {
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

export function makeRegex(args: readonly Argument[], node: CallNode | null): Value {
  const [source, flags] = [first(args), args[1]?.value];
  const shownFlags = flags ? (toText(flags) ?? '') : '';
  if (source.type === 'regex') return { ...source, flags: flags ? shownFlags : source.flags };
  if (source.type !== 'text') return unknown('a pattern built at run time', 'new RegExp');
  const literal = source.literal ?? null;
  const made = { type: 'regex', source: source.value, flags: shownFlags, literal } as const;
  return node ? { ...made, made: node.range } : made;
}
