import type {
  Fact,
  OriginMatcher,
  OuterLayer,
  PolicyFacts,
  PolicyRequest,
  PolicyResponse,
} from '../../policy/types.ts';
import { linesOf } from '../../policy/respond.ts';
import type { Level } from './model.ts';
import { meantOrigins } from '../../policy/meantOrigins.ts';

type Answer = (request: PolicyRequest) => PolicyResponse;

/** The facts of a location, read off its own answers to a GET and a preflight from an origin that the source means. */
export function factsOf(level: Level, origins: readonly OriginMatcher[], answer: Answer): PolicyFacts {
  const origin = meantOrigins(origins)[0] ?? 'https://app.example.com';
  const handler = { does: 'answer', status: 200, madeBy: 'app' } as const;
  const main = answer({ method: 'GET', origin, headers: [], cookies: false, handler });
  const asked = [['Access-Control-Request-Method', 'PUT']] as const;
  const preflight = answer({ method: 'OPTIONS', origin, headers: asked, cookies: false, handler });
  return {
    origins,
    credentials: single(main, 'Access-Control-Allow-Credentials', (value) => value === 'true'),
    methods: list(preflight, 'Access-Control-Allow-Methods'),
    allowHeaders: list(preflight, 'Access-Control-Allow-Headers'),
    exposeHeaders: list(main, 'Access-Control-Expose-Headers'),
    maxAge: single(preflight, 'Access-Control-Max-Age', (value) => value),
    preflightAnsweredBy: answeredBy(level, preflight),
    outside: layersBefore(level),
  };
}

function single<T>(response: PolicyResponse, name: string, read: (value: string | null) => T): Fact<T> {
  const unknown = response.unknown.find((part) => part.about.toLowerCase() === name.toLowerCase());
  if (unknown) return { known: false, why: unknown.why, range: unknown.range };
  const line = linesOf(response, name)[0];
  return { known: true, value: read(line?.value ?? null), range: line?.range ?? null };
}

function list(response: PolicyResponse, name: string): Fact<readonly string[] | null> {
  return single(response, name, (value) =>
    value === null
      ? null
      : value
          .split(',')
          .map((word) => word.trim())
          .filter((word) => word !== ''),
  );
}

function answeredBy(level: Level, preflight: PolicyResponse): PolicyFacts['preflightAnsweredBy'] {
  const unknown = preflight.unknown.find((part) => part.about === 'status');
  if (unknown) return { known: false, why: unknown.why, range: unknown.range };
  const range = level.directive?.shown ?? null;
  if (preflight.status === 405 || preflight.status === 404) return { known: true, value: 'no one', range };
  return { known: true, value: preflight.status === 200 ? 'handler' : 'policy', range };
}

/** What can answer a preflight before the location's handler does. */
function layersBefore(level: Level): readonly OuterLayer[] {
  const layers: OuterLayer[] = [];
  for (let at: Level | null = level; at; at = at.parent) {
    if (at.authBasic && at.authBasic.args[0]?.value !== 'off')
      layers.push(layer('auth_basic', at.authBasic.shown, 'auth'));
    if (at.authRequest && at.authRequest.args[0]?.value !== 'off')
      layers.push(layer('auth_request', at.authRequest.shown, 'auth'));
    if (at.access) layers.push(layer(at.access.directive.name, at.access.directive.shown, 'host-check'));
    if (at.limit && !at.limit.methods.includes('OPTIONS') && at.limit.level.directive) {
      layers.push(layer('limit_except', at.limit.level.directive.shown, 'limit'));
    }
  }
  return layers;
}

function layer(name: string, range: OuterLayer['range'], answers: OuterLayer['answers']): OuterLayer {
  return { name, range, answers };
}
