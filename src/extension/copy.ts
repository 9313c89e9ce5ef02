import type { CorsRequest } from '../cors/types.ts';

/** The request that the page would make, as a command for a POSIX shell. What comes back says what the server answers, not what a browser makes of it. */
export function asCurl({ url, method, origin, headers }: CorsRequest): string {
  const lines = [['Origin', origin] as const, ...headers];
  const options = lines.map(([name, value]) => `-H ${shellQuote(`${name}: ${value}`)}`);
  const verb = method === 'HEAD' ? ['--head'] : ['-i', '-X', shellQuote(method)];
  return ['curl', ...verb, shellQuote(url), ...options].join(' ');
}

function shellQuote(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The same request as JavaScript for the console of a page. */
export function asFetch({ url, method, headers, credentials }: CorsRequest): string {
  const init = {
    method,
    ...(headers.length > 0 && { headers }),
    credentials,
  };
  return `await fetch(${JSON.stringify(url)}, ${JSON.stringify(init, null, 2)})`;
}
