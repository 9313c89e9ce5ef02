import { standardCache, type CacheRules } from './cache.ts';
import { corsCheck } from './corsCheck.ts';
import { corsExposed } from './exposure.ts';
import { planPreflight, type Carried } from './plan.ts';
import { standardPreflightChecks, type PreflightCheck } from './preflightCheck.ts';
import { standardRedirectChecks, type RedirectCheck } from './redirect.ts';
import type { HeaderList, PreflightPlan, Reason } from './types.ts';

/** The places in which a browser may depart from the standard. */
export interface UserAgent {
  /** The preflight of a CORS request on one hop. */
  readonly plan: (carried: Carried) => PreflightPlan;
  /** The checks of a preflight's response, in order. */
  readonly preflightChecks: readonly PreflightCheck[];
  /** The CORS check of a redirect and of the final response. */
  readonly corsCheck: (headers: HeaderList, origin: string, include: boolean) => Reason | null;
  readonly redirectChecks: readonly RedirectCheck[];
  readonly exposed: (headers: HeaderList, include: boolean) => readonly string[];
  readonly cache: CacheRules;
}

/** The Fetch standard to the letter. */
export const standard: UserAgent = {
  plan: planPreflight,
  preflightChecks: standardPreflightChecks,
  corsCheck,
  redirectChecks: standardRedirectChecks,
  exposed: corsExposed,
  cache: standardCache,
};
