import { performance } from 'node:perf_hooks';
import type { Send } from '../cors/types.ts';
import { isMixedContent } from './site.ts';
import type { Failure, ProbeExchange, SendLimits, Transport, WireAnswer, WireRequest } from './types.ts';
import { wireHeaders, type WireContext } from './wireHeaders.ts';

export interface LimitOptions {
  readonly signal?: AbortSignal;
  /** For each request, up to the header of its response. */
  readonly timeoutMs?: number;
  readonly maxBodyBytes?: number;
  /** For everything that a test waits for together. */
  readonly totalMs?: number;
}

const TIMEOUT_MS = 10_000;
const TOTAL_MS = 60_000;
const BODY_MS = 1_000;
const MAX_BODY_BYTES = 1024 * 1024;

/** Those of each request, and of all together. */
export interface Limits extends SendLimits {
  readonly totalMs: number;
}

export function limitsOf({ signal, timeoutMs, maxBodyBytes, totalMs }: LimitOptions): Limits {
  return {
    signal: signal ?? null,
    timeoutMs: timeoutMs ?? TIMEOUT_MS,
    bodyMs: BODY_MS,
    maxBodyBytes: maxBodyBytes ?? MAX_BODY_BYTES,
    totalMs: totalMs ?? TOTAL_MS,
  };
}

/** Puts requests on the wire as Chromium would, and keeps the time. */
export class Sender {
  private readonly transport: Transport;
  private readonly limits: SendLimits;
  /** Time that may still pass between requests and answers; what people take to answer a question does not count. */
  private leftMs: number;
  private readonly onStep: (send: Send) => void;
  private readonly start = performance.now();

  constructor(transport: Transport, limits: Limits, onStep: (send: Send) => void = () => undefined) {
    this.transport = transport;
    this.limits = limits;
    this.leftMs = limits.totalMs;
    this.onStep = onStep;
  }

  /** Since the sender was made, in milliseconds. */
  elapsed(): number {
    return performance.now() - this.start;
  }

  async send(send: Send, context: WireContext, body: string | null): Promise<ProbeExchange> {
    this.onStep(send);
    const request = {
      url: send.url,
      method: send.method,
      headers: wireHeaders(send, context),
      body: send.body ? body : null,
      credentials: send.credentials,
    };
    const startMs = this.elapsed();
    const answer = isMixedContent(context.origin, send.url)
      ? notSent({ kind: 'mixed-content', code: null, phase: 'before' })
      : await this.sendInTime(request);
    this.leftMs -= this.elapsed() - startMs;
    return { send, request, answer, startMs };
  }

  private async sendInTime(request: WireRequest): Promise<WireAnswer> {
    const { limits, leftMs } = this;
    if (leftMs <= 0) return notSent({ kind: 'timeout', code: OUT_OF_TIME, phase: 'before' });
    if (leftMs >= limits.timeoutMs) return this.transport.send(request, limits);
    const answer = await this.transport.send(request, { ...limits, timeoutMs: leftMs });
    if (answer.failure?.kind !== 'timeout') return answer;
    return { ...answer, response: null, body: null, failure: { ...answer.failure, code: OUT_OF_TIME } };
  }
}

/** The code of a timeout that is that of the whole test. */
const OUT_OF_TIME = 'OUT_OF_TIME';

const notSent = (failure: Failure): WireAnswer => ({
  response: null,
  body: null,
  failure,
  timing: { dns: null, connect: null, tls: null, firstByte: null, total: 0 },
  remote: null,
  proxy: null,
  httpVersion: null,
  untrusted: null,
  reusedConnection: false,
  informational: [],
});
