import type { Init } from './chromium.ts';

/** What pages send most: name, path and options of `fetch`. The same over every version of HTTP. */
export const plainRequests: readonly [name: string, path: string, init: Init][] = [
  ['a simple GET', '/a', {}],
  ['a POST with text', '/b', { method: 'POST', body: 'hello' }],
  ['a POST without a body', '/c', { method: 'POST' }],
  [
    'a PUT with JSON and headers',
    '/d',
    {
      method: 'PUT',
      body: '{}',
      headers: { 'Content-Type': 'application/json', 'X-B': '1', 'X-A': '2', Authorization: 'Bearer x' },
    },
  ],
];
