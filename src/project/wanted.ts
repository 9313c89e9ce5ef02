import { asciiLowercase } from '../cors/http.ts';
import { isSafelistedMethod } from '../cors/method.ts';
import { plan } from '../cors/plan.ts';
import type { CorsRequest } from '../cors/types.ts';
import { grant } from '../policy/grant.ts';
import type { PolicySpec } from '../policy/spec.ts';
import { specOf } from '../policy/specOf.ts';
import type { Policy } from '../policy/types.ts';

/** A policy that lets a request through, and what of that it does not allow yet. */
export interface Wanted {
  readonly spec: PolicySpec;
  /** Such as `PUT` or `cookies`. */
  readonly what: readonly string[];
}

/** What `policy` lacks for `request`, and nothing that it has today taken away; null when it lacks nothing, or cannot be told. */
export function wantedOf(policy: Policy, request: CorsRequest): Wanted | null {
  const now = specOf(policy);
  if (now === null || request.origin === 'null') return null;
  const what: string[] = [];
  const include = request.credentials === 'include';
  const { readable, withCredentials } = grant(policy, request.origin);
  const isLetIn = now.origins === 'any' ? !include : readable;
  const origins = isLetIn ? now.origins : originsWith(now.origins, request.origin);
  if (!isLetIn) what.push(request.origin);
  if (include && isLetIn && !withCredentials) what.push('cookies');
  const { headers: asked } = plan(request);
  const names = request.headers.map(([name]) => name).filter((name) => asked.includes(asciiLowercase(name)));
  const method = isSafelistedMethod(request.method) ? [] : [request.method];
  const methods = listWith(now.methods, method, what, (one) => one);
  const allowHeaders = listWith(now.allowHeaders, names, what, asciiLowercase);
  const credentials = now.credentials || include;
  return what.length === 0 ? null : { spec: { ...now, origins, credentials, methods, allowHeaders }, what };
}

function originsWith(origins: PolicySpec['origins'], origin: string): PolicySpec['origins'] {
  const listed = typeof origins === 'string' ? [] : origins;
  return [...listed, { literal: origin }];
}

function listWith(
  list: PolicySpec['methods'],
  wanted: readonly string[],
  what: string[],
  key: (name: string) => string,
): PolicySpec['methods'] {
  if (list === null || list === 'mirror' || list.includes('*')) return list;
  const known = new Set(list.map(key));
  const missing = wanted.filter((name) => !known.has(key(name)));
  what.push(...missing);
  return missing.length === 0 ? list : [...list, ...missing];
}
