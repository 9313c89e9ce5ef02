import { corsCheck } from '../cors/corsCheck.ts';
import { headerList, isUnknown, linesOf, respond } from './respond.ts';
import type { AnsweredHeader, Answers, PolicyRequest } from './types.ts';

/** What a page from one origin may do with a plain GET, by the CORS check of the Fetch standard. */
export interface Grant {
  /** The page reads the answer to a request without cookies. */
  readonly readable: boolean;
  /** It reads the answer to a request with cookies. */
  readonly withCredentials: boolean;
  /** The lines that decide; null when there is not exactly one. */
  readonly allowOrigin: AnsweredHeader | null;
  readonly allowCredentials: AnsweredHeader | null;
  /** The source does not tell what is answered; then nothing else here may be relied upon. */
  readonly unknown: boolean;
}

/** A request as a page from `origin` sends it, answered by the application with 200 unless `changes` say otherwise. */
export function requestFrom(origin: string | null, changes: Partial<PolicyRequest> = {}): PolicyRequest {
  const handler = { does: 'answer', status: 200, madeBy: 'app' } as const;
  return { method: 'GET', origin, headers: [], cookies: false, handler, ...changes };
}

/** What `policy` grants to a page from `origin`. */
export function grant(policy: Answers, origin: string): Grant {
  const plain = respond(policy, requestFrom(origin));
  const withCookies = respond(policy, requestFrom(origin, { cookies: true }));
  const unknown = [plain, withCookies].some(
    (response) =>
      isUnknown(response, 'access-control-allow-origin') ||
      isUnknown(response, 'access-control-allow-credentials'),
  );
  return {
    readable: corsCheck(headerList(plain), origin, false) === null,
    withCredentials: corsCheck(headerList(withCookies), origin, true) === null,
    allowOrigin: only(linesOf(withCookies, 'access-control-allow-origin')),
    allowCredentials: only(linesOf(withCookies, 'access-control-allow-credentials')),
    unknown,
  };
}

function only(lines: readonly AnsweredHeader[]): AnsweredHeader | null {
  return lines.length === 1 ? (lines[0] ?? null) : null;
}
