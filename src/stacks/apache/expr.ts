import { pattern, type Pattern } from './pattern.ts';

/**
 * Apache's expressions (ap_expr), the subset that speaks of the request's method, headers and environment.
 * Offsets are positions in the parsed text.
 */
export type Expr =
  | { readonly op: 'constant'; readonly value: boolean }
  | { readonly op: 'and' | 'or'; readonly left: Expr; readonly right: Expr }
  | { readonly op: 'not'; readonly of: Expr }
  | { readonly op: 'equal'; readonly left: Value; readonly right: Value; readonly negated: boolean }
  | {
      readonly op: 'match';
      readonly left: Value;
      readonly pattern: Pattern;
      readonly negated: boolean;
      readonly at: Span;
    }
  | { readonly op: 'in'; readonly left: Value; readonly list: readonly Value[] }
  | { readonly op: 'glob'; readonly left: Value; readonly right: Value; readonly ignoreCase: boolean }
  | { readonly op: 'empty'; readonly of: Value; readonly negated: boolean }
  | { readonly op: 'unknown' };

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word made of text and variables. */
export interface Value {
  readonly parts: readonly ValuePart[];
  /** What stands between the quotes. */
  readonly at: Span;
}

export type ValuePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'header'; readonly name: string; readonly varies: boolean }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'method' }
  | { readonly kind: 'unknown' };

export interface ExprScope {
  readonly method: string;
  /** The request's header; null when the source does not tell, undefined when the request has none. */
  header(name: string): string | null | undefined;
  env(name: string): string | null | undefined;
  /** Called for each header that the evaluation looks at: Apache adds it to Vary. */
  looksAt(header: string): void;
}

/** True, false, or null when the source does not tell. */
export function evaluate(expr: Expr, scope: ExprScope): boolean | null {
  switch (expr.op) {
    case 'constant':
      return expr.value;
    case 'not':
      return not(evaluate(expr.of, scope));
    case 'and': {
      const left = evaluate(expr.left, scope);
      if (left === false) return false;
      const right = evaluate(expr.right, scope);
      return right === false ? false : left === null || right === null ? null : true;
    }
    case 'or': {
      const left = evaluate(expr.left, scope);
      if (left === true) return true;
      const right = evaluate(expr.right, scope);
      return right === true ? true : left === null || right === null ? null : false;
    }
    case 'equal': {
      const left = valueOf(expr.left, scope);
      const right = valueOf(expr.right, scope);
      return left === null || right === null ? null : (left === right) !== expr.negated;
    }
    case 'match': {
      const left = valueOf(expr.left, scope);
      const found = left === null ? 'unknown' : expr.pattern.search(left);
      return found === 'unknown' ? null : found.found !== expr.negated;
    }
    case 'in': {
      const left = valueOf(expr.left, scope);
      const list = expr.list.map((value) => valueOf(value, scope));
      if (left !== null && list.includes(left)) return true;
      return left === null || list.includes(null) ? null : false;
    }
    case 'glob': {
      const left = valueOf(expr.left, scope);
      const right = valueOf(expr.right, scope);
      return left === null || right === null ? null : globMatches(right, left, expr.ignoreCase);
    }
    case 'empty': {
      const value = valueOf(expr.of, scope);
      return value === null ? null : (value === '') !== expr.negated;
    }
    case 'unknown':
      return null;
  }
}

/** The text of a value; a header or variable that is not there gives nothing. Null when the source does not tell. */
export function valueOf(value: Value, scope: ExprScope): string | null {
  let text = '';
  for (const part of value.parts) {
    const piece = partOf(part, scope);
    if (piece === null) return null;
    text += piece;
  }
  return text;
}

function partOf(part: ValuePart, scope: ExprScope): string | null {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'method':
      return scope.method;
    case 'header': {
      if (part.varies) scope.looksAt(part.name);
      const value = scope.header(part.name);
      return value === undefined ? '' : value;
    }
    case 'env': {
      const value = scope.env(part.name);
      return value === undefined ? '' : value;
    }
    case 'unknown':
      return null;
  }
}

