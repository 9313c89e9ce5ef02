import { asciiLowercase } from '../cors/http.ts';
import type { AddressSpace } from '../cors/localNetwork.ts';
import type { Cause, CorsRequest, RefusedPart } from '../cors/types.ts';
import type { Failure } from '../probe/types.ts';
import { failureSentence } from './failureSentence.ts';

export interface SentenceContext {
  readonly request: CorsRequest;
  /** Why there was no answer, where the cause is that. */
  readonly failure: Failure | null;
  readonly timeoutMs: number | null;
}

export interface Sentence {
  readonly text: string;
  /** What else helps; null when the text says all. */
  readonly detail: string | null;
  readonly who: 'server' | 'page' | 'network';
}

/** Who must change what, for any cause: one sentence that someone understands who has never heard of CORS. */
export function sentenceOf(cause: Cause, context: SentenceContext): Sentence {
  const { origin } = context.request;
  const asked = askedOf(cause, context.request);
  switch (cause.kind) {
    case 'missing-allow-origin':
      return missingAllowOrigin(cause, context.request, asked);
    case 'multiple-allow-origin':
      return server(
        `The server must send Access-Control-Allow-Origin once, with one origin, in its answer to ${asked}.`,
        cause.lines > 1
          ? `It came ${cause.lines} times (${cause.value}): often the application and the proxy in front of it both add it.`
          : `It sends “${cause.value}”, which is not one origin: answer with the one that asked.`,
      );
    case 'invalid-allow-origin':
      return server(
        `The server must answer ${asked} with Access-Control-Allow-Origin: ${cause.origin}.`,
        `It sends “${cause.value}”, which is no origin.`,
      );
    case 'allow-origin-mismatch':
      return server(
        `The server must answer ${asked} with Access-Control-Allow-Origin: ${cause.origin}, not ${cause.value || 'nothing'}.`,
        mismatchDetail(cause.value, cause.origin),
      );
    case 'wildcard-with-credentials':
      return server(
        `The server must name ${cause.origin} in Access-Control-Allow-Origin instead of “*”, because the request carries cookies.`,
        'With credentials, browsers do not accept “*”. If the page needs no cookies, it can leave the credentials out.',
      );
    case 'allow-credentials-not-true':
      return server(
        `The server must answer ${asked} with Access-Control-Allow-Credentials: true.`,
        cause.value === null
          ? 'The request carries cookies, and the answer does not say that this is allowed.'
          : `It sends “${cause.value}”; browsers accept only “true”, in lower case.`,
      );
    case 'preflight-status':
      return preflightStatus(cause.status, asked, context.request);
    case 'preflight-redirect':
      return server(
        `The server must answer ${asked} itself instead of redirecting it to ${cause.location}.`,
        redirectHint(cause.url, cause.location),
      );
    case 'invalid-allow-methods':
    case 'invalid-allow-headers': {
      const header =
        cause.kind === 'invalid-allow-methods'
          ? 'Access-Control-Allow-Methods'
          : 'Access-Control-Allow-Headers';
      return server(
        `The server must send ${header} as names with commas between them; “${cause.element}” is none.`,
        `It sends “${cause.value}”.`,
      );
    }
    case 'method-not-allowed':
      return server(
        `The server must answer ${asked} with Access-Control-Allow-Methods that lists ${cause.method}.`,
        methodDetail(cause),
      );
    case 'header-not-allowed':
      return server(
        `The server must answer ${asked} with Access-Control-Allow-Headers that lists ${cause.headers.map((name) => asWritten(name, context.request)).join(', ')}.`,
        cause.wildcardIgnored
          ? 'It sends “*”, which covers nothing when the request carries cookies.'
          : listed(
              'Access-Control-Allow-Headers',
              cause.allowed.map((name) => asWritten(name, context.request)),
            ),
      );
    case 'redirect-with-credentials':
      return server(
        `The server must not redirect ${asked} to a URL with a user name or password in it.`,
        `It redirects to ${cause.location}.`,
      );
    case 'redirect-to-other-scheme':
      return server(
        `The server must not redirect ${asked} to ${cause.location}, which is not http or https.`,
      );
    case 'redirect-location-invalid':
      return server(`The server must redirect ${asked} to a URL; “${cause.location}” is none.`);
    case 'redirect-not-followed':
      return page(
        `The page asked for no redirects, and ${asked} is redirected to ${cause.location}: call that URL.`,
      );
    case 'redirect-body-lost':
      return page(
        `The page sends a stream, which cannot be sent again after the redirect to ${cause.location}: call that URL.`,
      );
    case 'too-many-redirects':
      return server(
        `The server must end the redirects: ${asked} was redirected more than 20 times.`,
        `The last one goes to ${cause.location}.`,
      );
    case 'cross-origin-disallowed-by-mode':
      return page(
        `The page asked for mode “same-origin”, and the URL is of another origin: leave the mode out.`,
      );
    case 'scheme-not-supported':
      return page(`A page can call http and https only, not ${cause.scheme}: check the URL.`);
    case 'target-address-space-mismatch':
      return page(
        `The page says that the URL is ${spaceNames[cause.wanted]}, and it is ${spaceNames[cause.actual]}: set targetAddressSpace to “${cause.actual}”.`,
      );
    case 'local-network-insecure':
      return page(
        `A page on the internet may call a server ${spaceNames[cause.space]} only when it is on https: serve the page over https.`,
      );
    case 'local-network-denied':
      return page(
        `A page on the internet may call a server ${spaceNames[cause.space]} only when the user allows it: allow local network access in the browser.`,
      );
    case 'port-blocked':
      return page(
        `Browsers never call port ${cause.port}, which belongs to another protocol: let the server listen on another port.`,
      );
    case 'request-refused':
      return page(refusedSentence(cause.what, cause.value));
    case 'unexpected-proxy-authentication':
      return server(
        `The server must answer ${asked} with another status than 407, which is for proxies: from anyone else, Chrome takes it for a broken connection.`,
      );
    case 'connection-failed':
      return {
        text:
          context.failure === null
            ? `No answer came to ${asked} (${cause.error}).`
            : failureSentence(context.failure, {
                url: new URL(cause.url),
                origin,
                asked,
                timeoutMs: context.timeoutMs,
              }),
        detail: null,
        who: 'network',
      };
    case 'no-answer':
      return { text: `${asked} was not sent, so its answer is not known.`, detail: null, who: 'network' };
  }
}

