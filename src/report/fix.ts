import { get, lines, parseTokens } from '../cors/headerList.ts';
import { asciiLowercase } from '../cors/http.ts';
import type { HeaderList } from '../cors/types.ts';
import { isBrowserOrigin } from '../policy/originLiteral.ts';
import type { PolicySpec } from '../policy/spec.ts';
import type { Stack } from '../policy/types.ts';
import { crossOriginPart } from '../probe/crossOrigin.ts';
import type { ProbeResult } from '../probe/types.ts';
import { write } from '../stacks/registry.ts';
import { asWritten } from './sentence.ts';
import type { FixReport, Problem, ServerReport } from './types.ts';

const stacks: readonly Stack[] = ['express', 'fastapi', 'nginx', 'apache'];

/** Problems that other CORS settings solve, or that are hidden by missing ones. */
const mended: ReadonlySet<Problem> = new Set<Problem>(['cors', 'server-error', 'client-error']);

/**
 * The policy that lets this request through and takes nothing away from whoever is allowed today, written for each stack; null where
 * CORS settings are not the matter. The stacks that the server names come first.
 */
export function fixOf(result: ProbeResult, problem: Problem, server: ServerReport): FixReport | null {
  const wanted = mended.has(problem) ? wantedPolicy(result) : null;
  if (wanted === null) return null;
  const guessed = server.stacks.map(({ stack }) => stack);
  const order = [...guessed, ...stacks.filter((stack) => !guessed.includes(stack))];
  return {
    wanted,
    stacks: order.map((stack) => ({ stack, guessed: guessed.includes(stack), ...write(stack, wanted) })),
  };
}

/** Null for a page whose origin cannot be listed. */
function wantedPolicy(result: ProbeResult): PolicySpec | null {
  const { request, verdict, sent } = result;
  const { origin } = request;
  if (origin === 'null' || !isBrowserOrigin(origin)) return null;
  const answers = crossOriginPart(request, sent).map(({ answer }) => answer.response?.headers ?? []);
  const preflight = sent.findLast(({ send }) => send.preflight)?.answer.response?.headers ?? [];
  const last = answers.at(-1) ?? [];
  const include = request.credentials === 'include';
  const { method, headers } = verdict.preflight;
  const asked = headers.map((name) => asWritten(name, request));
  const allowed = listOf(preflight, 'access-control-allow-headers', asked, include, asciiLowercase);
  return {
    origins: wantedOrigins(answers, origin, include),
    credentials: include,
    methods: listOf(
      preflight,
      'access-control-allow-methods',
      [method ?? request.method],
      include,
      (name) => name,
    ),
    allowHeaders: allowed.length > 0 ? allowed : null,
    exposeHeaders: tokens(last, 'access-control-expose-headers').filter((name) => name !== '*'),
    maxAge: maxAgeOf(preflight),
  };
}

/** The page's origin, beside the one that is allowed today. */
function wantedOrigins(
  answers: readonly HeaderList[],
  origin: string,
  include: boolean,
): PolicySpec['origins'] {
  const allowed = answers.flatMap((headers) => lines(headers, 'access-control-allow-origin'));
  if (!include && allowed.includes('*')) return 'any';
  const named = allowed.filter((value) => value !== 'null' && isBrowserOrigin(value));
  return [...new Set([...named, origin])].map((literal) => ({ literal }));
}

/** What is listed today and what is asked for; `*` only where it counts. */
function listOf(
  headers: HeaderList,
  name: string,
  asked: readonly string[],
  include: boolean,
  key: (name: string) => string,
): readonly string[] {
  const listed = tokens(headers, name).filter((token) => token !== '*' || !include);
  if (listed.includes('*')) return ['*'];
  const known = new Set(listed.map(key));
  return [...listed, ...asked.filter((token) => !known.has(key(token)))];
}

function tokens(headers: HeaderList, name: string): readonly string[] {
  return parseTokens(get(headers, name) ?? '').values ?? [];
}

function maxAgeOf(headers: HeaderList): number | null {
  const value = get(headers, 'access-control-max-age');
  return value !== null && /^[0-9]{1,9}$/.test(value) ? Number(value) : null;
}
