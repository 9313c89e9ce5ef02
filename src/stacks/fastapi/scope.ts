import type { SyntaxNode } from '@lezer/common';
import { children, textOf, type Source } from './tree.ts';

/** Something that gives a name its meaning, or changes what it means. */
export interface Binding {
  readonly kind: 'import' | 'value' | 'parameter' | 'function' | 'class' | 'extend' | 'append' | 'opaque';
  readonly name: string;
  /** The value, the definition, or the statement. */
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** Dotted name of what an import brings in. */
  readonly imported?: string;
}

export interface Scope {
  readonly node: SyntaxNode;
  readonly parent: Scope | null;
  readonly bindings: Map<string, Binding[]>;
}

/** The names of one file. */
export interface Names {
  readonly source: Source;
  readonly module: Scope;
  readonly scopes: ReadonlyMap<string, Scope>;
}

const scopeNodes = new Set(['FunctionDefinition', 'ClassDefinition', 'LambdaExpression']);

/** Collects what every name in the file is bound to, scope by scope, in the order of the text. */
export function namesOf(source: Source): Names {
  const module: Scope = { node: source.tree.topNode, parent: null, bindings: new Map() };
  const scopes = new Map<string, Scope>();
  const stack: Scope[] = [module];
  source.tree.cursor().iterate(
    (ref) => {
      const scope = stack.at(-1) ?? module;
      if (!binds.has(ref.name)) return true;
      const node = ref.node;
      bind(source, node, scope);
      if (!scopeNodes.has(node.name)) return true;
      const inner: Scope = { node, parent: scope, bindings: new Map() };
      scopes.set(keyOf(node), inner);
      stack.push(inner);
      bindParameters(source, node, inner);
      return true;
    },
    (ref) => {
      if (scopeNodes.has(ref.name)) stack.pop();
    },
  );
  return { source, module, scopes };
}

const binds = new Set([
  ...scopeNodes,
  'ImportStatement',
  'AssignStatement',
  'UpdateStatement',
  'ExpressionStatement',
  'ForStatement',
  'WithStatement',
  'TryStatement',
  'ScopeStatement',
  'DeleteStatement',
  'NamedExpression',
]);

function keyOf(node: SyntaxNode): string {
  return `${node.name}@${node.from}`;
}

function add(scope: Scope, binding: Omit<Binding, 'scope'>): void {
  const known = scope.bindings.get(binding.name);
  if (known) known.push({ ...binding, scope });
  else scope.bindings.set(binding.name, [{ ...binding, scope }]);
}

function bind(source: Source, node: SyntaxNode, scope: Scope): void {
  switch (node.name) {
    case 'FunctionDefinition':
    case 'ClassDefinition': {
      const name = node.getChild('VariableName');
      const kind = node.name === 'ClassDefinition' ? 'class' : 'function';
      if (name) add(scope, { kind, name: textOf(source, name), node });
      return;
    }
    case 'ImportStatement':
      return bindImport(source, node, scope);
    case 'AssignStatement':
      return bindAssignment(source, node, scope);
    case 'UpdateStatement':
      return bindUpdate(source, node, scope);
    case 'ExpressionStatement':
      return bindMethodCall(source, node, scope);
    case 'LambdaExpression':
      return;
    default:
      for (const child of children(node)) {
        if (child.name === 'VariableName') add(scope, { kind: 'opaque', name: textOf(source, child), node });
      }
  }
}

