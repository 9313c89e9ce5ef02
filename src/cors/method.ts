const forbidden = new Set(['CONNECT', 'TRACE', 'TRACK']);
const normalised = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const safelisted = new Set(['GET', 'HEAD', 'POST']);

/** CONNECT, TRACE and TRACK, in any case: no page may send them. */
export function isForbiddenMethod(method: string): boolean {
  return forbidden.has(method.toUpperCase());
}

/** Upper-cases DELETE, GET, HEAD, OPTIONS, POST and PUT only: `patch` stays `patch`. */
export function normaliseMethod(method: string): string {
  const upper = method.toUpperCase();
  return normalised.has(upper) ? upper : method;
}

/** GET, HEAD and POST: never a reason for a preflight, never looked up in Access-Control-Allow-Methods. */
export function isSafelistedMethod(method: string): boolean {
  return safelisted.has(method);
}
