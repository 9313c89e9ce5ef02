import { judge } from '../cors/index.ts';
import type { CorsRequest, CredentialsMode, HeaderLine, RefusedPart } from '../cors/types.ts';
import { sentenceOf } from '../report/sentence.ts';
import { oneOf } from './args.ts';
import { UsageError } from './io.ts';

/** The options that say what a page asks for. */
export const requestOptions = {
  header: { type: 'string', short: 'H', multiple: true, default: [] as string[] },
  data: { type: 'string', short: 'd' },
  timeout: { type: 'string', default: '10' },
} as const;

export const DEFAULT_ORIGIN = 'http://localhost:3000';

/** What is common to all requests of a page that asks with `fetch()`. */
export const fetchDefaults = { mode: 'cors', redirect: 'follow', initiator: 'fetch' } as const;

/** The one URL that is named. @throws UsageError */
export function urlOf([url, more]: readonly string[]): string {
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

/** @throws UsageError */
export function milliseconds(seconds: string): number {
  const value = Number(seconds);
  if (!(value > 0 && value <= 600)) {
    throw new UsageError(`--timeout is a number of seconds between 0 and 600, not “${seconds}”.`);
  }
  return value * 1000;
}

/** @throws UsageError */
export function credentialsOf(value: string): CredentialsMode {
  return oneOf('--credentials', value, ['omit', 'same-origin', 'include']);
}

export interface GivenHeaders {
  readonly headers: HeaderLine[];
  readonly cookie: string | null;
}

/** Cookie is what the browser's cookie jar holds, not a header that a page can set. @throws UsageError */
export function headersOf(given: readonly string[]): GivenHeaders {
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

/** @throws UsageError */
export function refuseTypingErrors(request: CorsRequest): void {
  const { cause } = judge({ request, answers: [] });
  if (cause?.kind !== 'request-refused' || !typingErrors.has(cause.what)) return;
  throw new UsageError(sentenceOf(cause, { request, failure: null, timeoutMs: null }).text);
}
