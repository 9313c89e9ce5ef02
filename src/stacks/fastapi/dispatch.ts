import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import type { PolicyRequest } from '../../policy/types.ts';
import type { Evaluator } from './evaluate.ts';
import { conditionOf, termOf } from './terms.ts';
import { children, rangeOf, textOf } from './tree.ts';
import type { Behind, Dispatch, Term, Walk } from './walk.ts';

/** What such a function does with one request. */
export type Outcome =
  /** Hands it on and returns what comes back. */
  | { readonly does: 'pass' }
  /** Answers itself. */
  | { readonly does: 'answer'; readonly status: number; readonly range: Range }
  /** `own`: by itself, not because the application behind it failed. */
  | { readonly does: 'raise'; readonly own: boolean; readonly range: Range }
  | { readonly does: 'unknown' };

const maxSteps = 400;

/**
 * Runs a middleware function on one request, for a path that it does not exempt: a condition on the path alone may go either way, and
 * the way that answers is taken. Anything that cannot be followed is unknown.
 */
export function run(
  evaluator: Evaluator,
  dispatch: Dispatch,
  request: PolicyRequest,
  behind: Behind,
): Outcome {
  if (/access-control/i.test(textOf(evaluator.names.source, dispatch.body))) return { does: 'unknown' };
  const count = { risky: 0, steps: maxSteps };
  const statements = statementsOf(dispatch.body);
  return follow({ evaluator, dispatch, request, behind, locals: new Map(), count }, statements);
}

function statementsOf(body: SyntaxNode): readonly SyntaxNode[] {
  return children(body).filter((child) => child.name !== ':' && child.name !== ';');
}

const unknown: Outcome = { does: 'unknown' };

function follow(walk: Walk, statements: readonly SyntaxNode[]): Outcome {
  const [statement, ...rest] = statements;
  if (!statement || --walk.count.steps < 0) return unknown;
  switch (statement.name) {
    case 'ReturnStatement':
      return returned(walk, children(statement)[1] ?? null);
    case 'RaiseStatement':
      return { does: 'raise', own: true, range: rangeOf(statement) };
    case 'IfStatement':
      return branch(walk, children(statement), rest);
    case 'TryStatement':
      return attempt(walk, children(statement), rest);
    case 'WithStatement': {
      const body = statement.getChild('Body');
      return body ? follow(walk, [...statementsOf(body), ...rest]) : unknown;
    }
    case 'AssignStatement':
      return assign(walk, statement, rest);
    default:
      return leaves(statement) ? unknown : pastStatement(walk, statement, rest);
  }
}

/** A statement without effect on the way taken, save that it may await the application. */
function pastStatement(walk: Walk, statement: SyntaxNode, rest: readonly SyntaxNode[]): Outcome {
  if (walk.behind === 'throws' && callsNext(walk, statement))
    return { does: 'raise', own: false, range: rangeOf(statement) };
  if (hasCall(statement)) walk.count.risky++;
  return follow(walk, rest);
}

function assign(walk: Walk, statement: SyntaxNode, rest: readonly SyntaxNode[]): Outcome {
  const parts = children(statement);
  const target = parts[0];
  const value = parts.at(-1);
  if (!target || !value) return unknown;
  if (callsNext(walk, value)) {
    if (walk.behind === 'throws') return { does: 'raise', own: false, range: rangeOf(statement) };
    return follow(withLocal(walk, target, { is: 'response' }), rest);
  }
  return follow(withLocal(walk, target, termOf(walk, value)), rest);
}

function withLocal(walk: Walk, target: SyntaxNode, term: Term): Walk {
  if (target.name !== 'VariableName') return walk;
  const locals = new Map(walk.locals).set(textOf(walk.evaluator.names.source, target), term);
  return { ...walk, locals };
}

function returned(walk: Walk, value: SyntaxNode | null): Outcome {
  if (!value) return unknown;
  if (callsNext(walk, value)) {
    return walk.behind === 'throws' ? { does: 'raise', own: false, range: rangeOf(value) } : { does: 'pass' };
  }
  const term = termOf(walk, value);
  if (term.is === 'response') return { does: 'pass' };
  return term.is === 'answer' ? { does: 'answer', status: term.status, range: rangeOf(value) } : unknown;
}

