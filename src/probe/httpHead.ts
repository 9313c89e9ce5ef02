import type { Proxy } from './proxy.ts';

/**
 * A request's head as Chromium writes it: `Host`, `Connection: keep-alive`, `Content-Length`, then the rest. undici writes the first
 * two in lower case and Content-Length last. To a proxy that reads it, it says `Proxy-Connection` and who asks. In and out: the head
 * with its closing empty line.
 */
export function chromiumHead(head: string, contentLength: number | null, forwarder: Proxy | null): string {
  const [requestLine = '', ...fields] = head.slice(0, -4).split('\r\n');
  const host = fields.find((field) => field.startsWith('host: '))?.slice('host: '.length) ?? '';
  const rest = fields.filter((field) => !/^(host|connection|content-length): /.test(field));
  const connection = forwarder === null ? 'Connection: keep-alive' : 'Proxy-Connection: keep-alive';
  const length = contentLength === null ? [] : [`Content-Length: ${contentLength}`];
  const authorization = forwarder?.authorization ?? null;
  const who = authorization === null ? [] : [`Proxy-Authorization: ${authorization}`];
  return [requestLine, `Host: ${host}`, connection, ...length, ...who, ...rest, '', ''].join('\r\n');
}

/** The Content-Length that Chromium sends, in bytes; null for none. Without a body, POST and PUT alone say 0. */
export function contentLength(method: string, body: string | null): number | null {
  if (body !== null) return new TextEncoder().encode(body).length;
  return method === 'POST' || method === 'PUT' ? 0 : null;
}
