import { get, parseTokens } from '../cors/headerList.ts';
import { asciiLowercase } from '../cors/http.ts';
import type { HeaderList } from '../cors/types.ts';
import { crossOriginPart } from '../probe/crossOrigin.ts';
import type { ProbeExchange, ProbeResult } from '../probe/types.ts';
import type { VaryReport } from './types.ts';

/**
 * Whether a cache may give the answer for one origin to a page of another. Judged on the answer to GET or HEAD, because nothing else
 * is cached, and by comparing it with the controls where those went out. Null where no such answer has Access-Control-Allow-Origin.
 */
export function varyOf({ request, sent, controls }: ProbeResult): VaryReport | null {
  const base = crossOriginPart(request, sent).findLast(
    ({ send }) => send.method === 'GET' || send.method === 'HEAD',
  );
  const headers = base?.answer.response?.headers ?? [];
  const allowed = allowOrigin(headers);
  if (base === undefined || base.send.origin === null || allowed === null) return null;
  const hints = cacheHints(headers);
  const throughCache = cameThroughCache(headers);
  const judged = (state: VaryReport['state'], text: string): VaryReport => ({
    state,
    throughCache,
    hints,
    text,
  });
  if (allowed === '*')
    return judged('not-needed', 'Every origin gets the same answer, so caches can do no harm.');
  const others = controls
    .filter(({ kind, exchange }) => kind !== 'random-path' && exchange.send.method === base.send.method)
    .map(({ exchange }) => exchange);
  const silent = [base, ...others].find((exchange) => !variesByOrigin(headersOf(exchange)));
  if (silent === undefined) return judged('ok', 'The answer differs by origin and says so: Vary: Origin.');
  if (others.length > 0 && others.every((other) => allowOrigin(headersOf(other)) === allowed)) {
    return judged(
      'not-needed',
      `Whoever asks gets Access-Control-Allow-Origin: ${allowed}, so caches can do no harm.`,
    );
  }
  if (/\bno-store\b/i.test(get(headersOf(silent), 'cache-control') ?? '')) {
    return judged(
      'harmless',
      'The answer differs by origin without Vary: Origin, but no cache may keep it (no-store).',
    );
  }
  if (others.length === 0) {
    return judged(
      'unknown',
      'The answer names one origin but has no Vary: Origin: a cache may give it to pages of another origin, which then fail.',
    );
  }
  return judged('missing', missingText(silent, throughCache));
}

function missingText({ send }: ProbeExchange, throughCache: boolean): string {
  const which =
    send.origin === null
      ? 'The answer to a request without Origin lacks Vary: Origin'
      : 'The answer differs by origin but lacks Vary: Origin';
  const consequence = throughCache
    ? 'the cache that it came through may give it to pages of another origin, which then fail now and then'
    : 'a cache, the browser’s own included, may give it to pages of another origin, which then fail now and then';
  return `${which}: ${consequence}. Send Vary: Origin with every answer of this URL.`;
}

function headersOf({ answer }: ProbeExchange): HeaderList {
  return answer.response?.headers ?? [];
}

function allowOrigin(headers: HeaderList): string | null {
  return get(headers, 'access-control-allow-origin');
}

function variesByOrigin(headers: HeaderList): boolean {
  const names = parseTokens(get(headers, 'vary') ?? '').values ?? [];
  return names.some((name) => name === '*' || asciiLowercase(name) === 'origin');
}

const hintNames = [
  'cache-control',
  'age',
  'expires',
  'cdn-cache-control',
  'surrogate-control',
  'cf-cache-status',
  'x-cache',
  'x-cache-hits',
  'x-cache-status',
  'x-proxy-cache',
  'x-varnish',
  'x-vercel-cache',
  'cache-status',
  'via',
];

function cacheHints(headers: HeaderList): readonly string[] {
  return headers
    .filter(([name]) => hintNames.includes(asciiLowercase(name)))
    .map(([name, value]) => `${name}: ${value}`);
}

/** An Age, or a header in which a cache says what it did. */
function cameThroughCache(headers: HeaderList): boolean {
  const says = (name: string, pattern: RegExp): boolean => pattern.test(get(headers, name) ?? '');
  return (
    says('age', /^\d+$/) ||
    says('cf-cache-status', /^(?:HIT|MISS|EXPIRED|STALE|REVALIDATED|UPDATING)$/i) ||
    says('x-cache', /\b(?:hit|miss)\b/i) ||
    says('x-cache-status', /\b(?:hit|miss|expired|stale)\b/i) ||
    says('x-vercel-cache', /^(?:HIT|MISS|STALE)$/i) ||
    says('cache-status', /./) ||
    says('x-varnish', /./)
  );
}
