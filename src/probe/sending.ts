import { performance } from 'node:perf_hooks';
import { bodyLooks, FIRST_BYTES } from './bodyLooks.ts';
import type { Progress } from './connect.ts';
import { failureOf } from './failure.ts';
import type { Line, Receiver } from './line.ts';
import type {
  BodyRead,
  Failure,
  SendLimits,
  Timing,
  WireAnswer,
  WireRequest,
  WireResponse,
} from './types.ts';

/** So many 1xx are kept; a server may send them without end. */
const MAX_INFORMATIONAL = 20;

/** Where a request can go: over a line that is open, or over one that is opened for it. */
export interface Way {
  readonly open: Line | null;
  readonly reach: (progress: Progress, signal: AbortSignal) => Promise<Line>;
}

/** One request on its way, within its limits, and what came of it. Never rejects. */
export function sendOver(way: Way, request: WireRequest, limits: SendLimits): Promise<WireAnswer> {
  return new Sending(request, limits).run(way);
}

class Sending implements Receiver {
  private readonly request: WireRequest;
  private readonly limits: SendLimits;
  private readonly progress: Progress = {
    start: performance.now(),
    dns: null,
    connect: null,
    tls: null,
    remote: null,
    proxy: null,
  };
  private readonly connecting = new AbortController();
  private readonly seen: number[] = [];
  private line: Line | null = null;
  private reused = false;
  private requestStart: number | null = null;
  private firstByteAt: number | null = null;
  private response: WireResponse | null = null;
  private bytes = 0;
  private readonly first: Uint8Array[] = [];
  private timer: NodeJS.Timeout | undefined;
  private cancel: () => void = () => undefined;
  private done: ((answer: WireAnswer | Promise<WireAnswer>) => void) | null = null;
  private readonly onAbort = (): void => this.stop({ kind: 'aborted', code: null });

  constructor(request: WireRequest, limits: SendLimits) {
    this.request = request;
    this.limits = limits;
  }

  run({ open, reach }: Way): Promise<WireAnswer> {
    return new Promise((resolve) => {
      this.done = resolve;
      const { signal, timeoutMs } = this.limits;
      if (signal?.aborted) return this.onAbort();
      signal?.addEventListener('abort', this.onAbort, { once: true });
      this.timer = setTimeout(() => this.stop({ kind: 'timeout', code: null }), timeoutMs);
      if (open !== null) {
        this.reused = true;
        return this.sendOn(open);
      }
      reach(this.progress, this.connecting.signal).then(
        (line) => this.sendOn(line),
        (error: unknown) => this.failed(failureOf(error)),
      );
    });
  }

  private sendOn(line: Line): void {
    if (this.done === null) return;
    this.line = line;
    this.requestStart = performance.now();
    this.cancel = line.send(this.request, this);
  }

  informational(status: number): void {
    if (this.seen.length < MAX_INFORMATIONAL) this.seen.push(status);
  }

  head(response: WireResponse): void {
    if (response.status === 407 && this.line?.route.proxy) return this.stop({ kind: 'proxy', code: '407' });
    this.response = response;
    this.firstByteAt = performance.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.cut(), this.limits.bodyMs);
  }

  data(chunk: Uint8Array): void {
    if (this.bytes < FIRST_BYTES) this.first.push(chunk.subarray(0, FIRST_BYTES));
    this.bytes += chunk.length;
    if (this.bytes > this.limits.maxBodyBytes) this.cut();
  }

  end(): void {
    this.finish('complete');
  }

  failed(failure: Omit<Failure, 'phase'>): void {
    if (this.response !== null) return this.finish('failed');
    const { phase } = this;
    const proxy = this.line?.route.proxy ?? this.progress.proxy;
    this.settle({
      ...this.facts(),
      response: null,
      body: null,
      failure: { ...failure, phase, ...(proxy === null ? {} : { proxy }) },
    });
  }

  private get phase(): Failure['phase'] {
    if (this.requestStart !== null) return 'response';
    return this.progress.connect !== null && this.request.url.startsWith('https:') ? 'tls' : 'connect';
  }

  /** Ends it without an answer. */
  private stop(failure: Pick<Failure, 'kind' | 'code'>): void {
    this.failed(failure);
    this.giveUp();
  }

  /** Ends it inside of the body. */
  private cut(): void {
    this.finish('cut');
    this.giveUp();
  }

  private giveUp(): void {
    this.connecting.abort();
    this.cancel();
  }

  private finish(end: BodyRead['end']): void {
    const { response, bytes, first } = this;
    if (response === null) return;
    const facts = this.facts();
    this.settle(
      bodyLooks(Buffer.concat(first).subarray(0, FIRST_BYTES), response.headers).then((looks) => ({
        ...facts,
        response,
        body: { bytes, looks, end },
        failure: null,
      })),
    );
  }

  private settle(answer: WireAnswer | Promise<WireAnswer>): void {
    clearTimeout(this.timer);
    this.limits.signal?.removeEventListener('abort', this.onAbort);
    this.done?.(answer);
    this.done = null;
  }

  private facts(): Omit<WireAnswer, 'response' | 'body' | 'failure'> {
    const { remote, proxy } = this.progress;
    return {
      ...(this.line?.route ?? { remote, proxy, httpVersion: null, untrusted: null }),
      timing: this.timing(),
      reusedConnection: this.reused,
      informational: this.seen,
    };
  }

  private timing(): Timing {
    const { start, dns, connect, tls } = this.progress;
    const span = (from: number | null, to: number | null): number | null =>
      from === null || to === null ? null : to - from;
    return {
      dns: span(start, dns),
      connect: span(dns ?? start, connect),
      tls: span(connect, tls),
      firstByte: span(this.requestStart, this.firstByteAt),
      total: performance.now() - start,
    };
  }
}
