import { standardCache, type CacheRules } from './cache.ts';
import { corsCheck } from './corsCheck.ts';
import { corsExposed } from './exposure.ts';
import type { LocalNetworkCheck } from './localNetwork.ts';
import { planPreflight, type Carried } from './plan.ts';
import { standardPreflightChecks, type PreflightCheck } from './preflightCheck.ts';
import {
  locationOf,
  redirectedHeaders,
  redirectedMethod,
  resolveLocation,
  standardRedirectChecks,
  type Location,
  type RedirectCheck,
  type RedirectChange,
  type RedirectStep,
} from './redirect.ts';
import type {
  CorsRequest,
  HeaderList,
  PreflightPlan,
  Reason,
  RedirectMode,
  Send,
  Tainting,
} from './types.ts';

/** A request that is no CORS request, and whose method is GET or HEAD. */
export interface HopWithoutOrigin {
  readonly hop: number;
  readonly request: CorsRequest;
  /** The page's, serialised. */
  readonly origin: string;
  readonly tainting: Tainting;
  readonly change: RedirectChange | null;
  /** What went out before. */
  readonly sent: readonly Send[];
}

/** The places in which a browser may depart from the standard. */
export interface UserAgent {
  /** The preflight of a CORS request on one hop. */
  readonly plan: (carried: Carried) => PreflightPlan;
  /** A listener on an upload without a body asks for a preflight too. */
  readonly preflightsEmptyUploads: boolean;
  /** The checks of a preflight's response, in order. */
  readonly preflightChecks: readonly PreflightCheck[];
  /** The CORS check of a redirect and of the final response. */
  readonly corsCheck: (headers: HeaderList, origin: string, include: boolean) => Reason | null;
  /** The preflight of a tainted hop carries the page's origin, not `null`. */
  readonly preflightKeepsOrigin: boolean;
  /** The Location of a response with a redirect status; null when it is no redirect. */
  readonly location: (headers: HeaderList, mode: RedirectMode) => Location | null;
  readonly resolveLocation: (value: string, from: URL) => URL | null;
  /** The redirect modes that act on a redirect status also when there is no Location. */
  readonly actsWithoutLocation: readonly RedirectMode[];
  /** A no-cors request that leaves its origin has Origin `null` at once. */
  readonly taintsNoCors: boolean;
  /** An Origin header goes out also where the standard asks for none. */
  readonly addsOrigin: (hop: HopWithoutOrigin) => boolean;
  /** What fails on the way, before CORS looks at a redirect. */
  readonly brokenRedirect: (redirect: RedirectStep) => Reason | null;
  readonly redirectedMethod: (status: number, method: string, crossOrigin: boolean) => string;
  /** `original` as the page set them. */
  readonly redirectedHeaders: (
    headers: HeaderList,
    change: RedirectChange,
    original: HeaderList,
  ) => HeaderList;
  readonly redirectChecks: readonly RedirectCheck[];
  /** What fails before anything looks at an answer of this status. */
  readonly statusCheck: (status: number) => Reason | null;
  /** A redirect check that waits for the preflight of the next hop. */
  readonly lateRedirectCheck: (redirect: RedirectStep) => Reason | null;
  readonly exposed: (headers: HeaderList, include: boolean) => readonly string[];
  readonly cache: CacheRules;
  /** Asked before anything is sent to an address that is known. Not part of the Fetch standard. */
  readonly localNetworkCheck: LocalNetworkCheck;
}

/** The Fetch standard to the letter. */
export const standard: UserAgent = {
  plan: planPreflight,
  preflightsEmptyUploads: false,
  preflightChecks: standardPreflightChecks,
  corsCheck,
  preflightKeepsOrigin: false,
  location: locationOf,
  resolveLocation,
  actsWithoutLocation: ['error', 'manual'],
  taintsNoCors: false,
  addsOrigin: () => false,
  brokenRedirect: () => null,
  redirectedMethod,
  redirectedHeaders,
  redirectChecks: standardRedirectChecks,
  statusCheck: () => null,
  lateRedirectCheck: () => null,
  exposed: corsExposed,
  cache: standardCache,
  localNetworkCheck: () => null,
};
