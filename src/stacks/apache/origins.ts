import type { Range } from '../../policy/range.ts';
import type { OriginMatcher, PolicyRequest } from '../../policy/types.ts';
import { exprScope, valueOfSet } from './environment.ts';
import { constantOf, evaluate, isOrigin, type Expr, type Span } from './expr.ts';
import { isRequestVariable } from './headers.ts';
import type { HeaderOp, IfChain, Place, RewriteCond, RewriteRule, Scope, SetEnvIf } from './model.ts';
import { rewrite } from './rewriting.ts';
import type { Word } from './scan.ts';

/** Every way in which a place decides about origins, in the order of the file. */
export function originMatchers(place: Place): readonly OriginMatcher[] {
  const matchers: OriginMatcher[] = [];
  for (const { op, guards } of allowOriginOps(place)) matchers.push(...matchersOf(place, op, guards));
  return unique(matchers).sort((a, b) => a.range.start - b.range.start);
}

/** A condition of `<If>` that stands around a directive. */
export interface Guard {
  readonly expr: Expr;
  readonly word: Word;
  /** `<Else>` and `<ElseIf>`: reached where this one does not hold. */
  readonly negated: boolean;
}

/** The directives that put something into Access-Control-Allow-Origin. */
export function allowOriginOps(
  place: Place,
): readonly { readonly op: HeaderOp; readonly guards: readonly Guard[] }[] {
  return headerOps(place).filter(
    ({ op }) => op.name.toLowerCase() === 'access-control-allow-origin' && writesValue(op),
  );
}

function writesValue(op: HeaderOp): boolean {
  return ['set', 'append', 'merge', 'add', 'setifempty'].includes(op.action);
}

/** Every header directive of a place with the `<If>` conditions around it. */
export function headerOps(
  place: Place,
): readonly { readonly op: HeaderOp; readonly guards: readonly Guard[] }[] {
  const found: { op: HeaderOp; guards: readonly Guard[] }[] = [];
  const visit = (scope: Scope, guards: readonly Guard[]): void => {
    for (const op of scope.headers) found.push({ op, guards });
    for (const chain of scope.ifs) visitChain(chain, guards);
  };
  const visitChain = (chain: IfChain, guards: readonly Guard[]): void => {
    const passed: Guard[] = [];
    for (const { expr, word, scope } of chain.branches) {
      const own = expr && word ? [{ expr, word, negated: false }] : [];
      visit(scope, [...guards, ...passed, ...own]);
      if (expr && word) passed.push({ expr, word, negated: true });
    }
  };
  for (const scope of place.scopes) visit(scope, []);
  return found;
}

function unique(matchers: readonly OriginMatcher[]): OriginMatcher[] {
  return matchers.filter(
    (matcher, index) =>
      matchers.findIndex((other) => other.kind === matcher.kind && sameRange(other.range, matcher.range)) ===
      index,
  );
}

function sameRange(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}

function matchersOf(place: Place, op: HeaderOp, guards: readonly Guard[]): readonly OriginMatcher[] {
  const word = op.valueWord;
  const part = op.value[0];
  if (!word) return [];
  const { range } = word;
  if (op.value.every((piece) => piece.kind === 'text')) {
    const value = op.value.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
    if (value.trim() === '*') return [{ kind: 'any', range }];
    return value === '' ? [] : [{ kind: 'literal', value, range, use: 'sent' }];
  }
  if (op.value.length === 1 && part?.kind === 'value' && isOrigin(part.value)) {
    return guardedEcho(place, op, guards, range);
  }
  if (op.value.length === 1 && part?.kind === 'env') return fromVariable(place, part.name, range);
  return [{ kind: 'unknown', why: 'the value is put together from parts', range }];
}

/** The full Origin is sent back; what stands in front of the directive decides for whom. */
function guardedEcho(
  place: Place,
  op: HeaderOp,
  guards: readonly Guard[],
  range: Range,
): readonly OriginMatcher[] {
  const { condition } = op;
  if (condition?.kind === 'env') {
    return condition.negated
      ? [{ kind: 'unknown', why: `it depends on ${condition.name} being unset`, range }]
      : testsOfVariable(place, condition.name, range);
  }
  if (condition?.kind === 'unknown') return [{ kind: 'unknown', why: condition.why, range }];
  const own =
    condition?.kind === 'expr' ? [{ expr: condition.expr, word: condition.word, negated: false }] : [];
  const all = [...guards, ...own].filter((guard) => speaksOfOrigin(guard.expr));
  if (all.length === 0) return [{ kind: 'reflect', range }];
  const only = all[0];
  if (all.length === 1 && only && !only.negated) return exprMatchers(only.expr, only.word, range);
  return [predicate(all, range)];
}

