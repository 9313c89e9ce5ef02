import type { Entry, Har, Header } from 'har-format';
import { get } from '../cors/headerList.ts';
import type { HeaderList } from '../cors/types.ts';
import type { ProbeReport, ReportExchange } from './types.ts';

/** Who makes the archive, and when the test began (ISO 8601). */
export interface HarContext {
  readonly version: string;
  readonly startedAt: string;
}

/**
 * The exchanges of a test as an HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/), as developer tools import it and
 * `preflight judge` reads it. What a report does not keep, bodies and secrets, is not in it.
 */
export function harOf(report: ProbeReport, { version, startedAt }: HarContext): Har {
  const began = Date.parse(startedAt);
  return {
    log: {
      version: '1.2',
      creator: { name: 'Preflight', version },
      pages: [],
      entries: report.exchanges.map((exchange, index) =>
        entryOf(exchange, new Date(began + (report.waterfall[index]?.start ?? 0)).toISOString()),
      ),
      comment: report.sentence,
    },
  };
}

function entryOf(exchange: ReportExchange, startedDateTime: string): Entry {
  const { method, url, status, statusText, requestHeaders, responseHeaders, body, failure, remote } =
    exchange;
  const httpVersion = exchange.httpVersion === '2' ? 'HTTP/2' : 'HTTP/1.1';
  const timings = timingsOf(exchange);
  const error = failure === null ? {} : { _error: failure.code ?? failure.kind };
  return {
    startedDateTime,
    time: sum(timings.dns, timings.connect, timings.send, timings.wait, timings.receive),
    _resourceType: exchange.kind === 'preflight' ? 'preflight' : 'fetch',
    request: {
      method,
      url,
      httpVersion,
      cookies: [],
      headers: headersOf(requestHeaders),
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: status ?? 0,
      statusText: statusText ?? '',
      httpVersion,
      cookies: [],
      headers: headersOf(responseHeaders),
      content: {
        size: body?.bytes ?? 0,
        mimeType: get(responseHeaders, 'content-type') ?? 'x-unknown',
      },
      redirectURL: get(responseHeaders, 'location') ?? '',
      headersSize: -1,
      bodySize: body?.bytes ?? -1,
      ...error,
    },
    cache: {},
    timings,
    ...(remote === null ? {} : { serverIPAddress: remote.replace(/:\d+$/, '') }),
    ...(exchange.anyway ? { comment: 'Sent although the preflight failed, which no browser does.' } : {}),
  };
}

/** A HAR counts TLS into connect, and -1 for what did not take place. */
function timingsOf({
  timing,
  status,
}: ReportExchange): Required<
  Pick<Entry['timings'], 'blocked' | 'dns' | 'connect' | 'ssl' | 'send' | 'wait' | 'receive'>
> {
  const { dns, connect, tls, firstByte, total } = timing;
  const before = sum(dns ?? 0, connect ?? 0, tls ?? 0);
  const wait = firstByte ?? Math.max(0, total - before);
  return {
    blocked: -1,
    dns: dns ?? -1,
    connect: connect === null ? -1 : connect + (tls ?? 0),
    ssl: tls ?? -1,
    send: 0,
    wait,
    receive: status === null ? 0 : Math.max(0, total - before - wait),
  };
}

function sum(...parts: readonly number[]): number {
  return parts.reduce((total, part) => total + Math.max(0, part), 0);
}

function headersOf(headers: HeaderList): Header[] {
  return headers.map(([name, value]) => ({ name, value }));
}
