/**
 * A request's head as Chromium writes it: `Host`, `Connection: keep-alive`, then `Content-Length`, then the rest. undici writes the
 * first two in lower case and Content-Length last. In and out: the head with its closing empty line.
 */
export function chromiumHead(head: string): string {
  const [requestLine = '', ...fields] = head.slice(0, -4).split('\r\n');
  const value = (name: string): string | undefined =>
    fields.find((field) => field.startsWith(`${name}: `))?.slice(name.length + 2);
  const first = [`Host: ${value('host')}`, 'Connection: keep-alive'];
  const length = value('content-length');
  if (length !== undefined && (length !== '0' || /^(POST|PUT) /.test(requestLine))) {
    first.push(`Content-Length: ${length}`);
  }
  const rest = fields.filter((field) => !/^(host|connection|content-length): /.test(field));
  return [requestLine, ...first, ...rest, '', ''].join('\r\n');
}
