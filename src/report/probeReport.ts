import { lines } from '../cors/headerList.ts';
import { asciiLowercase } from '../cors/http.ts';
import type { Cause, HeaderList, Verdict } from '../cors/types.ts';
import { engines, judgeIn } from '../engines/index.ts';
import type { ProbeExchange, ProbeResult } from '../probe/types.ts';
import { blameReport, blameSentence } from './blame.ts';
import { checklistOf } from './checklist.ts';
import { controlsOf } from './controls.ts';
import { cookiesOf } from './cookies.ts';
import { fixOf } from './fix.ts';
import { hiddenProblem, type HiddenProblem } from './hiddenProblem.ts';
import { needsOf } from './needs.ts';
import { notesOf, notTestedOf } from './notes.ts';
import { preflightCacheOf } from './preflightCache.ts';
import { sentenceOf, type Sentence } from './sentence.ts';
import { serverOf } from './server.ts';
import { stepsOf } from './steps.ts';
import type {
  BrowserReport,
  DecidingHeader,
  HeaderNeed,
  Problem,
  ProbeReport,
  ReportExchange,
} from './types.ts';
import { varyOf } from './vary.ts';
import { waterfallOf } from './waterfall.ts';

/**
 * A live test as people and machines read it. In: a probe's result, from which secrets are redacted already. `timeoutMs` is the limit
 * that the probe had for each request, for the sentence about a server that stays silent. Pure.
 */
export function reportOf(result: ProbeResult, timeoutMs: number | null = null): ProbeReport {
  const { request, verdict, sent, anyway, stopped } = result;
  const deciding = sent.at(-1) ?? null;
  const failure = deciding?.answer.failure ?? null;
  const hidden = stopped === null ? hiddenProblem(result) : null;
  const problem = problemOf(result, hidden);
  const server = serverOf(result);
  const { text, detail, who } = firstSentence(result, hidden, timeoutMs);
  const headers = deciding?.answer.response?.headers ?? [];
  const cause = stopped === null ? verdict.cause : null;
  const blamed = result.blame === null ? null : blameReport(result.blame, request);
  const { url, origin, method, credentials, mode, body } = request;
  return {
    version: 2,
    request: { url, origin, method, headers: request.headers, credentials, mode, body: body !== false },
    result: resultOf(result),
    problem,
    sentence: text,
    detail,
    who,
    cause,
    failure,
    stopped,
    steps: stepsOf(result),
    deciding: cause === null ? null : decidingHeader(verdict, cause, sent),
    blame: blamed,
    needs: cause === null ? [] : neededHeaders(result, cause),
    fix: fixOf(result, problem, server),
    checklist: checklistOf(result),
    controls: controlsOf(result),
    vary: varyOf(result),
    preflightCache: preflightCacheOf(result),
    cookies: cookiesOf(result),
    server,
    exchanges: [
      ...sent.map((exchange) => exchangeOf(exchange, false)),
      ...(anyway === null ? [] : [exchangeOf(anyway, true)]),
    ],
    waterfall: waterfallOf(anyway === null ? sent : [...sent, anyway]),
    browsers: browsersOf(result),
    exposed: verdict.exposed,
    hidden: verdict.outcome === 'readable' ? hiddenOf(headers, verdict.exposed) : [],
    notes: notesOf(result),
    notTested: notTestedOf(result),
    durationMs: result.durationMs,
  };
}

function resultOf({ verdict, stopped }: ProbeResult): ProbeReport['result'] {
  if (stopped !== null) return 'stopped';
  switch (verdict.outcome) {
    case 'readable':
      return 'readable';
    case 'blocked':
    case 'opaque':
      return 'blocked';
    case 'network-error':
      return 'not-cors';
  }
}

function problemOf({ verdict, stopped }: ProbeResult, hidden: HiddenProblem | null): Problem {
  const { outcome, cause } = verdict;
  if (stopped !== null) return 'stopped';
  if (outcome === 'readable' || cause === null) return outcome === 'opaque' ? 'page' : 'none';
  if (cause.step === 'request' || pageCauses.has(cause.kind)) return 'page';
  if (outcome === 'network-error') return 'network';
  if (hidden !== null) return hidden.problem;
  const status = cause.kind === 'missing-allow-origin' ? (cause.status ?? 0) : 0;
  if (status >= 500) return 'server-error';
  return status >= 400 && cause.step !== 'preflight' ? 'client-error' : 'cors';
}

/** What only the page can change. */
const pageCauses: ReadonlySet<Cause['kind']> = new Set<Cause['kind']>([
  'redirect-not-followed',
  'redirect-body-lost',
]);

type FirstSentence = Pick<Sentence, 'text' | 'detail'> & { readonly who: Sentence['who'] | null };

