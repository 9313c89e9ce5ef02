import fc from 'fast-check';
import { requestFrom } from '../../../src/policy/grant.ts';
import type { OriginSpec, PolicySpec } from '../../../src/policy/spec.ts';
import type { Call } from '../../../src/policy/tryCall.ts';
import type { PolicyRequest, PolicyResponse } from '../../../src/policy/types.ts';

/** Random policies, random calls, and what a policy grants by its own words: to hold what stacks write against. */

export const seed = Number(process.env['PREFLIGHT_SEED'] ?? Date.now() % 1_000_000);
export const runs = Number(process.env['PREFLIGHT_RUNS'] ?? 20);

const literals = [
  'https://app.example.com',
  'https://www.example.net',
  'http://localhost:3000',
  'http://[::1]:8080',
  'capacitor://localhost',
  'null',
];

const patterns = [
  '^https://[a-z0-9-]+\\.example\\.com$',
  '^https?://localhost(:\\d+)?$',
  '^https://(?:one|two)\\.example\\.org$',
  '^https://(shop|api\\.shop)\\.example\\.org(:8443)?$',
  '\\.example\\.com$',
  'localhost',
  '^https://[a-z]{2,8}\\.example\\.net$|^http://dev\\.test$',
  '^https://preview-[\\w-]+\\.example\\.com\\/?$',
  '^https://(?!evil)[^"\' ;#]+\\.example\\.com$',
];

export const origins: fc.Arbitrary<readonly OriginSpec[]> = fc.uniqueArray(
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...literals).map((literal) => ({ literal })) },
    fc.record({ pattern: fc.constantFrom(...patterns), ignoreCase: fc.boolean() }),
  ),
  { minLength: 1, maxLength: 4, selector: (entry) => JSON.stringify(entry) },
);

const headerNames = ['Authorization', 'Content-Type', 'X-Requested-With', 'X-Request-Id', 'If-Match'];
const exposable = ['X-Total-Count', 'ETag', 'X-Request-Id', 'X-Rate-Limit-Remaining', 'Retry-After'];
const methodNames = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

export const spec: fc.Arbitrary<PolicySpec> = fc.record({
  origins: fc.oneof(
    { weight: 6, arbitrary: origins },
    fc.constant('any' as const),
    fc.constant('reflect' as const),
  ),
  credentials: fc.boolean(),
  methods: fc.oneof(fc.constantFrom(null, 'mirror' as const), {
    weight: 3,
    arbitrary: fc.subarray(methodNames),
  }),
  allowHeaders: fc.oneof(fc.constantFrom(null, 'mirror' as const), {
    weight: 3,
    arbitrary: fc.subarray(headerNames),
  }),
  exposeHeaders: fc.subarray(exposable),
  maxAge: fc.constantFrom(null, 0, 600, 86_400),
});

export const call: fc.Arbitrary<Call> = fc.record({
  origin: fc.constantFrom(
    ...literals,
    'https://a.example.com',
    'https://evil.test',
    'https://evil.example.com',
    'https://app.example.com.evil.test',
    'https://one.example.org',
    'https://api.shop.example.org:8443',
    'https://xx.example.net',
    'http://dev.test',
    'http://localhost:5173',
    'https://preview-7.example.com',
  ),
  method: fc.constantFrom(...methodNames, 'PURGE'),
  headers: fc
    .subarray([...headerNames, 'X-Unheard-Of'], { maxLength: 3 })
    .map((names) => names.map((name) => [name, name === 'Content-Type' ? 'application/json' : '1'] as const)),
  credentials: fc.boolean(),
});

/**
 * A server that does what `spec`, with nothing left open in it, says. A strict one refuses preflights for methods that it does not
 * list, which a browser only does where the method is none of GET, HEAD and POST.
 */
export function plainServer(spec: PolicySpec, strict = false): (request: PolicyRequest) => PolicyResponse {
  return (request) => {
    const { origin, method } = request;
    const lines: [string, string][] = [];
    const allowed = origin !== null && isAllowed(spec.origins, origin);
    if (allowed) {
      lines.push(['Access-Control-Allow-Origin', spec.origins === 'any' ? '*' : origin]);
      if (spec.credentials) lines.push(['Access-Control-Allow-Credentials', 'true']);
    }
    if (method === 'OPTIONS') {
      const list = (names: PolicySpec['methods'], mirrored: string): string =>
        names === 'mirror' ? mirrored : (names ?? []).join(', ');
      lines.push(['Access-Control-Allow-Methods', list(spec.methods, askedFor(request, 'Method'))]);
      lines.push(['Access-Control-Allow-Headers', list(spec.allowHeaders, askedFor(request, 'Headers'))]);
    } else if (spec.exposeHeaders.length > 0) {
      lines.push(['Access-Control-Expose-Headers', spec.exposeHeaders.join(', ')]);
    }
    const headers = lines
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({ name, value, range: null }));
    const refused = strict && method === 'OPTIONS' && !spec.methods?.includes(askedFor(request, 'Method'));
    return { status: refused ? 400 : method === 'OPTIONS' ? 204 : 200, headers, lost: [], unknown: [] };
  };
}

function askedFor(request: PolicyRequest, what: 'Method' | 'Headers'): string {
  return request.headers.find(([header]) => header === `Access-Control-Request-${what}`)?.[1] ?? '';
}

function isAllowed(spec: PolicySpec['origins'], origin: string): boolean {
  if (typeof spec === 'string') return true;
  return spec.some((entry) =>
    'literal' in entry
      ? entry.literal === origin
      : new RegExp(entry.pattern, entry.ignoreCase ? 'i' : '').test(origin),
  );
}

/** The headers that a page may read, of a plain GET. */
export function exposedBy(
  answer: (request: PolicyRequest) => PolicyResponse,
  origin: string,
): readonly string[] {
  const lines = answer(requestFrom(origin)).headers.filter(
    ({ name }) => name.toLowerCase() === 'access-control-expose-headers',
  );
  return lines.flatMap(({ value }) => value.toLowerCase().split(/\s*,\s*/)).sort();
}
