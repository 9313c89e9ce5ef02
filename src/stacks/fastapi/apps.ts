import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import type { Evaluator } from './evaluate.ts';
import { optionsOf, splitLeading, type Options } from './options.ts';
import {
  branchesAround,
  encloses,
  lookUp,
  qualifiedName,
  scopeAt,
  type Binding,
  type Names,
} from './scope.ts';
import { callArguments, children, members, ownerOf, rangeOf, textOf } from './tree.ts';

/** A middleware as the text puts it on an application. */
export interface Placement {
  /** The class, or the function behind `@app.middleware("http")`. */
  readonly target: SyntaxNode;
  /** The call or decorator that puts it there. */
  readonly node: SyntaxNode;
  /** Where a person would say that it is, within one line. */
  readonly range: Range;
  readonly how: 'added' | 'listed' | 'wrapped';
  readonly options: Options;
}

/** One application object, with its middleware from the outermost to the innermost. */
export interface App {
  readonly key: string;
  readonly name: string;
  /** Read in full: its constructor stands in this file. */
  readonly complete: boolean;
  readonly placements: readonly Placement[];
}

const appClasses = /^(fastapi(\.applications)?\.FastAPI|starlette\.applications\.Starlette)$/;
const middlewareClasses = /^(fastapi|starlette)\.middleware\.Middleware$/;
const corsClasses = /^(fastapi|starlette)\.middleware\.cors\.CORSMiddleware$/;

export function isCors(names: Names, node: SyntaxNode): boolean {
  return corsClasses.test(qualifiedName(names, node) ?? '');
}

interface Draft {
  readonly key: string;
  readonly name: string;
  complete: boolean;
  readonly added: Placement[];
  readonly listed: Placement[];
  readonly wrapped: Placement[];
}

/** Finds the applications of a file and what stands around each. */
export function appsOf(evaluator: Evaluator): readonly App[] {
  const drafts = new Map<string, Draft>();
  const { names } = evaluator;
  names.source.tree.cursor().iterate((ref) => {
    if (ref.name === 'CallExpression') readCall(evaluator, ref.node, drafts);
    else if (ref.name === 'Decorator') readDecorator(evaluator, ref.node, drafts);
  });
  return [...drafts.values()].map(({ key, name, complete, added, listed, wrapped }) => ({
    key,
    name,
    complete,
    // The last one added is the outermost; in a list it is the first.
    placements: [...wrapped.toReversed(), ...added.toReversed(), ...listed],
  }));
}

function draftFor(drafts: Map<string, Draft>, key: string, name: string): Draft {
  let draft = drafts.get(key);
  if (!draft) drafts.set(key, (draft = { key, name, complete: false, added: [], listed: [], wrapped: [] }));
  return draft;
}

function readCall(evaluator: Evaluator, call: SyntaxNode, drafts: Map<string, Draft>): void {
  const callee = call.firstChild;
  if (!callee) return;
  const { names } = evaluator;
  if (callee.name === 'MemberExpression') {
    const [owner, dot, method] = children(callee);
    if (owner && dot?.name === '.' && method && textOf(names.source, method) === 'add_middleware') {
      const { first, rest } = splitLeading(evaluator, call, 'middleware_class');
      if (!first) return;
      const options = optionsOf(evaluator, call, rest);
      draftOf(names, owner, drafts).added.push(placement(first.value, call, 'added', options));
      return;
    }
  }
  const name = qualifiedName(names, callee) ?? '';
  if (appClasses.test(name)) readConstructor(evaluator, call, drafts);
  else if (corsClasses.test(name)) readWrap(evaluator, call, callee, drafts);
}

function placement(target: SyntaxNode, node: SyntaxNode, how: Placement['how'], options: Options): Placement {
  return { target, node, range: rangeOf(target), how, options };
}

