import { normalise, type PolicySpec } from '../../policy/spec.ts';
import { leftOut, originsFor, type Knows } from '../../policy/settle.ts';
import { regexOf } from './writePattern.ts';

/** `*` in allow_methods (Starlette 1.7, `ALL_METHODS`). */
const everyMethod = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'QUERY'];
/** Starlette refuses a preflight even for these when they are not listed, which no browser would. */
const plainMethods = ['GET', 'HEAD', 'POST'];
/** Always allowed (Starlette, `SAFELISTED_HEADERS`). */
const plainHeaders = ['Accept', 'Accept-Language', 'Content-Language', 'Content-Type'];

/** What becomes of `spec` in FastAPI: what it leaves open is filled in, what cannot be said is replaced. In normal form. */
export function settle(spec: PolicySpec): PolicySpec {
  return normalise({
    ...spec,
    origins: originsFor(spec, knows),
    methods: methodsOf(spec),
    allowHeaders: isEverything(spec.allowHeaders)
      ? 'mirror'
      : [...plainHeaders, ...(spec.allowHeaders ?? [])],
    maxAge: spec.maxAge ?? 600,
  });
}

/** The methods in the order in which they are to be written. */
export function methodsOf({ methods }: PolicySpec): readonly string[] {
  if (isEverything(methods)) return everyMethod;
  return methods === null ? ['GET'] : [...new Set([...plainMethods, ...methods])];
}

/** True for what Starlette writes as `["*"]`. */
export function isEverything(names: PolicySpec['methods']): boolean {
  return names === 'mirror' || (names?.includes('*') ?? false);
}

/** One sentence for each part of `spec` that `settle` replaces. */
export function notListed(spec: PolicySpec): readonly string[] {
  const { methods } = spec;
  const notes: string[] = [];
  if (isEverything(methods))
    notes.push(`Starlette's * stands for ${everyMethod.join(', ')}: list any other method.`);
  else if (methods && plainMethods.some((method) => !methods.includes(method)))
    notes.push('Starlette refuses preflights for GET, HEAD and POST unless they are listed, so they are.');
  if (Array.isArray(spec.allowHeaders) && isEverything(spec.allowHeaders))
    notes.push('In allow_headers * allows every header, Authorization and calls with cookies included.');
  return [...notes, ...leftOut(spec, knows, 'Python')];
}

/** Whether Python's `re` reads a pattern as it is meant. */
export const knows: Knows = (pattern, ignoreCase) => regexOf([{ pattern, ignoreCase }]) !== null;
