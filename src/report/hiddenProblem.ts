import { get } from '../cors/headerList.ts';
import { isRedirectStatus } from '../cors/redirect.ts';
import type { Cause, HeaderList } from '../cors/types.ts';
import type { ProbeExchange, ProbeResult } from '../probe/types.ts';
import { askedOf, type Sentence } from './sentence.ts';
import { othersIn } from './server.ts';
import type { Problem } from './types.ts';

/** What really went wrong where the browser's message speaks of CORS, and who can mend it. */
export interface HiddenProblem {
  readonly problem: Problem;
  readonly sentence: Sentence;
}

const unallowed: ReadonlySet<Cause['kind']> = new Set<Cause['kind']>([
  'missing-allow-origin',
  'allow-origin-mismatch',
  'wildcard-with-credentials',
  'preflight-status',
  'preflight-redirect',
]);

/**
 * Of a blocked answer that was not made by the API: a login page, an error page of a proxy, a check for robots, a web page. Null where
 * CORS is the matter, or an error whose sentence the cause itself gives.
 */
export function hiddenProblem({ request, verdict, sent }: ProbeResult): HiddenProblem | null {
  const { cause, outcome } = verdict;
  const last = sent.at(-1);
  if (outcome !== 'blocked' || cause === null || last === undefined || !unallowed.has(cause.kind))
    return null;
  const asked = askedOf(cause, request);
  return (
    loginRedirect(cause, sent, asked) ??
    robotCheck(last, asked) ??
    proxyError(cause, last, asked) ??
    webPage(cause, last, asked)
  );
}

/** Paths and hosts of login pages, those of identity providers and of proxies that ask for a login. */
const loginUrl =
  /^https?:\/\/(?:[^/]*\.)?(?:login|signin|sso|auth|accounts?|idp|id)\.|^https?:\/\/[^/]*(?:cloudflareaccess\.com|auth0\.com|okta\.com|onelogin\.com|amazoncognito\.com|microsoftonline\.com|b2clogin\.com)|\/(?:log-?in|sign-?in|sso|oauth2?\/(?:authori[sz]e|start|sign_in)|\.auth\/login|openid-connect\/auth|cdn-cgi\/access)(?:[/?#.;]|$)/i;

/** True for a URL at which people log in. */
export function isLoginUrl(url: string): boolean {
  return loginUrl.test(url);
}

function loginRedirect(cause: Cause, sent: readonly ProbeExchange[], asked: string): HiddenProblem | null {
  const target = loginTarget(sent);
  if (target === null) return null;
  if (cause.step === 'preflight') {
    return problem(
      'login',
      `The server redirects ${asked} to a login instead of answering it: ${target}.`,
      'A preflight never carries cookies or a login: let CORS answer OPTIONS before authentication does.',
    );
  }
  const first = sent.find(({ send }) => !send.preflight) ?? sent[0];
  const wanted = first === undefined ? asked : `${first.send.method} ${new URL(first.send.url).pathname}`;
  return problem(
    'login',
    `The server redirects ${wanted} to a login instead of answering it: the page is not logged in.`,
    `It leads to ${target}. Let the API answer 401 with CORS headers, and let the page open the login itself.`,
  );
}

/** The login page to which these exchanges lead, or have led; null when they do not. */
export function loginTarget(sent: readonly ProbeExchange[]): string | null {
  for (const { send, answer } of sent) {
    const { status, headers } = answer.response ?? { status: 0, headers: [] };
    const location = isRedirectStatus(status) ? get(headers, 'location') : null;
    if (location === null || !URL.canParse(location, send.url)) continue;
    const { href, origin, pathname } = new URL(location, send.url);
    if (isLoginUrl(href) && !isLoginUrl(send.url)) return origin + pathname;
  }
  return null;
}

function robotCheck({ answer }: ProbeExchange, asked: string): HiddenProblem | null {
  const headers = answer.response?.headers ?? [];
  const challenged =
    get(headers, 'cf-mitigated') !== null ||
    /challenge|captcha/i.test(get(headers, 'x-amzn-waf-action') ?? '');
  if (!challenged) return null;
  return problem(
    'proxy-error',
    `${proxyName(headers)} in front of the server answered ${asked} with a check for robots, which no fetch can pass.`,
    'Let its firewall leave this path out, OPTIONS included.',
  );
}

/** Statuses that a proxy gives for a server that it cannot reach; 520 to 527 are Cloudflare's. */
function isProxyStatus(status: number): boolean {
  return status === 502 || status === 503 || status === 504 || (status >= 520 && status <= 527);
}

function proxyError(cause: Cause, { answer }: ProbeExchange, asked: string): HiddenProblem | null {
  const { status, headers } = answer.response ?? { status: 0, headers: [] };
  if (!isProxyStatus(status) || cause.kind === 'wildcard-with-credentials') return null;
  const name = proxyName(headers);
  const what =
    status === 503
      ? `The server is not available: ${name} answered ${asked} with 503`
      : status === 504
        ? `${name} waited in vain for the server behind it (504 on ${asked})`
        : `${name} could not reach the server behind it (${status} on ${asked})`;
  return problem(
    'proxy-error',
    `${what}; the CORS message hides it.`,
    'Start the server behind it, or look into the log of both; then let error answers carry Access-Control-Allow-Origin too.',
  );
}

/** Such as nginx, Cloudflare or “The proxy”. */
function proxyName(headers: HeaderList): string {
  const [other] = othersIn(headers);
  const server = /^(?:nginx|apache|openresty|haproxy|traefik)/i.exec(get(headers, 'server') ?? '')?.[0];
  return other ?? server ?? 'The proxy';
}

/** A 200 with HTML where nobody let the origin in: often the index page of a dev server, or a login without a redirect. */
function webPage(cause: Cause, { send, answer }: ProbeExchange, asked: string): HiddenProblem | null {
  const { status, headers } = answer.response ?? { status: 0, headers: [] };
  const isHtml = answer.body?.looks === 'html' || /^text\/html\b/i.test(get(headers, 'content-type') ?? '');
  if (cause.kind !== 'missing-allow-origin' || send.preflight || status !== 200 || !isHtml) return null;
  return problem(
    'web-page',
    `${asked} is answered with a web page (HTML), which carries no CORS headers: is this the API?`,
    `Check address and path. If it is the right one, the server must answer with Access-Control-Allow-Origin: ${cause.origin}.`,
  );
}

function problem(kind: Problem, text: string, detail: string): HiddenProblem {
  return { problem: kind, sentence: { text, detail, who: 'server' } };
}
