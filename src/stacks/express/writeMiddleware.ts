import type { Piece } from '../../policy/layout.ts';
import { normalise, type OriginSpec, type PolicySpec } from '../../policy/spec.ts';
import { settle } from './settle.ts';
import { regexText, statement, stringText, type Style } from './style.ts';

/** A middleware that sets the headers without a package. */
export function middleware(spec: PolicySpec, style: Style): string {
  const check = checkOf(spec, style);
  return [...check.before, ...handler(spec, style, check.test)].join('\n');
}

function handler(spec: PolicySpec, style: Style, test: string | null): readonly string[] {
  const { semicolon: end, app } = style;
  const line = (piece: Piece, depth = 1): string => statement(piece, style, depth);
  const options = stringText(style, 'OPTIONS');
  return [
    `${app}.use((req, res, next) => {`,
    ...(test === null ? granted(spec, style, stringText(style, '*'), 1) : guarded(spec, style, test)),
    line(`if (req.method !== ${options}) return next()`),
    ...preflightLines(spec, style),
    line('res.sendStatus(204)'),
    `})${end}`,
  ];
}

/** The origin is compared first, and the answer says that it depends on it. */
function guarded(spec: PolicySpec, style: Style, test: string): readonly string[] {
  const name = stringText(style, 'Origin');
  return [
    statement(`const origin = req.get(${name})`, style, 1),
    statement(`res.vary(${name})`, style, 1),
    `${style.indent}if (${test}) {`,
    ...granted(spec, style, 'origin', 2),
    `${style.indent}}`,
  ];
}

function granted(spec: PolicySpec, style: Style, value: string, depth: number): readonly string[] {
  const lines = [setLine('Access-Control-Allow-Origin', value, style, depth)];
  const set = (header: string, text: string): void =>
    void lines.push(setLine(header, stringText(style, text), style, depth));
  if (normalise(spec).credentials) set('Access-Control-Allow-Credentials', 'true');
  if (spec.exposeHeaders.length > 0) set('Access-Control-Expose-Headers', spec.exposeHeaders.join(', '));
  return lines;
}

function preflightLines(spec: PolicySpec, style: Style): readonly string[] {
  const { methods, allowHeaders } = settle(spec, 'headers');
  const lines: string[] = [];
  const list = (
    header: string,
    asked: string,
    names: PolicySpec['methods'],
    stated: PolicySpec['methods'],
  ): void => {
    if (names === 'mirror') lines.push(...mirrored(header, asked, style));
    else if (names !== null && names.length > 0 && Array.isArray(stated))
      lines.push(setLine(header, stringText(style, stated.join(', ')), style, 1));
  };
  list('Access-Control-Allow-Methods', 'Access-Control-Request-Method', methods, spec.methods);
  list('Access-Control-Allow-Headers', 'Access-Control-Request-Headers', allowHeaders, spec.allowHeaders);
  if (spec.maxAge !== null)
    lines.push(setLine('Access-Control-Max-Age', stringText(style, String(spec.maxAge)), style, 1));
  return lines;
}

/** Allows what the preflight asks for, which the answer then depends on. */
function mirrored(header: string, asked: string, style: Style): readonly string[] {
  const variable = asked === 'Access-Control-Request-Method' ? 'method' : 'headers';
  const name = stringText(style, asked);
  const set: Piece = { open: 'res.set(', items: [stringText(style, header), variable], close: ')' };
  return [
    statement(`const ${variable} = req.get(${name})`, style, 1),
    statement({ open: 'res.vary(', items: [name], close: ')' }, style, 1),
    statement({ ...set, open: `if (${variable}) ${set.open}` }, style, 1),
  ];
}

function setLine(header: string, value: string, style: Style, depth: number): string {
  return statement({ open: 'res.set(', items: [stringText(style, header), value], close: ')' }, style, depth);
}

interface Check {
  /** Lines in front of the middleware, with an empty one behind them. */
  readonly before: readonly string[];
  /** The condition on `origin`; null where every origin gets `*`. */
  readonly test: string | null;
}

function checkOf({ origins }: PolicySpec, style: Style): Check {
  if (origins === 'any') return { before: [], test: null };
  if (origins === 'reflect') return { before: [], test: 'origin' };
  const literals = origins.flatMap((entry) => ('literal' in entry ? [stringText(style, entry.literal)] : []));
  const patterns = origins.flatMap((entry) => patternText(entry) ?? []);
  const before: string[] = [];
  const names = 'allowedOrigins.has(origin)';
  const some = 'allowedPatterns.some((pattern) => pattern.test(origin))';
  if (literals.length > 0 || patterns.length === 0)
    before.push(constant('allowedOrigins = new Set([', literals, '])', style));
  if (patterns.length > 0) before.push(constant('allowedPatterns = [', patterns, ']', style));
  if (patterns.length === 0) return { before: [...before, ''], test: `origin && ${names}` };
  const first = literals.length > 0 ? [`${style.indent}if (${names}) return true${style.semicolon}`] : [];
  const parameter = style.typescript ? 'origin: string' : 'origin';
  before.push('', `function isAllowed(${parameter}) {`, ...first);
  before.push(statement(`return ${some}`, style, 1), '}', '');
  return { before, test: 'origin && isAllowed(origin)' };
}

function constant(open: string, items: readonly string[], close: string, style: Style): string {
  return statement({ open: `const ${open}`, items, close }, style, 0);
}

function patternText(entry: OriginSpec): string | null {
  return 'pattern' in entry ? regexText(entry.pattern, entry.ignoreCase) : null;
}
