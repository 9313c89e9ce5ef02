import { wholeUrl } from '../paste/calls.ts';
import { requestCalls } from '../paste/javascript.ts';
import type { PastedRequest } from '../paste/types.ts';
import { readUrl } from '../paste/url.ts';
import type { Range } from '../policy/range.ts';

/** A request that stands in a text. */
export interface RequestAt {
  readonly range: Range;
  readonly request: PastedRequest;
}

const address = /https?:\/\/[^\s"'`<>()[\]{}\\|^]+/g;

/**
 * The request around `offset`: a call of fetch, axios or XMLHttpRequest, else a URL. `base` is what relative URLs of calls start from;
 * without it, calls with such a URL are none. Null when nothing of that is there.
 */
export function requestAt(text: string, offset: number, base: string | null): RequestAt | null {
  return callAt(text, offset, base) ?? urlAt(text, offset);
}

/** The call around `offset`; of calls within each other, the innermost. */
export function callAt(text: string, offset: number, base: string | null): RequestAt | null {
  const around = requestCalls(text).filter(({ range }) => range.start <= offset && offset <= range.end);
  const inner = around.at(-1);
  if (inner === undefined) return null;
  const url = wholeUrl(inner.called.request.url, base);
  return url === null ? null : { range: inner.range, request: { ...inner.called.request, url } };
}

function urlAt(text: string, offset: number): RequestAt | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end);
  for (const { 0: found, index } of line.matchAll(address)) {
    const bare = found.replace(/[.,;:]+$/, '');
    const range = { start: start + index, end: start + index + bare.length };
    const url = readUrl(bare);
    if (url === null || offset < range.start || offset > range.end) continue;
    return {
      range,
      request: {
        url,
        method: null,
        headers: null,
        credentials: null,
        cookies: null,
        body: null,
        origin: null,
      },
    };
  }
  return null;
}
