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
  /** The application that it is mounted in, whose middleware comes first; null when it stands alone. */
  readonly mountedIn: App | null;
  readonly placements: readonly Placement[];
}

const appClasses = /^(fastapi(\.applications)?\.FastAPI|starlette\.applications\.Starlette)$/;
const middlewareClasses = /^(fastapi|starlette)\.middleware\.Middleware$/;
const corsClasses = /^(fastapi|starlette)\.middleware\.cors\.CORSMiddleware$/;

export function isCors(names: Names, node: SyntaxNode): boolean {
  return corsClasses.test(qualifiedName(names, node) ?? '');
}

interface Draft {
  readonly name: string;
  complete: boolean;
  /** Key of the application that this one is mounted in. */
  parent: string | null;
  readonly added: Placement[];
  readonly listed: Placement[];
  readonly wrapped: Placement[];
}

/** Finds the applications of a file and what stands around each. */
export function appsOf(evaluator: Evaluator): readonly App[] {
  const drafts = new Map<string, Draft>();
  const { names } = evaluator;
  const made: SyntaxNode[] = [];
  names.source.tree.cursor().iterate((ref) => {
    if (ref.name === 'CallExpression') readCall(evaluator, ref.node, drafts, made);
    else if (ref.name === 'Decorator') readDecorator(evaluator, ref.node, drafts);
  });
  const placed = new Set([...drafts.values()].flatMap(({ listed }) => listed.map(({ node }) => node.from)));
  for (const call of made) readLoose(evaluator, call, drafts, placed);
  const apps = new Map<string, App>();
  for (const key of drafts.keys()) finish(key, drafts, apps, 0);
  return [...apps.values()];
}

const maxNesting = 20;

/** Finishes an application after the one that it is mounted in. */
function finish(key: string, drafts: Map<string, Draft>, apps: Map<string, App>, depth: number): App | null {
  const done = apps.get(key);
  const draft = drafts.get(key);
  if (done || !draft || depth > maxNesting) return done ?? null;
  const mountedIn = draft.parent === null ? null : finish(draft.parent, drafts, apps, depth + 1);
  const { name, complete, added, listed, wrapped } = draft;
  // The last one added is the outermost; in a list it is the first.
  const placements = [...wrapped.toReversed(), ...added.toReversed(), ...listed];
  const app = { key, name, complete, mountedIn, placements };
  apps.set(key, app);
  return app;
}

function draftFor(drafts: Map<string, Draft>, key: string, name: string): Draft {
  let draft = drafts.get(key);
  if (!draft)
    drafts.set(key, (draft = { name, complete: false, parent: null, added: [], listed: [], wrapped: [] }));
  return draft;
}

function readCall(
  evaluator: Evaluator,
  call: SyntaxNode,
  drafts: Map<string, Draft>,
  made: SyntaxNode[],
): void {
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
    if (owner && dot?.name === '.' && method && textOf(names.source, method) === 'mount') {
      readMount(names, owner, call, drafts);
      return;
    }
  }
  const name = qualifiedName(names, callee) ?? '';
  if (appClasses.test(name)) readConstructor(evaluator, call, drafts);
  else if (corsClasses.test(name)) readWrap(evaluator, call, callee, drafts);
  else if (middlewareClasses.test(name)) made.push(call);
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
    const found = item ? listedAt(evaluator, item) : null;
    if (found) draft.listed.push(found);
    else draft.complete = false;
  }
}

/** `Middleware(…)` as a member of a list. */
function listedAt(evaluator: Evaluator, item: SyntaxNode): Placement | null {
  const callee = item.name === 'CallExpression' ? item.firstChild : null;
  if (!callee || !middlewareClasses.test(qualifiedName(evaluator.names, callee) ?? '')) return null;
  const { first, rest } = splitLeading(evaluator, item, 'cls');
  return first ? placement(first.value, item, 'listed', optionsOf(evaluator, item, rest)) : null;
}

/** `Middleware(…)` whose application is not in sight: what stands in the same list is known, and nothing else. */
function readLoose(
  evaluator: Evaluator,
  call: SyntaxNode,
  drafts: Map<string, Draft>,
  placed: Set<number>,
): void {
  if (placed.has(call.from)) return;
  const list = call.parent?.name === 'ArrayExpression' ? call.parent : null;
  const draft = draftFor(drafts, `list@${(list ?? call).from}`, 'an application');
  for (const [item] of list ? members(list) : [[call]]) {
    const found = item ? listedAt(evaluator, item) : null;
    if (!found) continue;
    draft.listed.push(found);
    placed.add(found.node.from);
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

/** `app.mount("/admin", admin)`. */
function readMount(names: Names, owner: SyntaxNode, call: SyntaxNode, drafts: Map<string, Draft>): void {
  const args = callArguments(names.source, call);
  const mounted = args.find(({ name }) => name === 'app') ?? args[1];
  if (mounted?.value.name !== 'VariableName' || mounted.star !== '') return;
  const parent = appKey(names, owner);
  if (appKey(names, mounted.value) === parent) return;
  draftFor(drafts, parent, textOf(names.source, owner));
  draftOf(names, mounted.value, drafts).parent = parent;
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
