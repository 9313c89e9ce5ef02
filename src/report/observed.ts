import type { Observed, ObservedAnswer } from '../project/observed.ts';
import type { PolicyRequest } from '../policy/types.ts';
import type { ProbeReport, ReportExchange } from './types.ts';

/** What a test saw of the URL whose answer decided; null when no answer came. */
export function observedOf(report: ProbeReport): Observed | null {
  const deciding = report.exchanges[report.deciding?.exchange ?? lastAnswered(report)];
  if (deciding === undefined || deciding.status === null) return null;
  const seen = report.exchanges.filter(({ url, anyway }) => url === deciding.url && !anyway);
  const answered = seen.filter(({ status }) => status !== null);
  return {
    url: deciding.url,
    request: { ...report.request, redirect: 'follow', initiator: 'fetch' },
    answers: answered.map((exchange) => answerOf(exchange, report)),
    deciding: answered.indexOf(deciding),
    header: corsHeader(report),
    readable: report.result === 'readable',
    stack: report.server.stacks[0]?.stack ?? null,
  };
}

function lastAnswered({ exchanges }: ProbeReport): number {
  return exchanges.findLastIndex(({ status, anyway }) => status !== null && !anyway);
}

/** A status or a redirect decides about the header that would have let the page in. */
function corsHeader({ deciding }: ProbeReport): string {
  const name = deciding?.name ?? '';
  return /^access-control-/i.test(name) ? name : 'Access-Control-Allow-Origin';
}

function answerOf(exchange: ReportExchange, { request }: ProbeReport): ObservedAnswer {
  const { kind, method, requestHeaders, responseHeaders, status } = exchange;
  const sent: PolicyRequest['headers'] = requestHeaders.filter(([name]) => name.toLowerCase() !== 'origin');
  return {
    preflight: kind === 'preflight',
    request: {
      method,
      origin: requestHeaders.find(([name]) => name.toLowerCase() === 'origin')?.[1] ?? null,
      headers: sent,
      cookies: kind === 'request' && request.credentials === 'include',
    },
    status: status ?? 0,
    headers: responseHeaders,
  };
}
