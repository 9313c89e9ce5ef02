import { performance } from 'node:perf_hooks';
import type { SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import Agent from 'undici/lib/dispatcher/agent.js';
import type { HeaderLine, HeaderList } from '../cors/types.ts';
import {
  connector,
  trustedContext,
  type ConnectorOptions,
  type ConnectTimes,
  type OpenedConnection,
} from './connect.ts';
import { failureOf } from './failure.ts';
import { contentLength } from './httpHead.ts';
import type {
  BodyRead,
  Failure,
  SendLimits,
  Timing,
  Transport,
  WireAnswer,
  WireRequest,
  WireResponse,
} from './types.ts';

/** What Chromium accepts as a response's header, in bytes. */
const MAX_HEADER_BYTES = 256 * 1024;

/** So many 1xx are kept; a server may send them without end. */
const MAX_INFORMATIONAL = 20;

/** A transport over HTTP/1.1 with undici: one connection to each origin, no redirects, header lines as they came. */
export function undiciTransport(options: Pick<ConnectorOptions, 'lookup'> = {}): Transport {
  let length: number | null = null;
  let trusted: SecureContext | null = null;
  const secureContext = (): SecureContext => (trusted ??= trustedContext());
  const opened = new Map<string, OpenedConnection>();
  const agents = new Map<string, Agent>();
  const agentFor = (origin: string): Agent => {
    const agent =
      agents.get(origin) ??
      new Agent({
        connect: connector({
          ...options,
          onOpen: (connection) => opened.set(origin, connection),
          contentLength: () => length,
          secureContext,
        }),
        connections: 1,
        pipelining: 1,
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout: 0,
        bodyTimeout: 0,
      });
    agents.set(origin, agent);
    return agent;
  };
  const sendOnce = (request: WireRequest, limits: SendLimits): Promise<WireAnswer> => {
    const { origin, protocol } = new URL(request.url);
    // Before the clock of the request runs.
    if (protocol === 'https:') secureContext();
    const before = opened.get(origin);
    length = contentLength(request.method, request.body);
    const connection = (): { readonly current: OpenedConnection | null; readonly fresh: boolean } => {
      const current = opened.get(origin) ?? null;
      return { current, fresh: current !== before };
    };
    return new Sending(request, limits, connection).run(agentFor(origin));
  };
  return {
    async send(request, limits) {
      const answer = await sendOnce(request, limits);
      return wasStaleConnection(answer) ? sendOnce(request, limits) : answer;
    },
    async close() {
      for (const { socket } of opened.values()) socket.destroy();
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

/** A server may close an idle connection at the moment it is used again; browsers then send once more on a fresh one. */
function wasStaleConnection({ failure, reusedConnection }: WireAnswer): boolean {
  return reusedConnection && failure !== null && (failure.kind === 'reset' || failure.kind === 'closed');
}

/** One request on its way: the handler that undici calls, and the promise of what came of it. */
class Sending implements Dispatcher.DispatchHandler {
  private readonly request: WireRequest;
  private readonly limits: SendLimits;
  private readonly connection: () => { readonly current: OpenedConnection | null; readonly fresh: boolean };
  private readonly start = performance.now();
  private readonly informational: number[] = [];
  private requestStart: number | null = null;
  private controller: Dispatcher.DispatchController | null = null;
  private response: WireResponse | null = null;
  private firstByteAt: number | null = null;
  private bytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private done: ((answer: WireAnswer) => void) | null = null;
  private readonly onAbort = (): void => this.fail({ kind: 'aborted', code: null, phase: this.phase });

  constructor(
    request: WireRequest,
    limits: SendLimits,
    connection: () => { readonly current: OpenedConnection | null; readonly fresh: boolean },
  ) {
    this.request = request;
    this.limits = limits;
    this.connection = connection;
  }

  run(agent: Agent): Promise<WireAnswer> {
    return new Promise((resolve) => {
      this.done = resolve;
      const { signal, timeoutMs } = this.limits;
      if (signal?.aborted) return this.onAbort();
      signal?.addEventListener('abort', this.onAbort, { once: true });
      this.timer = setTimeout(() => this.fail({ kind: 'timeout', code: null, phase: this.phase }), timeoutMs);
      const { origin, pathname, search } = new URL(this.request.url);
      const { method, headers, body } = this.request;
      agent.dispatch({ origin, path: pathname + search, method, headers: headers.flat(), body }, this);
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    this.requestStart = performance.now();
    if (this.done === null) controller.abort(new Error('The request was given up before it began.'));
  }

  onResponseStart(
    { rawHeaders }: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    statusText = '',
  ): void {
    if (status < 200) {
      if (this.informational.length < MAX_INFORMATIONAL) this.informational.push(status);
      return;
    }
    this.response = { status, statusText, headers: headerList(rawHeaders) };
    this.firstByteAt = performance.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.finish('cut'), this.limits.bodyMs);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.limits.maxBodyBytes) this.finish('cut');
  }

  onResponseEnd(): void {
    this.finish('complete');
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.response !== null) this.finish('failed');
    else this.fail(failureOf(error, this.phase));
  }

  private get phase(): Failure['phase'] {
    if (this.requestStart !== null) return 'response';
    const { current, fresh } = this.connection();
    const connected = fresh && current !== null && current.times.connect !== null;
    return connected && this.request.url.startsWith('https:') ? 'tls' : 'connect';
  }

  private finish(end: BodyRead['end']): void {
    const { response, bytes } = this;
    if (response === null) return;
    this.settle({ ...this.facts(), response, body: { bytes, end }, failure: null });
    if (end === 'cut') this.giveUp();
  }

  private fail(failure: Failure): void {
    this.settle({ ...this.facts(), response: null, body: null, failure });
    this.giveUp();
  }

  private settle(answer: WireAnswer): void {
    clearTimeout(this.timer);
    this.limits.signal?.removeEventListener('abort', this.onAbort);
    this.done?.(answer);
    this.done = null;
  }

  /** Ends the connection, which still carries what nobody waits for, at whatever point it is. */
  private giveUp(): void {
    const reason = new Error('The request was given up.');
    if (this.controller === null) this.connection().current?.socket.destroy();
    else if (!this.controller.aborted) this.controller.abort(reason);
  }

  private facts(): Pick<WireAnswer, 'timing' | 'remote' | 'reusedConnection' | 'informational'> {
    const { current, fresh } = this.connection();
    return {
      timing: this.timing(fresh && current !== null ? current.times : null),
      remote: current?.remote ?? null,
      reusedConnection: current !== null && !fresh,
      informational: this.informational,
    };
  }

  private timing(times: ConnectTimes | null): Timing {
    const span = (from: number | null, to: number | null): number | null =>
      from === null || to === null ? null : to - from;
    return {
      dns: span(times?.start ?? null, times?.dns ?? null),
      connect: span(times?.dns ?? times?.start ?? null, times?.connect ?? null),
      tls: span(times?.connect ?? null, times?.tls ?? null),
      firstByte: span(this.requestStart, this.firstByteAt),
      total: performance.now() - this.start,
    };
  }
}

function headerList(raw: Dispatcher.DispatchController['rawHeaders']): HeaderList {
  if (!Array.isArray(raw)) return [];
  const text = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  const list: HeaderLine[] = [];
  for (let i = 0; i + 1 < text.length; i += 2) list.push([text[i] ?? '', text[i + 1] ?? '']);
  return list;
}
