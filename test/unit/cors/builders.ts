import type { Answer, CorsRequest, Exchange, HeaderList } from '../../../src/cors/types.ts';

export const PAGE = 'http://page.test';
export const API = 'http://api.test/x';

/** A GET of a page on PAGE to API, with changes. */
export function request(changes: Partial<CorsRequest> = {}): CorsRequest {
  return {
    url: API,
    origin: PAGE,
    method: 'GET',
    headers: [],
    credentials: 'omit',
    mode: 'cors',
    redirect: 'follow',
    body: false,
    initiator: 'fetch',
    ...changes,
  };
}

export function preflight(status: number, headers: HeaderList = [], url = API): Answer {
  return { url, preflight: true, status, headers };
}

export function answer(status: number, headers: HeaderList = [], url = API): Answer {
  return { url, preflight: false, status, headers };
}

export function exchange(changes: Partial<CorsRequest>, ...answers: readonly Answer[]): Exchange {
  return { request: request(changes), answers };
}

export const ANY: HeaderList = [['Access-Control-Allow-Origin', '*']];
