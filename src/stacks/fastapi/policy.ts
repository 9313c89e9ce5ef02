import type { Range } from '../../policy/range.ts';
import type { OuterLayer, Policy, PolicyFacts, PolicyRequest } from '../../policy/types.ts';
import { answer, type StackOfLayers } from './answer.ts';
import type { App, Placement } from './apps.ts';
import { run } from './dispatch.ts';
import { editsOf } from './edits.ts';
import type { Evaluator } from './evaluate.ts';
import { factsOf } from './facts.ts';
import { layersOf, outerLayer, type Layer } from './layers.ts';
import type { Settings } from './settings.ts';
import type { Behaviour } from './version.ts';

/** A preflight as a page sends it for a call with a token; every layer in front of CORSMiddleware meets it first. */
const typicalPreflight: PolicyRequest = {
  method: 'OPTIONS',
  origin: 'https://app.example.com',
  headers: [
    ['Access-Control-Request-Method', 'GET'],
    ['Access-Control-Request-Headers', 'authorization'],
  ],
  cookies: false,
  handler: { does: 'answer', status: 200, madeBy: 'app' },
};

/** A layer in front of CORSMiddleware and the status with which it answers preflights; null when it may or may not. */
export interface InFront {
  readonly layer: OuterLayer;
  readonly status: number | null;
}

/** The policy of one CORSMiddleware: the answers of the whole application, the facts of this middleware. */
export function policyOf(
  evaluator: Evaluator,
  behaviour: Behaviour,
  app: App,
  cors: Placement,
  settings: Settings,
  unset: boolean,
): { readonly policy: Policy; readonly inFront: readonly InFront[] } {
  const layers = layersOf({ evaluator, behaviour }, app, cors, unset);
  const stack: StackOfLayers = { layers, behaviour, evaluator };
  const inFront = inFrontOf(evaluator, layers, cors.range);
  const policy: Policy = {
    stack: 'fastapi',
    range: cors.range,
    label: `CORSMiddleware on ${app.name}`,
    facts: factsOf(
      settings,
      cors.range,
      inFront.map(({ layer }) => layer),
      answeredBy(app, inFront),
    ),
    edits: editsOf(evaluator.names, cors.options),
    answer: (request) => answer(stack, request),
  };
  return { policy, inFront };
}

function answeredBy(app: App, inFront: readonly InFront[]): PolicyFacts['preflightAnsweredBy'] {
  const [first] = inFront;
  if (first) return { known: false, why: `${first.layer.name} meets it first`, range: first.layer.range };
  if (app.complete) return { known: true, value: 'policy', range: null };
  return { known: false, why: 'more middleware may be added elsewhere', range: null };
}

function inFrontOf(evaluator: Evaluator, layers: readonly Layer[], cors: Range): readonly InFront[] {
  const found: InFront[] = [];
  for (const layer of layers) {
    if (layer.kind === 'cors' && layer.range.start === cors.start) break;
    const status = statusFor(evaluator, layer);
    const outer = outerLayer(layer, answersWith(evaluator, layer, status));
    if (outer) found.push({ layer: outer, status });
  }
  return found;
}

function statusFor(evaluator: Evaluator, layer: Layer): number | null {
  if (layer.kind === 'redirect') return 307;
  if (layer.kind === 'host-check') return 400;
  if (layer.kind !== 'function') return null;
  const outcome = run(evaluator, layer.dispatch, typicalPreflight, 'answers');
  if (outcome.does === 'answer') return outcome.status;
  return outcome.does === 'raise' ? 500 : null;
}

/** Null for a function that hands preflights on. */
function answersWith(
  evaluator: Evaluator,
  layer: Layer,
  status: number | null,
): OuterLayer['answers'] | null {
  if (layer.kind !== 'function') return null;
  if (status === 401 || status === 403) return 'auth';
  if (status === 429) return 'limit';
  if (status !== null) return 'unknown';
  return run(evaluator, layer.dispatch, typicalPreflight, 'answers').does === 'pass' ? null : 'unknown';
}
