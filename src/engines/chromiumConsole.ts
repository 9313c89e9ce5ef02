import { isPotentiallyTrustworthy, sameOrigin } from '../cors/origin.ts';
import { asciiLowercase } from '../cors/http.ts';
import { headerMapOrder } from './headerMap.ts';
import { isSafelistedMethod } from '../cors/method.ts';
import { redirectedMethod } from '../cors/redirect.ts';
import { keptHeaders, unsafeNames } from './chromium.ts';
import type { Walked } from '../cors/walk.ts';
import type { Cause, CorsRequest, Exchange, HeaderList, Reason, Tainting } from '../cors/types.ts';

/** Resource::ResourceTypeToString by the standard's initiator type; `resource` for what has no name of its own. */
const kinds: Readonly<Record<string, string | undefined>> = {
  fetch: 'fetch',
  xmlhttprequest: 'XMLHttpRequest',
  script: 'script',
  link: 'CSS stylesheet',
  img: 'image',
  font: 'font',
  video: 'video',
  audio: 'audio',
  track: 'text track',
  manifest: 'manifest',
  icon: 'icon',
};

/** `before-138`: up to Chromium 132 at least, fetch() failures came with the advice to use mode no-cors. Most web pages quote it. */
export type ChromiumWording = 'current' | 'before-138';

const noCorsHint = "set the request's mode to 'no-cors' to fetch the resource with CORS disabled.";

/** What follows a text when the request was made by `fetch()`. */
const hints: Readonly<Record<ChromiumWording, { readonly missing: string; readonly invalid: string }>> = {
  current: { missing: '', invalid: ' Have the server send the header with a valid value.' },
  'before-138': {
    missing: ` If an opaque response serves your needs, ${noCorsHint}`,
    invalid: ` Have the server send the header with a valid value, or, if an opaque response serves your needs, ${noCorsHint}`,
  },
};

/** Redirects that fail in the network layer, where nobody knows of CORS. */
const unsafeSchemes = new Set(['about:', 'blob:', 'data:', 'file:', 'view-source:']);

/** The initiator type behind a name that Chromium prints; null for a name that several share. */
export function initiatorOf(kind: string): string | null {
  const found = Object.entries(kinds).find(([, printed]) => printed?.toLowerCase() === kind.toLowerCase());
  return found?.[0] ?? null;
}

/** Schemes that Chromium lists when one is not CORS-enabled (156, Debian). */
const corsSchemes =
  'chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app';

/** The CORS lines of Chromium's console: GetErrorStringForConsoleMessage. */
export function chromiumConsole(
  exchange: Exchange,
  origin: string,
  walked: Walked,
  wording: ChromiumWording = 'current',
): string[] {
  const { request } = exchange;
  const { verdict } = walked;
  const { cause } = verdict;
  if (cause === null) return [];
  const kind = Object.hasOwn(kinds, request.initiator) ? kinds[request.initiator] : 'resource';
  const left = leftOrigin(cause, request, origin);
  if (left !== null) return [unsafeAttempt(left, origin)];
  if (cause.kind === 'cross-origin-disallowed-by-mode' && request.initiator === 'fetch') {
    return [
      `Fetch API cannot load ${cause.url}. Request mode is "same-origin" but the URL's origin is not same as the request origin ${origin}.`,
    ];
  }
  if (cause.kind === 'scheme-not-supported' && cause.step === 'request') {
    if (request.initiator === 'fetch')
      return [`Fetch API cannot load ${cause.url}. URL scheme "${cause.scheme}" is not supported.`];
    // Refused before CORS, with a line that names no URL.
    if (cause.scheme === 'ftp') return [];
  }
  if (cause.kind === 'request-refused' && cause.what === 'no-cors-redirect') {
    return [
      `Fetch API cannot load ${cause.url}. Request mode is "no-cors" but the redirect mode is not "follow".`,
    ];
  }
  if (cause.kind === 'redirect-to-other-scheme' && request.mode === 'cors' && reachesCors(cause, walked)) {
    const scheme: Cause = Object.assign({}, cause, {
      kind: 'scheme-not-supported' as const,
      scheme: 'ftp',
      url: cause.location,
    });
    return chromiumConsole(exchange, origin, { ...walked, verdict: { ...verdict, cause: scheme } }, wording);
  }
  const { tainting, originalHeaders } = walked;
  const text = describe(cause, request, { origin, wording, tainting, originalHeaders });
  if (text === null) return [];
  const initial = new URL(request.url).href;
  const redirected = initial === cause.url ? '' : `(redirected from '${initial}') `;
  const preflight =
    cause.step === 'preflight' && !unprefixed.has(cause.kind)
      ? "Response to preflight request doesn't pass access control check: "
      : '';
  return [
    `Access to ${kind} at '${cause.url}' ${redirected}from origin '${origin}' has been blocked by CORS policy: ${preflight}${text}`,
  ];
}

/** Where a request of mode same-origin was redirected to, away from its origin; null for anything else. */
function leftOrigin(cause: Cause, { mode }: CorsRequest, origin: string): string | null {
  if (mode !== 'same-origin') return null;
  if (cause.kind === 'cross-origin-disallowed-by-mode') return cause.step === 'redirect' ? cause.url : null;
  if (cause.kind !== 'redirect-with-credentials') return null;
  return sameOrigin(new URL(cause.location).origin, origin) ? null : cause.location;
}

/** The page's URL is not known: its origin stands for it. Chromium ends this line with a line break. */
function unsafeAttempt(url: string, origin: string): string {
  return `Unsafe attempt to load URL ${url} from frame with URL ${origin}/. Domains, protocols and ports must match.\n`;
}

