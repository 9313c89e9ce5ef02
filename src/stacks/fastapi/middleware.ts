import type { Range } from '../../policy/range.ts';
import type { AnsweredHeader, LostHeader, PolicyRequest, UnknownPart } from '../../policy/types.ts';
import { allowsAll, allowsOrigin, matchesRegex, type Settings } from './settings.ts';
import { contains, elements, rangeIn, rangeOfSet, whyUnknown } from './stringSet.ts';
import type { Behaviour } from './version.ts';

/** An answer on its way out through the layers of an application. */
export interface Message {
  readonly status: number;
  readonly headers: readonly AnsweredHeader[];
  readonly lost: readonly LostHeader[];
  readonly unknown: readonly UnknownPart[];
}

const allMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const safelisted = ['Accept', 'Accept-Language', 'Content-Language', 'Content-Type'];
const preflightVary =
  'Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network';

/** The first line of a request header, as Starlette's `headers.get` sees it; `name` in lower case. */
export function requestHeader(request: PolicyRequest, name: string): string | null {
  if (name === 'origin') return request.origin;
  return request.headers.find(([line]) => line.toLowerCase() === name)?.[1] ?? null;
}

/** Whether CORSMiddleware answers `request` itself: OPTIONS with Origin and Access-Control-Request-Method. */
export function isPreflight(request: PolicyRequest): boolean {
  const asks = requestHeader(request, 'access-control-request-method') !== null;
  return request.method === 'OPTIONS' && request.origin !== null && asks;
}

/** Collects the lines of one answer; a header that cannot be told becomes an unknown part. */
class Lines {
  readonly headers: AnsweredHeader[] = [];
  readonly unknown: UnknownPart[] = [];

  add(name: string, value: string, range: Range | null): void {
    this.headers.push({ name, value, range });
  }

  leaveOpen(about: string, why: string, range: Range | null): void {
    this.unknown.push({ about, why, range });
  }
}

/** The allowed origin's line, on preflights and other answers alike: `*`, the asking origin, none, or unknown. */
function allowOrigin(settings: Settings, origin: string, echoes: boolean | null, lines: Lines): void {
  const name = 'Access-Control-Allow-Origin';
  const all = allowsAll(settings);
  const allowed = allowsOrigin(settings, origin);
  const range = originRange(settings, origin);
  if (allowed === false) return;
  if (allowed && (echoes === true || all === false)) return lines.add(name, origin, range);
  if (all && echoes === false) return lines.add(name, '*', range);
  const why = all && !settings.credentials.known ? settings.credentials.why : originWhy(settings);
  lines.leaveOpen(name, why, range);
}

function originRange(settings: Settings, origin: string): Range | null {
  if (allowsAll(settings)) return rangeIn(settings.origins, '*');
  if (contains(settings.origins, origin)) return rangeIn(settings.origins, origin);
  const byRegex = matchesRegex(settings, origin) === true && settings.regex?.known;
  return byRegex && settings.regex?.known ? settings.regex.text.range : rangeOfSet(settings.origins);
}

function originWhy(settings: Settings): string {
  if (settings.regex && !settings.regex.known) return settings.regex.why;
  return whyUnknown(settings.origins);
}

function allowCredentials({ credentials }: Settings, lines: Lines): void {
  const name = 'Access-Control-Allow-Credentials';
  if (!credentials.known) lines.leaveOpen(name, credentials.why, credentials.range);
  else if (credentials.value) lines.add(name, 'true', credentials.range);
}

/** Whether a preflight is answered with the asking origin and not with `*`; null when unknown. */
function namesOrigin(settings: Settings): boolean | null {
  const { credentials } = settings;
  const all = allowsAll(settings);
  if (all === false || (credentials.known && credentials.value)) return true;
  return all === true && credentials.known ? false : null;
}

/** CORSMiddleware's own answer to a preflight. */
export function answerPreflight(settings: Settings, behaviour: Behaviour, request: PolicyRequest): Message {
  const lines = new Lines();
  const origin = request.origin ?? '';
  const { credentials, maxAge } = settings;
  const explicit = namesOrigin(settings);
  if (behaviour.variesAlways) lines.add('Vary', preflightVary, null);
  else if (explicit) lines.add('Vary', 'Origin', null);
  else if (explicit === null) lines.leaveOpen('Vary', originWhy(settings), null);
  allowOrigin(settings, origin, credentials.known ? credentials.value : null, lines);
  allowMethods(settings, behaviour, lines);
  if (maxAge.known) lines.add('Access-Control-Max-Age', maxAge.value, maxAge.range);
  else lines.leaveOpen('Access-Control-Max-Age', maxAge.why, maxAge.range);
  allowHeaders(settings, requestHeader(request, 'access-control-request-headers'), lines);
  allowCredentials(settings, lines);
  const passes = [
    allowsOrigin(settings, origin),
    allowsMethod(settings, behaviour, requestHeader(request, 'access-control-request-method') ?? ''),
    allowsHeaders(settings, requestHeader(request, 'access-control-request-headers')),
    privateNetwork(settings, behaviour, request, lines),
  ];
  if (!passes.includes(false) && passes.includes(null))
    lines.leaveOpen('status', 'what the preflight asks for may be allowed or not', null);
  return {
    status: passes.includes(false) ? 400 : 200,
    headers: lines.headers,
    lost: [],
    unknown: lines.unknown,
  };
}

function methodsOf(settings: Settings, behaviour: Behaviour): readonly string[] | null {
  if (contains(settings.methods, '*')) return behaviour.knowsQuery ? [...allMethods, 'QUERY'] : allMethods;
  return elements(settings.methods);
}

