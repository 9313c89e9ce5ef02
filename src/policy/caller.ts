import { corsCheck } from '../cors/corsCheck.ts';
import { requestFrom } from './grant.ts';
import { meantOrigins } from './meantOrigins.ts';
import { isBrowserOrigin } from './originLiteral.ts';
import { headerList, isUnknown, respond } from './respond.ts';
import type { Answers, Policy, PolicyRequest, PolicyResponse } from './types.ts';

/** A page that the server means to let in, and what it is answered. */
export interface Caller extends Answers {
  readonly origin: string;
  /** How a message names it: by its origin where the source does. */
  readonly name: string;
}

/** How a message names an origin that a list or a check from elsewhere lets in. */
export const unnamed = 'an allowed site';

const anySite = 'https://app.example.com';

/** Pages from the origins that the policy is about; where it lets none of them in for certain, one that stands for those it lets in. */
export function callersOf(policy: Policy): readonly Caller[] {
  const found = callers.get(policy) ?? findCallers(policy);
  callers.set(policy, found);
  return found;
}

/** Nearly every rule asks for them. */
const callers = new WeakMap<Policy, readonly Caller[]>();

function findCallers(policy: Policy): readonly Caller[] {
  const named = meantOrigins(policy.facts.origins);
  const pages = (named.length > 0 ? named : [anySite]).map((origin) => pageAt(policy, origin));
  if (pages.some((page) => isReadable(page, 'GET'))) return pages;
  const other = unnamedAt(policy);
  return isReadable(other, 'GET') ? [other] : pages;
}

/** The first of `callersOf`. */
export function someCaller(policy: Policy): Caller {
  return callersOf(policy)[0] ?? pageAt(policy, anySite);
}

/**
 * A page that can read what `place` answers to `method`, whatever becomes of the preflight: from an origin that one of the policies names,
 * from any site, or from one that the source lets in without naming it. Null when there is none.
 */
export function allowedCaller(policies: readonly Policy[], place: Answers, method: string): Caller | null {
  const origins = policies.flatMap(({ facts }) => [
    ...facts.origins.flatMap((matcher) => (matcher.kind === 'literal' ? [matcher.value] : [])),
    ...meantOrigins(facts.origins),
  ]);
  const named = [...new Set([...origins, anySite])].filter(
    (origin) => origin !== 'null' && isBrowserOrigin(origin),
  );
  const callers = [...named.map((origin) => pageAt(place, origin)), unnamedAt(place)];
  return callers.find((caller) => isReadable(caller, method)) ?? null;
}

/** The answer to `method` itself may be read by the page, whatever becomes of its preflight. */
export function isReadable(caller: Caller, method: string): boolean {
  const response = respond(caller, requestFrom(caller.origin, { method }));
  if (isUnknown(response, 'access-control-allow-origin')) return false;
  return corsCheck(headerList(response), caller.origin, false) === null;
}

/** The page of `caller` at another place. */
export function moveTo(place: Answers, { origin, name }: Caller): Caller {
  return name === unnamed ? unnamedAt(place) : pageAt(place, origin);
}

/** A page from `origin`. */
export function pageAt(place: Answers, origin: string): Caller {
  return { origin, name: origin, answer: (request) => place.answer(request) };
}

function unnamedAt(place: Answers): Caller {
  const answer = (request: PolicyRequest): PolicyResponse => place.answer({ ...request, meant: true });
  return { origin: anySite, name: unnamed, answer };
}
