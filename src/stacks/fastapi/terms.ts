import type { SyntaxNode } from '@lezer/common';
import type { PolicyRequest } from '../../policy/types.ts';
import { logicOf, type Logic } from './logic.ts';
import { requestHeader } from './middleware.ts';
import { qualifiedName } from './scope.ts';
import { callArguments, children, textOf } from './tree.ts';
import type { Term, Walk } from './walk.ts';

const unknown: Term = { is: 'unknown' };

function constant(value: string | number | boolean | null): Term {
  return { is: 'constant', value };
}

/** The truth of a condition: known, a matter of the path alone, or null when unknown. */
export function conditionOf(walk: Walk, node: SyntaxNode): boolean | 'path' | null {
  return truthOf(termOf(walk, node));
}

function truthOf(term: Term): boolean | 'path' | null {
  if (term.is === 'constant') return Boolean(term.value);
  if (term.is === 'path') return 'path';
  return term.is === 'something' || term.is === 'response' ? true : null;
}

/** What `node` stands for. */
export function termOf(walk: Walk, node: SyntaxNode): Term {
  if (--walk.count.steps < 0) return unknown;
  switch (node.name) {
    case 'ParenthesizedExpression':
    case 'AwaitExpression': {
      const inner = children(node)[1];
      return inner ? termOf(walk, inner) : unknown;
    }
    case 'VariableName':
      return nameTerm(walk, node);
    case 'MemberExpression':
      return memberTerm(walk, node);
    case 'CallExpression':
      return callTerm(walk, node);
    case 'UnaryExpression':
    case 'BinaryExpression': {
      const logic = logicOf(node);
      if (logic) return logicTerm(walk, logic);
      return node.name === 'UnaryExpression' ? constantTerm(walk, node) : binaryTerm(walk, node);
    }
    default:
      return constantTerm(walk, node);
  }
}

function constantTerm(walk: Walk, node: SyntaxNode): Term {
  const value = walk.evaluator.evaluate(node);
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return constant(value.value);
    case 'none':
      return constant(null);
    case 'list':
      return value.open === null
        ? { is: 'list', values: value.items.map((item) => (item.kind === 'string' ? item.value : null)) }
        : unknown;
    case 'unknown':
      return value.variable !== undefined && value.unset === undefined ? { is: 'something' } : unknown;
    default:
      return unknown;
  }
}

function nameTerm(walk: Walk, node: SyntaxNode): Term {
  const name = textOf(walk.evaluator.names.source, node);
  if (name === walk.dispatch.request) return { is: 'request' };
  return walk.locals.get(name) ?? constantTerm(walk, node);
}

/** `request.method`, `request.headers`, `request.url.path`. */
function memberTerm(walk: Walk, node: SyntaxNode): Term {
  const [owner, dot, property] = children(node);
  if (!owner || !property) return unknown;
  const term = termOf(walk, owner);
  const name = textOf(walk.evaluator.names.source, property);
  if (dot?.name === '[') return constantTerm(walk, node);
  if (term.is === 'path') return term;
  if (term.is !== 'request') return constantTerm(walk, node);
  switch (name) {
    case 'method':
      return constant(walk.request.method);
    case 'headers':
      return { is: 'headers' };
    case 'cookies':
    case 'session':
      return { is: 'cookies' };
    case 'url':
      return { is: 'path' };
    default:
      return unknown;
  }
}

function callTerm(walk: Walk, node: SyntaxNode): Term {
  const status = responseStatus(walk, node);
  if (status !== null) return { is: 'answer', status };
  const callee = node.firstChild;
  const { source } = walk.evaluator.names;
  const args = callArguments(source, node).map((argument) => argument.value);
  if (callee?.name === 'MemberExpression') {
    const [owner, , method] = children(callee);
    const term = owner ? termOf(walk, owner) : unknown;
    const called = method ? textOf(source, method) : '';
    const known = methodTerm(walk, term, called, args);
    if (known) return known;
  }
  const name = callee?.name === 'VariableName' ? textOf(source, callee) : '';
  if (['any', 'all', 'str', 'bool', 'len'].includes(name) && args.length > 0) {
    if (mentionsPath(walk, node)) return { is: 'path' };
  }
  if (callee && /^re\.(match|search|fullmatch)$/.test(qualifiedName(walk.evaluator.names, callee) ?? '')) {
    if (mentionsPath(walk, node)) return { is: 'path' };
  }
  const value = constantTerm(walk, node);
  if (value.is === 'unknown') walk.count.risky++;
  return value;
}

/** `request.headers.get(…)`, `token.startswith(…)`; null for what is no such method. */
function methodTerm(walk: Walk, owner: Term, method: string, args: readonly SyntaxNode[]): Term | null {
  if (owner.is === 'path') return owner;
  const given = args.map((argument) => termOf(walk, argument));
  const [first, fallback] = given;
  if ((owner.is === 'headers' || owner.is === 'cookies') && method === 'get') {
    if (first?.is !== 'constant' || typeof first.value !== 'string') return unknown;
    const found = owner.is === 'headers' ? headerTerm(walk.request, first.value) : cookieTerm(walk);
    return found.is === 'constant' && found.value === null ? (fallback ?? found) : found;
  }
  if (owner.is !== 'constant' || typeof owner.value !== 'string') return null;
  return textMethod(owner.value, method, given);
}

function textMethod(text: string, method: string, given: readonly Term[]): Term | null {
  const [first] = given;
  const argument = first?.is === 'constant' && typeof first.value === 'string' ? first.value : null;
  switch (method) {
    case 'startswith':
      return argument === null ? unknown : constant(text.startsWith(argument));
    case 'endswith':
      return argument === null ? unknown : constant(text.endsWith(argument));
    case 'upper':
      return constant(text.toUpperCase());
    case 'lower':
      return constant(text.toLowerCase());
    case 'strip':
      return given.length === 0 ? constant(text.trim()) : unknown;
    default:
      return null;
  }
}