/** Where a URL is, in words that stand after “is” and “a server”. */
const spaceNames: Readonly<Record<AddressSpace, string>> = {
  public: 'on the internet',
  local: 'in the local network',
  loopback: 'on this machine',
};

function server(text: string, detail: string | null = null): Sentence {
  return { text, detail, who: 'server' };
}

function page(text: string): Sentence {
  return { text, detail: null, who: 'page' };
}

/** The request line as people say it: `OPTIONS /orders`. */
export function askedOf(cause: Cause, request: CorsRequest): string {
  const method = cause.step === 'preflight' ? 'OPTIONS' : request.method;
  return `${method} ${URL.canParse(cause.url) ? new URL(cause.url).pathname : cause.url}`;
}

function missingAllowOrigin(
  cause: Cause & { readonly origin: string },
  request: CorsRequest,
  asked: string,
): Sentence {
  const { status, step } = cause;
  const add = `Access-Control-Allow-Origin: ${cause.origin}`;
  if (status === null || status < 300 || (status < 400 && step === 'redirect')) {
    return server(
      `The server must answer ${asked} with ${add}.`,
      step === 'redirect'
        ? `The redirect itself (${status}) needs the header too, not only the page it leads to.`
        : null,
    );
  }
  if (step === 'preflight') return preflightStatus(status, asked, request, true);
  if (status >= 500) {
    return server(
      `The server failed with ${status} on ${asked}; the CORS message hides it.`,
      'The error answer lacks Access-Control-Allow-Origin: mend the error first, then let error answers carry the header too.',
    );
  }
  if (status >= 400) {
    return server(
      `The server answered ${asked} with ${status}; the CORS message hides it.`,
      `The error answer lacks Access-Control-Allow-Origin: ${statusHint(status)}, and let error answers carry the header too.`,
    );
  }
  return server(`The server must answer ${asked} with ${add}.`, `It answered ${status}.`);
}

function preflightStatus(
  status: number,
  asked: string,
  { method }: CorsRequest,
  lacksOrigin = false,
): Sentence {
  const and = lacksOrigin ? ' and CORS headers' : '';
  const text = `The server must answer ${asked} with 200 or 204${and}, not with ${status}.`;
  return server(text, preflightHint(status, method));
}

