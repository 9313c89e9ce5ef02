import type { Range } from '../../policy/range.ts';
import type { PolicyRequest, PolicyResponse } from '../../policy/types.ts';
import { accessOf } from './auth.ts';
import { applySetEnv, applySetEnvIf, exprScope, mentionedIn, type Environment } from './environment.ts';
import { evaluate } from './expr.ts';
import { sendHeaders, type Active, type Sending, type Varying } from './headers.ts';
import type { HeaderOp, IfChain, Place, RewriteRule, Rewriting, Scope } from './model.ts';
import type { Outcome } from './outcome.ts';
import { rewrite } from './rewriting.ts';

/**
 * What Apache 2.4 answers at `place`. The order is Apache's: rewriting at the server, access control, rewriting in the folder, the
 * handler, then the header directives.
 */
export function answer(place: Place, request: PolicyRequest): PolicyResponse {
  const mentioned = mentionedIn(place);
  const environment: Environment = new Map();
  const server = place.scopes.filter((scope) => scope.level === 'server');
  const vary: Varying[] = [];
  const looksAt = (header: string, range: Range | null): void => void vary.push({ header, range });
  for (const scope of server) applySetEnvIf(scope.env, false, request, environment, mentioned, looksAt);

  const first = rewriteAt(server, true, place, request, environment, mentioned);
  vary.push(...first.varies.map(byRule));
  if (first.ended) {
    const reached = place.scopes.filter((scope) => scope.level !== 'directory');
    const active = activeScopes(reached, request, environment, looksAt);
    return answeredInFront(place, first.ended, { request, environment, mentioned, vary, active });
  }

  const active = activeScopes(place.scopes, request, environment, looksAt);
  for (const { scope, doubtful } of active) {
    if (scope.level !== 'server' || !place.scopes.includes(scope)) {
      applySetEnvIf(scope.env, doubtful, request, environment, mentioned, looksAt);
    }
  }

  const access = accessOf(
    active.filter(({ doubtful }) => !doubtful).map(({ scope }) => scope),
    request.method,
  );
  const doubtfulAuth = active.some(({ scope, doubtful }) => doubtful && scope.auth.length > 0);
  let outcome: Outcome;
  if (
    !methodAllowed(
      active.map(({ scope }) => scope),
      request.method,
    )
  )
    outcome = failure(place, 405);
  else if (access === 'denied') outcome = failure(place, 403);
  else if (access === 'login' && !hasLogin(request)) outcome = failure(place, 401);
  else {
    const folder = place.scopes.filter((scope) => scope.level !== 'server');
    const second = rewriteAt(folder, false, place, request, environment, mentioned);
    vary.push(...second.varies.map(byRule));
    const proxied = place.proxied || first.proxied || second.proxied;
    if (second.ended) outcome = failure(place, second.ended.status ?? 302);
    else {
      for (const { scope, doubtful } of active) applySetEnv(scope.env, doubtful, environment);
      outcome = handled(place, request, proxied);
      // The backend's headers take the place of all that was prepared.
      if (proxied && outcome.kind === 'success') vary.length = 0;
    }
    const uncertain = first.mayEnd ?? second.mayEnd;
    if (uncertain)
      outcome = uncertainOutcome(
        outcome,
        'it depends on a condition that the file does not tell',
        uncertain.range,
      );
  }
  if (access === null) outcome = uncertainOutcome(outcome, 'access rules decide it', null);
  if (doubtfulAuth) outcome = uncertainOutcome(outcome, 'access rules inside of a condition decide it', null);

  return sendHeaders({
    active,
    outcome,
    request,
    environment,
    mentioned,
    vary,
    behindApp: isApp(place, request),
    lostInFront: [],
  });
}

function byRule({ header, rule }: { readonly header: string; readonly rule: RewriteRule }): Varying {
  return { header, range: rule.range };
}

function uncertainOutcome(outcome: Outcome, why: string, range: Range | null): Outcome {
  return { ...outcome, kind: 'unknown', unknown: { about: 'status', why, range } };
}

/** A rule at the server answers before folders are looked at: their headers never come into play. */
function answeredInFront(
  place: Place,
  rule: RewriteRule,
  soFar: Pick<Sending, 'request' | 'environment' | 'mentioned' | 'vary' | 'active'>,
): PolicyResponse {
  const skipped = place.scopes
    .filter((scope) => scope.level === 'directory')
    .flatMap((scope) => allHeaders(scope));
  return sendHeaders({
    ...soFar,
    outcome: failure(place, rule.status ?? 302),
    behindApp: false,
    lostInFront: skipped.map((op) => ({ op, lostAt: rule.range })),
  });
}

