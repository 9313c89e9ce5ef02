import { grant } from '../policy/grant.ts';
import { isBrowserOrigin } from '../policy/originLiteral.ts';
import { isPublicName, registrableDomain } from '../policy/registrableDomain.ts';
import type { Policy } from '../policy/types.ts';
import type { AppCookie } from '../stacks/express/appCookie.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Report, Rule } from './types.ts';

/** The server is of one site at most: a cookie that stays within a site is lacking for pages of another one, whichever it is. */
export const credentialedCookieSamesite: Rule = {
  meta: {
    id: 'credentialed-cookie-samesite',
    title: 'Pages of several sites may send cookies, and the cookie that is set stays within one site',
    class: 'hygiene',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      within:
        'Pages of {a} or of {b} come without the cookie {name}: it is SameSite={sameSite}, and this server shares its site with one of them at most.',
      standard:
        'Pages of {a} or of {b} come without the cookie {name}: Chrome takes it for SameSite=Lax, and this server shares its site with one of them at most.',
      refused: 'Chrome does not keep the cookie {name}: SameSite=None counts only together with Secure.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    const cookies = reading?.cookies().filter(({ httpOnly }) => httpOnly) ?? [];
    // A list may be long, and each of its origins is asked for.
    if (!reading || cookies.length === 0) return;
    const [a, b] = twoSitesOf(reading.policies.filter(({ label }) => label === 'the app'));
    if (a === undefined) return;
    for (const cookie of cookies) {
      const found = lacking(cookie, a, b);
      if (!found) continue;
      const { range, toOtherSites: edits } = cookie;
      const fixes = edits
        ? [{ title: 'Send it from other sites too', safety: 'unsafe', edits } as const]
        : [];
      context.report({ ...found, range: firstLine(context.text, range), fixes });
    }
  },
};

function lacking(
  { name, sameSite, secure }: AppCookie,
  a: string,
  b: string | undefined,
): Pick<Report, 'messageId' | 'data' | 'class'> | null {
  if (sameSite === 'none')
    return secure === false ? { messageId: 'refused', data: { name }, class: 'broken' } : null;
  if (b === undefined) return null;
  if (sameSite === 'missing') return { messageId: 'standard', data: { a, b, name } };
  return { messageId: 'within', data: { a, b, name, sameSite: sameSite === 'lax' ? 'Lax' : 'Strict' } };
}

/** The first encrypted origin of a public name that a policy names and whose pages read with cookies, and the first of another site. */
function twoSitesOf(policies: readonly Policy[]): readonly string[] {
  const found: string[] = [];
  for (const policy of policies) {
    for (const matcher of policy.facts.origins) {
      const origin = matcher.kind === 'literal' ? matcher.value : '';
      if (!isPublicOrigin(origin) || found.some((one) => siteOf(one) === siteOf(origin))) continue;
      const { unknown, withCredentials } = grant(policy, origin);
      if (!unknown && withCredentials && found.push(origin) === 2) return found;
    }
  }
  return found;
}

function isPublicOrigin(origin: string): boolean {
  return origin.startsWith('https:') && isBrowserOrigin(origin) && isPublicName(new URL(origin).hostname);
}

function siteOf(origin: string): string | null {
  return registrableDomain(new URL(origin).hostname);
}
