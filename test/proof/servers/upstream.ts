import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An application behind a proxy: `…data` 200, `…created` 202, `…fail` 500, anything else 404; with `headers` on every answer. */
export async function startUpstream(
  headers: Readonly<Record<string, string>>,
): Promise<{ port: number; stop(): void }> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://upstream.test').pathname;
    response.writeHead(statusOf(path), { 'Content-Type': 'application/json', ...headers }).end('{"ok":true}');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function statusOf(path: string): number {
  if (path.endsWith('data')) return 200;
  if (path.endsWith('created')) return 202;
  return path.endsWith('fail') ? 500 : 404;
}
