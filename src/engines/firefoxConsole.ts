import { isRedirectStatus, locationOf } from '../cors/redirect.ts';
import type { Answer, Cause, Verdict } from '../cors/types.ts';

/** Firefox's CORS lines, from security.properties. `last` is the answer that decided. */
export function firefoxConsole(verdict: Verdict, last: Answer | null): string[] {
  const { cause } = verdict;
  if (cause === null) return [];
  const didNotSucceed = line(cause.url, 'CORS request did not succeed', '(null)');
  const reason = reasonLine(cause);
  if (cause.kind === 'connection-failed') {
    return cause.step === 'preflight' ? [didNotSucceed, didNotSucceed] : [didNotSucceed];
  }
  if (reason === null) return [];
  const redirected =
    last !== null && 'status' in last && isRedirectStatus(last.status) && locationOf(last.headers) !== null;
  if (cause.kind === 'preflight-redirect') {
    return [reason, line(cause.url, 'CORS preflight response did not succeed', cause.status), didNotSucceed];
  }
  const lines = [reason];
  if (cause.step === 'preflight') lines.push(didNotSucceed);
  if (redirected) lines.push(didNotSucceed);
  return lines;
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
