import { get } from '../cors/headerList.ts';
import { plan } from '../cors/index.ts';
import { wireUrl } from '../cors/origin.ts';
import type { CorsRequest, HeaderLine, Send } from '../cors/types.ts';
import { chromiumProfile } from './profile.ts';
import { redactHeaders } from './redact.ts';
import type { AttackOrigin, SecurityPlan } from './securityPlan.ts';
import { limitsOf, Sender, type LimitOptions } from './sender.ts';
import type { Transport } from './types.ts';

export interface SecurityOptions extends LimitOptions {
  /** As in `ProbeOptions`. */
  readonly cookie?: string | null;
  /** Told after each answer how many have come. */
  readonly onAnswer?: (done: number) => void;
}

/** What one origin was answered: of the headers only those that decide, without secrets. */
export interface AttackAnswer extends AttackOrigin {
  readonly status: number;
  readonly allowOrigin: string | null;
  readonly allowCredentials: string | null;
  readonly vary: string | null;
  readonly cacheControl: string | null;
  readonly hsts: string | null;
  /** Names and attributes. */
  readonly setCookie: readonly string[];
}

export interface SecurityResult {
  readonly plan: SecurityPlan;
  readonly request: CorsRequest;
  /** A Cookie went along. */
  readonly cookies: boolean;
  readonly answers: readonly AttackAnswer[];
  /** aborted: by the user. unanswered: the server gave no answer. everyone: two strangers were let in, so the rest would be too. */
  readonly ended: 'complete' | 'aborted' | 'unanswered' | 'everyone';
}

/**
 * Sends the requests of a plan, one after another. Call it only after a person agreed to the plan. Ends early when the server lets
 * two strangers in, or gives no answer.
 */
export async function securityProbe(
  request: CorsRequest,
  plan: SecurityPlan,
  transport: Transport,
  options: SecurityOptions = {},
): Promise<SecurityResult> {
  const sender = new Sender(transport, limitsOf(options));
  const cookie = options.cookie ?? null;
  const answers: AttackAnswer[] = [];
  const result = (ended: SecurityResult['ended']): SecurityResult => ({
    plan,
    request: { ...request, url: plan.url, headers: redactHeaders(request.headers) },
    cookies: cookie !== null,
    answers,
    ended,
  });
  for (const attack of plan.origins) {
    const send = sendFrom(attack.origin, request, plan.method);
    const context = { origin: attack.origin, urls: [send.url], cookie, profile: chromiumProfile };
    const { answer } = await sender.send(send, context, null);
    if (answer.response === null) return result(answer.failure.kind === 'aborted' ? 'aborted' : 'unanswered');
    const { status, headers } = answer.response;
    answers.push({
      ...attack,
      status,
      allowOrigin: get(headers, 'access-control-allow-origin'),
      allowCredentials: get(headers, 'access-control-allow-credentials'),
      vary: get(headers, 'vary'),
      cacheControl: get(headers, 'cache-control'),
      hsts: get(headers, 'strict-transport-security'),
      setCookie: redactHeaders(headers)
        .filter(([name]) => name.toLowerCase() === 'set-cookie')
        .map(([, value]) => value),
    });
    options.onAnswer?.(answers.length);
    if (answers.length === 2 && answers.every(isLetIn)) return result('everyone');
  }
  return result('complete');
}

/** Only a 2xx can be read for what it says, and only the very origin counts: browsers compare letter by letter. */
export function isLetIn({ status, allowOrigin, origin }: AttackAnswer): boolean {
  return status >= 200 && status <= 299 && allowOrigin === origin;
}

/** The request as a page on `origin` would make it, with cookies; its preflight where the method changes state. */
function sendFrom(origin: string, request: CorsRequest, method: string): Send {
  const from: CorsRequest = { ...request, origin, credentials: 'include', body: false };
  const url = wireUrl(new URL(request.url));
  if (method !== 'OPTIONS') {
    return {
      url,
      method,
      preflight: false,
      hop: 0,
      headers: request.headers,
      origin,
      credentials: true,
      body: false,
    };
  }
  const asked = plan(from);
  const names: HeaderLine[] =
    asked.headers.length === 0 ? [] : [['Access-Control-Request-Headers', asked.headers.join(',')]];
  return {
    url,
    method,
    preflight: true,
    hop: 0,
    headers: [['Access-Control-Request-Method', asked.method ?? request.method], ...names],
    origin,
    credentials: false,
    body: false,
  };
}
