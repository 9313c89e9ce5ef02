import { corsCheck } from '../cors/corsCheck.ts';
import type { PreflightCheck } from '../cors/preflightCheck.ts';
import type { StepKind } from '../cors/types.ts';
import { agentOf } from '../engines/index.ts';
import { isSafelistedMethod } from '../cors/method.ts';
import { answeredPreflight } from '../probe/answeredPreflight.ts';
import { crossOriginPart } from '../probe/crossOrigin.ts';
import type { ProbeExchange, ProbeResult, WireResponse } from '../probe/types.ts';
import { asWritten } from './sentence.ts';
import type { CheckState, ChecklistPoint } from './types.ts';

/** The five points that a working answer takes, each by itself: a browser stops at the first that fails. */
export function checklistOf(result: ProbeResult): readonly ChecklistPoint[] {
  return [allowOrigin(result), preflight(result), method(result), headers(result), credentials(result)];
}

interface Answered {
  readonly exchange: ProbeExchange;
  readonly response: WireResponse;
  /** As in the Origin header. */
  readonly origin: string;
}

/** The answers that CORS is about. */
function answersOf({ request, sent }: ProbeResult): readonly Answered[] {
  return crossOriginPart(request, sent).flatMap((exchange) => {
    const { response } = exchange.answer;
    const { origin } = exchange.send;
    return response === null || origin === null ? [] : [{ exchange, response, origin }];
  });
}

function allowOrigin(result: ProbeResult): ChecklistPoint {
  const point = 'allow-origin';
  if (isSameOrigin(result))
    return { point, state: 'not-needed', text: 'Page and server have the same origin.' };
  const answers = answersOf(result);
  const wrong = answers.find(({ response, origin }) => corsCheck(response.headers, origin, false) !== null);
  if (wrong !== undefined) {
    const to = askedFrom(wrong.exchange);
    return {
      point,
      state: 'failed',
      text: `The answer to ${to} needs Access-Control-Allow-Origin: ${wrong.origin}.`,
    };
  }
  if (answers.length === 0) return { point, state: 'unknown', text: 'No answer came that could carry it.' };
  return { point, state: 'ok', text: `Access-Control-Allow-Origin lets ${result.request.origin} in.` };
}

function askedFrom({ send }: ProbeExchange): string {
  return `${send.method} ${new URL(send.url).pathname}`;
}

function isSameOrigin({ request, sent }: ProbeResult): boolean {
  return sent.length > 0 && crossOriginPart(request, sent).length === 0;
}

function lastPreflight(result: ProbeResult): ProbeExchange | null {
  return result.sent.findLast(({ send }) => send.preflight) ?? null;
}

function preflight(result: ProbeResult): ChecklistPoint {
  const point = 'preflight';
  const last = lastPreflight(result);
  if (last === null) {
    return result.verdict.preflight.needed
      ? { point, state: 'unknown', text: 'The preflight was not sent.' }
      : { point, state: 'not-needed', text: 'Browsers send this request without asking first.' };
  }
  const { response } = last.answer;
  if (response === null) return { point, state: 'failed', text: `${askedFrom(last)} got no answer.` };
  const { status } = response;
  if (status < 200 || status > 299) {
    return { point, state: 'failed', text: `${askedFrom(last)} is answered ${status}; it takes 200 or 204.` };
  }
  const allowed = corsCheck(response.headers, last.send.origin ?? result.request.origin, false) === null;
  return allowed
    ? { point, state: 'ok', text: `${askedFrom(last)} is answered ${status} with CORS headers.` }
    : {
        point,
        state: 'failed',
        text: `${askedFrom(last)} is answered ${status}, but does not let the origin in.`,
      };
}

function method(result: ProbeResult): ChecklistPoint {
  const point = 'method';
  const asked = result.verdict.preflight.method ?? result.request.method;
  if (isSameOrigin(result) || isSafelistedMethod(asked)) {
    return { point, state: 'not-needed', text: `${asked} needs no listing.` };
  }
  const state = checkState(result, ['allow-methods', 'method']);
  const blamed = result.blame?.refused === 'parts' && result.blame.method === null;
  return listing(point, blamed && state === 'failed' ? 'ok' : state, 'Access-Control-Allow-Methods', asked);
}

function headers(result: ProbeResult): ChecklistPoint {
  const point = 'headers';
  const { request, verdict, blame } = result;
  const names = verdict.preflight.headers;
  if (isSameOrigin(result) || names.length === 0) {
    return { point, state: 'not-needed', text: 'The page sets no header that needs listing.' };
  }
  const state = checkState(result, ['allow-headers', 'headers']);
  const blamed = blame?.refused === 'parts' && blame.headers.length === 0;
  const written = names.map((name) => asWritten(name, request)).join(', ');
  return listing(point, blamed && state === 'failed' ? 'ok' : state, 'Access-Control-Allow-Headers', written);
}

function listing(
  point: ChecklistPoint['point'],
  state: CheckState,
  header: string,
  asked: string,
): ChecklistPoint {
  const texts: Readonly<Record<CheckState, string>> = {
    ok: `${header} covers ${asked}.`,
    failed: `${header} must list ${asked}.`,
    unknown: `Whether ${asked} is allowed is not known: no preflight was answered.`,
    'not-needed': `${asked} needs no listing.`,
  };
  return { point, state, text: texts[state] };
}

/** Of Chromium's checks of the last preflight those of these steps. */
function checkState(result: ProbeResult, steps: readonly StepKind[]): CheckState {
  const last = lastPreflight(result);
  const response = last?.answer.response ?? null;
  if (last === null || response === null) return 'unknown';
  const answered = answeredPreflight(result.request, last.send, response);
  const checks: readonly PreflightCheck[] = agentOf('chromium').preflightChecks;
  const failed = checks.some(({ step, check }) => steps.includes(step) && check(answered) !== null);
  return failed ? 'failed' : 'ok';
}

function credentials(result: ProbeResult): ChecklistPoint {
  const point = 'credentials';
  if (result.request.credentials !== 'include' || isSameOrigin(result)) {
    return { point, state: 'not-needed', text: 'The page sends no cookies to this server.' };
  }
  const answers = answersOf(result);
  const wrong = answers
    .map(({ response, origin }) => corsCheck(response.headers, origin, true))
    .find((reason) => reason !== null);
  if (wrong !== undefined) {
    const text =
      wrong.kind === 'wildcard-with-credentials'
        ? 'With cookies, Access-Control-Allow-Origin must name the origin instead of “*”.'
        : `With cookies, the answer needs Access-Control-Allow-Origin: ${result.request.origin} and Access-Control-Allow-Credentials: true.`;
    return { point, state: 'failed', text };
  }
  if (answers.length === 0)
    return { point, state: 'unknown', text: 'No answer came that could allow cookies.' };
  return { point, state: 'ok', text: 'The origin is named and Access-Control-Allow-Credentials is true.' };
}