/**
 * Whether a redirect to another scheme comes as far as CORS. To a WebSocket URL it does only where the redirect makes a new request:
 * away from the page's origin, with another method, or one that needs a preflight.
 */
function reachesCors(cause: RedirectElsewhere, { tainting, method: before, headers }: Walked): boolean {
  const { protocol } = new URL(cause.location);
  if (protocol !== 'ws:' && protocol !== 'wss:') return !unsafeSchemes.has(protocol);
  const method = redirectedMethod(Number(cause.status), before);
  const carried = keptHeaders(headers, { bodyDropped: method !== before, crossOrigin: true, toPage: false });
  return (
    tainting === 'basic' ||
    method !== before ||
    !isSafelistedMethod(method) ||
    unsafeNames(carried).length > 0
  );
}

type RedirectElsewhere = Extract<Cause, { kind: 'redirect-to-other-scheme' }>;

const unprefixed: ReadonlySet<Reason['kind']> = new Set([
  'invalid-allow-methods',
  'invalid-allow-headers',
  'method-not-allowed',
  'header-not-allowed',
  'target-address-space-mismatch',
  'local-network-insecure',
  'local-network-denied',
]);

type HeaderNotAllowed = Extract<Cause, { kind: 'header-not-allowed' }>;

interface Context {
  readonly origin: string;
  readonly wording: ChromiumWording;
  readonly tainting: Tainting;
  /** The page's headers before any redirect. */
  readonly originalHeaders: HeaderList;
}

/**
 * Of several headers that are not allowed, the one that comes first in Chromium's header map. fetch() fills it in sorted order, an
 * XMLHttpRequest from a map of its own, which it filled as written. That is done once: a redirect that drops headers leaves the others
 * in their order.
 */
function firstNamed(
  { headers: missing }: HeaderNotAllowed,
  { url, initiator }: CorsRequest,
  originalHeaders: HeaderList,
): string {
  const own = isPotentiallyTrustworthy(new URL(url)) ? ownHeaders : [];
  const written = originalHeaders.map(([name]) => asciiLowercase(name));
  const names = initiator === 'xmlhttprequest' ? headerMapOrder(written) : written.sort();
  const [first = ''] = headerMapOrder([...names, ...own, 'user-agent']).filter((name) =>
    missing.includes(name),
  );
  return first;
}

/** What Chromium puts into the map itself for a trustworthy URL, after the page's headers and before User-Agent. */
const ownHeaders = ['sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform'];

function describe(
  reason: Cause,
  request: CorsRequest,
  { origin, wording, tainting, originalHeaders }: Context,
): string | null {
  const { initiator, mode } = request;
  const fix = initiator === 'fetch' ? hints[wording].invalid : '';
  const missing = initiator === 'fetch' ? hints[wording].missing : '';
  const xhr =
    initiator === 'xmlhttprequest'
      ? ' The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.'
      : '';
  switch (reason.kind) {
    case 'missing-allow-origin':
      return `No 'Access-Control-Allow-Origin' header is present on the requested resource.${missing}`;
    case 'multiple-allow-origin':
      return `The 'Access-Control-Allow-Origin' header contains multiple values '${encodeHint(reason.value)}', but only one is allowed.${fix}`;
    case 'invalid-allow-origin':
      return `The 'Access-Control-Allow-Origin' header contains the invalid value '${encodeHint(reason.value)}'.${fix}`;
    case 'allow-origin-mismatch':
      return `The 'Access-Control-Allow-Origin' header has a value '${encodeHint(reason.value)}' that is not equal to the supplied origin.${fix}`;
    case 'wildcard-with-credentials':
      return `The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.${xhr}`;
    case 'allow-credentials-not-true':
      return `The value of the 'Access-Control-Allow-Credentials' header in the response is '${encodeHint(reason.value ?? '')}' which must be 'true' when the request's credentials mode is 'include'.${xhr}`;
    case 'preflight-status':
      return 'It does not have HTTP ok status.';
    case 'preflight-redirect':
      return 'Redirect is not allowed for a preflight request.';
    case 'invalid-allow-methods':
      return 'Cannot parse Access-Control-Allow-Methods response header field in preflight response.';
    case 'invalid-allow-headers':
      return 'Cannot parse Access-Control-Allow-Headers response header field in preflight response.';
    case 'method-not-allowed':
      return `Method ${encodeHint(reason.method)} is not allowed by Access-Control-Allow-Methods in preflight response.`;
    case 'header-not-allowed':
      return `Request header field ${firstNamed(reason, request, originalHeaders)} is not allowed by Access-Control-Allow-Headers in preflight response.`;
    case 'redirect-with-credentials':
      if (mode !== 'cors' || (tainting === 'basic' && sameOrigin(new URL(reason.location).origin, origin)))
        return null;
      return "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.";
    case 'scheme-not-supported':
      return `Cross origin requests are only supported for protocol schemes: ${corsSchemes}.`;
    case 'target-address-space-mismatch':
      return `Request had a target IP address space of \`${reason.wanted}\` yet the resource is in address space \`${reason.actual}\`.`;
    case 'local-network-insecure':
      return `The request client is not a secure context and the resource is in more-private address space \`${reason.space}\`.`;
    case 'local-network-denied':
      return `Permission was denied for this request to access the \`${reason.space}\` address space.`;
    case 'cross-origin-disallowed-by-mode':
      return 'Cross origin requests are not allowed by request mode.';
    default:
      return null;
  }
}

/** EncodeHint: printable ASCII as it is, every other character as `\uXXXX`. */
export function encodeHint(hint: string): string {
  return hint.replace(/[^\x20-\x7e]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}
