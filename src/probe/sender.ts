import { performance } from 'node:perf_hooks';
import type { Send } from '../cors/types.ts';
import { isMixedContent } from './site.ts';
import type { ProbeExchange, SendLimits, Transport, WireAnswer } from './types.ts';
import { wireHeaders, type WireContext } from './wireHeaders.ts';

export interface LimitOptions {
  readonly signal?: AbortSignal;
  /** For each request, up to the header of its response. */
  readonly timeoutMs?: number;
  readonly maxBodyBytes?: number;
}

const TIMEOUT_MS = 10_000;
const BODY_MS = 1_000;
const MAX_BODY_BYTES = 1024 * 1024;

export function limitsOf({ signal, timeoutMs, maxBodyBytes }: LimitOptions): SendLimits {
  return {
    signal: signal ?? null,
    timeoutMs: timeoutMs ?? TIMEOUT_MS,
    bodyMs: BODY_MS,
    maxBodyBytes: maxBodyBytes ?? MAX_BODY_BYTES,
  };
}

/** Puts requests on the wire as Chromium would, and keeps the time. */
export class Sender {
  private readonly transport: Transport;
  private readonly limits: SendLimits;
  private readonly onStep: (send: Send) => void;
  private readonly start = performance.now();

  constructor(transport: Transport, limits: SendLimits, onStep: (send: Send) => void = () => undefined) {
    this.transport = transport;
    this.limits = limits;
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
      ? notSent
      : await this.transport.send(request, this.limits);
    return { send, request, answer, startMs };
  }
}

/** What a browser does with mixed content: nothing leaves it. */
const notSent: WireAnswer = {
  response: null,
  body: null,
  failure: { kind: 'mixed-content', code: null, phase: 'before' },
  timing: { dns: null, connect: null, tls: null, firstByte: null, total: 0 },
  remote: null,
  proxy: null,
  httpVersion: null,
  untrusted: null,
  reusedConnection: false,
  informational: [],
};