function predicate(guards: readonly Guard[], range: Range): OriginMatcher {
  return {
    kind: 'predicate',
    range,
    accepts: (origin) => {
      const results = guards.map(({ expr, negated }) => {
        const holds = evaluate(expr, originOnly(origin));
        return holds === null ? null : holds !== negated;
      });
      return results.includes(false) ? false : results.includes(null) ? null : true;
    },
  };
}

function speaksOfOrigin(expr: Expr): boolean {
  let looked = false;
  const request = requestOf('https://app.example.com');
  const scope = { ...exprScope(request, new Map(), new Set(), () => undefined) };
  const watch = (name: string): string | null | undefined => {
    if (name.toLowerCase() === 'origin') looked = true;
    return null;
  };
  evaluate(expr, { ...scope, header: watch });
  return looked;
}

function originOnly(origin: string): Parameters<typeof evaluate>[1] {
  return exprScope(requestOf(origin), new Map(), new Set(), () => undefined);
}

function requestOf(origin: string): PolicyRequest {
  const handler = { does: 'answer', status: 200, madeBy: 'server' } as const;
  return { method: 'GET', origin, headers: [], cookies: true, handler };
}

/** Comparisons of the Origin that are joined by `||`; anything else is one predicate. */
function exprMatchers(expr: Expr, word: Word, fallback: Range): readonly OriginMatcher[] {
  const matchers = simpleMatchers(expr, word);
  return matchers ?? [predicate([{ expr, word, negated: false }], word.verbatim ? word.range : fallback)];
}

function simpleMatchers(expr: Expr, word: Word): readonly OriginMatcher[] | null {
  switch (expr.op) {
    case 'or': {
      const left = simpleMatchers(expr.left, word);
      const right = simpleMatchers(expr.right, word);
      return left && right ? [...left, ...right] : null;
    }
    case 'equal': {
      if (expr.negated || !word.verbatim) return null;
      const other = isOrigin(expr.left) ? expr.right : isOrigin(expr.right) ? expr.left : null;
      const value = other && constantOf(other);
      return other && value !== null ? [literal(value, within(word, other.at))] : null;
    }
    case 'in': {
      if (!isOrigin(expr.left) || !word.verbatim) return null;
      const values = expr.list.map((item) => ({ value: constantOf(item), at: item.at }));
      return values.flatMap(({ value, at }) => (value === null ? [] : [literal(value, within(word, at))]));
    }
    case 'match': {
      if (!isOrigin(expr.left) || expr.negated || !word.verbatim) return null;
      const { pattern, at } = expr;
      if (pattern.search('') === 'unknown') return null;
      const accepts = (origin: string): boolean => found(pattern.search(origin));
      return [patternOrReflect(pattern.source, pattern.ignoreCase, within(word, at), accepts)];
    }
    default:
      return null;
  }
}

/** Offsets of an expression count from the start of its word, or behind `expr=`. */
function within(word: Word, at: Span): Range {
  const offset = /^expr=/i.test(word.text) ? 5 : 0;
  return { start: word.range.start + offset + at.start, end: word.range.start + offset + at.end };
}

function literal(value: string, range: Range): OriginMatcher {
  return { kind: 'literal', value, range, use: 'compared' };
}

function found(match: ReturnType<SetEnvIf['pattern']['search']>): boolean {
  return match !== 'unknown' && match.found;
}

/** Origins so different that a pattern which takes them all takes anything. */
const anyone = ['null', 'http://a.invalid', 'https://x-9.y.invalid:8443'];

function patternOrReflect(
  source: string,
  ignoreCase: boolean,
  range: Range,
  accepts: (origin: string) => boolean,
): OriginMatcher {
  if (anyone.every(accepts)) return { kind: 'reflect', range };
  return { kind: 'pattern', source, ignoreCase, matching: 'search', range, accepts };
}

function envOpsOf(place: Place): readonly Scope['env'][number][] {
  const visit = (scope: Scope): readonly Scope['env'][number][] => [
    ...scope.env,
    ...scope.ifs.flatMap((chain) => chain.branches.flatMap((branch) => visit(branch.scope))),
  ];
  return place.scopes.flatMap(visit);
}

/** `%{NAME}e` is sent: what the variable holds decides. */
function fromVariable(place: Place, name: string, range: Range): readonly OriginMatcher[] {
  const matchers: OriginMatcher[] = [];
  for (const op of envOpsOf(place)) {
    if (op.kind === 'setenvif') {
      for (const set of op.sets)
        if (set.name === name && set.value !== null) matchers.push(captured(op, set.value, set.word));
    } else if (op.kind === 'setenv' && op.name === name && op.value !== null) {
      matchers.push({
        kind: 'literal',
        value: op.value,
        range: op.directive.words[1]?.range ?? range,
        use: 'sent',
      });
    } else if (op.kind === 'setenvifexpr' && op.sets.some((set) => set.name === name)) {
      matchers.push({ kind: 'unknown', why: `${name} is set by an expression`, range: op.directive.range });
    }
  }
  for (const rule of rulesSetting(place, name)) matchers.push(...ruleMatchers(rule, name));
  if (matchers.length > 0) return matchers;
  const why = isRequestVariable(name) ? `Apache does not set ${name}` : `${name} is not set in this file`;
  return [{ kind: 'unknown', why, range }];
}