/** `if`, `elif` and `else`, each with what follows the statement. */
function branch(walk: Walk, parts: readonly SyntaxNode[], rest: readonly SyntaxNode[]): Outcome {
  const [word, condition, body, ...others] = parts;
  if (!word) return follow(walk, rest);
  if (word.name === 'else') return condition ? follow(walk, [...statementsOf(condition), ...rest]) : unknown;
  if (!condition || body?.name !== 'Body') return unknown;
  const known = conditionOf(walk, condition);
  const taken = (): Outcome => follow(walk, [...statementsOf(body), ...rest]);
  const skipped = (): Outcome => branch(walk, others, rest);
  if (known === true) return taken();
  if (known === false) return skipped();
  return known === 'path' ? either(taken(), skipped()) : same(taken(), skipped());
}

/** A path may be chosen for which the function answers, if there is one. */
function either(a: Outcome, b: Outcome): Outcome {
  const answering = [a, b].find(({ does }) => does === 'answer');
  const raising = [a, b].find((one) => one.does === 'raise' && one.own);
  return answering ?? raising ?? (a.does === 'unknown' ? a : b);
}

function same(a: Outcome, b: Outcome): Outcome {
  if (a.does !== b.does) return unknown;
  return a.does === 'answer' && b.does === 'answer' && a.status !== b.status ? unknown : a;
}

function attempt(walk: Walk, parts: readonly SyntaxNode[], rest: readonly SyntaxNode[]): Outcome {
  const body = parts[1];
  if (body?.name !== 'Body' || parts.some(({ name }) => name === 'finally')) return unknown;
  const handlers = parts.slice(2);
  const before = walk.count.risky;
  const outcome = follow(walk, [...statementsOf(body), ...rest]);
  const handler = catchAll(walk, handlers);
  if (outcome.does === 'raise' && within(outcome.range, body)) {
    return handler ? follow(walk, [...statementsOf(handler), ...rest]) : unknown;
  }
  if (walk.count.risky === before) return outcome;
  const bodies = handlers.filter(({ name }) => name === 'Body');
  return bodies.map((one) => follow(walk, [...statementsOf(one), ...rest])).reduce(same, outcome);
}

function within(range: Range, node: SyntaxNode): boolean {
  return node.from <= range.start && range.end <= node.to;
}

/** The body that handles every exception when it is the only one. */
function catchAll(walk: Walk, handlers: readonly SyntaxNode[]): SyntaxNode | null {
  if (handlers.filter(({ name }) => name === 'except').length !== 1) return null;
  const kind = handlers[1];
  const body = handlers.find(({ name }) => name === 'Body') ?? null;
  if (kind?.name === 'Body') return kind;
  const name = kind ? textOf(walk.evaluator.names.source, kind) : '';
  return name === 'Exception' || name === 'BaseException' ? body : null;
}

function callsNext(walk: Walk, node: SyntaxNode): boolean {
  return some(
    node,
    (inner) => inner.name === 'CallExpression' && isNamed(walk, inner.firstChild, walk.dispatch.next),
  );
}

function isNamed(walk: Walk, node: SyntaxNode | null, name: string): boolean {
  return node?.name === 'VariableName' && textOf(walk.evaluator.names.source, node) === name;
}

function hasCall(node: SyntaxNode): boolean {
  return some(node, (inner) => inner.name === 'CallExpression');
}

/** A loop or match in which the function may end. */
function leaves(node: SyntaxNode): boolean {
  return some(node, ({ name }) => name === 'ReturnStatement' || name === 'RaiseStatement');
}

function some(node: SyntaxNode, test: (node: SyntaxNode) => boolean): boolean {
  let found = false;
  node.cursor().iterate((ref) => {
    if (!found && test(ref.node)) found = true;
    return !found;
  });
  return found;
}
