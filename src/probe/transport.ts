import type { LookupFunction } from 'node:net';
import type { SecureContext } from 'node:tls';
import { connect, type Progress } from './connect.ts';
import { ConnectError } from './failure.ts';
import { http1Line } from './http1.ts';
import { http2Line } from './http2.ts';
import type { Line } from './line.ts';
import { proxyFor } from './proxy.ts';
import { sendOver } from './sending.ts';
import { direct, type TransportSettings } from './transportSettings.ts';
import { trustedContext } from './trust.ts';
import type { SendLimits, Transport, WireAnswer, WireRequest } from './types.ts';

export interface TransportOptions {
  /** Instead of the system's resolver. */
  readonly lookup?: LookupFunction;
  /** What `trustedContext` made of the settings already. */
  readonly trusted?: SecureContext;
}

/**
 * A transport that speaks HTTP/2 where the server offers it and HTTP/1.1 elsewhere, without following redirects, header lines as they
 * came. Per origin it keeps one connection for requests with credentials and one for those without, as Chromium does.
 */
export function openTransport(
  settings: TransportSettings = direct,
  { lookup, trusted }: TransportOptions = {},
): Transport {
  const secureContext = (): SecureContext => (trusted ??= trustedContext(settings));
  const lines = new Map<string, Line>();
  const http1Only = new Set<string>();
  const keyOf = ({ url, credentials }: WireRequest): string =>
    `${credentials ? 'with' : 'without'} credentials ${new URL(url).origin}`;
  const drop = (key: string): void => {
    lines.get(key)?.destroy();
    lines.delete(key);
  };

  const open = async (key: string, url: URL, progress: Progress, signal: AbortSignal): Promise<Line> => {
    const proxy = proxyFor(url, settings);
    if (proxy === 'unreadable') throw new ConnectError({ kind: 'proxy', code: 'UNREADABLE_PROXY' });
    const { strictTls } = settings;
    const connection = await connect({
      ...(lookup === undefined ? {} : { lookup }),
      url,
      proxy,
      http1Only: http1Only.has(url.origin),
      strictTls,
      secureContext,
      signal,
      progress,
    });
    const line =
      connection.httpVersion === '2' ? http2Line(connection, url.origin) : http1Line(connection, url.origin);
    drop(key);
    lines.set(key, line);
    return line;
  };

  const sendOnce = (request: WireRequest, limits: SendLimits): Promise<WireAnswer> => {
    const url = new URL(request.url);
    const key = keyOf(request);
    const line = lines.get(key);
    // Before the clock of the request runs.
    if (url.protocol === 'https:') secureContext();
    return sendOver(
      {
        open: line?.usable ? line : null,
        reach: (progress, signal) => open(key, url, progress, signal),
      },
      request,
      limits,
    );
  };

  return {
    async send(request, limits) {
      const answer = await sendOnce(request, limits);
      if (answer.failure?.code === 'HTTP_1_1_REQUIRED') {
        http1Only.add(new URL(request.url).origin);
        drop(keyOf(request));
      }
      return isSentAgain(answer) ? sendOnce(request, limits) : answer;
    },
    close() {
      for (const key of [...lines.keys()]) drop(key);
      return Promise.resolve();
    },
  };
}

/**
 * A server may close an idle connection at the moment it is used again, or say over HTTP/2 that it has not touched the request:
 * browsers then send once more.
 */
function isSentAgain({ failure, reusedConnection }: WireAnswer): boolean {
  switch (failure?.kind) {
    case 'reset':
    case 'closed':
      return reusedConnection;
    case 'http2':
      return failure.code === 'REFUSED_STREAM' || failure.code === 'HTTP_1_1_REQUIRED';
    default:
      return false;
  }
}
