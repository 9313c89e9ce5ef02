import type { CorsRequest, HeaderList } from '../../../src/cors/types.ts';
import { probe } from '../../../src/probe/probe.ts';
import { redactResult } from '../../../src/probe/redactResult.ts';
import type { Transport, WireAnswer } from '../../../src/probe/types.ts';
import { reportOf } from '../../../src/report/probeReport.ts';
import type { ProbeReport } from '../../../src/report/types.ts';

export interface Canned {
  readonly status: number;
  readonly headers: HeaderList;
}

const request: CorsRequest = {
  url: 'https://api.example.com/orders',
  origin: 'http://localhost:3000',
  method: 'GET',
  headers: [],
  credentials: 'omit',
  mode: 'cors',
  redirect: 'follow',
  body: false,
  initiator: 'fetch',
};

/** The report on a request for which the server gives these answers, in order; a connection that is refused after the last. */
export async function reportOn(
  asked: Partial<CorsRequest>,
  answers: readonly Canned[],
): Promise<ProbeReport> {
  const result = await probe({ ...request, ...asked }, canned(answers), { confirm: () => true });
  return reportOf(redactResult(result), 10_000);
}

function canned(answers: readonly Canned[]): Transport {
  const left = [...answers];
  return {
    send: () => Promise.resolve(answerOf(left.shift())),
    close: () => Promise.resolve(),
  };
}

function answerOf(answer: Canned | undefined): WireAnswer {
  const common = {
    timing: { dns: null, connect: 1, tls: null, firstByte: 2, total: 3 },
    remote: '127.0.0.1:443',
    proxy: null,
    httpVersion: '1.1',
    untrusted: null,
    reusedConnection: false,
    informational: [],
  } as const;
  if (answer === undefined) {
    return {
      ...common,
      response: null,
      body: null,
      failure: { kind: 'refused', code: 'ECONNREFUSED', phase: 'connect' },
    };
  }
  const { status, headers } = answer;
  return {
    ...common,
    response: { status, statusText: '', headers },
    body: { bytes: 0, looks: 'empty', end: 'complete' },
    failure: null,
  };
}
