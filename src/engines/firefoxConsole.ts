import { sameOrigin } from '../cors/origin.ts';
import { corsCheck } from './firefox.ts';
import type { Walked } from '../cors/walk.ts';
import type { Answer, Cause, CorsRequest, Exchange, Response } from '../cors/types.ts';

/** Firefox's CORS lines, from security.properties. `last` is the answer that decided. */
export function firefoxConsole({ request }: Exchange, origin: string, walked: Walked): string[] {
  const { verdict, last } = walked;
  const { cause } = verdict;
  if (cause === null) return [];
  const didNotSucceed = line(cause.url, 'CORS request did not succeed', '(null)');
  if (failedChannel.has(cause.kind)) return failedLines(cause, { request, didNotSucceed, walked });
  if (cause.kind === 'cross-origin-disallowed-by-mode') {
    return [`Security Error: Content at ${origin}/ may not load data from ${cause.url}.`];
  }
  const [reason] = reasonLines(cause);
  if (reason === undefined) return [];
  if (cause.kind === 'preflight-redirect')
    return [reason, redirectedLine(cause, origin, request, last), didNotSucceed];
  const redirected = request.redirect === 'follow' && cause.redirectTo !== null;
  return [
    reason,
    ...(cause.step === 'preflight' ? [didNotSucceed] : []),
    ...(redirected ? [didNotSucceed] : []),
  ];
}

/** What is printed when a channel failed: nothing unless it is a CORS request. */
function failedLines(cause: Cause, { request, didNotSucceed, walked }: Failed): string[] {
  const cors = walked.tainting === 'cors' || cause.kind === 'redirect-with-credentials';
  const tells =
    cause.kind === 'redirect-to-other-scheme' && request.initiator === 'fetch' && request.mode === 'cors';
  const atHome = sameOrigin(new URL(cause.url).origin, request.origin);
  const security = tells ? securityError(cause) : [];
  if (!cors) return security;
  if (cause.step === 'preflight') return atHome ? [didNotSucceed] : [didNotSucceed, didNotSucceed];
  return [...security, isHalfAnswered(cause, walked) ? reasonLineOfTwoOrigins(cause) : didNotSucceed];
}

interface Failed {
  readonly request: CorsRequest;
  readonly didNotSucceed: string;
  readonly walked: Walked;
}

/** Some schemes are refused with a line of their own. */
function securityError({ url, location }: Extract<Cause, { kind: 'redirect-to-other-scheme' }>): string[] {
  if (/^blob:/.test(location))
    return [`Security Error: Content at ${url} may not load data from ${location}.`];
  if (/^(file|view-source):/.test(location)) {
    return [`Security Error: Content at ${url} may not load or link to ${location}.`];
  }
  return [];
}

/**
 * A request that is not sent twice, and whose connection is closed in order without an answer, counts as answered by nothing at
 * all. The check then cannot read the header lines, and says that there are several.
 */
function isHalfAnswered(cause: Cause, { method }: Walked): boolean {
  return (
    cause.kind === 'connection-failed' && cause.error === 'connection-closed' && !repeatedMethods.has(method)
  );
}

const repeatedMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

function reasonLineOfTwoOrigins({ url }: Cause): string {
  return line(url, 'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed');
}

/** Causes that Firefox sees as a channel that failed. */
const failedChannel: ReadonlySet<Cause['kind']> = new Set<Cause['kind']>([
  'connection-failed',
  'redirect-location-invalid',
  'redirect-to-other-scheme',
  'redirect-with-credentials',
  'too-many-redirects',
  'local-network-denied',
]);

/** After the redirect of a preflight the check runs once more, with the Origin that the redirect tainted. */
function redirectedLine(
  cause: Extract<Cause, { kind: 'preflight-redirect' }>,
  origin: string,
  request: CorsRequest,
  last: Answer | null,
): string {
  const from = new URL(cause.url).origin;
  const to = new URL(cause.location, cause.url).origin;
  const plain = line(cause.url, 'CORS preflight response did not succeed', cause.status);
  if (sameOrigin(from, origin) && sameOrigin(to, origin)) return plain;
  const tainted = !sameOrigin(to, from) && !sameOrigin(from, origin);
  // A redirect is an answer that has headers.
  const { headers } = last as Response;
  const again = corsCheck(headers, tainted ? 'null' : origin, request.credentials === 'include');
  const [second = plain] = again === null ? [] : reasonLines(Object.assign({}, again, cause, again));
  return second;
}

function line(url: string, reason: string, status?: number | string | null): string {
  const code = status === undefined ? '' : ` Status code: ${status}.`;
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}).${code}`;
}

function lineOf(...parts: Parameters<typeof line>): string[] {
  return [line(...parts)];
}

function reasonLines(cause: Cause): string[] {
  const { url, status } = cause;
  switch (cause.kind) {
    case 'missing-allow-origin':
      return lineOf(url, 'CORS header ‘Access-Control-Allow-Origin’ missing', status);
    case 'multiple-allow-origin':
      return lineOf(url, 'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed');
    case 'allow-origin-mismatch':
      return lineOf(url, `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${shown(cause.value)}’`);
    case 'wildcard-with-credentials':
      return lineOf(
        `‘${url}’`,
        'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’',
      );
    case 'allow-credentials-not-true':
      return lineOf(url, 'expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’');
    case 'preflight-status':
      return lineOf(url, 'CORS preflight response did not succeed', status);
    case 'preflight-redirect':
      return lineOf(url, 'CORS request external redirect not allowed');
    case 'invalid-allow-methods':
      return lineOf(
        url,
        `invalid token ‘${shown(cause.element)}’ in CORS header ‘Access-Control-Allow-Methods’`,
      );
    case 'invalid-allow-headers':
      return lineOf(
        url,
        `invalid token ‘${shown(cause.element)}’ in CORS header ‘Access-Control-Allow-Headers’`,
      );
    case 'method-not-allowed':
      return lineOf(url, 'Did not find method in CORS header ‘Access-Control-Allow-Methods’');
    case 'header-not-allowed':
      return lineOf(
        url,
        `header ‘${cause.headers.slice(0, 1).join()}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response`,
      );
    case 'scheme-not-supported':
      return lineOf(url, 'CORS request not http');
    default:
      return [];
  }
}

/** Bytes outside of ASCII arrive as U+FFFD. */
function shown(value: string): string {
  return value.replace(/[^\x00-\x7f]/g, '\uFFFD');
}
