import type { CorsRequest, HeaderList } from '../../../src/cors/types.ts';
import { probe, type ProbeOptions } from '../../../src/probe/probe.ts';
import type { Transport, WireAnswer, WireRequest } from '../../../src/probe/types.ts';
import { reportOf } from '../../../src/report/probeReport.ts';
import type { ProbeReport } from '../../../src/report/types.ts';

export interface Canned {
  readonly status: number;
  readonly headers: HeaderList;
}

/** A GET for an API on another site. */
export const plainRequest: CorsRequest = {
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

/** What a server answers; a connection that is refused where it is undefined. */
export type Answers = readonly Canned[] | ((request: WireRequest) => Canned | undefined);

/** The report on a request for which the server gives these answers: a list in order, refused after the last, or by request. */
export async function reportOn(
  asked: Partial<CorsRequest>,
  answers: Answers,
  options: ProbeOptions = {},
): Promise<ProbeReport> {
  const result = await probe({ ...plainRequest, ...asked }, canned(answers), {
    confirm: () => true,
    ...options,
  });
  return reportOf(result, 10_000);
}

/** A transport without a network. */
export function canned(answers: Answers): Transport {
  const left = typeof answers === 'function' ? [] : [...answers];
  return {
    send: (request) =>
      Promise.resolve(answerOf(typeof answers === 'function' ? answers(request) : left.shift())),
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