function allHeaders(scope: Scope): readonly HeaderOp[] {
  return [
    ...scope.headers,
    ...scope.ifs.flatMap((chain) => chain.branches.flatMap((branch) => allHeaders(branch.scope))),
  ];
}

/** An answer that Apache makes itself. A local ErrorDocument turns it into a success of that document, wherever that stands. */
function failure(place: Place, status: number): Outcome {
  const page = place.scopes.some((scope) => scope.errorDocuments.has(status));
  return { status, kind: page ? 'unknown' : 'error', unknown: null };
}

function isApp(place: Place, request: PolicyRequest): boolean {
  return !place.proxied && (request.handler.does === 'throw' || request.handler.madeBy === 'app');
}

/** `AllowMethods` of the innermost level; RESET lets every method through. */
function methodAllowed(scopes: readonly Scope[], method: string): boolean {
  const methods = scopes.findLast((scope) => scope.allowedMethods)?.allowedMethods;
  return !methods || methods.includes('RESET') || methods.includes(method === 'HEAD' ? 'GET' : method);
}

/** HTTP authentication goes along when cookies do, or when the page sets the header itself. */
function hasLogin(request: PolicyRequest): boolean {
  return request.cookies || request.headers.some(([name]) => name.toLowerCase() === 'authorization');
}

/** Answers of an application are a success whatever their status; of Apache's own only these are. */
const ownSuccess: ReadonlySet<number> = new Set([200, 206, 304, 412]);

function handled(place: Place, request: PolicyRequest, proxied: boolean): Outcome {
  const { handler, method } = request;
  if (handler.does === 'throw') return failure(place, proxied ? 502 : 500);
  if (handler.madeBy === 'app') return { status: handler.status, kind: 'success', unknown: null };
  const status = proxied ? handler.status : ownStatus(method, handler.status);
  if (ownSuccess.has(status)) return { status, kind: 'success', unknown: null };
  return failure(place, status);
}

/** The default handler: OPTIONS is 200 for any path, and only GET, HEAD and POST read files. */
function ownStatus(method: string, status: number): number {
  if ((status >= 300 && status < 400 && status !== 304) || status === 401 || status === 403) return status;
  if (method === 'OPTIONS') return 200;
  if (['PUT', 'PATCH', 'DELETE'].includes(method)) return 405;
  return status;
}

function rewriteAt(
  scopes: readonly Scope[],
  atServer: boolean,
  place: Place,
  request: PolicyRequest,
  environment: Environment,
  mentioned: ReadonlySet<string>,
): ReturnType<typeof rewrite> {
  const { engine, rules } = rulesIn(scopes.map((scope) => scope.rewriting));
  const off = engine === false || (engine === null && !place.isHtaccess);
  const doubtful = engine === null;
  return rewrite(off ? [] : rules, atServer, doubtful, request, environment, mentioned);
}

/** The innermost level with rules of its own decides, unless it inherits. */
function rulesIn(levels: readonly Rewriting[]): { engine: boolean | null; rules: readonly RewriteRule[] } {
  let engine: boolean | null = null;
  let rules: readonly RewriteRule[] = [];
  for (const level of levels) {
    engine = level.engine ?? engine;
    if (level.rules.length > 0) rules = level.inherits ? [...level.rules, ...rules] : level.rules;
    else if (level.engine !== null && !level.inherits) rules = [];
  }
  return { engine, rules };
}

/** The place's levels, then what `<If>` adds after all of them. */
function activeScopes(
  scopes: readonly Scope[],
  request: PolicyRequest,
  environment: Environment,
  looksAt: (header: string, range: Range | null) => void,
): readonly Active[] {
  const active: Active[] = scopes.map((scope) => ({ scope, doubtful: false }));
  const addChain = (chain: IfChain, doubtfulBefore: boolean): void => {
    let doubtful = doubtfulBefore;
    for (const { expr, word, scope } of chain.branches) {
      const range = word?.range ?? null;
      // Variables of SetEnvIf in a folder are not set yet when <If> is looked at.
      const seen = exprScope(request, environment, new Set(), (header) => looksAt(header, range));
      const holds = expr === null ? true : evaluate(expr, seen);
      if (holds === false) continue;
      doubtful ||= holds === null;
      active.push({ scope, doubtful });
      for (const inner of scope.ifs) addChain(inner, doubtful);
      if (holds === true) return;
    }
  };
  for (const scope of scopes) for (const chain of scope.ifs) addChain(chain, false);
  return active;
}
