import {
  normalise,
  warningsOf,
  type OriginSpec,
  type PolicySpec,
  type WriteContext,
  type WrittenPolicy,
} from '../../policy/spec.ts';
import { leftOut, originsFor, settlePlain, type Knows } from '../../policy/settle.ts';
import { constantOf } from '../../policy/specOrigins.ts';
import { configQuoted, newlineOf } from '../../policy/textStyle.ts';
import { freshVariable } from './edits.ts';
import { compile } from './pattern.ts';
import { indentUnit } from './text.ts';

/**
 * The policy as `add_header` directives, with a `map` above them where several origins are let in. All headers stand at one level,
 * also those that only preflights need: an `if` with a header of its own would lose the others.
 */
export function write(spec: PolicySpec, { source = '' }: WriteContext = {}): WrittenPolicy {
  const origins = originsFor(spec, knows);
  const variable = freshVariable(source);
  const map = mapOf(origins, variable, indentUnit(source));
  const lines = [
    ...headersOf(spec, origins, variable).map(directiveOf),
    'if ($request_method = OPTIONS) {',
    `${indentUnit(source)}return 204;`,
    '}',
  ];
  const text = [...(map.length > 0 ? [...map, ''] : []), ...lines].join(newlineOf(source));
  const rest =
    'into the server or location that answers, which needs all of them once it has an add_header of its own.';
  return {
    text,
    where:
      map.length > 0
        ? `The map goes beside the servers, inside http; the headers ${rest}`
        : `It goes ${rest}`,
    notes: [...warningsOf(spec), ...leftOut(spec, knows, 'nginx'), behind],
  };
}

/** What becomes of `spec` in nginx. */
export function settle(spec: PolicySpec): PolicySpec {
  return settlePlain(spec, knows);
}

/** Whether nginx reads a pattern as it is meant. */
export const knows: Knows = (pattern, ignoreCase) => compile(pattern, ignoreCase) !== null;

const behind =
  'Where the application behind sends CORS headers too, add proxy_hide_header Access-Control-Allow-Origin; so that only one arrives.';

function mapOf(origins: PolicySpec['origins'], variable: string, indent: string): readonly string[] {
  if (typeof origins === 'string' || constantOf(origins) !== null) return [];
  const entries = origins.map((entry) => `${indent}${keyOf(entry)} $http_origin;`);
  return [`map $http_origin ${variable} {`, `${indent}default "";`, ...entries, '}'];
}

/** An origin as a key of a map. */
export function keyOf(entry: OriginSpec): string {
  if ('literal' in entry) return configQuoted(entry.literal);
  return configQuoted(`~${entry.ignoreCase ? '*' : ''}${entry.pattern}`);
}

/** An `add_header` directive. `value` as it is written. */
export interface HeaderText {
  readonly name: string;
  readonly value: string;
}

/** All headers of a policy. `variable` holds the origin where several are let in. */
export function headersOf(
  spec: PolicySpec,
  origins: PolicySpec['origins'],
  variable: string,
): readonly HeaderText[] {
  const constant = constantOf(origins);
  const headers: HeaderText[] = [];
  const add = (name: string, value: string): void => void headers.push({ name, value });
  const list = (name: string, names: PolicySpec['methods'], asked: string): void => {
    if (names === 'mirror') add(name, asked);
    else if (names && names.length > 0) add(name, configQuoted(names.join(', ')));
  };
  const value =
    constant === null ? (origins === 'reflect' ? '$http_origin' : variable) : configQuoted(constant);
  add('Access-Control-Allow-Origin', value);
  if (normalise(spec).credentials) add('Access-Control-Allow-Credentials', 'true');
  list('Access-Control-Expose-Headers', spec.exposeHeaders, '');
  list('Access-Control-Allow-Methods', spec.methods, '$http_access_control_request_method');
  list('Access-Control-Allow-Headers', spec.allowHeaders, '$http_access_control_request_headers');
  if (spec.maxAge !== null) add('Access-Control-Max-Age', String(spec.maxAge));
  const varies = [
    ...(constant === null ? ['Origin'] : []),
    ...(spec.methods === 'mirror' ? ['Access-Control-Request-Method'] : []),
    ...(spec.allowHeaders === 'mirror' ? ['Access-Control-Request-Headers'] : []),
  ];
  if (varies.length > 0)
    add('Vary', varies.length === 1 ? (varies[0] ?? '') : configQuoted(varies.join(', ')));
  return headers;
}

/** A header that is sent with every status. */
export function directiveOf({ name, value }: HeaderText): string {
  return `add_header ${name} ${value} always;`;
}
