import type { LostHeader, PolicyRequest, PolicyResponse } from '../../policy/types.ts';
import { run } from './dispatch.ts';
import type { Evaluator } from './evaluate.ts';
import type { Layer } from './layers.ts';
import { answerPreflight, decorate, isPreflight, requestHeader, type Message } from './middleware.ts';
import { lettingIn } from './settings.ts';
import type { Behaviour } from './version.ts';

/** What the layers around an application are made of, the outermost first. */
export interface StackOfLayers {
  readonly layers: readonly Layer[];
  readonly behaviour: Behaviour;
  readonly evaluator: Evaluator;
}

/** What the application answers to `request` through all of its layers. */
export function answer(stack: StackOfLayers, request: PolicyRequest): PolicyResponse {
  const broken = stack.layers.some((layer) => layer.kind === 'cors' && layer.settings.fault !== null);
  if (broken) return plain(500);
  const message = pass(stack, 0, request);
  return message === 'raised' ? plain(500) : message;
}

function plain(status: number): Message {
  return { status, headers: [], lost: [], unknown: [] };
}

type Result = Message | 'raised';

function pass(stack: StackOfLayers, index: number, request: PolicyRequest): Result {
  const layer = stack.layers[index];
  const { handler } = request;
  if (!layer) return handler.does === 'throw' ? 'raised' : plain(handler.status);
  const inner = (changed: PolicyRequest = request): Result => pass(stack, index + 1, changed);
  switch (layer.kind) {
    case 'cors': {
      const { meant, origin } = request;
      const settings = meant && origin !== null ? lettingIn(layer.settings, origin) : layer.settings;
      if (isPreflight(request)) return answerPreflight(settings, stack.behaviour, request);
      const result = inner();
      return result === 'raised' ? result : decorate(settings, stack.behaviour, request, result);
    }
    case 'server-error': {
      const result = inner();
      if (result !== 'raised') return result;
      const wouldBe = inner({ ...request, handler: { does: 'answer', status: 500, madeBy: 'app' } });
      return lose(wouldBe, 500, null, 'made-outside');
    }
    case 'function':
      return throughFunction(stack, layer, request, inner());
    case 'host-check': {
      const result = inner();
      const refused = isRefusedHost(layer.hosts, requestHeader(request, 'host'));
      return refused ? lose(result, 400, layer.range, 'answered-in-front') : result;
    }
    case 'redirect':
      return leaveOpen(inner(), 'status', 'a request over plain http is redirected', layer);
    case 'unknown':
      return throughUnknown(inner(), layer);
    case 'pass':
      return leaveOpen(inner(), 'Vary', `${layer.name} adds to it for some answers`, layer);
  }
}

function throughFunction(
  { evaluator }: StackOfLayers,
  layer: Extract<Layer, { kind: 'function' }>,
  request: PolicyRequest,
  inner: Result,
): Result {
  const outcome = run(evaluator, layer.dispatch, request, inner === 'raised' ? 'throws' : 'answers');
  switch (outcome.does) {
    case 'pass':
      return inner;
    case 'answer':
      return lose(inner, outcome.status, outcome.range, 'answered-in-front');
    case 'raise':
      return 'raised';
    case 'unknown':
      return leaveOpen(inner, 'status', `${layer.name} may answer this itself`, layer);
  }
}

/** A layer whose code is elsewhere hands requests on, as most do; one that is about CORS may answer anything. */
function throughUnknown(inner: Result, layer: Extract<Layer, { kind: 'unknown' }>): Result {
  const status = leaveOpen(inner, 'status', `${layer.name} may answer this itself`, layer);
  if (!/cors/i.test(layer.name)) return status;
  const why = `${layer.name} may set it`;
  return [
    'Access-Control-Allow-Origin',
    'Access-Control-Allow-Credentials',
    'Access-Control-Allow-Methods',
    'Access-Control-Allow-Headers',
  ].reduce((result: Result, name) => leaveOpen(result, name, why, layer), status);
}

function leaveOpen(
  result: Result,
  about: string,
  why: string,
  layer: { readonly range: { start: number; end: number } },
): Result {
  if (result === 'raised') return result;
  return { ...result, unknown: [...result.unknown, { about, why, range: layer.range }] };
}

/** Another answer takes the place of `inner`, whose CORS headers do not arrive. */
function lose(inner: Result, status: number, lostAt: LostHeader['lostAt'], how: LostHeader['how']): Message {
  if (inner === 'raised') return plain(status);
  const lost = inner.headers
    .filter(({ name }) => name.startsWith('Access-Control-'))
    .map((line): LostHeader => ({ ...line, lostAt, how }));
  return { status, headers: [], lost: [...inner.lost, ...lost], unknown: [] };
}

/** Starlette's TrustedHostMiddleware; false when the request names no host. */
function isRefusedHost(hosts: readonly string[] | null, header: string | null): boolean {
  if (!hosts || header === null || hosts.includes('*')) return false;
  const host = header.split(':')[0] ?? '';
  return !hosts.some(
    (pattern) => host === pattern || (pattern.startsWith('*') && host.endsWith(pattern.slice(1))),
  );
}
