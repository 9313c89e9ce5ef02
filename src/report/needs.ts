import { isSafelistedMethod } from '../cors/method.ts';
import { get } from '../cors/headerList.ts';
import { asciiLowercase } from '../cors/http.ts';
import type { Cause, CorsRequest, HeaderList } from '../cors/types.ts';
import { asWritten } from './sentence.ts';
import type { HeaderNeed } from './types.ts';

/**
 * What the deciding response's headers are and would have to be, all of them at once: whoever mends only the first would meet the
 * next. In: the cause, the headers that came, and what the preflight asked for.
 */
export function needsOf(
  cause: Cause,
  request: CorsRequest,
  headers: HeaderList,
  asked: { readonly method: string | null; readonly headers: readonly string[] },
): readonly HeaderNeed[] {
  if (cause.step === 'request' || !serverCauses.has(cause.kind)) return [];
  const origin = 'origin' in cause ? cause.origin : request.origin;
  const include = request.credentials === 'include';
  const on = cause.step === 'preflight' ? 'preflight' : 'response';
  const needs: HeaderNeed[] = [];
  const need = (header: string, wanted: (have: string | null) => string | null): void => {
    const have = get(headers, asciiLowercase(header));
    const value = wanted(have);
    if (value !== null) needs.push({ header, on, have, need: value });
  };
  need('Access-Control-Allow-Origin', (have) =>
    have === origin || (have === '*' && !include) ? null : origin,
  );
  if (include) need('Access-Control-Allow-Credentials', (have) => (have === 'true' ? null : 'true'));
  if (on === 'preflight') {
    const { method } = asked;
    if (method !== null) {
      need('Access-Control-Allow-Methods', (have) => complete(have, unsafeMethod(method), include, false));
    }
    need('Access-Control-Allow-Headers', (have) =>
      complete(
        have,
        asked.headers.map((name) => asWritten(name, request)),
        include,
        true,
      ),
    );
  }
  return needs;
}

const serverCauses: ReadonlySet<Cause['kind']> = new Set<Cause['kind']>([
  'missing-allow-origin',
  'multiple-allow-origin',
  'invalid-allow-origin',
  'allow-origin-mismatch',
  'wildcard-with-credentials',
  'allow-credentials-not-true',
  'preflight-status',
  'preflight-redirect',
  'invalid-allow-methods',
  'invalid-allow-headers',
  'method-not-allowed',
  'header-not-allowed',
]);

/** GET, HEAD and POST need no listing. */
function unsafeMethod(method: string): readonly string[] {
  return isSafelistedMethod(method) ? [] : [method];
}

/** The list with what it lacks; null when it lacks nothing. What is no token is left out. */
function complete(
  have: string | null,
  wanted: readonly string[],
  include: boolean,
  ignoreCase: boolean,
): string | null {
  const elements = (have ?? '').split(',').map((element) => element.trim());
  const valid = elements.filter((element) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(element));
  const broken = elements.some((element) => element !== '' && !valid.includes(element));
  const key = (name: string): string => (ignoreCase ? asciiLowercase(name) : name);
  const covered = new Set(valid.map(key));
  const all = covered.has('*') && !include;
  const lacking = all ? [] : wanted.filter((name) => !covered.has(key(name)));
  if (lacking.length === 0 && !broken) return null;
  const kept = include ? valid.filter((element) => element !== '*') : valid;
  return [...kept, ...lacking].join(', ') || null;
}
