import type { AttackAnswer, SecurityResult } from '../probe/security.ts';
import { isLetIn } from '../probe/security.ts';
import type { AttackKind } from '../probe/securityPlan.ts';
import { parseSetCookie } from 'set-cookie-parser';

export type Severity = 'high' | 'medium' | 'low' | 'info';

/** A way in that the probes found. */
export interface SecurityFinding {
  readonly severity: Severity;
  readonly kind: AttackKind | 'wildcard';
  /** Origins that were let in this way. */
  readonly origins: readonly string[];
  /** Answers can be read with the user's cookies. */
  readonly credentials: boolean;
  /** Who gets in, and what to change: one sentence. */
  readonly sentence: string;
  /** What makes it worse or milder, a sentence each. */
  readonly because: readonly string[];
}

/** The outcome of the security probes: plain data without secrets. */
export interface SecurityReport {
  readonly version: 1;
  readonly url: string;
  readonly method: string;
  /** How many requests went out and were answered. */
  readonly requests: number;
  readonly planned: number;
  readonly ended: SecurityResult['ended'];
  /** One sentence: the worst finding, or that there is none. */
  readonly sentence: string;
  /** The gravest first. */
  readonly findings: readonly SecurityFinding[];
}

const severities: readonly Severity[] = ['high', 'medium', 'low', 'info'];

/**
 * What an attacker could do with the answers. An origin counts as let in when a 2xx names it letter by letter; any origin, when two
 * strangers are; cookies, when Access-Control-Allow-Credentials is exactly `true`. Pure.
 */
export function securityReportOf(result: SecurityResult): SecurityReport {
  const { plan, answers, ended } = result;
  const findings = findingsOf(result).sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
  return {
    version: 1,
    url: plan.url,
    method: plan.method,
    requests: answers.length,
    planned: plan.requests,
    ended,
    sentence: headline(result, findings),
    findings,
  };
}

function headline({ plan, answers, ended }: SecurityResult, [worst]: readonly SecurityFinding[]): string {
  if (worst !== undefined) return worst.sentence;
  if (ended === 'unanswered' || ended === 'aborted') {
    const why = ended === 'aborted' ? 'was stopped' : `ended when ${plan.host} gave no answer`;
    return `The probe ${why} after ${answers.length} of ${plan.requests} requests; none of them was let in.`;
  }
  if (answers.every(({ status }) => status < 200 || status > 299)) {
    return `${plan.host} answered no probe with 2xx, so nothing can be told: add what authorises the request.`;
  }
  return `None of ${answers.length} foreign origins was let in by ${plan.host}.`;
}

/** The plainest first. */
const attackKinds: readonly AttackKind[] = [
  'any',
  'null',
  'open-end',
  'no-boundary',
  'dot',
  'public-suffix',
  'subdomain',
  'downgrade',
  'port',
  'local',
];

/** What a wider hole lets in too, and needs no finding of its own. */
const implied: Readonly<Partial<Record<AttackKind, readonly AttackKind[]>>> = {
  dot: ['no-boundary'],
  subdomain: ['no-boundary', 'public-suffix'],
  port: ['open-end'],
};

function findingsOf(result: SecurityResult): SecurityFinding[] {
  const { answers } = result;
  const letIn = answers.filter(isLetIn);
  const strangers = answers.filter(({ kind }) => kind === 'any').slice(0, 2);
  if (strangers.length === 2 && strangers.every(isLetIn)) return [findingOf('any', strangers, result)];
  const found = new Set(letIn.map(({ kind }) => kind));
  const kinds = attackKinds.filter(
    (kind) => found.has(kind) && !(implied[kind] ?? []).some((by) => found.has(by)),
  );
  const ways = kinds.map((kind) =>
    findingOf(
      kind,
      letIn.filter((answer) => answer.kind === kind),
      result,
    ),
  );
  const wildcard = answers.find(
    ({ status, allowOrigin }) => status >= 200 && status <= 299 && allowOrigin === '*',
  );
  return wildcard === undefined ? ways : [findingOf('wildcard', [wildcard], result), ...ways];
}