/** `FastAPI(middleware=[Middleware(…), …])`. */
function readConstructor(evaluator: Evaluator, call: SyntaxNode, drafts: Map<string, Draft>): void {
  const { names } = evaluator;
  const draft = draftFor(drafts, `app@${call.from}`, nameFor(names, call) ?? 'app');
  const listed = callArguments(names.source, call).find((argument) => argument.name === 'middleware');
  draft.complete = callArguments(names.source, call).every((argument) => argument.star === '');
  if (!listed) return;
  const list = listNode(names, listed.value);
  if (!list) {
    draft.complete = false;
    return;
  }
  for (const [item] of members(list)) {
    const callee = item?.name === 'CallExpression' ? item.firstChild : null;
    if (!item || !callee || !middlewareClasses.test(qualifiedName(names, callee) ?? '')) {
      draft.complete = false;
      continue;
    }
    const { first, rest } = splitLeading(evaluator, item, 'cls');
    if (first) draft.listed.push(placement(first.value, item, 'listed', optionsOf(evaluator, item, rest)));
  }
}

/** The list expression itself, also by way of one name. */
function listNode(names: Names, node: SyntaxNode): SyntaxNode | null {
  if (node.name === 'ArrayExpression' || node.name === 'TupleExpression') return node;
  if (node.name !== 'VariableName') return null;
  const found = lookUp(names, textOf(names.source, node), node);
  if (!found?.certain || found.additions.length > 0 || found.binding.kind !== 'value') return null;
  return found.binding.node.name === 'ArrayExpression' ? found.binding.node : null;
}

function nameFor(names: Names, call: SyntaxNode): string | null {
  const statement = call.parent;
  const target = statement?.name === 'AssignStatement' ? statement.firstChild : null;
  return target ? textOf(names.source, target) : null;
}

/** `app = CORSMiddleware(app, …)`. */
function readWrap(
  evaluator: Evaluator,
  call: SyntaxNode,
  callee: SyntaxNode,
  drafts: Map<string, Draft>,
): void {
  const { first, rest } = splitLeading(evaluator, call, 'app');
  if (!first) return;
  const options = optionsOf(evaluator, call, rest);
  draftOf(evaluator.names, first.value, drafts).wrapped.push(placement(callee, call, 'wrapped', options));
}

/** `@app.middleware("http")`. */
function readDecorator(evaluator: Evaluator, decorator: SyntaxNode, drafts: Map<string, Draft>): void {
  const { names } = evaluator;
  const [, owner, dot, method, argList] = children(decorator);
  const target = decorator.parent?.getChild('FunctionDefinition');
  if (!owner || dot?.name !== '.' || !method || !argList || !target) return;
  if (textOf(names.source, method) !== 'middleware') return;
  const options: Options = { given: new Map(), open: null, strange: [], argList };
  const name = target.getChild('VariableName') ?? target;
  draftOf(names, owner, drafts).added.push({
    target,
    node: decorator,
    range: rangeOf(name),
    how: 'added',
    options,
  });
}

/** The application that an expression stands for. */
function draftOf(names: Names, owner: SyntaxNode, drafts: Map<string, Draft>): Draft {
  const key = appKey(names, owner);
  return draftFor(drafts, key, textOf(names.source, owner));
}

/** One key for each application object, as far as the names tell them apart. */
export function appKey(names: Names, owner: SyntaxNode): string {
  const text = textOf(names.source, owner);
  if (owner.name === 'CallExpression') return `app@${owner.from}`;
  if (owner.name !== 'VariableName') return `${text}@${scopeAt(names, ownerOf(owner)).node.from}`;
  const found = lookUp(names, text, owner);
  if (!found) return text;
  return keyOfBinding(names, found.binding);
}

function keyOfBinding(names: Names, binding: Binding): string {
  if (binding.kind !== 'value') return `${binding.name}@${binding.scope.node.from}:${binding.kind}`;
  const callee = binding.node.name === 'CallExpression' ? binding.node.firstChild : null;
  if (callee && isCors(names, callee)) {
    const wrapped = callArguments(names.source, binding.node).find(
      ({ name }) => name === null || name === 'app',
    );
    if (wrapped && wrapped.value.from < binding.node.to) return appKey(names, wrapped.value);
  }
  return `app@${binding.node.from}`;
}

/** Whether `layer` stands around an application for certain whenever `other` does, and their order is that of the text. */
export function standsWith(layer: Placement, other: Placement): boolean {
  if (layer.how !== 'added' || other.how !== 'added')
    return branchesAround(layer.node).length === 0 || encloses(layer.node, other.node);
  const sameOwner = ownerOf(layer.node).from === ownerOf(other.node).from;
  return sameOwner && encloses(layer.node, other.node);
}
