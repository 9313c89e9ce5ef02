import { canonicalOrigin, isBrowserOrigin } from './originLiteral.ts';
import { samplesOf, textOf, type Sample } from './patternSamples.ts';
import { parseRegex } from './regex.ts';
import { grant } from './grant.ts';
import { hasRealSuffix, isPublicSuffix, registrableDomain } from './registrableDomain.ts';
import type { OriginMatcher, Policy } from './types.ts';

/** How an attacker gets a matching origin. */
export type WitnessKind =
  /** Any origin at all is let in. */
  | 'any'
  /** The allowed text may be followed by more: `https://example.com.evil.test`. */
  | 'open-end'
  /** Letters may stand in front of the allowed host: `https://evilexample.com`. */
  | 'no-boundary'
  /** A dot that matches any character: `https://apixexample.com`. */
  | 'dot'
  /** Everybody can get a name below the allowed suffix: `https://evil.vercel.app`. */
  | 'public-suffix';

/** An origin that a browser can send and that nobody meant to allow. */
export interface FoundWitness {
  readonly origin: string;
  readonly how: WitnessKind;
}

const stranger = 'evil.test';

/**
 * An origin that `matcher` lets in, that the policy answers so that a page there can read, and that belongs to nobody who is named.
 * Null when there is none or when the source does not tell: no witness, no finding.
 */
export type FindWitness = (policy: Policy, matcher: OriginMatcher) => FoundWitness | null;

/**
 * A `FindWitness` for one document. It works out what to try against a matcher once: several rules ask, and many places may share
 * one matcher.
 */
export function witnessFinder(): FindWitness {
  const candidates = new Map<OriginMatcher | string, readonly FoundWitness[]>();
  return (policy, matcher) => {
    const key = matcher.kind === 'pattern' ? matcher.source : matcher;
    const known = candidates.get(key) ?? candidatesOf(matcher);
    candidates.set(key, known);
    const found = known.find(({ origin }) => {
      if (!letsIn(matcher, origin)) return false;
      const given = grant(policy, origin);
      return !given.unknown && given.readable;
    });
    return found ?? null;
  };
}

/** True when the matcher is known to accept `origin`. */
export function letsIn(matcher: OriginMatcher, origin: string): boolean {
  switch (matcher.kind) {
    case 'any':
    case 'reflect':
      return true;
    case 'literal':
      return matcher.value === origin;
    case 'pattern':
    case 'predicate':
      return matcher.accepts(origin) === true;
    case 'unknown':
      return false;
  }
}

/** Attacker origins worth a try against `matcher`, the plainest first; each can be sent by a browser and be registered by a stranger. */
function candidatesOf(matcher: OriginMatcher): readonly FoundWitness[] {
  switch (matcher.kind) {
    case 'reflect':
      return [{ origin: `https://${stranger}`, how: 'any' }];
    case 'pattern':
      return candidatesOfPattern(matcher.source);
    case 'predicate':
      return unintended((matcher.mentions ?? []).map(sampleOfText));
    default:
      return [];
  }
}

/** As `candidatesOf`, for a regular expression without delimiters; none when it cannot be parsed. */
export function candidatesOfPattern(source: string): readonly FoundWitness[] {
  const regex = parseRegex(source);
  return regex ? unintended(samplesOf(regex.ast)) : [];
}

interface Intended {
  readonly scheme: string;
  /** The host as far as it is fixed: `example.com` for `.*\.example\.com`. */
  readonly host: string;
  /** What stands before `host` when a free stretch ends right there: `preview-` for `preview-.*example\.com`. */
  readonly before: string;
  /** What follows the host, such as a port. */
  readonly tail: string;
  /** The whole text of the sample, with a scheme in front. */
  readonly text: string;
}

