import { randomUUID } from 'node:crypto';
import { get, lines } from '../cors/headerList.ts';
import { isRedirectStatus } from '../cors/redirect.ts';
import type { CorsRequest, HeaderLine, HeaderList, Send, Verdict } from '../cors/types.ts';
import { crossOriginPart } from './crossOrigin.ts';
import type { ControlKind, ProbeExchange } from './types.ts';

/** A control that is worth sending. */
export interface PlannedControl {
  readonly kind: ControlKind;
  readonly send: Send;
  /** Of the page that would send it; `null` for none. */
  readonly origin: string;
}

/** What is known when the verdict stands. */
export interface Known {
  readonly request: CorsRequest;
  readonly verdict: Verdict;
  readonly sent: readonly ProbeExchange[];
  readonly cookie: string | null;
}

/**
 * The controls that tell something about this test, in the order in which they go out: at most four, each a GET, HEAD or OPTIONS that
 * the test sent itself, with one thing changed.
 *
 * 1. `no-origin` and 2. `other-origin`: where the answer names an origin. They tell a list from a reflection, and whether caches may
 *    mix up the answers.
 * 3. `random-path`: where a preflight was answered. It tells whether one handler answers OPTIONS on every path.
 * 4. `with-credentials`: where the preflight was refused with 401, 403 or a redirect, and the test knows what authorises the request.
 */
export function plannedControls(known: Known): readonly PlannedControl[] {
  const { verdict, sent } = known;
  if (verdict.outcome !== 'readable' && verdict.outcome !== 'blocked') return [];
  const answered = sent.at(-1)?.answer.response ?? null;
  if (answered === null) return [];
  return [...originControls(known), ...pathControl(known), ...credentialsControl(known)];
}

function originControls({ request, sent }: Known): PlannedControl[] {
  const base = crossOriginPart(request, sent).findLast(({ send }) => isRepeatable(send.method));
  const allowed = lines(base?.answer.response?.headers ?? [], 'access-control-allow-origin');
  if (base === undefined || base.send.origin === null || allowed.length === 0 || allowed[0] === '*')
    return [];
  const other = unknownOrigin(request.origin, base.send.url);
  return [
    { kind: 'no-origin', send: { ...base.send, origin: null }, origin: 'null' },
    { kind: 'other-origin', send: { ...base.send, origin: other }, origin: other },
  ];
}

function isRepeatable(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** With the page's scheme, so that nothing becomes mixed content. Nobody can own a name below .example (RFC 2606). */
function unknownOrigin(origin: string, url: string): string {
  const { protocol } = new URL(URL.canParse(origin) ? origin : url);
  return `${protocol === 'http:' ? 'http' : 'https'}://${randomWord()}.example`;
}

function randomWord(): string {
  return `preflight-${randomUUID().slice(0, 8)}`;
}

function pathControl({ request, sent }: Known): PlannedControl[] {
  const preflight = sent.findLast(({ send, answer }) => send.preflight && answer.response !== null);
  if (preflight === undefined) return [];
  const { href } = new URL(`/${randomWord()}`, preflight.send.url);
  return [{ kind: 'random-path', send: { ...preflight.send, url: href }, origin: request.origin }];
}

function credentialsControl({ request, verdict, sent, cookie }: Known): PlannedControl[] {
  const last = sent.at(-1);
  const status = last?.answer.response?.status ?? 0;
  const asksForLogin = status === 401 || status === 403 || isRedirectStatus(status);
  if (last === undefined || verdict.cause?.step !== 'preflight' || !asksForLogin || last.send.hop > 0)
    return [];
  const authorisation = credentialsOf(request, cookie);
  if (authorisation.length === 0) return [];
  const headers = [...last.send.headers, ...authorisation];
  return [{ kind: 'with-credentials', send: { ...last.send, headers }, origin: request.origin }];
}

function credentialsOf({ headers, credentials }: CorsRequest, cookie: string | null): HeaderList {
  const authorization = get(headers, 'authorization');
  const cookieLine: HeaderLine[] = cookie === null || credentials !== 'include' ? [] : [['Cookie', cookie]];
  return authorization === null ? cookieLine : [['Authorization', authorization], ...cookieLine];
}
