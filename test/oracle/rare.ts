import type { Answer, CorsRequest, HeaderList } from '../../src/cors/types.ts';
import type { Kept } from './kept.ts';

const there = '{B}/{id}/r0';
const home = '{A}/{id}/r0';
const own: HeaderList = [['Access-Control-Allow-Origin', '{A}']];
const any: HeaderList = [['Access-Control-Allow-Origin', '*']];
const to = (location: string): HeaderList => [...any, ['Location', location]];

function make(name: string, changes: Partial<CorsRequest>, ...answers: readonly Answer[]): Kept {
  const request: CorsRequest = {
    url: there,
    origin: '{A}',
    method: 'GET',
    headers: [],
    credentials: 'omit',
    mode: 'cors',
    redirect: 'follow',
    body: false,
    initiator: 'fetch',
    ...changes,
  };
  return { name: `rare: ${name}`, case: { request, answers }, browsers: {} };
}

const answer = (status: number, headers: HeaderList, url = there): Answer => ({
  url,
  preflight: false,
  status,
  headers,
});

/** What brings up texts that random cases seldom do. */
export const rareCases: readonly Kept[] = [
  make(
    'credentials of a preflight',
    { method: 'PUT', credentials: 'include' },
    { url: there, preflight: true, status: 200, headers: own },
  ),
  make(
    'credentials of an XMLHttpRequest',
    { initiator: 'xmlhttprequest', credentials: 'include' },
    answer(200, own),
  ),
  make('no-cors without follow', { mode: 'no-cors', redirect: 'manual' }),
  make('same-origin, redirected away', { url: home, mode: 'same-origin' }, answer(302, to(there), home)),
  make('another scheme', { url: 'ftp://{b}/{id}/r0' }),
  make('another scheme, XMLHttpRequest', { url: 'ftp://{b}/{id}/r0', initiator: 'xmlhttprequest' }),
  make('an unknown scheme', { url: 'foo://{b}/{id}/r0' }),
  make('an unknown scheme, XMLHttpRequest', { url: 'foo://{b}/{id}/r0', initiator: 'xmlhttprequest' }),
  make('redirect to a file', {}, answer(302, to('file:///x'))),
  make('redirect to a file from home', { url: home }, answer(302, to('file:///x'), home)),
  make('redirect to FTP', {}, answer(302, to('ftp://{b}/x'))),
  make('redirects without end', {}, ...Array.from({ length: 21 }, () => answer(302, to(there)))),
  make(
    'redirects at home without end',
    { url: home },
    ...Array.from({ length: 21 }, () => answer(302, to(home), home)),
  ),
  make(
    'no-cors redirects without end',
    { mode: 'no-cors' },
    ...Array.from({ length: 21 }, () => answer(302, to(there))),
  ),
  make(
    'preflight without answer',
    { method: 'PUT' },
    { url: there, preflight: true, error: 'connection-closed' },
  ),
  make('preflight cut off', { method: 'PUT' }, { url: there, preflight: true, error: 'connection-reset' }),
  make('407 from a server that is no proxy', {}, answer(407, any)),
  make('407 without CORS headers', {}, answer(407, [])),
  make('407 under no-cors', { mode: 'no-cors' }, answer(407, [])),
  make('407 at home', { url: home }, answer(407, [], home)),
  make('407 for a preflight', { method: 'PUT' }, { url: there, preflight: true, status: 407, headers: any }),
  make('407 after a redirect', {}, answer(302, to('{C}/{id}/r1')), answer(407, any, '{C}/{id}/r1')),
  make(
    'preflight at home after a redirect, redirected away',
    { headers: [['X-Foo', '1']] },
    {
      url: there,
      preflight: true,
      status: 200,
      headers: [...own, ['Access-Control-Allow-Headers', 'x-foo']],
    },
    answer(302, to(home)),
    { url: home, preflight: true, status: 302, headers: [['Location', there]] },
  ),
];
