import type { HeaderLine } from '../cors/types.ts';
import { grant, requestFrom } from './grant.ts';
import { meantOrigins } from './meantOrigins.ts';
import { linesOf, respond } from './respond.ts';
import { normalise, type OriginSpec, type PolicySpec } from './spec.ts';
import { spellOrigins, wholePattern } from './specOrigins.ts';
import type { Policy, PolicyResponse } from './types.ts';

const stranger = 'https://preflight-stranger.test';
const askedHeader = 'x-preflight-probe';
const corsHeader = /^(?:access-control-|status$)/i;

/**
 * The policy as data, in normal form. The origins come from what the source states, the rest from what the policy answers to an origin that
 * it lets in. Null when a part of that is unknown, when origins are decided by more than names and patterns, or when preflights fail.
 */
export function specOf(policy: Policy): PolicySpec | null {
  const stated = originsOf(policy);
  if (stated === null || !holds(policy, stated)) return null;
  const origin = typeof stated === 'string' ? stranger : allowedBy(policy, stated)[0];
  if (origin === undefined) return null;
  const given = grant(policy, origin);
  const main = respond(policy, requestFrom(origin));
  const first = preflight(policy, origin, 'PUT', [askedHeader]);
  const other = preflight(policy, origin, 'PREFLIGHT', []);
  const methods = methodsOf(first, other);
  const method = Array.isArray(methods) ? (methods[0] ?? 'GET') : 'GET';
  const plain = preflight(policy, origin, method, []);
  const answers = [main, first, other, plain];
  const isConstant = !given.withCredentials && valueOf(main, 'Access-Control-Allow-Origin') === '*';
  if (answers.some(({ unknown }) => unknown.some(({ about }) => corsHeader.test(about)))) return null;
  if (plain.status < 200 || plain.status > 299 || !given.readable || given.unknown) return null;
  const age = valueOf(first, 'Access-Control-Max-Age');
  if (age !== null && !/^-?\d+$/.test(age)) return null;
  const allowed = valueOf(first, 'Access-Control-Allow-Headers');
  return normalise({
    origins: stated === 'any' && !isConstant ? 'reflect' : stated,
    credentials: given.withCredentials,
    methods,
    allowHeaders: allowed === askedHeader ? 'mirror' : listOf(allowed),
    exposeHeaders: listOf(valueOf(main, 'Access-Control-Expose-Headers')),
    maxAge: age === null ? null : Number(age),
  });
}

/** What the source states about origins as data; null where it is neither a name nor a pattern. */
function originsOf(policy: Policy): PolicySpec['origins'] | null {
  const { origins: matchers } = policy.facts;
  const entries: OriginSpec[] = [];
  for (const matcher of matchers) {
    switch (matcher.kind) {
      case 'any':
      case 'reflect':
        return matchers.length === 1 ? matcher.kind : null;
      case 'literal':
        entries.push({ literal: matcher.value });
        break;
      case 'pattern': {
        const { source, ignoreCase, matching } = matcher;
        entries.push({ pattern: matching === 'search' ? source : wholePattern(source), ignoreCase });
        break;
      }
      default:
        return null;
    }
  }
  if (entries.length > 0) return spellOrigins(entries);
  return grant(policy, stranger).allowOrigin?.value === '*' ? 'any' : null;
}

/** Whether the policy answers as the list says: what it names is let in, and what it does not name is not. */
function holds(policy: Policy, origins: PolicySpec['origins']): boolean {
  const reads = (origin: string): boolean => grant(policy, origin).readable;
  if (typeof origins === 'string') return reads(stranger) && reads('null');
  const { origins: matchers } = policy.facts;
  const named = (origin: string): boolean =>
    matchers.some((matcher) =>
      matcher.kind === 'literal'
        ? matcher.value === origin
        : matcher.kind === 'pattern' && matcher.accepts(origin),
    );
  return [...allowedBy(policy, origins), stranger, 'null'].every((origin) => reads(origin) === named(origin));
}

/** Origins that a list lets in: those it names, and samples of its patterns. */
function allowedBy({ facts }: Policy, origins: readonly OriginSpec[]): readonly string[] {
  return [
    ...origins.flatMap((entry) => ('literal' in entry ? [entry.literal] : [])),
    ...meantOrigins(facts.origins),
  ];
}

function preflight(policy: Policy, origin: string, method: string, asked: readonly string[]): PolicyResponse {
  const headers: HeaderLine[] = [['Access-Control-Request-Method', method]];
  if (asked.length > 0) headers.push(['Access-Control-Request-Headers', asked.join(',')]);
  return respond(policy, requestFrom(origin, { method: 'OPTIONS', headers }));
}

function methodsOf(first: PolicyResponse, other: PolicyResponse): readonly string[] | 'mirror' {
  const [a, b] = [first, other].map((response) => valueOf(response, 'Access-Control-Allow-Methods'));
  return a === 'PUT' && b === 'PREFLIGHT' ? 'mirror' : listOf(a ?? null);
}

/** All lines of a header joined, as the Fetch standard reads lists; null when there is none. */
function valueOf(response: PolicyResponse, name: string): string | null {
  const lines = linesOf(response, name);
  return lines.length === 0 ? null : lines.map(({ value }) => value).join(',');
}

function listOf(value: string | null): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