/** Whether a preflight for `method` passes this check; null when unknown. Case counts. */
function allowsMethod(settings: Settings, behaviour: Behaviour, method: string): boolean | null {
  const all = contains(settings.methods, '*');
  if (all) return methodsOf(settings, behaviour)?.includes(method) ?? null;
  return contains(settings.methods, method);
}

function allowMethods(settings: Settings, behaviour: Behaviour, lines: Lines): void {
  const name = 'Access-Control-Allow-Methods';
  const methods = methodsOf(settings, behaviour);
  const range = rangeOfSet(settings.methods);
  if (methods) lines.add(name, methods.join(', '), range);
  else lines.leaveOpen(name, whyUnknown(settings.methods), range);
}

function allowHeaders(settings: Settings, requested: string | null, lines: Lines): void {
  const name = 'Access-Control-Allow-Headers';
  const { headers } = settings;
  const range = rangeOfSet(headers);
  const all = contains(headers, '*');
  const listed = elements(headers);
  if (all) {
    if (requested !== null) lines.add(name, requested, range);
  } else if (all === false && listed) {
    lines.add(name, sorted(new Set([...safelisted, ...listed])).join(', '), range);
  } else {
    lines.leaveOpen(name, whyUnknown(headers), range);
  }
}

/** By code point, as Python sorts. */
function sorted(values: ReadonlySet<string>): string[] {
  return [...values].sort((a, b) => {
    const [left, right] = [[...a], [...b]];
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
      const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
      if (difference !== 0) return difference;
    }
    return left.length - right.length;
  });
}

/** Whether the header check of a preflight passes; null when unknown. In: the value of Access-Control-Request-Headers. */
function allowsHeaders(settings: Settings, requested: string | null): boolean | null {
  if (requested === null) return true;
  const { headers } = settings;
  const all = contains(headers, '*');
  if (all) return true;
  const listed =
    headers.kind === 'items' ? headers.items.map((item) => item.value) : (elements(headers) ?? []);
  const allowed = new Set([...safelisted, ...listed].map((name) => name.toLowerCase()));
  const refused = requested.split(',').some((name) => !allowed.has(name.toLowerCase().trim()));
  if (!refused) return true;
  return elements(headers) === null ? null : false;
}

function privateNetwork(
  settings: Settings,
  behaviour: Behaviour,
  request: PolicyRequest,
  lines: Lines,
): boolean | null {
  if (!behaviour.knowsPrivateNetwork) return true;
  if (requestHeader(request, 'access-control-request-private-network') === null) return true;
  const allowed = settings.privateNetwork;
  if (!allowed.known) {
    lines.leaveOpen('Access-Control-Allow-Private-Network', allowed.why, allowed.range);
    return null;
  }
  if (allowed.value) lines.add('Access-Control-Allow-Private-Network', 'true', allowed.range);
  return allowed.value;
}

/** What CORSMiddleware makes of an answer from behind it. */
export function decorate(
  settings: Settings,
  behaviour: Behaviour,
  request: PolicyRequest,
  inner: Message,
): Message {
  const lines = new Lines();
  const { origin } = request;
  if (origin === null) return behaviour.variesAlways ? merged(inner, lines, true) : inner;
  const { expose } = settings;
  allowOrigin(settings, origin, echoes(settings, behaviour, request), lines);
  allowCredentials(settings, lines);
  const exposed = elements(expose);
  if (!exposed) lines.leaveOpen('Access-Control-Expose-Headers', whyUnknown(expose), rangeOfSet(expose));
  else if (exposed.length > 0)
    lines.add('Access-Control-Expose-Headers', exposed.join(', '), rangeOfSet(expose));
  const varies = behaviour.variesAlways || variesFor(settings, behaviour, request);
  if (varies === null) lines.leaveOpen('Vary', originWhy(settings), null);
  return merged(inner, lines, varies === true);
}

/** Before Starlette 1.7: only an answer that names the asking origin varies. Null when unknown. */
function variesFor(settings: Settings, behaviour: Behaviour, request: PolicyRequest): boolean | null {
  const allowed = allowsOrigin(settings, request.origin ?? '');
  if (!allowed) return allowed;
  const named = echoes(settings, behaviour, request);
  const all = allowsAll(settings);
  if (named === true || all === false) return true;
  return all === true ? named : null;
}

/** With `*`: whether the answer names the asking origin instead. */
function echoes({ credentials }: Settings, behaviour: Behaviour, request: PolicyRequest): boolean | null {
  if (behaviour.echoesWithoutCookie) return credentials.known ? credentials.value : null;
  return request.cookies || requestHeader(request, 'cookie') !== null;
}

/** `MutableHeaders` replaces a header of the same name. */
function merged(inner: Message, lines: Lines, varies: boolean): Message {
  const headers = [...lines.headers];
  const before = inner.headers.filter(({ name }) => name === 'Vary').map(({ value }) => value);
  if (varies) headers.push({ name: 'Vary', value: [...before, 'Origin'].join(', '), range: null });
  const names = new Set(headers.map(({ name }) => name));
  const overwritten = inner.headers.filter(({ name }) => names.has(name) && name !== 'Vary');
  return {
    status: inner.status,
    headers: [...inner.headers.filter(({ name }) => !names.has(name)), ...headers],
    lost: [
      ...inner.lost,
      ...overwritten.map((line): LostHeader => ({
        ...line,
        lostAt: headers.find(({ name }) => name === line.name)?.range ?? null,
        how: 'overwritten',
      })),
    ],
    unknown: [
      ...inner.unknown.filter(({ about }) => about === 'Vary' || !names.has(about)),
      ...lines.unknown,
    ],
  };
}
