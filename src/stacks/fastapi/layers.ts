import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import type { OuterLayer } from '../../policy/types.ts';
import { isCors, standsWith, type App, type Placement } from './apps.ts';
import type { Evaluator } from './evaluate.ts';
import { lookUp, qualifiedName } from './scope.ts';
import { settingsOf, settingsWhenUnset, type Settings } from './settings.ts';
import { callArguments, children, textOf } from './tree.ts';
import type { Behaviour } from './version.ts';
import type { Dispatch } from './walk.ts';

/** One layer around an application, the outermost first in a stack. */
export type Layer =
  | { readonly kind: 'cors'; readonly settings: Settings; readonly range: Range }
  /** Starlette's ServerErrorMiddleware: it makes the 500, outside of everything that is added. */
  | { readonly kind: 'server-error' }
  | { readonly kind: 'function'; readonly dispatch: Dispatch; readonly name: string; readonly range: Range }
  /** Hands every request on; it may add to Vary, as GZipMiddleware does for a long body. */
  | { readonly kind: 'pass'; readonly name: string; readonly range: Range }
  | {
      readonly kind: 'host-check';
      readonly hosts: readonly string[] | null;
      readonly name: string;
      readonly range: Range;
    }
  | { readonly kind: 'redirect'; readonly name: string; readonly range: Range }
  | { readonly kind: 'unknown'; readonly name: string; readonly range: Range };

/** What one file is read with. */
export interface Surroundings {
  readonly evaluator: Evaluator;
  readonly behaviour: Behaviour;
}

/** What stands around `app` where the CORSMiddleware at `cors` stands, what it is mounted in included, the outermost first. */
export function layersOf(
  surroundings: Surroundings,
  app: App,
  cors: Placement,
  unset: boolean,
): readonly Layer[] {
  const around = app.mountedIn ? layersOf(surroundings, app.mountedIn, cors, unset) : [];
  const layers: Layer[] = [];
  for (const placement of app.placements) {
    if (placement.how !== 'wrapped' && !layers.some(({ kind }) => kind === 'server-error'))
      layers.push({ kind: 'server-error' });
    layers.push(layerAt(surroundings, placement, cors, unset));
  }
  if (!layers.some(({ kind }) => kind === 'server-error')) layers.push({ kind: 'server-error' });
  return [...around, ...layers];
}

function layerAt(surroundings: Surroundings, placement: Placement, cors: Placement, unset: boolean): Layer {
  const { names } = surroundings.evaluator;
  const { target, range } = placement;
  if (placement === cors || standsWith(placement, cors)) return certainLayer(surroundings, placement, unset);
  return { kind: 'unknown', name: nameOf(textOf(names.source, target), placement), range };
}

function certainLayer({ evaluator, behaviour }: Surroundings, placement: Placement, unset: boolean): Layer {
  const { names } = evaluator;
  const { target, range, options } = placement;
  if (isCors(names, target)) {
    const settings = (unset ? settingsWhenUnset(options, behaviour) : null) ?? settingsOf(options, behaviour);
    return { kind: 'cors', settings, range };
  }
  const name = nameOf(textOf(names.source, target), placement);
  const known = /^(?:fastapi|starlette)\.middleware\.(\w+)\.\w+$/.exec(
    qualifiedName(names, target) ?? '',
  )?.[1];
  if (known === 'gzip' || known === 'sessions') return { kind: 'pass', name, range };
  if (known === 'httpsredirect') return { kind: 'redirect', name, range };
  if (known === 'trustedhost')
    return { kind: 'host-check', hosts: allowedHosts(evaluator, placement), name, range };
  const dispatch = dispatchOf(evaluator, placement);
  return dispatch ? { kind: 'function', dispatch, name, range } : { kind: 'unknown', name, range };
}

function nameOf(text: string, { target }: Placement): string {
  if (target.name !== 'FunctionDefinition') return text;
  return /\bdef\s+(\w+)/.exec(text)?.[1] ?? 'middleware';
}

function allowedHosts(evaluator: Evaluator, { node }: Placement): readonly string[] | null {
  const list = keywordNode(evaluator, node, 'allowed_hosts');
  const value = list ? evaluator.evaluate(list) : null;
  if (value?.kind !== 'list' || value.open !== null) return null;
  const hosts = value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  return hosts.length === value.items.length ? hosts : null;
}

function keywordNode(evaluator: Evaluator, call: SyntaxNode, keyword: string): SyntaxNode | null {
  const found = callArguments(evaluator.names.source, call).find(({ name }) => name === keyword);
  return found?.value ?? null;
}

/** `@app.middleware("http")`, `BaseHTTPMiddleware` with `dispatch=…`, or a class of this file with a `dispatch` method. */
function dispatchOf(evaluator: Evaluator, { target, node }: Placement): Dispatch | null {
  const { names } = evaluator;
  if (target.name === 'FunctionDefinition') return dispatchIn(evaluator, target, 0);
  if (
    /^(fastapi|starlette)\.middleware\.base\.BaseHTTPMiddleware$/.test(qualifiedName(names, target) ?? '')
  ) {
    const name = keywordNode(evaluator, node, 'dispatch');
    const found = name ? lookUp(names, textOf(names.source, name), name) : null;
    return found?.certain && found.binding.kind === 'function'
      ? dispatchIn(evaluator, found.binding.node, 0)
      : null;
  }
  if (target.name !== 'VariableName') return null;
  const found = lookUp(names, textOf(names.source, target), target);
  return found?.binding.kind === 'class' ? dispatchOfClass(evaluator, found.binding.node) : null;
}

function dispatchOfClass(evaluator: Evaluator, node: SyntaxNode): Dispatch | null {
  const { names } = evaluator;
  const bases = node.getChild('ArgList');
  const base = bases ? children(bases)[1] : undefined;
  if (!base || !/\.middleware\.base\.BaseHTTPMiddleware$/.test(qualifiedName(names, base) ?? '')) return null;
  for (const statement of children(node.getChild('Body') ?? node)) {
    if (statement.name !== 'FunctionDefinition') continue;
    const name = statement.getChild('VariableName');
    if (name && textOf(names.source, name) === 'dispatch') return dispatchIn(evaluator, statement, 1);
  }
  return null;
}

function dispatchIn(evaluator: Evaluator, node: SyntaxNode, skip: number): Dispatch | null {
  const { source } = evaluator.names;
  const body = node.getChild('Body');
  const list = node.getChild('ParamList');
  if (!body || !list) return null;
  const parameters = children(list).filter(
    (child, i, all) =>
      child.name === 'VariableName' && (all[i - 1]?.name === ',' || all[i - 1]?.name === '('),
  );
  const [request, next] = parameters.slice(skip).map((parameter) => textOf(source, parameter));
  return request && next ? { body, request, next } : null;
}

/** What a layer does with requests, as the facts of a policy name it; null when it hands everything on. */
export function outerLayer(layer: Layer, answers: OuterLayer['answers'] | null): OuterLayer | null {
  switch (layer.kind) {
    case 'host-check':
    case 'redirect':
    case 'unknown':
      return { name: layer.name, range: layer.range, answers: layer.kind };
    case 'function':
      return answers ? { name: layer.name, range: layer.range, answers } : null;
    default:
      return null;
  }
}
