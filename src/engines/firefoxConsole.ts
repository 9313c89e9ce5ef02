import { isRedirectStatus, locationOf } from '../cors/redirect.ts';
import { parseUrl, sameOrigin } from '../cors/origin.ts';
import { corsCheck } from './firefox.ts';
import type { Walked } from '../cors/walk.ts';
import type { Answer, Cause, CorsRequest, Exchange } from '../cors/types.ts';

/** Firefox's CORS lines, from security.properties. `last` is the answer that decided. */
export function firefoxConsole(
  { request }: Exchange,
  origin: string,
  { verdict, last, tainting }: Walked,
): string[] {
  const { cause } = verdict;
  if (cause === null) return [];
  const didNotSucceed = line(cause.url, 'CORS request did not succeed', '(null)');
  if (failedChannel.has(cause.kind) && tainting !== 'cors' && cause.kind !== 'redirect-with-credentials')
    return [];
  if (cause.kind === 'redirect-to-other-scheme' && cause.location.startsWith('blob:')) {
    return [
      `Security Error: Content at ${cause.url} may not load data from ${cause.location}.`,
      didNotSucceed,
    ];
  }
  if (failedChannel.has(cause.kind))
    return cause.step === 'preflight' ? [didNotSucceed, didNotSucceed] : [didNotSucceed];
  if (cause.kind === 'cross-origin-disallowed-by-mode') {
    return cause.hop === 0
      ? [`Security Error: Content at ${origin}/ may not load data from ${cause.url}.`]
      : [];
  }
  const reason = reasonLine(cause);
  if (reason === null) return [];
  if (cause.kind === 'preflight-redirect')
    return [reason, redirectedLine(cause, origin, request, last), didNotSucceed];
  const redirected =
    request.redirect === 'follow' &&
    last !== null &&
    'status' in last &&
    isRedirectStatus(last.status) &&
    locationOf(last.headers) !== null;
  return [
    reason,
    ...(cause.step === 'preflight' ? [didNotSucceed] : []),
    ...(redirected ? [didNotSucceed] : []),
  ];
}

/** Causes that Firefox sees as a channel that failed. */
const failedChannel: ReadonlySet<Cause['kind']> = new Set<Cause['kind']>([
  'connection-failed',
  'redirect-location-invalid',
  'redirect-to-other-scheme',
  'redirect-with-credentials',
]);

/** After the redirect of a preflight the check runs once more, with the Origin that the redirect tainted. */
function redirectedLine(
  cause: Extract<Cause, { kind: 'preflight-redirect' }>,
  origin: string,
  request: CorsRequest,
  last: Answer | null,
): string {
  const from = new URL(cause.url);
  const to = parseUrl(cause.location, from);
  const tainted = to !== null && !sameOrigin(to.origin, from.origin) && !sameOrigin(from.origin, origin);
  const headers = last !== null && 'status' in last ? last.headers : [];
  const again = corsCheck(headers, tainted ? 'null' : origin, request.credentials === 'include');
  const second = again === null ? null : reasonLine(Object.assign({}, again, cause, again));
  return second ?? line(cause.url, 'CORS preflight response did not succeed', cause.status);
}

function line(url: string, reason: string, status?: number | string | null): string {
  const code = status === undefined ? '' : ` Status code: ${status}.`;
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}).${code}`;
}

function reasonLine(cause: Cause): string | null {
  const { url, status } = cause;
  switch (cause.kind) {
    case 'missing-allow-origin':
      return line(url, 'CORS header ‘Access-Control-Allow-Origin’ missing', status);
    case 'multiple-allow-origin':
      return line(url, 'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed');
    case 'invalid-allow-origin':
    case 'allow-origin-mismatch':
      return line(url, `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${shown(cause.value)}’`);
    case 'wildcard-with-credentials':
      return line(
        `‘${url}’`,
        'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’',
      );
    case 'allow-credentials-not-true':
      return line(url, 'expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’');
    case 'preflight-status':
      return line(url, 'CORS preflight response did not succeed', status);
    case 'preflight-redirect':
      return line(url, 'CORS request external redirect not allowed');
    case 'invalid-allow-methods':
      return line(
        url,
        `invalid token ‘${shown(cause.element)}’ in CORS header ‘Access-Control-Allow-Methods’`,
      );
    case 'invalid-allow-headers':
      return line(
        url,
        `invalid token ‘${shown(cause.element)}’ in CORS header ‘Access-Control-Allow-Headers’`,
      );
    case 'method-not-allowed':
      return line(url, 'Did not find method in CORS header ‘Access-Control-Allow-Methods’');
    case 'header-not-allowed':
      return line(
        url,
        `header ‘${cause.headers[0] ?? ''}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response`,
      );
    case 'scheme-not-supported':
      return line(url, 'CORS request not http');
    default:
      return null;
  }
}

/** Bytes outside of ASCII arrive as U+FFFD. */
function shown(value: string): string {
  return value.replace(/[^\x00-\x7f]/g, '\uFFFD');
}