/** The variable gets a part of the Origin: only an origin that comes back whole is let in. */
function captured(op: SetEnvIf, value: string, word: Word): OriginMatcher {
  const { pattern, patternWord } = op;
  if (op.attribute.toLowerCase() !== 'origin') {
    return { kind: 'unknown', why: `it depends on ${op.attribute}`, range: patternWord.range };
  }
  if (!/\$\d/.test(value)) {
    const start = word.range.end - value.length;
    return {
      kind: 'literal',
      value,
      range: word.verbatim ? { start, end: word.range.end } : word.range,
      use: 'sent',
    };
  }
  if (pattern.search('') === 'unknown' || op.doubt !== null) {
    return { kind: 'unknown', why: op.doubt ?? 'the pattern is not understood', range: patternWord.range };
  }
  const accepts = (origin: string): boolean => {
    const match = pattern.search(origin);
    return match !== 'unknown' && match.found && valueOfSet(op, value, match.groups) === origin;
  };
  return patternOrReflect(pattern.source, pattern.ignoreCase, patternWord.range, accepts);
}

/** `env=NAME` stands in front of the echo: whatever sets the variable decides. */
function testsOfVariable(place: Place, name: string, range: Range): readonly OriginMatcher[] {
  const matchers: OriginMatcher[] = [];
  for (const op of envOpsOf(place)) {
    if (op.kind === 'setenvif' && op.sets.some((set) => set.name === name && set.value !== null)) {
      const { pattern, patternWord } = op;
      const known =
        op.attribute.toLowerCase() === 'origin' && op.doubt === null && pattern.search('') !== 'unknown';
      const accepts = (origin: string): boolean => found(pattern.search(origin));
      matchers.push(
        known
          ? patternOrReflect(pattern.source, pattern.ignoreCase, patternWord.range, accepts)
          : { kind: 'unknown', why: `it depends on ${op.attribute}`, range: patternWord.range },
      );
    } else if (op.kind === 'setenvifexpr' && op.sets.some((set) => set.name === name)) {
      const word = op.directive.words[0];
      if (word) matchers.push(...exprMatchers(op.expr, word, range));
    }
  }
  for (const rule of rulesSetting(place, name)) matchers.push(...ruleMatchers(rule, name));
  if (matchers.length > 0) return matchers;
  return [{ kind: 'unknown', why: `${name} is not set in this file`, range }];
}

function rulesSetting(place: Place, name: string): readonly RewriteRule[] {
  return place.scopes.flatMap((scope) =>
    scope.rewriting.rules.filter((rule) => rule.env.some((set) => set.name === name && set.value !== null)),
  );
}

/** What the conditions of a rule say about the origin. */
function ruleMatchers(rule: RewriteRule, name: string): readonly OriginMatcher[] {
  const accepts = (origin: string): boolean => {
    const environment = new Map<string, string | null>();
    rewrite([rule], false, false, requestOf(origin), environment, new Set());
    const value = environment.get(name);
    return value === origin || (value !== undefined && value !== null && !sendsOrigin(rule, name));
  };
  const conditions = rule.conditions.filter(speaksOfOriginHeader);
  const only = conditions[0];
  const range = rule.flagsWord?.range ?? rule.range;
  if (conditions.length === 0)
    return anyone.every(accepts) ? [{ kind: 'reflect', range }] : [notTold(rule, range)];
  if (conditions.length > 1 || !only?.matches || only.negated || !only.patternWord.verbatim) {
    return [{ kind: 'predicate', range, accepts }];
  }
  const at = { start: only.patternWord.range.start + only.offset, end: only.patternWord.range.end };
  if ('equal' in only.matches) return [literal(only.matches.equal, at)];
  const { pattern } = only.matches;
  if (pattern.search('') === 'unknown') return [notTold(rule, range)];
  return [patternOrReflect(pattern.source, pattern.ignoreCase, at, accepts)];
}

function notTold(rule: RewriteRule, range: Range): OriginMatcher {
  return { kind: 'unknown', why: `the rule ${rule.pattern.source} depends on more than the origin`, range };
}

function speaksOfOriginHeader(condition: RewriteCond): boolean {
  return condition.test.some((part) => part.kind === 'header' && part.name.toLowerCase() === 'origin');
}

/** True when the variable holds the origin or a part of it, false for a flag. */
function sendsOrigin(rule: RewriteRule, name: string): boolean {
  return rule.env.some((set) => set.name === name && set.value?.some((part) => part.kind !== 'text'));
}