function not(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

/** `apr_fnmatch` with `*` and `?` alone; null for anything finer. */
function globMatches(glob: string, text: string, ignoreCase: boolean): boolean | null {
  if (/[[\\]/.test(glob)) return null;
  const source = glob
    .replace(/[.+^$(){}|\]]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  const found = pattern(`^${source}$`, ignoreCase).search(text);
  return found === 'unknown' ? null : found.found;
}

/** True when the value is the request's Origin header and nothing else. */
export function isOrigin(value: Value): boolean {
  const [part] = value.parts;
  return value.parts.length === 1 && part?.kind === 'header' && part.name.toLowerCase() === 'origin';
}

/** The text of a value without variables, else null. */
export function constantOf(value: Value): string | null {
  return value.parts.every((part) => part.kind === 'text')
    ? value.parts.map((part) => part.text).join('')
    : null;
}

/** Reads the text of a string value, such as what follows `expr=` in a `Header` directive. */
export function parseValue(text: string, from = 0): Value {
  return { parts: partsOf(text), at: { start: from, end: from + text.length } };
}

function partsOf(text: string): ValuePart[] {
  const parts: ValuePart[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('%{', at);
    const end = next < 0 ? -1 : text.indexOf('}', next);
    if (next < 0 || end < 0) {
      parts.push(textPart(text.slice(at)));
      break;
    }
    if (next > at) parts.push(textPart(text.slice(at, next)));
    parts.push(variable(text.slice(next + 2, end)));
    at = end + 1;
  }
  return parts;
}

function textPart(text: string): ValuePart {
  return /\$\d/.test(text) ? { kind: 'unknown' } : { kind: 'text', text };
}

function variable(name: string): ValuePart {
  const split = /^(\w+):(.*)$/s.exec(name);
  if (!split) return plainVariable(name);
  const [, space = '', argument = ''] = split;
  switch (space.toLowerCase()) {
    case 'http':
    case 'req':
      return { kind: 'header', name: argument, varies: true };
    case 'req_novary':
      return { kind: 'header', name: argument, varies: false };
    case 'env':
    case 'reqenv':
      return { kind: 'env', name: argument };
    default:
      return { kind: 'unknown' };
  }
}

function plainVariable(name: string): ValuePart {
  return name.toUpperCase() === 'REQUEST_METHOD' ? { kind: 'method' } : { kind: 'unknown' };
}

/** Parses a condition. Never throws: what is not understood becomes `unknown` and makes only what depends on it unknown. */
export function parseExpr(text: string): Expr {
  if (text.length > maxLength) return { op: 'unknown' };
  const parser: Parser = { text, at: 0, depth: 0, failed: false };
  const expr = parseOr(parser);
  skipSpace(parser);
  return parser.failed || parser.at < text.length ? { op: 'unknown' } : expr;
}

/** Longer conditions are left alone, so that depth stays bounded. */
const maxLength = 4000;

interface Parser {
  readonly text: string;
  at: number;
  depth: number;
  failed: boolean;
}

const unknown: Expr = { op: 'unknown' };

function parseOr(parser: Parser): Expr {
  let left = parseAnd(parser);
  while (!parser.failed && take(parser, '||')) left = { op: 'or', left, right: parseAnd(parser) };
  return left;
}

function parseAnd(parser: Parser): Expr {
  let left = parseNot(parser);
  while (!parser.failed && take(parser, '&&')) left = { op: 'and', left, right: parseNot(parser) };
  return left;
}

function parseNot(parser: Parser): Expr {
  skipSpace(parser);
  if (++parser.depth > 40) return fail(parser);
  let result: Expr;
  if (
    parser.text[parser.at] === '!' &&
    parser.text[parser.at + 1] !== '=' &&
    parser.text[parser.at + 1] !== '~'
  ) {
    parser.at++;
    result = { op: 'not', of: parseNot(parser) };
  } else if (take(parser, '(')) {
    result = parseOr(parser);
    if (!take(parser, ')')) return fail(parser);
  } else {
    result = parseComparison(parser);
  }
  parser.depth--;
  return result;
}

function parseComparison(parser: Parser): Expr {
  const unary = takeMatch(parser, /-([a-zA-Z])(?=\s)/y);
  if (unary) {
    const of = parseWord(parser);
    if (unary[1] === 'n') return { op: 'empty', of, negated: true };
    return unary[1] === 'z' ? { op: 'empty', of, negated: false } : unknown;
  }
  const constant = takeMatch(parser, /(true|false)\b/iy);
  if (constant) return { op: 'constant', value: constant[1]?.toLowerCase() === 'true' };
  const left = parseWord(parser);
  const operator = takeMatch(parser, /==|!=|=~|!~|=|<=|>=|<|>|-?[a-zA-Z]+\b/y)?.[0];
  if (operator === undefined || parser.failed) return fail(parser);
  return parseRight(parser, left, operator);
}

function parseRight(parser: Parser, left: Value, operator: string): Expr {
  switch (operator) {
    case '==':
    case '=':
      return { op: 'equal', left, right: parseWord(parser), negated: false };
    case '!=':
      return { op: 'equal', left, right: parseWord(parser), negated: true };
    case '=~':
    case '!~':
      return parseMatch(parser, left, operator === '!~');
    case 'in':
    case '-in':
      return parseIn(parser, left);
    case '-strmatch':
    case 'strmatch':
      return { op: 'glob', left, right: parseWord(parser), ignoreCase: false };
    case '-strcmatch':
    case 'strcmatch':
      return { op: 'glob', left, right: parseWord(parser), ignoreCase: true };
    default:
      parseWord(parser);
      return unknown;
  }
}

function parseMatch(parser: Parser, left: Value, negated: boolean): Expr {
  skipSpace(parser);
  const { text } = parser;
  let at = parser.at;
  if (text[at] === 'm') at++;
  const delimiter = text[at] ?? '';
  if (!/[/#$%^|?!'",;:._-]/.test(delimiter)) return fail(parser);
  const end = text.indexOf(delimiter, at + 1);
  if (end < 0) return fail(parser);
  const source = text.slice(at + 1, end);
  parser.at = end + 1;
  const flags = takeMatch(parser, /[imsg]+/y, false)?.[0] ?? '';
  return {
    op: 'match',
    left,
    pattern: pattern(source, flags.includes('i')),
    negated,
    at: { start: at + 1, end },
  };
}

function parseIn(parser: Parser, left: Value): Expr {
  if (!take(parser, '{')) return fail(parser);
  const list = [parseWord(parser)];
  while (!parser.failed && take(parser, ',')) list.push(parseWord(parser));
  return take(parser, '}') ? { op: 'in', left, list } : fail(parser);
}

function parseWord(parser: Parser): Value {
  skipSpace(parser);
  const { text, at } = parser;
  const quote = text[at];
  if (quote === "'" || quote === '"') {
    const end = text.indexOf(quote, at + 1);
    if (end < 0) return failedValue(parser);
    parser.at = end + 1;
    const inside = text.slice(at + 1, end);
    if (inside.includes('\\')) return { parts: [{ kind: 'unknown' }], at: { start: at + 1, end } };
    return parseValue(inside, at + 1);
  }
  const call = takeMatch(parser, /(\w+)\(\s*(?:'([^'\\]*)'|"([^"\\]*)")\s*\)/y);
  if (call) {
    const [, name = '', single, double] = call;
    return { parts: [variable(`${name}:${single ?? double ?? ''}`)], at: { start: at, end: parser.at } };
  }
  const bare = takeMatch(parser, /%\{[^}]*\}|\d+|\$\d/y)?.[0];
  return bare === undefined ? failedValue(parser) : parseValue(bare, at);
}

function failedValue(parser: Parser): Value {
  parser.failed = true;
  return { parts: [{ kind: 'unknown' }], at: { start: parser.at, end: parser.at } };
}

function fail(parser: Parser): Expr {
  parser.failed = true;
  return unknown;
}

function skipSpace(parser: Parser): void {
  while (/\s/.test(parser.text[parser.at] ?? '')) parser.at++;
}

function take(parser: Parser, token: string): boolean {
  skipSpace(parser);
  if (!parser.text.startsWith(token, parser.at)) return false;
  parser.at += token.length;
  return true;
}

function takeMatch(parser: Parser, sticky: RegExp, space = true): RegExpExecArray | null {
  if (space) skipSpace(parser);
  sticky.lastIndex = parser.at;
  const found = sticky.exec(parser.text);
  if (found) parser.at += found[0].length;
  return found;
}
