import { grant } from '../policy/grant.ts';
import { meantOrigins } from '../policy/meantOrigins.ts';
import type { OriginMatcher, Policy } from '../policy/types.ts';
import { isPublicName, registrableDomain } from '../policy/registrableDomain.ts';
import { letsIn } from '../policy/witness.ts';
import type { Rule } from './types.ts';

/** Names that nobody lists: what lets in all of them lets in any. */
const names = ['forgotten', 'qzxvk', 'old-shop'] as const;

export const allSubdomainsWithCredentials: Rule = {
  meta: {
    id: 'all-subdomains-with-credentials',
    title: 'Every name below a domain may read with cookies',
    class: 'hygiene',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: null,
    onRequest: true,
    messages: {
      open: '{origin} can read this with cookies, and so can every other name below {domain}.',
    },
  },
  check({ reading, witness, report }) {
    for (const policy of reading.policies) {
      for (const matcher of policy.facts.origins) {
        if (matcher.kind !== 'pattern' && matcher.kind !== 'predicate') continue;
        // What lets in strangers is worse, and told by other rules.
        if (witness(policy, matcher)) continue;
        const domain = openBelow(policy, matcher);
        if (domain === null) continue;
        report({
          range: matcher.range,
          messageId: 'open',
          data: { origin: `https://${names[0]}.${domain}`, domain },
        });
      }
    }
  },
};

/** The widest domain below which every name reads with cookies; null when there is none. */
function openBelow(policy: Policy, matcher: OriginMatcher): string | null {
  const hosts = meantOrigins([matcher]).map((origin) => new URL(origin).hostname);
  const domains = new Set(hosts.filter(isPublicName).flatMap(domainsAround));
  const isOpen = (origin: string): boolean => {
    if (!letsIn(matcher, origin)) return false;
    const { unknown, withCredentials } = grant(policy, origin);
    return !unknown && withCredentials;
  };
  const open = [...domains].filter((domain) => names.every((name) => isOpen(`https://${name}.${domain}`)));
  return open.sort((a, b) => a.length - b.length)[0] ?? null;
}

/** `example.com` and `app.example.com` for `app.example.com`: what a name may stand below. */
function domainsAround(host: string): readonly string[] {
  const own = registrableDomain(host)?.split('.').length ?? 0;
  const labels = host.split('.');
  return labels.slice(0, labels.length - own + 1).map((_, i) => labels.slice(i).join('.'));
}
