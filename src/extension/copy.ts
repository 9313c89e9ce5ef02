import type { CorsRequest } from '../cors/types.ts';

/** A request as its page would make it, with what is typed into the form: secrets included. */
export interface CopiedRequest {
  readonly request: CorsRequest;
  readonly body: string | null;
  readonly cookie: string | null;
}

/** The request as a command for a POSIX shell. What comes back says what the server answers, not what a browser makes of it. */
export function asCurl({ request, body, cookie }: CopiedRequest): string {
  const { url, method, origin, headers, credentials } = request;
  const cookies = cookie === null || credentials === 'omit' ? [] : [['Cookie', cookie] as const];
  const lines = [['Origin', origin] as const, ...headers, ...cookies];
  const options = lines.map(([name, value]) => `-H ${shellQuote(`${name}: ${value}`)}`);
  const data = body === null ? [] : [`--data-raw ${shellQuote(body)}`];
  const verb = method === 'HEAD' ? ['--head'] : ['-i', '-X', shellQuote(method)];
  return ['curl', ...verb, shellQuote(url), ...options, ...data].join(' ');
}

function shellQuote(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The same request as JavaScript for the console of a page, which sends its cookies by itself. */
export function asFetch({ request, body }: CopiedRequest): string {
  const { url, method, headers, credentials } = request;
  const init = {
    method,
    ...(headers.length > 0 && { headers }),
    credentials,
    ...(body !== null && { body }),
  };
  return `await fetch(${JSON.stringify(url)}, ${JSON.stringify(init, null, 2)})`;
}
