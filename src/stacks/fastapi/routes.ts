import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import { appKey } from './apps.ts';
import { requiredHeaders } from './dependencies.ts';
import type { Evaluator } from './evaluate.ts';
import { lookUp, qualifiedName } from './scope.ts';
import { callArguments, children, rangeOf, textOf } from './tree.ts';

/** A route of the file, as far as it says what a browser has to send. */
export interface Route {
  readonly method: string;
  /** As the decorator states it, without a router's prefix. */
  readonly path: string;
  /** The verb in the decorator. */
  readonly range: Range;
  /** The body is JSON, which a browser asks leave for. */
  readonly takesJson: boolean;
  /** Headers without which the route refuses, in lower case. */
  readonly headers: readonly string[];
}

const verbs = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** The routes of each application of the file by its key, those of included routers too. */
export function routesOf(evaluator: Evaluator): ReadonlyMap<string, readonly Route[]> {
  const own = new Map<string, Route[]>();
  const included: (readonly [app: string, router: string])[] = [];
  evaluator.names.source.tree.cursor().iterate((ref) => {
    if (ref.name === 'Decorator') readRoute(evaluator, ref.node, own);
    else if (ref.name === 'CallExpression') {
      const pair = readInclude(evaluator, ref.node);
      if (pair) included.push(pair);
    }
  });
  const all = new Map<string, readonly Route[]>(own);
  for (const [app, router] of included) all.set(app, [...(all.get(app) ?? []), ...(own.get(router) ?? [])]);
  return all;
}

/** `app.include_router(router)`. */
function readInclude(evaluator: Evaluator, call: SyntaxNode): readonly [string, string] | null {
  const { names } = evaluator;
  const [owner, dot, method] = call.firstChild?.name === 'MemberExpression' ? children(call.firstChild) : [];
  if (!owner || dot?.name !== '.' || !method || textOf(names.source, method) !== 'include_router')
    return null;
  const router = callArguments(names.source, call).find(
    ({ name, star }) => star === '' && (name === null || name === 'router'),
  );
  return router ? [appKey(names, owner), appKey(names, router.value)] : null;
}

function readRoute(evaluator: Evaluator, decorator: SyntaxNode, found: Map<string, Route[]>): void {
  const { names } = evaluator;
  const [, owner, dot, verb, argList] = children(decorator);
  const target = decorator.parent?.getChild('FunctionDefinition');
  if (!owner || dot?.name !== '.' || !verb || argList?.name !== 'ArgList' || !target) return;
  const path = pathIn(evaluator, decorator);
  const methods = methodsIn(evaluator, decorator, textOf(names.source, verb));
  if (path === null || methods.length === 0) return;
  const headers = requiredHeaders(evaluator, target, decorator);
  const json = takesJson(evaluator, target);
  const key = appKey(names, owner);
  const list = found.get(key) ?? [];
  found.set(key, list);
  for (const method of methods) list.push({ method, path, range: rangeOf(verb), takesJson: json, headers });
}

function pathIn(evaluator: Evaluator, decorator: SyntaxNode): string | null {
  const [first] = callArguments(evaluator.names.source, decorator);
  const value =
    first && (first.name === null || first.name === 'path') ? evaluator.evaluate(first.value) : null;
  return value?.kind === 'string' && value.value.startsWith('/') ? value.value : null;
}

function methodsIn(evaluator: Evaluator, decorator: SyntaxNode, verb: string): readonly string[] {
  if (verbs.has(verb)) return [verb.toUpperCase()];
  if (verb !== 'api_route') return [];
  const argument = callArguments(evaluator.names.source, decorator).find(({ name }) => name === 'methods');
  const value = argument ? evaluator.evaluate(argument.value) : null;
  if (value?.kind !== 'list') return [];
  return value.items.flatMap((item) => (item.kind === 'string' ? [item.value.toUpperCase()] : []));
}

/** A parameter of a pydantic model of this file, or one with `Body(…)`. */
function takesJson(evaluator: Evaluator, definition: SyntaxNode): boolean {
  const list = definition.getChild('ParamList');
  if (!list) return false;
  return children(list).some((child, i, all) => {
    if (child.name !== 'TypeDef') return false;
    const value = all[i + 1]?.name === 'AssignOp' ? all[i + 2] : undefined;
    const made =
      value?.name === 'CallExpression' ? qualifiedName(evaluator.names, value.firstChild ?? value) : null;
    if (made !== null) return /^fastapi(\.params|\.param_functions)?\.Body$/.test(made);
    const type = children(child)[1];
    return type !== undefined && isModel(evaluator, type, 0);
  });
}

function isModel(evaluator: Evaluator, type: SyntaxNode, depth: number): boolean {
  if (type.name !== 'VariableName' || depth > 10) return false;
  const { names } = evaluator;
  const found = lookUp(names, textOf(names.source, type), type);
  if (found?.binding.kind === 'import') return depth > 0 && found.binding.imported === 'pydantic.BaseModel';
  if (found?.binding.kind !== 'class') return false;
  const bases = found.binding.node.getChild('ArgList');
  return bases !== null && children(bases).some((base) => isModel(evaluator, base, depth + 1));
}
