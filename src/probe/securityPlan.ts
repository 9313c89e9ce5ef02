import { escapeRegex } from '../policy/escapeRegex.ts';
import { randomUUID } from 'node:crypto';
import type { CorsRequest } from '../cors/types.ts';
import { isBrowserOrigin } from '../policy/originLiteral.ts';
import { registrableDomain, sharedSuffix } from '../policy/registrableDomain.ts';
import { candidatesOfPattern, type WitnessKind } from '../policy/witness.ts';
import { redactUrl } from './redact.ts';
import { isMixedContent } from './site.ts';

/** How somebody who was never meant gets hold of an origin; beside those of a `witness`: */
export type AttackKind =
  | WitnessKind
  /** A sandboxed frame, which everybody can make. */
  | 'null'
  /** Another name below the same domain: somebody's blog, a forgotten host. */
  | 'subdomain'
  /** The same host without https: whoever sits on the network. */
  | 'downgrade'
  /** The same host on another port. */
  | 'port'
  /** A program on the user's own machine. */
  | 'local';

/** An origin that a browser can send and that nobody meant to let in. */
export interface AttackOrigin {
  readonly origin: string;
  readonly kind: AttackKind;
}

/** What the security probes would send, for the question whether they may. */
export interface SecurityPlan {
  /** Without secrets. */
  readonly url: string;
  readonly host: string;
  readonly method: string;
  readonly origins: readonly AttackOrigin[];
  /** How many requests at the most. */
  readonly requests: number;
  /** The question for the person in front, one sentence. */
  readonly consent: string;
}

/** More are not sent to anybody's server. */
const MAX_ORIGINS = 30;

/**
 * The requests that find out whether an attacker's page could read the answers. Each is the test's own GET or HEAD from another origin,
 * or the OPTIONS for it where the method changes state. Only origins that a browser can send are among them, the plainest first.
 */
export function securityPlan(request: CorsRequest): SecurityPlan {
  const { host } = new URL(request.url);
  const method = request.method === 'HEAD' || request.method === 'GET' ? request.method : 'OPTIONS';
  const origins = attackOrigins(request).slice(0, MAX_ORIGINS);
  const requests = origins.length;
  return {
    url: redactUrl(request.url),
    host,
    method,
    origins,
    requests,
    consent: `Send up to ${requests} ${method} requests to ${host} as if from foreign origins? Ask its owner before you test a server that is not yours.`,
  };
}

/** The first two are of strangers: only together they prove that any origin is let in. */
function attackOrigins(request: CorsRequest): readonly AttackOrigin[] {
  const target = new URL(request.url);
  const page = URL.canParse(request.origin) ? new URL(request.origin) : null;
  const known = page === null ? [target] : [page, target];
  const texts = new Set([...(page === null ? [] : [page.origin]), ...known.flatMap(domainsOf)]);
  const found: AttackOrigin[] = [
    stranger(),
    stranger(),
    { origin: 'null', kind: 'null' },
    ...[...texts].flatMap((text) => candidatesOfPattern(escapeRegex(text))).map(ofWitness),
    ...known.flatMap(besides),
    ...(page === null ? [] : relatives(page)),
    ...(known.some(isLocal) ? [] : [{ origin: 'http://localhost:3000', kind: 'local' } as const]),
  ];
  const seen = new Set([request.origin]);
  return found
    .map(({ origin, kind }) => ({ origin: reachable(origin, request.url), kind }))
    .filter(({ origin }) => {
      if (seen.has(origin) || !isBrowserOrigin(origin)) return false;
      seen.add(origin);
      return true;
    });
}

function stranger(): AttackOrigin {
  return { origin: `https://preflight-${randomUUID().slice(0, 8)}.example`, kind: 'any' };
}

function ofWitness({ origin, how }: { readonly origin: string; readonly how: WitnessKind }): AttackOrigin {
  return { origin, kind: how };
}

/** The host, and the domain that somebody registered for it. Whoever forges an origin takes the scheme that is allowed. */
function domainsOf({ protocol, hostname }: URL): string[] {
  const domain = registrableDomain(hostname);
  const hosts = domain === null || domain === hostname ? [hostname] : [hostname, domain];
  return hosts.map((host) => `${protocol}//${host}`);
}

/** Names beside the host: below its domain, and on shared hosting those of other customers. */
function besides({ protocol, hostname }: URL): AttackOrigin[] {
  const domain = registrableDomain(hostname);
  const suffix = sharedSuffix(hostname);
  if (domain === null) return [];
  const sibling: AttackOrigin[] =
    suffix === null ? [] : [{ origin: `${protocol}//evil.${suffix}`, kind: 'public-suffix' }];
  return [...sibling, { origin: `${protocol}//evil.${domain}`, kind: 'subdomain' }];
}

/** The page's own host, in another way. */
function relatives({ protocol, host, hostname }: URL): AttackOrigin[] {
  const downgrade: AttackOrigin[] =
    protocol === 'https:' ? [{ origin: `http://${host}`, kind: 'downgrade' }] : [];
  return [...downgrade, { origin: `${protocol}//${hostname}:4999`, kind: 'port' }];
}

function isLocal({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

/** Pages on https cannot call http at all: there the attacker's page is on http too. */
function reachable(origin: string, url: string): string {
  return isMixedContent(origin, url) ? origin.replace(/^https:/, 'http:') : origin;
}