function firstSentence(
  result: ProbeResult,
  hidden: HiddenProblem | null,
  timeoutMs: number | null,
): FirstSentence {
  const { request, verdict, sent, stopped } = result;
  if (stopped === 'aborted') return { text: 'The test was stopped.', detail: null, who: null };
  if (stopped === 'unconfirmed') {
    const preflight = sent.some(({ send }) => send.preflight) ? 'The preflight passed; ' : '';
    return {
      text: `${preflight}${request.method} was not sent, because it may change data on the server.`,
      detail: null,
      who: null,
    };
  }
  if (verdict.cause === null) return { ...passed(result), who: null };
  if (hidden !== null && result.blame?.refused !== 'parts') return hidden.sentence;
  const failure = sent.at(-1)?.answer.failure ?? null;
  const sentence = sentenceOf(verdict.cause, { request, failure, timeoutMs });
  if (result.blame === null) return sentence;
  return blameSentence(blameReport(result.blame, request), verdict.cause, request, sentence);
}

/** Of the deciding answer; where the server answers a refused part without any CORS headers, of what it answers without that part. */
function neededHeaders({ request, sent, blame }: ProbeResult, cause: Cause): readonly HeaderNeed[] {
  const plain = blame?.refused === 'parts' ? blame.sent[0] : undefined;
  const headers = (plain ?? sent.at(-1))?.answer.response?.headers ?? [];
  const asked = blame?.refused === 'parts' ? blame : askedFor(sent);
  return needsOf(cause, request, headers, asked);
}

function passed({ request, verdict, sent }: ProbeResult): {
  readonly text: string;
  readonly detail: string | null;
} {
  const { origin, method, url } = request;
  const last = sent.at(-1);
  const path = new URL(url).pathname;
  if (verdict.outcome === 'opaque') {
    return {
      text: `The page gets an answer that shows it nothing, because of mode “${request.mode}” and redirect “${request.redirect}”.`,
      detail: 'No server can change that: the page must ask with mode “cors” and follow redirects.',
    };
  }
  const status = last?.answer.response?.status ?? 0;
  const sameOrigin = last !== undefined && last.send.hop === 0 && new URL(url).origin === origin;
  const text = sameOrigin
    ? `The page and ${path} have the same origin, so CORS does not apply: the page can read the answer.`
    : `A page on ${origin} can read the answer to ${method} ${path}.`;
  if (status < 400) return { text, detail: null };
  return { text, detail: `The answer is an error of its own: status ${status}. That is no CORS problem.` };
}

/** The header that a cause is about, where it is another one than the step of the standard names. */
const headerOfCause: Partial<Record<Cause['kind'], string>> = {
  'allow-credentials-not-true': 'Access-Control-Allow-Credentials',
  'preflight-redirect': 'Location',
};

function decidingHeader(
  { steps }: Verdict,
  cause: Cause,
  sent: readonly ProbeExchange[],
): DecidingHeader | null {
  const failed = steps.findLast(({ decision }) => decision === 'failed');
  const name = headerOfCause[cause.kind] ?? failed?.header ?? null;
  if (name === null) return null;
  const response = sent.at(-1)?.answer.response ?? null;
  return {
    name,
    exchange: response === null ? null : sent.length - 1,
    values: response === null ? [] : lines(response.headers, asciiLowercase(name)),
  };
}

function askedFor(sent: readonly ProbeExchange[]): { method: string | null; headers: readonly string[] } {
  const headers = sent.findLast(({ send }) => send.preflight)?.send.headers ?? [];
  const [method = null] = lines(headers, 'access-control-request-method');
  const [names = ''] = lines(headers, 'access-control-request-headers');
  return { method, headers: names === '' ? [] : names.split(',') };
}

function browsersOf({ exchange, elsewhere, stopped }: ProbeResult): readonly BrowserReport[] {
  return engines.map((engine) => {
    const { outcome, cause, console } = judgeIn(engine, elsewhere.exchanges[engine] ?? exchange);
    return stopped !== null || cause?.kind === 'no-answer'
      ? { engine, outcome: 'untested', console: [] }
      : { engine, outcome, console };
  });
}

function exchangeOf({ send, request, answer }: ProbeExchange, anyway: boolean): ReportExchange {
  const { response, failure, body, informational, reusedConnection, timing } = answer;
  const { remote, proxy, httpVersion, untrusted } = answer;
  return {
    kind: send.preflight ? 'preflight' : 'request',
    hop: send.hop,
    anyway,
    method: request.method,
    url: request.url,
    requestHeaders: request.headers,
    status: response?.status ?? null,
    statusText: response?.statusText ?? null,
    responseHeaders: response?.headers ?? [],
    failure,
    body,
    informational,
    remote,
    proxy,
    httpVersion,
    untrusted,
    reusedConnection,
    timing,
  };
}

function hiddenOf(headers: HeaderList, exposed: readonly string[]): readonly string[] {
  const names = new Set(headers.map(([name]) => asciiLowercase(name)));
  return [...names].filter((name) => !exposed.includes(name)).sort();
}
