import { judge } from '../cors/index.ts';
import type { CorsRequest, HeaderLine, RefusedPart } from '../cors/types.ts';
import { probe } from '../probe/probe.ts';
import { openTransport } from '../probe/transport.ts';
import { reportOf } from '../report/probeReport.ts';
import { probeText } from '../report/probeText.ts';
import { sentenceOf } from '../report/sentence.ts';
import { coloured, plain } from '../report/style.ts';
import type { ProbeReport } from '../report/types.ts';
import { oneOf, parse } from './args.ts';
import { UsageError, type Subcommand } from './io.ts';
import { networkOptions, networkSettings } from './network.ts';

const exitCodes: Readonly<Record<ProbeReport['result'], number>> = {
  readable: 0,
  blocked: 1,
  'not-cors': 3,
  stopped: 130,
};

/** `preflight test URL`: 0 when the page can read the answer, 1 when CORS keeps it, 3 when CORS is not the problem, 130 when stopped. */
export const test: Subcommand = async (args, io) => {
  const { values, positionals } = parse('test', {
    args: [...args],
    options: {
      origin: { type: 'string', short: 'o', default: 'http://localhost:3000' },
      method: { type: 'string', short: 'X' },
      header: { type: 'string', short: 'H', multiple: true, default: [] },
      data: { type: 'string', short: 'd' },
      credentials: { type: 'string', short: 'c', default: 'same-origin' },
      timeout: { type: 'string', default: '10' },
      anyway: { type: 'boolean', default: false },
      ...networkOptions,
      format: { type: 'string', default: 'text' },
    },
    allowPositionals: true,
  });
  const format = oneOf('--format', values.format, ['text', 'json']);
  const timeoutMs = milliseconds(values.timeout);
  const body = values.data ?? null;
  const { headers, cookie } = headersOf(values.header);
  const request: CorsRequest = {
    url: urlOf(positionals),
    origin: values.origin,
    method: values.method ?? (body === null ? 'GET' : 'POST'),
    headers,
    credentials: oneOf('--credentials', values.credentials, ['omit', 'same-origin', 'include']),
    mode: 'cors',
    redirect: 'follow',
    body: body !== null,
    initiator: 'fetch',
  };
  refuseTypingErrors(request);
  const transport = openTransport(await networkSettings(values, io));
  try {
    const result = await probe(request, transport, {
      signal: io.signal,
      timeoutMs,
      body,
      cookie,
      sendAnyway: values.anyway,
      // Whoever types a method wants it sent.
      confirm: () => true,
    });
    const report = reportOf(result, timeoutMs);
    io.stdout(
      format === 'json'
        ? `${JSON.stringify(report, null, 2)}\n`
        : probeText(report, io.colours ? coloured : plain),
    );
    return exitCodes[report.result];
  } finally {
    await transport.close();
  }
};

function urlOf([url, more]: readonly string[]): string {
  if (url === undefined) {
    throw new UsageError(
      'No URL to test: try “preflight test http://localhost:8080/orders --origin http://localhost:3000”.',
    );
  }
  if (more !== undefined) throw new UsageError(`“${more}” is one argument too many: test one URL at a time.`);
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
    const suggestion = URL.canParse(`http://${url}`) ? `http://${url}` : 'http://localhost:8080/orders';
    throw new UsageError(`“${url}” is not a URL: give the whole address, such as ${suggestion}.`);
  }
  return url;
}

function milliseconds(seconds: string): number {
  const value = Number(seconds);
  if (!(value > 0 && value <= 600)) {
    throw new UsageError(`--timeout is a number of seconds between 0 and 600, not “${seconds}”.`);
  }
  return value * 1000;
}

/** Cookie is what the browser's cookie jar holds, not a header that a page can set. */
function headersOf(given: readonly string[]): {
  readonly headers: HeaderLine[];
  readonly cookie: string | null;
} {
  const headers: HeaderLine[] = [];
  const cookies: string[] = [];
  for (const line of given) {
    const colon = line.indexOf(':');
    if (colon <= 0) throw new UsageError(`“${line}” is not a header: write it as 'Name: value'.`);
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'cookie') cookies.push(value);
    else headers.push([name, value]);
  }
  return { headers, cookie: cookies.length === 0 ? null : cookies.join('; ') };
}

/** What cannot be meant is an error of the command line; what browsers refuse on purpose (TRACE) is a result of the test. */
const typingErrors: ReadonlySet<RefusedPart> = new Set<RefusedPart>([
  'url',
  'origin',
  'method',
  'header',
  'body-with-method',
]);

function refuseTypingErrors(request: CorsRequest): void {
  const { cause } = judge({ request, answers: [] });
  if (cause?.kind !== 'request-refused' || !typingErrors.has(cause.what)) return;
  throw new UsageError(sentenceOf(cause, { request, failure: null, timeoutMs: null }).text);
}
