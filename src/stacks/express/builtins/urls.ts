import { errorObject } from './objects.ts';
import type { Interpreter } from '../interpret/interpreter.ts';
import { Thrown } from '../run.ts';
import {
  first,
  host,
  native,
  taintOf,
  text,
  toText,
  undefinedValue,
  unknown,
  type Argument,
  type Value,
} from '../values.ts';

export function makeUrl(interpreter: Interpreter, args: readonly Argument[]): Value {
  const given = first(args);
  if (given.type === 'unknown' || args.length > 1) {
    const key = `new URL ${given.type === 'unknown' ? given.key : ''}`;
    return host('URL', (property) => unknown('a URL', `${key}.${property}`));
  }
  const shown = toText(given) ?? '';
  if (!URL.canParse(shown)) throw new Thrown(errorObject(text('Invalid URL')));
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
