import { collection } from './collections.ts';
import { errorObject, objectFunction } from './objects.ts';
import { makeRegex } from './patterns.ts';
import { makeUrl } from './urls.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import { CannotTell } from '../limits.ts';
import {
  bool,
  first,
  host,
  listOf,
  native,
  num,
  taintOf,
  text,
  toText,
  truth,
  undefinedValue,
  unknown,
  type NativeValue,
  type Value,
} from '../values.ts';

/** What every module can name without an import. */
export function globals(interpreter: Interpreter): Map<string, Value> {
  const named = (name: string, call: NativeValue['call']): [string, Value] => [name, native(name, call)];
  const env = host('env', (name) => ({
    ...unknown(`the environment variable ${name}`, `process.env.${name}`),
    variable: name,
  }));
  const objectFunctions = ['assign', 'freeze', 'seal', 'keys', 'values', 'entries', 'fromEntries', 'hasOwn'];
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
        Object.fromEntries(
          objectFunctions.map((name) => named(name, (args) => objectFunction(interpreter, name, args))),
        ),
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
    named('Headers', (args) => collection(interpreter, 'Headers', first(args))),
    named('String', (args) => convert(first(args), (shown) => text(shown, taintOf(first(args))))),
    named('Number', (args) => convert(first(args), (shown) => num(Number(shown)))),
    named('parseInt', (args) => convert(first(args), (shown) => num(Number.parseInt(shown, 10)))),
    named('Boolean', (args) => {
      const known = truth(first(args));
      return known === null ? first(args) : bool(known);
    }),
    named('decodeURIComponent', (args) => asText(first(args))),
    named('setTimeout', () => {
      throw new CannotTell();
    }),
  ]);
}

function convert(value: Value, to: (shown: string) => Value): Value {
  const shown = value.type === 'unknown' ? null : toText(value);
  return shown === null ? asText(value) : to(shown);
}

/** What is undefined becomes a text, which is not. */
function asText(value: Value): Value {
  return value.type === 'unknown' ? unknown(value.why, value.key, value.foreign) : value;
}
