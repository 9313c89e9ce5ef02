import { isToken } from './http.ts';
import { isForbiddenMethod, isSafelistedMethod, normaliseMethod } from './method.ts';
import { includesCredentials, parseUrl, serialiseOrigin } from './origin.ts';
import { combine, fillHeaders } from './requestHeaders.ts';
import type { CorsRequest, HeaderList, Reason, RefusedPart } from './types.ts';

/** A request as `new Request(…)` or `xhr.open(…)` and `xhr.send(…)` leave it. */
export interface PreparedRequest {
  readonly url: URL;
  /** Serialised. */
  readonly origin: string;
  readonly method: string;
  readonly headers: HeaderList;
  readonly body: boolean | 'stream';
  /** Also on an upload without a body. */
  readonly uploadListener: boolean;
}

export type Prepared =
  | { readonly request: PreparedRequest; readonly refused: null }
  | { readonly request: null; readonly refused: Reason };

/** The checks that throw in the page before anything is fetched, in the standard's order. */
export function prepare(request: CorsRequest): Prepared {
  const url = parseUrl(request.url);
  if (url === null) return refuse('url', request.url);
  const isXhr = request.initiator === 'xmlhttprequest';
  if (request.initiator === 'fetch' && includesCredentials(url)) return refuse('url-credentials', url.href);
  const origin = serialiseOrigin(request.origin);
  if (origin === null) return refuse('origin', request.origin);
  if (!isToken(request.method)) return refuse('method', request.method);
  if (isForbiddenMethod(request.method)) return refuse('forbidden-method', request.method);
  const method = normaliseMethod(request.method);
  const noCors = request.mode === 'no-cors';
  if (noCors && !isSafelistedMethod(method)) return refuse('no-cors-method', method);
  const headers = fillHeaders(request.headers, noCors);
  if (headers.list === null) return refuse('header', headers.invalid.join(': '));
  const bodiless = method === 'GET' || method === 'HEAD';
  if (request.body !== false && bodiless && !isXhr) return refuse('body-with-method', method);
  if (request.body === 'stream' && noCors) return refuse('no-cors-stream', method);
  const body = bodiless ? false : request.body;
  const uploadListener = isXhr && request.uploadListener === true;
  return {
    request: {
      url,
      origin,
      method,
      headers: isXhr ? combine(headers.list) : headers.list,
      body,
      uploadListener,
    },
    refused: null,
  };
}

function refuse(what: RefusedPart, value: string): Prepared {
  return { request: null, refused: { kind: 'request-refused', what, value } };
}
