import { knownHeaders } from './webkitHeaders.ts';
import { asciiLowercase } from '../cors/http.ts';
import { decodeUtf8 } from './shared.ts';
import { resolveLocation } from '../cors/redirect.ts';
import type { Walked } from '../cors/walk.ts';
import type { Cause, CorsRequest, Exchange, HeaderList, Tainting } from '../cors/types.ts';

/** WebKit's two lines: the reason without a URL, then the URL without a reason. */
export function webkitConsole(
  { request }: Exchange,
  origin: string,
  { verdict, tainting }: Walked,
): string[] {
  const { cause } = verdict;
  if (cause === null) return [];
  const url = tainting === 'opaque' ? cause.url : withoutUser(cause.url);
  const api = request.initiator === 'xmlhttprequest' ? 'XMLHttpRequest' : 'Fetch API';
  const blocked = `${api} cannot load ${url} due to access control checks.`;
  if (cause.kind === 'cross-origin-disallowed-by-mode') {
    return cause.step === 'request'
      ? [`${api} cannot load ${url}.`]
      : [unsafeAttempt(url, cause.origin), blocked];
  }
  if (cause.kind === 'redirect-to-other-scheme' || cause.kind === 'redirect-location-invalid') {
    return otherScheme({ cause, tainting, origin, request, api, blocked });
  }
  if (cause.kind === 'request-refused' && cause.what === 'no-cors-redirect') {
    const refused = `${api} cannot load ${url.replace(/#.*/, '')} due to access control checks.`;
    return ['No-Cors mode requires follow redirect mode', 'Not allowed to request resource', refused];
  }
  if (cause.kind === 'too-many-redirects') return ['Load cannot follow more than 20 redirections', blocked];
  if (cause.kind === 'redirect-not-followed')
    return [`Not allowed to follow a redirection while loading ${url}`, blocked];
  if (cause.kind === 'connection-failed') {
    return cause.step === 'preflight' ? [failures[cause.error] ?? cause.error, blocked] : [];
  }
  if (cause.kind === 'scheme-not-supported')
    return ['Cross origin requests are only supported for HTTP.', blocked];
  const reason = describe(cause, request);
  if (reason === null) return [];
  const location = cause.step === 'redirect' ? redirectTarget(cause) : null;
  return [location === null ? reason : denied(location, reason), ...secondLine(request, url, blocked)];
}

/** What follows the reason, by what made the request. Stylesheets and media have no second line. */
function secondLine({ initiator }: CorsRequest, url: string, blocked: string): string[] {
  switch (initiator) {
    case 'img':
      return [`Cannot load image ${url} due to access control checks.`];
    case 'script':
      return ['Cross-origin script load denied by Cross-Origin Resource Sharing policy.'];
    case 'track':
      return ['Cross-origin text track load denied by Cross-Origin Resource Sharing policy.'];
    case 'link':
    case 'video':
    case 'audio':
      return [];
    default:
      return [blocked];
  }
}

/** A redirect to what is no HTTP(S) URL. */
function otherScheme({ cause, tainting, origin, request, api, blocked }: OtherScheme): string[] {
  const { location } = cause;
  const basic = tainting !== 'cors';
  if (location === '' || (basic && cause.kind === 'redirect-location-invalid')) return [];
  if (location.startsWith('ftp:')) {
    return [
      'FTP URLs are disabled',
      `${api} cannot load ${new URL(request.url).href} due to access control checks.`,
    ];
  }
  if (basic && /^(blob|file):/.test(location))
    return [`Not allowed to load local resource: ${location}`, blocked];
  if (request.mode === 'cors') {
    return [
      denied(location, 'not allowed to follow a cross-origin CORS redirection with non CORS scheme'),
      blocked,
    ];
  }
  if (request.mode === 'same-origin') return [unsafeAttempt(location, origin), blocked];
  return [
    'Redirection to URL with a scheme that is not HTTP(S).',
    `${api} cannot load ${location} due to access control checks.`,
  ];
}

interface OtherScheme {
  readonly cause: Extract<Cause, { kind: 'redirect-to-other-scheme' | 'redirect-location-invalid' }>;
  readonly tainting: Tainting;
  readonly origin: string;
  readonly request: CorsRequest;
  readonly api: string;
  readonly blocked: string;
}

function unsafeAttempt(url: string, origin: string): string {
  return `Unsafe attempt to load URL ${url} from origin ${origin}. Domains, protocols and ports must match.`;
}

function denied(location: string, reason: string): string {
  return `Cross-origin redirection to ${location} denied by Cross-Origin Resource Sharing policy: ${reason}`;
}

/** CORS requests go on without user name and password. */
function withoutUser(url: string): string {
  return url.replace(/^(https?:\/\/)[^/@]*@/, '$1');
}

/** What WebKitGTK's network layer says when there is no response. */
const failures: Readonly<Record<string, string | undefined>> = {
  'connection-closed': 'Connection terminated unexpectedly',
  'connection-reset': 'Error receiving data: Connection reset by peer',
};

/** Where a redirect that is denied leads to. */
function redirectTarget({ url, redirectTo: location }: Cause): string | null {
  if (location === null || location === '') return null;
  return withoutUser(resolveLocation(location, new URL(url))?.href ?? location);
}

function describe(cause: Cause, { headers }: CorsRequest): string | null {
  switch (cause.kind) {
    case 'redirect-with-credentials':
      return `redirection URL ${cause.location.replace(/#.*/, '')} has credentials`;
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
      return `Header Access-Control-Allow-Methods has an invalid value: ${shown(cause.value)}`;
    case 'invalid-allow-headers':
      return `Header Access-Control-Allow-Headers has an invalid value: ${shown(cause.value)}`;
    case 'method-not-allowed':
      return `Method ${cause.method} is not allowed by Access-Control-Allow-Methods.`;
    case 'header-not-allowed':
      return `Request header field ${firstOf(cause.headers, headers)} is not allowed by Access-Control-Allow-Headers.`;
    default:
      return null;
  }
}

/** The header that WebKit names: those that it knows come first, in its own spelling, then the others as written. */
function firstOf(missing: readonly string[], headers: HeaderList): string {
  const written = headers.map(([name]) => name).filter((name) => missing.includes(asciiLowercase(name)));
  const known = written.flatMap((name) => knownHeaders.get(asciiLowercase(name)) ?? []);
  const [first = ''] = [...known, ...written];
  return first;
}

/** libsoup replaces what is not UTF-8; WebKit then reads the bytes one by one. */
function shown(value: string): string {
  return String.fromCharCode(...new TextEncoder().encode(decodeUtf8(value)));
}
