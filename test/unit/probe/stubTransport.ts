import type { HeaderList } from '../../../src/cors/types.ts';
import type {
  FailureKind,
  SendLimits,
  Transport,
  WireAnswer,
  WireRequest,
} from '../../../src/probe/types.ts';

const nowhere = {
  timing: { dns: null, connect: null, tls: null, firstByte: 1, total: 2 },
  remote: '127.0.0.1:80',
  proxy: null,
  httpVersion: '1.1',
  untrusted: null,
  reusedConnection: false,
  informational: [],
} as const;

export function answered(status: number, headers: HeaderList = []): WireAnswer {
  return {
    ...nowhere,
    response: { status, statusText: '', headers },
    body: { bytes: 0, looks: 'empty', end: 'complete' },
    failure: null,
  };
}

export function failed(kind: FailureKind): WireAnswer {
  return { ...nowhere, response: null, body: null, failure: { kind, code: null, phase: 'connect' } };
}

/** A transport that answers from a function and keeps what it was asked to send. */
export class StubTransport implements Transport {
  readonly sent: WireRequest[] = [];
  readonly limits: SendLimits[] = [];
  private readonly answer: (request: WireRequest) => WireAnswer;

  constructor(answer: (request: WireRequest) => WireAnswer) {
    this.answer = answer;
  }

  async send(request: WireRequest, limits: SendLimits): Promise<WireAnswer> {
    this.sent.push(request);
    this.limits.push(limits);
    return limits.signal?.aborted === true ? failed('aborted') : this.answer(request);
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }
}
