import { unnamed } from '../../policy/caller.ts';
import { isBrowserOrigin } from '../../policy/originLiteral.ts';
import { isUnknown, respond } from '../../policy/respond.ts';
import { requestFrom } from '../../policy/grant.ts';
import type { HeaderLine } from '../../cors/types.ts';
import type { Policy } from '../../policy/types.ts';
import type { Install } from '../../stacks/fastapi/read.ts';
import type { Fix, RuleContext, TextEdit } from '../types.ts';

/** The CORSMiddleware of a FastAPI file; none for another stack. */
export function installsIn({ reading }: RuleContext): readonly Install[] {
  return reading.stack === 'fastapi' ? reading.installs : [];
}

/** An origin that the policy is meant for, to name in a message. */
export function allowedOrigin({ facts }: Policy): string {
  const literal = facts.origins.find((one) => one.kind === 'literal' && isBrowserOrigin(one.value));
  if (literal?.kind === 'literal') return literal.value;
  return facts.origins.some(({ kind }) => kind === 'any') ? 'any site' : unnamed;
}

/** Whether the server refuses a preflight with these headers; null when the source does not tell. */
export function refuses(policy: Policy, method: string, headers: string | null): boolean | null {
  const literals = policy.facts.origins.flatMap((one) => (one.kind === 'literal' ? [one.value] : []));
  const origin = literals.find((value) => value !== '') ?? 'https://app.example.com';
  const lines: HeaderLine[] = [['Access-Control-Request-Method', method]];
  if (headers !== null) lines.push(['Access-Control-Request-Headers', headers]);
  const response = respond(policy, requestFrom(origin, { method: 'OPTIONS', headers: lines }));
  return isUnknown(response, 'status') ? null : response.status >= 300;
}

/** A fix when there are edits for it. */
export function fixWith(
  title: string,
  safety: Fix['safety'],
  edits: readonly TextEdit[] | null,
): readonly Fix[] {
  return edits ? [{ title, safety, edits }] : [];
}

/** A header name as people write it: `x-api-key` becomes `X-Api-Key`. */
export function headerCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
