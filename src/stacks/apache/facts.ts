import type { Fact, OuterLayer, PolicyFacts } from '../../policy/types.ts';
import { answer } from './answer.ts';
import { accessOf } from './auth.ts';
import type { HeaderOp, Place } from './model.ts';
import { headerOps, originMatchers } from './origins.ts';

/** The named facts of a place. Lists are what the directives state, whatever their conditions. */
export function factsOf(place: Place): PolicyFacts {
  return {
    origins: originMatchers(place),
    credentials: credentials(place),
    methods: listFact(place, 'access-control-allow-methods'),
    allowHeaders: listFact(place, 'access-control-allow-headers'),
    exposeHeaders: listFact(place, 'access-control-expose-headers'),
    maxAge: textFact(place, 'access-control-max-age'),
    preflightAnsweredBy: preflightAnsweredBy(place),
    outside: authLayers(place),
  };
}

function lastOf(place: Place, name: string): HeaderOp | null {
  const ops = headerOps(place).map(({ op }) => op);
  return ops.findLast((op) => op.name.toLowerCase() === name && op.action !== 'note') ?? null;
}

function textFact(place: Place, name: string): Fact<string | null> {
  const op = lastOf(place, name);
  if (!op || op.action === 'unset') return { known: true, value: null, range: op?.range ?? null };
  const range = op.valueWord?.range ?? op.range;
  if (op.doubt !== null) return { known: false, why: op.doubt, range };
  let text = '';
  for (const part of op.value) {
    if (part.kind !== 'text') return { known: false, why: 'the value is filled in for each request', range };
    text += part.text;
  }
  return { known: true, value: text, range };
}

function listFact(place: Place, name: string): Fact<readonly string[] | null> {
  const fact = textFact(place, name);
  if (!fact.known || fact.value === null) return fact as Fact<null>;
  const items = fact.value.split(',').map((item) => item.trim());
  return { ...fact, value: items.filter((item) => item !== '') };
}

function credentials(place: Place): Fact<boolean> {
  const fact = textFact(place, 'access-control-allow-credentials');
  return fact.known ? { ...fact, value: fact.value === 'true' } : fact;
}

/** A static folder answers OPTIONS itself; in front of an application the application does, unless a rule is quicker. */
function preflightAnsweredBy(place: Place): Fact<'policy' | 'handler' | 'no one'> {
  const response = answer(place, {
    method: 'OPTIONS',
    origin: 'https://app.example.com',
    headers: [['Access-Control-Request-Method', 'PUT']],
    cookies: false,
    handler: { does: 'answer', status: 299, madeBy: 'app' },
  });
  const unknown = response.unknown.find((part) => part.about === 'status');
  if (unknown) return { known: false, why: unknown.why, range: unknown.range };
  if (response.status === 299) return { known: true, value: 'handler', range: null };
  return { known: true, value: response.status < 300 ? 'policy' : 'no one', range: null };
}

function authLayers(place: Place): readonly OuterLayer[] {
  if (accessOf(place.scopes, 'OPTIONS') !== 'login') return [];
  const deciding = place.scopes.findLast((scope) => scope.auth.length > 0);
  const require = deciding?.auth.find((node) => node.kind === 'require');
  return require?.kind === 'require'
    ? [{ name: 'Require', range: require.directive.range, answers: 'auth' }]
    : [];
}