function preflightHint(status: number, method: string): string {
  const what = `A browser asks with OPTIONS before it sends ${method}`;
  if (status === 401 || status === 403) {
    return `${what}, always without cookies and login: let CORS answer before authentication does.`;
  }
  if (status === 404 || status === 405 || status === 501) {
    return `${what}, and no route answers that: add the CORS middleware in front of the routes.`;
  }
  if (status >= 500) return `${what}, and the server fails on that: look into its log.`;
  return `${what}, and takes only a status from 200 to 299 for a yes.`;
}

function statusHint(status: number): string {
  if (status === 401 || status === 403) return 'log in or send what authorises the request';
  if (status === 404) return 'check the path';
  if (status === 405) return 'check the method';
  return 'mend the request';
}

function mismatchDetail(value: string, origin: string): string | null {
  if (value === `${origin}/`) return 'An origin has no slash at its end.';
  if (value.toLowerCase() === origin.toLowerCase())
    return 'Browsers compare letter by letter: upper and lower case count.';
  if (!URL.canParse(value) || !URL.canParse(origin)) {
    return origin === 'null' ? 'After a redirect to another origin, browsers send the origin “null”.' : null;
  }
  const [have, want] = [new URL(value), new URL(origin)];
  if (have.hostname === want.hostname && have.protocol !== want.protocol)
    return 'http and https are different origins.';
  if (have.hostname === want.hostname) return 'The same host on another port is another origin.';
  const loopback = ['localhost', '127.0.0.1', '[::1]'];
  if (loopback.includes(have.hostname) && loopback.includes(want.hostname)) {
    return 'localhost and 127.0.0.1 are different origins.';
  }
  return null;
}

function redirectHint(url: string, location: string): string | null {
  if (!URL.canParse(location, url)) return null;
  const [from, to] = [new URL(url), new URL(location, url)];
  if (`${from.pathname}/` === to.pathname || from.pathname === `${to.pathname}/`) {
    return `Only the slash at the end differs: let the page call ${to.href}.`;
  }
  if (from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname) {
    return `Let the page call ${to.href}.`;
  }
  if (/log-?in|sign-?in|auth|sso/i.test(to.href)) {
    return 'It leads to a login: let CORS answer before authentication does, because a preflight carries no cookies.';
  }
  return `A preflight is never redirected: let the page call ${to.href}, or answer OPTIONS before redirecting.`;
}

function methodDetail(cause: Extract<Cause, { kind: 'method-not-allowed' }>): string | null {
  if (cause.wildcardIgnored) return 'It sends “*”, which covers nothing when the request carries cookies.';
  const other = cause.allowed.find((method) => method.toUpperCase() === cause.method.toUpperCase());
  if (other !== undefined) {
    return `It lists ${other}: methods are compared letter by letter, and fetch sends “${cause.method}” as the page wrote it.`;
  }
  return listed('Access-Control-Allow-Methods', cause.allowed);
}

/** A header's name as the page wrote it, else with capitals as in the standards. */
export function asWritten(name: string, { headers }: CorsRequest): string {
  const written = headers.find(([other]) => asciiLowercase(other) === asciiLowercase(name))?.[0];
  return written ?? name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

function listed(header: string, allowed: readonly string[]): string {
  return allowed.length === 0 ? `The answer has no ${header}.` : `It lists ${allowed.join(', ')}.`;
}

function refusedSentence(what: RefusedPart, value: string): string {
  switch (what) {
    case 'url':
      return `“${value}” is not a URL: give the whole address, such as http://localhost:8080/orders.`;
    case 'url-credentials':
      return `fetch() refuses a URL with a user name or password in it: send them in the Authorization header.`;
    case 'origin':
      return `“${value}” is not an origin: give scheme, host and port, such as http://localhost:3000.`;
    case 'method':
      return `“${value}” is not an HTTP method: use a word such as GET, POST or PUT.`;
    case 'forbidden-method':
      return `No page may send ${value.toUpperCase()}: browsers refuse it before anything is sent.`;
    case 'no-cors-method':
      return `A request with mode “no-cors” may only be GET, HEAD or POST, not ${value}: leave the mode out.`;
    case 'header':
      return `“${value}” is not a header that can be sent: check its name and value.`;
    case 'body-with-method':
      return `A ${value} request cannot have a body: leave the body out, or use POST or PUT.`;
    case 'no-cors-stream':
      return 'A stream cannot be sent with mode “no-cors”: leave the mode out.';
    case 'no-cors-redirect':
      return `A request with mode “no-cors” must follow redirects, and the page asked for “${value}”.`;
  }
}
