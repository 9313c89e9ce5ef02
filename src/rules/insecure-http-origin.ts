import { grant } from '../policy/grant.ts';
import { meantOrigins } from '../policy/meantOrigins.ts';
import { isBrowserOrigin } from '../policy/originLiteral.ts';
import type { OriginMatcher, Policy } from '../policy/types.ts';
import { isPublicName } from '../policy/registrableDomain.ts';
import { letsIn } from '../policy/witness.ts';
import type { Fix, Rule } from './types.ts';

export const insecureHttpOrigin: Rule = {
  meta: {
    id: 'insecure-http-origin',
    title: 'A site without encryption is allowed to read with cookies',
    class: 'fragile',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      open: '{origin} can read this with cookies, and anyone on the network can change what such a page does.',
    },
  },
  check({ reading, text, report }) {
    for (const policy of reading.policies) {
      for (const matcher of policy.facts.origins) {
        const origin = insecure(policy, matcher);
        if (origin === null || matcher.kind === 'unknown') continue;
        report({
          range: matcher.range,
          messageId: 'open',
          data: { origin },
          fixes: encrypted(text, matcher),
        });
      }
    }
  },
};

/** An http origin of a public name that the matcher means, and that reads with cookies. */
function insecure(policy: Policy, matcher: OriginMatcher): string | null {
  if (matcher.kind !== 'literal' && matcher.kind !== 'pattern') return null;
  // A pattern that does not speak of http does not mean it.
  if (matcher.kind === 'pattern' && !/\bhttp(?:s\?)?:/.test(matcher.source)) return null;
  const origins = meantOrigins([matcher]).map((origin) => origin.replace(/^https:/, 'http:'));
  const found = origins.find((origin) => {
    if (!isBrowserOrigin(origin) || !letsIn(matcher, origin) || !isPublicName(new URL(origin).hostname))
      return false;
    const { unknown, withCredentials } = grant(policy, origin);
    return !unknown && withCredentials;
  });
  return found ?? null;
}

/** `http:` or `https?:` at the beginning becomes `https:`. */
function encrypted(text: string, { range }: Exclude<OriginMatcher, { kind: 'unknown' }>): readonly Fix[] {
  const [scheme, start = ''] = /^(\^?)https?(?:\?)?(?=:)/.exec(text.slice(range.start, range.end)) ?? [];
  if (scheme === undefined) return [];
  const at = range.start + start.length;
  const edits = [{ start: at, end: range.start + scheme.length, text: 'https' }];
  return [{ title: 'Allow https only', safety: 'unsafe', edits }];
}
