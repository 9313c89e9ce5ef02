import type { PageRequest } from './browser.ts';

const sentence =
  /^(?<method>\S+) (?<path>\/\S*) from (?<origin>null|[a-z][a-z0-9+.-]*:\/\/\S+)(?<credentials> with credentials)?(?: (?:with|and) header (?<headers>.+))?$/;

let asked = 0;

/** Reads a request of a rule page: `PUT /data from https://a.example with credentials with header X-Token: 1 and header X-B: 2`. */
export function readRequest(text: string, base: string): PageRequest {
  const parts = sentence.exec(text)?.groups;
  if (!parts) throw new Error(`This is not a request that a rule page can state: ${text}`);
  const { method = '', path = '', origin = '' } = parts;
  const url = new URL(path, base);
  url.searchParams.set('fresh', String(asked++));
  return {
    url: url.href,
    origin,
    method,
    headers: Object.fromEntries((parts['headers'] ?? '').split(' and header ').filter(Boolean).map(headerOf)),
    credentials: parts['credentials'] ? 'include' : 'omit',
  };
}

function headerOf(text: string): [name: string, value: string] {
  const colon = text.indexOf(':');
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}
