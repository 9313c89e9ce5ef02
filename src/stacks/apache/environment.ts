import type { Range } from '../../policy/range.ts';
import type { PolicyRequest } from '../../policy/types.ts';
import { evaluate, type ExprScope } from './expr.ts';
import type { EnvOp, Place, Scope, SetEnvIf, VariableSet } from './model.ts';
import { fillGroups } from './pattern.ts';

/** Environment variables of one request; null for a value that the source does not tell. */
export type Environment = Map<string, string | null>;

/** Headers that a browser sends only when the request says so; of any other the source cannot tell. */
const told = /^(?:access-control-request-.*|authorization|content-type|origin|x-.*)$/i;

/** The request's header: null when not known, undefined when there is none. */
export function requestHeader(request: PolicyRequest, name: string): string | null | undefined {
  const wanted = name.toLowerCase();
  if (wanted === 'origin') return request.origin ?? undefined;
  const line = request.headers.find(([header]) => header.toLowerCase() === wanted);
  if (line) return line[1];
  if (wanted === 'cookie') return request.cookies ? null : undefined;
  return told.test(name) && !/^x-forwarded/i.test(name) ? undefined : null;
}

/** What an expression of Apache sees of the request. */
export function exprScope(
  request: PolicyRequest,
  environment: Environment,
  mentioned: ReadonlySet<string>,
  looksAt: (header: string) => void,
): ExprScope {
  return {
    method: request.method,
    header: (name) => requestHeader(request, name),
    env: (name) => lookUp(environment, mentioned, name),
    looksAt,
  };
}

/** A variable; one that this file never sets may be set elsewhere, so it is not known. */
export function lookUp(
  environment: Environment,
  mentioned: ReadonlySet<string>,
  name: string,
): string | null | undefined {
  if (environment.has(name)) return environment.get(name);
  return mentioned.has(name) ? undefined : null;
}

/** Every variable that some directive of the place sets. */
export function mentionedIn(place: Place): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (scope: Scope): void => {
    for (const op of scope.env) {
      for (const set of 'sets' in op ? op.sets : [op]) names.add(set.name);
    }
    for (const rule of scope.rewriting.rules) for (const set of rule.env) names.add(set.name);
    for (const chain of scope.ifs) for (const branch of chain.branches) add(branch.scope);
  };
  place.scopes.forEach(add);
  return names;
}

interface LookedUp {
  attribute: string | null;
  value: string | null;
}

/** Runs SetEnvIf and its kin. SetEnv comes later and gives way: see `applySetEnv`. */
export function applySetEnvIf(
  ops: readonly EnvOp[],
  doubtful: boolean,
  request: PolicyRequest,
  environment: Environment,
  mentioned: ReadonlySet<string>,
  looksAt: (header: string, range: Range) => void,
): void {
  // mod_setenvif looks an attribute up once for neighbours that ask for the same one, whatever they set in between.
  const last: LookedUp = { attribute: null, value: null };
  for (const op of ops) {
    const doubt = doubtful || op.doubt !== null;
    if (op.kind === 'setenvif') {
      const attribute = op.attribute.toLowerCase();
      if (last.attribute !== attribute) {
        last.attribute = attribute;
        last.value = attributeOf(op.attribute, request, environment, mentioned);
      }
      applyOne(op, doubt, last.value, environment);
    }
    if (op.kind === 'setenvifexpr') {
      const holds = evaluate(
        op.expr,
        exprScope(request, environment, mentioned, (header) => looksAt(header, op.directive.range)),
      );
      if (holds === false) continue;
      for (const set of op.sets) {
        const value = holds === null || doubt || /\$\d/.test(set.value ?? '') ? null : set.value;
        assign(environment, set, value, holds === null || doubt);
      }
    }
  }
}

function applyOne(op: SetEnvIf, doubt: boolean, input: string | null, environment: Environment): void {
  const match = input === null ? 'unknown' : op.pattern.search(input);
  if (match !== 'unknown' && !match.found) return;
  const uncertain = doubt || match === 'unknown';
  for (const set of op.sets) {
    const value =
      match === 'unknown' || set.value === null ? set.value : valueOfSet(op, set.value, match.groups);
    assign(environment, set, uncertain ? null : value, uncertain);
  }
}

/** What a variable gets: mod_setenvif fills in groups only where the pattern is a regular expression. */
export function valueOfSet(op: SetEnvIf, value: string, groups: readonly (string | undefined)[]): string {
  return op.plainText ? value : fillGroups(value, groups);
}

function assign(environment: Environment, set: VariableSet, value: string | null, uncertain: boolean): void {
  if (uncertain) environment.set(set.name, null);
  else if (set.value === null) environment.delete(set.name);
  else environment.set(set.name, value);
}

/** A header, the method, or a variable set before; a header that is not there is the empty text. */
function attributeOf(
  attribute: string,
  request: PolicyRequest,
  environment: Environment,
  mentioned: ReadonlySet<string>,
): string | null {
  const name = attribute.toLowerCase();
  if (name === 'request_method') return request.method;
  if (/^(?:remote_host|remote_addr|remote_user|server_addr|request_protocol|request_uri)$/.test(name))
    return null;
  if (!/^[\w-]+$/.test(attribute)) return null;
  const header = requestHeader(request, attribute);
  if (typeof header === 'string') return header;
  if (environment.has(attribute)) return environment.get(attribute) ?? null;
  // A name that the file uses for a variable is not taken for a header.
  return header === undefined || mentioned.has(attribute) ? '' : null;
}

/** Runs SetEnv, PassEnv and UnsetEnv, which come after rewriting. A variable that is set already stays. */
export function applySetEnv(ops: readonly EnvOp[], doubtful: boolean, environment: Environment): void {
  for (const op of ops) {
    if (op.kind !== 'setenv' || environment.has(op.name)) continue;
    environment.set(op.name, doubtful || op.doubt !== null ? null : op.value);
  }
}