function bindImport(source: Source, node: SyntaxNode, scope: Scope): void {
  const text = textOf(source, node)
    .replace(/#.*$/gm, '')
    .replace(/[\\()\s]+/g, ' ');
  const from = /^from (\S+) import (.*)$/.exec(text.trim());
  const list = from?.[2] ?? /^import (.*)$/.exec(text.trim())?.[1] ?? '';
  for (const part of list.split(',')) {
    const [path = '', alias] = part.trim().split(/ as /);
    if (!/^[\w.]+$/.test(path)) continue;
    if (from) {
      add(scope, { kind: 'import', name: alias ?? path, node, imported: `${from[1] ?? ''}.${path}` });
    } else {
      const name = alias ?? path.split('.')[0] ?? path;
      add(scope, { kind: 'import', name, node, imported: alias ? path : name });
    }
  }
}

function bindAssignment(source: Source, node: SyntaxNode, scope: Scope): void {
  const parts = children(node);
  const value = parts.at(-1);
  const assigns = parts.filter((part) => part.name === 'AssignOp').length;
  if (!value || assigns === 0) return;
  const targets = parts.slice(0, -1).filter((part) => part.name !== 'AssignOp' && part.name !== 'TypeDef');
  const single = targets.length === assigns && !value.type.isError;
  for (const target of targets) {
    if (target.name !== 'VariableName') {
      const owner = target.name === 'MemberExpression' ? target.firstChild : null;
      const item = owner?.nextSibling?.name === '[';
      if (owner?.name === 'VariableName' && item)
        add(scope, { kind: 'opaque', name: textOf(source, owner), node });
      continue;
    }
    const name = textOf(source, target);
    add(scope, single ? { kind: 'value', name, node: value } : { kind: 'opaque', name, node });
  }
}

function bindUpdate(source: Source, node: SyntaxNode, scope: Scope): void {
  const [target, operator, value] = children(node);
  if (target?.name !== 'VariableName') return;
  const extend = operator && value && textOf(source, operator) === '+=' && !value.type.isError;
  const name = textOf(source, target);
  add(scope, extend ? { kind: 'extend', name, node: value } : { kind: 'opaque', name, node });
}

const changing = new Set(['insert', 'remove', 'clear', 'pop', 'add', 'update', 'discard', 'reverse', 'sort']);

/** `origins.append(…)` and the like, as statements. */
function bindMethodCall(source: Source, node: SyntaxNode, scope: Scope): void {
  const call = node.getChild('CallExpression');
  const [owner, , method] = call?.firstChild?.name === 'MemberExpression' ? children(call.firstChild) : [];
  if (!call || owner?.name !== 'VariableName' || method?.name !== 'PropertyName') return;
  const name = textOf(source, owner);
  const [, argument, close] = children(call.getChild('ArgList') ?? call);
  const verb = textOf(source, method);
  if ((verb === 'append' || verb === 'extend') && argument && close?.name === ')') {
    add(scope, { kind: verb, name, node: argument });
  } else if (verb === 'append' || verb === 'extend' || changing.has(verb)) {
    add(scope, { kind: 'opaque', name, node });
  }
}

function bindParameters(source: Source, node: SyntaxNode, scope: Scope): void {
  const list = node.getChild('ParamList');
  if (!list) return;
  let expectsName = true;
  for (const child of children(list)) {
    if (child.name === ',' || child.name === '(') expectsName = true;
    else if (child.name === 'VariableName' && expectsName) {
      add(scope, { kind: 'parameter', name: textOf(source, child), node: child });
      expectsName = false;
    }
  }
}

/** The scope whose code `node` is part of; a parameter's default and type belong to the scope around the function. */
export function scopeAt(names: Names, node: SyntaxNode): Scope {
  let inParameters = false;
  for (let at = node.parent; at; at = at.parent) {
    const scope = scopeNodes.has(at.name) && !inParameters ? names.scopes.get(keyOf(at)) : undefined;
    if (scope) return scope;
    inParameters = at.name === 'ParamList';
  }
  return names.module;
}

/**
 * What `name` means at `node`: its last binding there and what has been added to it since, in order.
 * Null when no text in this file binds it; `certain: false` when a branch or another function may have bound it otherwise.
 */
export function lookUp(names: Names, name: string, node: SyntaxNode): LookUp | null {
  const home = scopeAt(names, node);
  for (let scope: Scope | null = home; scope; scope = scope.parent) {
    if (scope !== home && scope.node.name === 'ClassDefinition') continue;
    const all = scope.bindings.get(name);
    if (all) return scope === home ? lastBefore(all, node) : onlyBinding(all);
  }
  return null;
}

export interface LookUp {
  readonly binding: Binding;
  readonly additions: readonly Binding[];
  readonly certain: boolean;
}

function isAddition(binding: Binding): boolean {
  return binding.kind === 'append' || binding.kind === 'extend';
}

function lastBefore(all: readonly Binding[], use: SyntaxNode): LookUp | null {
  const before = all.filter(
    (binding) => binding.node.to <= use.from || binding.kind === 'parameter' || isDefinition(binding),
  );
  const at = before.findLastIndex((binding) => !isAddition(binding));
  const binding = before[at];
  if (!binding) return null;
  const additions = before.slice(at + 1);
  const certain = [binding, ...additions].every((one) => one.kind === 'import' || encloses(one.node, use));
  return { binding, additions, certain: certain && binding.kind !== 'opaque' };
}

function isDefinition(binding: Binding): boolean {
  return binding.kind === 'function' || binding.kind === 'class';
}

/** From an inner function the whole outer scope has run: only a name bound once is certain there. */
function onlyBinding(all: readonly Binding[]): LookUp | null {
  const at = all.findLastIndex((binding) => !isAddition(binding));
  const binding = all[at];
  if (!binding) return null;
  const additions = all.slice(at + 1);
  const straight = [binding, ...additions].every(
    (one) => one.kind === 'import' || branchesAround(one.node).length === 0,
  );
  return {
    binding,
    additions,
    certain: straight && (at === 0 || binding.kind === 'import') && binding.kind !== 'opaque',
  };
}

const branching = new Set(['IfStatement', 'ForStatement', 'WhileStatement', 'TryStatement', 'MatchClause']);

/** The bodies around `node` that need not run, up to the function that it is in; innermost first. */
export function branchesAround(node: SyntaxNode): SyntaxNode[] {
  const branches: SyntaxNode[] = [];
  for (let at: SyntaxNode | null = node; at?.parent; at = at.parent) {
    if (at.name === 'FunctionDefinition' && at !== node) break;
    if (at.name === 'Body' && branching.has(at.parent.name)) branches.push(at);
  }
  return branches;
}

/** True when `earlier` has run for certain whenever the code at `later`, in the same function, runs. */
export function encloses(earlier: SyntaxNode, later: SyntaxNode): boolean {
  return branchesAround(earlier).every((branch) => branch.from <= later.from && later.to <= branch.to);
}

/** The dotted name of an imported thing, such as `fastapi.middleware.cors.CORSMiddleware`; null when it is not one. */
export function qualifiedName(names: Names, node: SyntaxNode): string | null {
  const path: string[] = [];
  let at: SyntaxNode = node;
  while (at.name === 'MemberExpression') {
    const [owner, dot, property] = children(at);
    if (!owner || dot?.name !== '.' || property?.name !== 'PropertyName') return null;
    path.unshift(textOf(names.source, property));
    at = owner;
  }
  if (at.name !== 'VariableName') return null;
  const found = lookUp(names, textOf(names.source, at), node);
  if (found?.binding.kind !== 'import' || !found.binding.imported) return null;
  return [found.binding.imported, ...path].join('.');
}
