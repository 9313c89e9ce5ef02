import { judge } from '../cors/judge.ts';
import { plan } from '../cors/plan.ts';
import type { Answer, CorsRequest, HeaderLine, Verdict } from '../cors/types.ts';
import { requestFrom } from './grant.ts';
import { headerList } from './respond.ts';
import type { Handler, PolicyRequest, PolicyResponse } from './types.ts';

/** A call that a page makes. */
export interface Call {
  readonly origin: string;
  readonly method: string;
  readonly headers?: readonly HeaderLine[];
  readonly credentials?: boolean;
  /** What the application behind does; 200 when left out. */
  readonly handler?: Handler;
}

const url = 'https://api.preflight.test/';

/**
 * What a browser makes of a call to a server that answers as `answer` does, preflight included.
 * `unknown` is true when a part of the answers that CORS looks at is not known; then the verdict may not be relied upon.
 */
export function tryCall(
  answer: (request: PolicyRequest) => PolicyResponse,
  call: Call,
): { readonly verdict: Verdict; readonly unknown: boolean } {
  const request: CorsRequest = {
    url,
    origin: call.origin,
    method: call.method,
    headers: call.headers ?? [],
    credentials: call.credentials ? 'include' : 'omit',
    mode: 'cors',
    redirect: 'follow',
    body: false,
    initiator: 'fetch',
  };
  const needed = plan(request);
  const responses: PolicyResponse[] = [];
  const answers: Answer[] = [];
  const send = (incoming: PolicyRequest, preflight: boolean): void => {
    const response = answer(incoming);
    responses.push(response);
    answers.push({ url, preflight, status: response.status, headers: headerList(response) });
  };
  const behind = call.handler ? { handler: call.handler } : {};
  if (needed.needed) {
    const asks: HeaderLine[] = [['Access-Control-Request-Method', needed.method ?? call.method]];
    if (needed.headers.length > 0) asks.push(['Access-Control-Request-Headers', needed.headers.join(',')]);
    send(requestFrom(call.origin, { method: 'OPTIONS', headers: asks, ...behind }), true);
  }
  const cookies = call.credentials === true;
  send(
    requestFrom(call.origin, { method: call.method, headers: call.headers ?? [], cookies, ...behind }),
    false,
  );
  const matters = /^(?:access-control-allow-|status$)/i;
  return {
    verdict: judge({ request, answers }),
    unknown: responses.some(({ unknown }) => unknown.some(({ about }) => matters.test(about))),
  };
}