/** Without cookies there is none, and no session either. */
function cookieTerm(walk: Walk): Term {
  return walk.request.cookies ? unknown : constant(null);
}

function mentionsPath(walk: Walk, node: SyntaxNode): boolean {
  let found = false;
  node.cursor().iterate((ref) => {
    if (ref.name !== 'VariableName' && ref.name !== 'MemberExpression') return !found;
    if (termOf(walk, ref.node).is === 'path') found = true;
    return !found;
  });
  return found;
}

/** `and`, `or`, `not`. */
function logicTerm(walk: Walk, logic: Logic): Term {
  if (logic.is === 'leaf') return termOf(walk, logic.node);
  if (logic.is === 'not') {
    const known = truthOf(logicTerm(walk, logic.operand));
    return known === 'path' ? { is: 'path' } : known === null ? unknown : constant(!known);
  }
  const isOr = logic.is === 'or';
  const first = logicTerm(walk, logic.left);
  const known = truthOf(first);
  if (known === isOr) return first;
  const second = logicTerm(walk, logic.right);
  if (known === !isOr) return second;
  if (truthOf(second) === isOr) return constant(isOr);
  if (known === 'path' && (truthOf(second) === 'path' || truthOf(second) === !isOr)) return { is: 'path' };
  return unknown;
}

function binaryTerm(walk: Walk, node: SyntaxNode): Term {
  const parts = children(node);
  const [left, right] = [parts[0], parts.at(-1)];
  if (!left || !right || parts.length < 3) return unknown;
  const operator = parts
    .slice(1, -1)
    .map((part) => textOf(walk.evaluator.names.source, part))
    .join(' ');
  const a = termOf(walk, left);
  const b = termOf(walk, right);
  switch (operator) {
    case '==':
    case 'is':
      return equals(a, b);
    case '!=':
    case 'is not':
      return negated(equals(a, b));
    case 'in':
      return isIn(walk, a, b);
    case 'not in':
      return negated(isIn(walk, a, b));
    default:
      return a.is === 'path' || b.is === 'path' ? { is: 'path' } : unknown;
  }
}

function negated(term: Term): Term {
  return term.is === 'constant' ? constant(!term.value) : term;
}

function equals(a: Term, b: Term): Term {
  if (a.is === 'path' || b.is === 'path') return { is: 'path' };
  if (a.is === 'constant' && b.is === 'constant') return constant(a.value === b.value);
  const empty = (term: Term): boolean => term.is === 'constant' && !term.value;
  if ((a.is === 'something' && empty(b)) || (b.is === 'something' && empty(a))) return constant(false);
  return unknown;
}

function isIn(walk: Walk, a: Term, b: Term): Term {
  if (a.is === 'path' || b.is === 'path') return { is: 'path' };
  if (a.is !== 'constant') return unknown;
  const { value } = a;
  if (b.is === 'list' && (typeof value === 'string' || value === null)) {
    if (b.values.includes(null)) return unknown;
    return constant(b.values.includes(value));
  }
  if (typeof value !== 'string') return unknown;
  if (b.is === 'constant' && typeof b.value === 'string') return constant(b.value.includes(value));
  if (b.is !== 'headers' && b.is !== 'cookies') return unknown;
  const found = b.is === 'headers' ? headerTerm(walk.request, value) : cookieTerm(walk);
  return found.is === 'constant' ? constant(found.value !== null) : unknown;
}

const responses = /^(fastapi|starlette)\.responses\.\w*Response$|^(fastapi|starlette)\.Response$/;

/** The status of `JSONResponse(…)` and its like; null when the call makes no response, or one that cannot be told. */
function responseStatus(walk: Walk, call: SyntaxNode): number | null {
  const callee = call.firstChild;
  const { names } = walk.evaluator;
  const name = callee ? qualifiedName(names, callee) : null;
  if (name === null || !responses.test(name)) return null;
  const args = callArguments(names.source, call);
  if (args.some(({ star }) => star !== '')) return null;
  const positional = args.filter((argument) => argument.name === null);
  const status = args.find((argument) => argument.name === 'status_code') ?? positional[1];
  if (!status) return name.endsWith('.RedirectResponse') ? 307 : 200;
  return statusOf(walk, status.value);
}

/** `401`, `status.HTTP_401_UNAUTHORIZED`. */
function statusOf(walk: Walk, node: SyntaxNode): number | null {
  const value = walk.evaluator.evaluate(node);
  if (value.kind === 'number') return value.value;
  const named = /\bHTTP_(\d{3})_\w+$/.exec(textOf(walk.evaluator.names.source, node));
  return named ? Number(named[1]) : null;
}

/** Headers that a browser may send on its own; every other one is absent when the request does not list it. */
const sentByBrowsers =
  /^(accept|accept-.*|cache-control|connection|content-length|content-type|dnt|host|origin|pragma|priority|referer|sec-.*|upgrade-insecure-requests|user-agent|x-forwarded-.*|x-real-ip|forwarded)$/;

/** A request header as the function sees it. */
function headerTerm(request: PolicyRequest, name: string): Term {
  const value = requestHeader(request, name.toLowerCase());
  if (value !== null) return { is: 'constant', value };
  if (name.toLowerCase() === 'cookie' && request.cookies) return { is: 'unknown' };
  return sentByBrowsers.test(name.toLowerCase()) && name.toLowerCase() !== 'origin'
    ? { is: 'unknown' }
    : { is: 'constant', value: null };
}
