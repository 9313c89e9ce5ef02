import type { Answer, CorsRequest, Send, Verdict } from '../cors/types.ts';
import { redactHeaders, redactUrl } from './redact.ts';
import type { Elsewhere, ProbeExchange, ProbeResult } from './types.ts';

/** A result without secrets: URLs, headers, and what the verdict quotes of them. Bodies are not part of a result at all. */
export function redactResult(result: ProbeResult): ProbeResult {
  const request = redactRequest(result.request);
  return {
    ...result,
    request,
    exchange: { request, answers: result.exchange.answers.map(redactAnswer) },
    elsewhere: redactElsewhere(result.elsewhere, request),
    sent: result.sent.map(redactExchange),
    anyway: result.anyway === null ? null : redactExchange(result.anyway),
    blame: result.blame === null ? null : { ...result.blame, sent: result.blame.sent.map(redactExchange) },
    controls: result.controls.map(({ kind, exchange }) => ({ kind, exchange: redactExchange(exchange) })),
    verdict: redactVerdict(result.verdict),
  };
}

function redactElsewhere({ exchanges, sent }: Elsewhere, request: CorsRequest): Elsewhere {
  const redacted = Object.entries(exchanges).map(([engine, { answers }]) => [
    engine,
    { request, answers: answers.map(redactAnswer) },
  ]);
  return { exchanges: Object.fromEntries(redacted), sent: sent.map(redactExchange) };
}

function redactRequest(request: CorsRequest): CorsRequest {
  return { ...request, url: redactUrl(request.url), headers: redactHeaders(request.headers) };
}

function redactAnswer(answer: Answer): Answer {
  const url = redactUrl(answer.url);
  return 'error' in answer ? { ...answer, url } : { ...answer, url, headers: redactHeaders(answer.headers) };
}

function redactSend(send: Send): Send {
  return { ...send, url: redactUrl(send.url), headers: redactHeaders(send.headers) };
}

function redactExchange({ send, request, answer, startMs }: ProbeExchange): ProbeExchange {
  const { url, method, headers, body, credentials } = request;
  return {
    send: redactSend(send),
    request: {
      url: redactUrl(url),
      method,
      headers: redactHeaders(headers),
      body: body === null ? null : '',
      credentials,
    },
    answer:
      answer.response === null
        ? answer
        : { ...answer, response: { ...answer.response, headers: redactHeaders(answer.response.headers) } },
    startMs,
  };
}

/** A verdict quotes URLs and header values in many places: each string of it is treated as a URL. */
function redactVerdict(verdict: Verdict): Verdict {
  const { cause, steps, preflight } = verdict;
  return {
    ...verdict,
    preflight: {
      ...preflight,
      reasons: preflight.reasons.map((reason) =>
        reason.kind === 'header'
          ? { ...reason, value: redactHeaders([[reason.name, reason.value]])[0]?.[1] ?? '' }
          : reason,
      ),
    },
    cause: cause === null ? null : redactStrings(cause),
    steps: steps.map((step) => ({ ...step, url: redactUrl(step.url) })),
  };
}

function redactStrings<T extends object>(value: T): T {
  const entries = Object.entries(value).map(([key, entry]: [string, unknown]) => [
    key,
    typeof entry === 'string' ? redactUrl(entry) : entry,
  ]);
  return Object.assign({}, value, Object.fromEntries(entries));
}