function findingOf(
  kind: SecurityFinding['kind'],
  answers: readonly AttackAnswer[],
  result: SecurityResult,
): SecurityFinding {
  const credentials =
    kind !== 'wildcard' && answers.some(({ allowCredentials }) => allowCredentials === 'true');
  const because: string[] = [];
  let severity = baseSeverity(kind, credentials, nonPublic(answers, result));
  const lower = (why: string): void => {
    severity = severities[Math.min(severities.indexOf(severity) + 1, 2)] ?? severity;
    because.push(why);
  };
  const secret = nonPublic(answers, result);
  if (secret !== null && !credentials) because.push(`The answer is not meant for everyone: ${secret}.`);
  if (credentials && bearerOnly(result)) {
    lower('The request is authorised by its Authorization header alone, which an attacker does not have.');
  } else if (credentials && answers.some(({ setCookie }) => keepsOut(setCookie))) {
    lower(
      'The cookies that the server sets are SameSite=Lax or Strict, so pages of other sites do not send them.',
    );
  }
  if (kind === 'downgrade' && answers.some((answer) => hasHsts(answer, result))) {
    severity = 'info';
    because.push('Strict-Transport-Security keeps browsers that know the host off http.');
  }
  if (kind !== 'wildcard' && answers.some(({ vary }) => !/(^|[\s,])origin($|[\s,])|\*/i.test(vary ?? ''))) {
    because.push('The answer lacks Vary: Origin, so a cache may pass it on to other origins too.');
  }
  const origins = answers.map(({ origin }) => origin);
  return { severity, kind, origins, credentials, sentence: sentenceOf(kind, origins, credentials), because };
}

const strangersKinds: ReadonlySet<SecurityFinding['kind']> = new Set<SecurityFinding['kind']>([
  'any',
  'null',
  'open-end',
  'no-boundary',
  'dot',
]);

function baseSeverity(kind: SecurityFinding['kind'], credentials: boolean, secret: string | null): Severity {
  if (!credentials)
    return secret !== null && (strangersKinds.has(kind) || kind === 'wildcard') ? 'medium' : 'info';
  if (strangersKinds.has(kind)) return 'high';
  return kind === 'public-suffix' ? 'medium' : 'low';
}

/** Why the answer is not public, as far as can be told from outside; null for no sign of it. */
function nonPublic(answers: readonly AttackAnswer[], { request, plan }: SecurityResult): string | null {
  if (request.headers.some(([name]) => /^authorization$/i.test(name))) return 'it takes Authorization';
  if (answers.some(({ cacheControl }) => /\bprivate\b/i.test(cacheControl ?? '')))
    return 'Cache-Control says private';
  const { hostname } = new URL(plan.url);
  return isPrivateAddress(hostname) ? `${hostname} is an address of a private network` : null;
}

/** Addresses of RFC 1918 and RFC 4193. This machine itself does not count: that is where people develop. */
function isPrivateAddress(hostname: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)[\d.]+$|^\[f[cd]/i.test(hostname);
}

function bearerOnly({ request, cookies, answers }: SecurityResult): boolean {
  const bearer = request.headers.some(
    ([name, value]) => /^authorization$/i.test(name) && /^bearer\b/i.test(value),
  );
  return bearer && !cookies && answers.every(({ setCookie }) => setCookie.length === 0);
}

function keepsOut(setCookie: readonly string[]): boolean {
  const cookies = parseSetCookie([...setCookie], { decodeValues: false, silent: true });
  return cookies.length > 0 && cookies.every(({ sameSite }) => /^(?:lax|strict)$/i.test(sameSite ?? ''));
}

/** Only the host itself tells; its header says nothing about hosts beside it. */
function hasHsts({ origin, hsts }: AttackAnswer, { plan }: SecurityResult): boolean {
  if (hsts === null) return false;
  const [from, target] = [new URL(origin).hostname, new URL(plan.url).hostname];
  return from === target || (from.endsWith(`.${target}`) && /includesubdomains/i.test(hsts));
}

function sentenceOf(
  kind: SecurityFinding['kind'],
  [first = '']: readonly string[],
  credentials: boolean,
): string {
  const reads = credentials
    ? 'can read the answers with the user’s cookies'
    : 'can read the answers, without cookies';
  switch (kind) {
    case 'any':
      return `Every site ${reads}: the server repeats whatever Origin it gets. Compare it with a list.`;
    case 'wildcard':
      return `Every site ${reads}: the server sends Access-Control-Allow-Origin: *. That is right for public data only.`;
    case 'null':
      return `Every site ${reads}: the server allows “null”, which a sandboxed frame sends. Take “null” off the list.`;
    case 'open-end':
      return `${first} ${reads}: the check looks at the beginning of the origin only. Compare the whole origin.`;
    case 'no-boundary':
      return `${first} ${reads}: the check looks at the end of the origin only. Compare the whole origin.`;
    case 'dot':
      return `${first} ${reads}: a dot in the pattern matches any character. Escape it, or compare the whole origin.`;
    case 'public-suffix':
      return `${first} ${reads}: everybody can get a name there. Allow your own names only.`;
    case 'subdomain':
      return `${first} ${reads}: any name below the domain is allowed, a forgotten or taken-over one too. List the names.`;
    case 'downgrade':
      return `${first} ${reads}: it is not on https, so whoever sits on the network can be it. Allow https only.`;
    case 'port':
      return `${first} ${reads}: any port of the host is allowed. Compare the whole origin.`;
    case 'local':
      return `${first} ${reads}: a program on the user’s machine can be it. Allow localhost in development only.`;
  }
}
