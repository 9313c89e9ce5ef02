import type { Cause, CorsRequest, Verdict } from '../cors/types.ts';

/** WebKit's two lines: the reason without a URL, then the URL without a reason. */
export function webkitConsole(request: CorsRequest, verdict: Verdict): string[] {
  const { cause } = verdict;
  if (cause === null) return [];
  const url = verdict.steps[0]?.url ?? cause.url;
  const api = request.initiator === 'xmlhttprequest' ? 'XMLHttpRequest' : 'Fetch API';
  if (cause.kind === 'cross-origin-disallowed-by-mode') return [`${api} cannot load ${url}.`];
  const reason = describe(cause);
  return reason === null ? [] : [reason, `${api} cannot load ${url} due to access control checks.`];
}

function describe(cause: Cause): string | null {
  switch (cause.kind) {
    case 'wildcard-with-credentials':
      return 'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.';
    case 'multiple-allow-origin':
    case 'missing-allow-origin':
    case 'invalid-allow-origin':
    case 'allow-origin-mismatch':
      return 'value' in cause && cause.value.includes(',')
        ? 'Access-Control-Allow-Origin cannot contain more than one origin.'
        : `Origin ${cause.origin} is not allowed by Access-Control-Allow-Origin. Status code: ${cause.status}`;
    case 'allow-credentials-not-true':
      return 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".';
    case 'preflight-status':
      return `Preflight response is not successful. Status code: ${cause.status}`;
    case 'invalid-allow-methods':
      return `Header Access-Control-Allow-Methods has an invalid value: ${cause.value}`;
    case 'invalid-allow-headers':
      return `Header Access-Control-Allow-Headers has an invalid value: ${cause.value}`;
    case 'method-not-allowed':
      return `Method ${cause.method} is not allowed by Access-Control-Allow-Methods.`;
    case 'header-not-allowed':
      return `Request header field ${cause.headers[0] ?? ''} is not allowed by Access-Control-Allow-Headers.`;
    default:
      return null;
  }
}
