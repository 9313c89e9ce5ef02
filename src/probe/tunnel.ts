import { request } from 'node:http';
import type { Socket } from 'node:net';
import { ConnectError } from './failure.ts';
import type { Proxy } from './proxy.ts';

/**
 * Asks a proxy for a tunnel to the host of `url` (CONNECT). Out: the same connection, which leads to that host from now on.
 * Rejects with a ConnectError that holds the proxy's status when it refuses.
 */
export function openTunnel(
  toProxy: Socket,
  url: URL,
  { authorization }: Proxy,
  signal: AbortSignal,
): Promise<Socket> {
  const host = `${url.hostname}:${url.port || '443'}`;
  return new Promise((resolve, reject) => {
    const asking = request({
      createConnection: () => toProxy,
      method: 'CONNECT',
      path: host,
      headers: {
        Host: host,
        'Proxy-Connection': 'keep-alive',
        ...(authorization === null ? {} : { 'Proxy-Authorization': authorization }),
      },
      signal,
    });
    asking.once('connect', ({ statusCode = 0 }, socket, first) => {
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy();
        reject(new ConnectError({ kind: 'proxy', code: String(statusCode) }));
        return;
      }
      if (first.length > 0) socket.unshift(first);
      resolve(toProxy);
    });
    asking.once('response', ({ statusCode = 0 }) => {
      toProxy.destroy();
      reject(new ConnectError({ kind: 'proxy', code: String(statusCode) }));
    });
    asking.on('error', reject);
    asking.end();
  });
}