function unintended(samples: readonly Sample[]): readonly FoundWitness[] {
  const intended = samples.map(intendedOf).sort((a, b) => b.scheme.length - a.scheme.length);
  const meant = new Set(
    intended.map(({ host }) => registrableDomain(host)).filter((domain) => domain !== null),
  );
  const seen = new Set<string>();
  return [
    { origin: `https://${stranger}`, how: 'any' } as const,
    { origin: `http://${stranger}`, how: 'any' } as const,
    ...intended.flatMap(openEnd),
    ...intended.flatMap(noBoundary),
    ...intended.flatMap(anyForDot),
    ...intended.flatMap(belowSuffix),
  ].filter(({ origin }) => {
    if (seen.has(origin) || !isBrowserOrigin(origin)) return false;
    seen.add(origin);
    const { hostname } = new URL(origin);
    const domain = registrableDomain(hostname);
    return domain !== null && !meant.has(domain) && hasRealSuffix(hostname) && hasWholeLabels(hostname);
  });
}

/** A URL may hold `.example.com`; no name server answers for it. */
function hasWholeLabels(host: string): boolean {
  return !host.startsWith('.') && !host.includes('..');
}

function intendedOf(sample: Sample): Intended {
  const text = textOf(sample).toLowerCase();
  const scheme = /^https?:\/\//.exec(text)?.[0] ?? '';
  const hostLength = text.slice(scheme.length).search(/[:/?#]/);
  const hostEnd = hostLength < 0 ? text.length : scheme.length + hostLength;
  const host = sample.slice(scheme.length, hostEnd);
  return {
    scheme: scheme === '' ? 'https://' : scheme,
    host: fixedHost(host),
    before: beforeFree(host),
    tail: text.slice(hostEnd),
    text: scheme === '' ? `https://${/^[.-]/.test(text) ? 'x' : ''}${text}` : text,
  };
}

function fixedHost(host: Sample): string {
  const lastFree = host.findLastIndex(({ from }) => from === 'free');
  const end = textOf(host.slice(lastFree + 1)).replace(/^[.-]+/, '');
  const fixed =
    end === ''
      ? textOf(
          host.slice(
            0,
            host.findIndex(({ from }) => from === 'free'),
          ),
        )
      : end;
  return fixed.toLowerCase().replace(/\.+$/, '');
}

/** The start of the host, up to a free stretch that no dot or hyphen ends. */
function beforeFree(host: Sample): string {
  const lastFree = host.findLastIndex(({ from }) => from === 'free');
  const next = host[lastFree + 1];
  return lastFree < 0 || !next || /[.-]/.test(next.char) ? '' : textOf(host.slice(0, lastFree)).toLowerCase();
}

function openEnd({ scheme, host, text }: Intended): readonly FoundWitness[] {
  const origins = [`${text}.${stranger}`, `${text}${stranger}`];
  if (host !== '') origins.unshift(`${scheme}${host}.${stranger}`);
  return origins.map((origin) => ({ origin, how: 'open-end' }));
}

function noBoundary({ scheme, host, before, tail }: Intended): readonly FoundWitness[] {
  if (host === '') return [];
  const origins = [`${scheme}evil${host}${tail}`, `${scheme}${before}evil${host}${tail}`];
  return origins.map((origin) => ({ origin, how: 'no-boundary' }));
}

function anyForDot({ scheme, host, tail, text }: Intended): readonly FoundWitness[] {
  const found: FoundWitness[] = [];
  for (const candidate of [scheme + host + tail, text]) {
    for (let i = scheme.length; i < candidate.length; i++) {
      if (candidate[i] !== '.') continue;
      found.push({ origin: `${candidate.slice(0, i)}x${candidate.slice(i + 1)}`, how: 'dot' });
    }
  }
  return found;
}

function belowSuffix({ scheme, host, tail }: Intended): readonly FoundWitness[] {
  return isPublicSuffix(host) ? [{ origin: `${scheme}evil.${host}${tail}`, how: 'public-suffix' }] : [];
}

function sampleOfText(text: string): Sample {
  const origin = canonicalOrigin(text) ?? text;
  return [...(/^https?:\/\//.test(text) ? origin : text)].map((char) => ({ char, from: 'literal' }));
}
