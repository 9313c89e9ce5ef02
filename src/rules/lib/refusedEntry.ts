import { grant } from '../../policy/grant.ts';
import { isBrowserOrigin } from '../../policy/originLiteral.ts';
import type { Policy } from '../../policy/types.ts';

/** An origin that the program compares with and then refuses all the same; null when there is none, or when that is not known. */
export function refusedEntry(policy: Policy): string | null {
  for (const matcher of policy.facts.origins) {
    if (matcher.kind !== 'literal' || matcher.use !== 'compared' || !isBrowserOrigin(matcher.value)) continue;
    const { unknown, readable } = grant(policy, matcher.value);
    if (!unknown && !readable) return matcher.value;
  }
  return null;
}
